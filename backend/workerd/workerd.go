//go:build !js

// Package workerd runs the Worker on this machine: the real runtime with a database of its own,
// through wrangler. Tests, the bench and the extension's tests use it.
package workerd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Options say what to run and how. The zero value is the pooled entry on a free port.
type Options struct {
	Build string // folder that Build filled
	Dir   string // working folder, holds the database as well; must exist
	Stock bool   // the package's own entry: a new program for every request
	Entry string // a file of entry/ in place of the pooled entry
	// Database is an SQLite file of the native server to start with, copied; its migrations are the same.
	Database string
	Port     int               // 0: any free one
	Vars     map[string]string // of the environment; kept in a file, not on the command line
	Log      io.Writer         // what wrangler and the Worker print; nil drops it
}

// Worker is one that runs.
type Worker struct {
	URL  string
	PID  int // of wrangler; its workerd processes are its children
	cmd  *exec.Cmd
	done chan struct{}
	dead error
}

// Root is the backend's folder, found from the working directory upwards.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "backend"), nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("go.mod is not above the working directory")
		}
		dir = up
	}
}

// Build compiles the Worker into dir, with an extra build tag where tag is not empty.
func Build(ctx context.Context, dir, tag string) error {
	root, err := Root()
	if err != nil {
		return err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	c := exec.CommandContext(ctx, "sh", filepath.Join(root, "entry", "build.sh"), dir, tag)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("building the Worker: %w\n%s", err, out)
	}
	return nil
}

// Start lays the Worker out in o.Dir, applies the migrations, and runs it until Stop.
func Start(ctx context.Context, o Options) (*Worker, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	node, wrangler := filepath.Join(root, "node_modules/node/bin/node"), filepath.Join(root, "node_modules/wrangler/bin/wrangler.js")
	for _, f := range []string{node, wrangler} {
		if _, err := os.Stat(f); err != nil {
			return nil, fmt.Errorf("workerd is not installed (%s is missing): run `make backend-deps`", filepath.Base(f))
		}
	}
	if err := layOut(root, o); err != nil {
		return nil, err
	}
	if o.Port == 0 {
		if o.Port, err = freePort(); err != nil {
			return nil, err
		}
	}
	state := filepath.Join(o.Dir, "state")
	command := func(args ...string) *exec.Cmd {
		c := exec.CommandContext(ctx, node, append([]string{wrangler}, args...)...)
		c.Dir = o.Dir
		// Wrangler's own collector of traces writes every request into a database of its own, within
		// the process that is measured; Cloudflare has nothing of the kind.
		c.Env = append(os.Environ(), "CI=1", "WRANGLER_SEND_METRICS=false", "WRANGLER_HIDE_BANNER=true",
			"X_LOCAL_OBSERVABILITY=false", "X_LOCAL_EXPLORER=false",
			"WRANGLER_LOG_PATH="+filepath.Join(o.Dir, "log"), "XDG_CONFIG_HOME="+filepath.Join(o.Dir, "config"),
			"PATH="+filepath.Dir(node)+string(os.PathListSeparator)+os.Getenv("PATH"))
		return c
	}
	if out, err := command("d1", "migrations", "apply", "pingban", "--local", "--persist-to", state).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("migrations: %w\n%s", err, out)
	}
	if o.Database != "" {
		if err := replaceDatabase(state, o.Database); err != nil {
			return nil, err
		}
	}
	w := &Worker{URL: "http://127.0.0.1:" + strconv.Itoa(o.Port), done: make(chan struct{})}
	tail := &lastLines{}
	w.cmd = command("dev", "--local", "--ip", "127.0.0.1", "--port", strconv.Itoa(o.Port), "--inspector-port", "0",
		"--persist-to", state, "--show-interactive-dev-session=false")
	w.cmd.Stdout = tail
	if o.Log != nil {
		w.cmd.Stdout = io.MultiWriter(tail, o.Log)
	}
	w.cmd.Stderr = w.cmd.Stdout
	w.cmd.WaitDelay = 5 * time.Second
	w.cmd.Cancel = func() error { return w.cmd.Process.Signal(syscall.SIGTERM) }
	if err := w.cmd.Start(); err != nil {
		return nil, err
	}
	w.PID = w.cmd.Process.Pid
	go func() { w.dead = w.cmd.Wait(); close(w.done) }()
	if err := w.ready(ctx); err != nil {
		w.Stop()
		return nil, fmt.Errorf("%w\n%s", err, tail)
	}
	return w, nil
}

