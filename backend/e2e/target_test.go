package e2e

import (
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pingban/backend/api"
	"pingban/backend/sqlite"
	"pingban/backend/store"
	"pingban/backend/workerd"
)

const (
	operatorSecret = "operator-secret-of-the-tests"
	ourOrigin      = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
)

// workers are what the tests start at most once. They end with the package.
var workers struct {
	sync.Mutex
	dir     string
	started map[string]*worker
	builds  map[string]*build
}

type worker struct {
	once sync.Once
	*workerd.Worker
	err error
}

type build struct {
	once sync.Once
	err  error
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "pingban-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	workers.dir, workers.started, workers.builds = dir, map[string]*worker{}, map[string]*build{}
	code := m.Run()
	for _, w := range workers.started {
		if w.Worker != nil {
			w.Stop()
		}
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// startWorker gives the running Worker of that name, starting it if need be: built with tag, with
// the stock entry or ours, and with more variables in its environment.
func startWorker(t *testing.T, name, tag string, stock bool, vars map[string]string) *workerd.Worker {
	t.Helper()
	workers.Lock()
	w, ok := workers.started[name]
	if !ok {
		w = &worker{}
		workers.started[name] = w
	}
	b, ok := workers.builds[tag]
	if !ok {
		b = &build{}
		workers.builds[tag] = b
	}
	workers.Unlock()
	w.once.Do(func() {
		out := filepath.Join(workers.dir, "build-"+tag)
		b.once.Do(func() { b.err = workerd.Build(context.Background(), out, tag) })
		if w.err = b.err; w.err != nil {
			return
		}
		env := map[string]string{
			"PINGBAN_OPERATOR_SECRET": operatorSecret, "PINGBAN_ORIGINS": ourOrigin, "PINGBAN_RATE_LIMIT": "0",
		}
		for k, v := range vars {
			env[k] = v
		}
		dir := filepath.Join(workers.dir, name)
		if w.err = os.Mkdir(dir, 0o755); w.err != nil {
			return
		}
		w.Worker, w.err = workerd.Start(context.Background(), workerd.Options{Build: out, Dir: dir, Stock: stock, Vars: env})
	})
	if w.err != nil {
		t.Fatal(w.err)
	}
	return w.Worker
}

// server is a backend under test.
type server struct {
	url string
	// advance moves the native server's clock; the Worker's cannot be moved, and it is nil.
	advance func(time.Duration)
}

// native starts the native server's handler on a file of its own.
func native(t *testing.T, limit int) *server {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "pingban.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	var mu sync.Mutex
	var ahead time.Duration
	config := api.Config{
		Store: store.New(db.Write, db.Read), OperatorSecret: operatorSecret, Origins: []string{ourOrigin}, Log: io.Discard,
		Version: "test",
		Now: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return time.Now().Add(ahead)
		},
	}
	if limit > 0 {
		config.Limiter = &api.Minutes{N: limit}
	}
	s := httptest.NewServer(api.New(config))
	t.Cleanup(s.Close)
	return &server{s.URL, func(d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		ahead += d
	}}
}

// each runs a test against both runtimes.
func each(t *testing.T, test func(t *testing.T, s *server)) {
	t.Run("native", func(t *testing.T) { test(t, native(t, 0)) })
	t.Run("workerd", func(t *testing.T) {
		test(t, &server{url: startWorker(t, "pooled", "", false, nil).URL})
	})
}