// Stop ends the Worker and its children.
func (w *Worker) Stop() {
	_ = w.cmd.Process.Signal(syscall.SIGTERM) // it may have ended by itself
	select {
	case <-w.done:
	case <-time.After(10 * time.Second):
		_ = w.cmd.Process.Kill()
		<-w.done
	}
}

func (w *Worker) ready(ctx context.Context) error {
	deadline := time.After(time.Minute)
	for {
		select {
		case <-w.done:
			return fmt.Errorf("wrangler ended: %v", w.dead)
		case <-ctx.Done():
			return ctx.Err()
		case <-deadline:
			return errors.New("the Worker did not answer within a minute")
		case <-time.After(100 * time.Millisecond):
		}
		r, err := http.Get(w.URL + "/readyz")
		if err != nil {
			continue
		}
		_ = r.Body.Close()
		if r.StatusCode == http.StatusOK {
			return nil
		}
	}
}

// layOut copies the Worker into o.Dir as wrangler wants it, without the command that would build it
// again.
func layOut(root string, o Options) error {
	comments := regexp.MustCompile(`(?m)^\s*//.*$`)
	text, err := os.ReadFile(filepath.Join(root, "wrangler.jsonc"))
	if err != nil {
		return err
	}
	var config map[string]any
	if err := json.Unmarshal(comments.ReplaceAll(text, nil), &config); err != nil {
		return fmt.Errorf("wrangler.jsonc: %w", err)
	}
	for _, key := range []string{"build", "env", "$schema"} {
		delete(config, key)
	}
	switch {
	case o.Stock:
		config["main"] = "build/worker.mjs"
	case o.Entry != "":
		config["main"] = "entry/" + o.Entry
	}
	text, err = json.Marshal(config)
	if err != nil {
		return err
	}
	for _, dir := range []string{"build", "entry", "store"} {
		if err := os.RemoveAll(filepath.Join(o.Dir, dir)); err != nil {
			return err
		}
	}
	var vars strings.Builder
	for name, value := range o.Vars {
		fmt.Fprintf(&vars, "%s=%q\n", name, value)
	}
	return errors.Join(
		os.WriteFile(filepath.Join(o.Dir, "wrangler.json"), text, 0o644),
		os.WriteFile(filepath.Join(o.Dir, ".dev.vars"), []byte(vars.String()), 0o600),
		os.CopyFS(filepath.Join(o.Dir, "build"), os.DirFS(o.Build)),
		os.CopyFS(filepath.Join(o.Dir, "entry"), os.DirFS(filepath.Join(root, "entry"))),
		os.CopyFS(filepath.Join(o.Dir, "store/migrations"), os.DirFS(filepath.Join(root, "store/migrations"))),
	)
}

// replaceDatabase puts a file in the place of the one that wrangler made for the binding.
func replaceDatabase(state, file string) error {
	made, err := filepath.Glob(filepath.Join(state, "v3/d1/*/*.sqlite"))
	if err != nil {
		return err
	}
	// Beside it lies the runtime's own list.
	made = slices.DeleteFunc(made, func(f string) bool { return filepath.Base(f) == "metadata.sqlite" })
	if len(made) != 1 {
		return fmt.Errorf("wrangler made %d databases where there is one binding: %v", len(made), made)
	}
	for _, side := range []string{"-wal", "-shm"} {
		if err := os.Remove(made[0] + side); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(made[0], b, 0o600)
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// lastLines keeps the end of what was printed, to explain a failure.
type lastLines struct {
	mu   sync.Mutex
	text []byte
}

func (l *lastLines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = append(l.text, b...)
	const most = 8 << 10
	if n := len(l.text); n > most {
		l.text = append([]byte(nil), l.text[n-most:]...)
	}
	return len(b), nil
}

func (l *lastLines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return string(l.text)
}
