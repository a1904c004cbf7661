//go:build !js

// Command bench measures the backend under load, natively and on workerd with both entries, beside a
// server of the CouchDB protocol that does the same notes job, and prints one table: requests a second, latency, CPU per request, memory. It starts what it measures.
// On workerd the figures are those of the runtime's process, which simulates D1 as well; "its own" is what of the
// CPU is the Worker's isolate's, sampled in a run of its own.
//
//	go run ./backend/bench [-seconds 5] [-only native,pooled,stock,pouchdb] [-loads push]
//	go run ./backend/bench -views 40    # the board's requests on a large team, so many times each
//	go run ./backend/bench -rows        # what D1 would count of them, on workerd
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"pingban/backend/workerd"
)

const secret = "the-secret-of-the-bench"

// target is a backend that runs: where, the process whose tree is measured, and the inspector of its isolate
// where it has one.
type target struct {
	url       string
	pid       int
	inspector string
	stop      func()
}

func main() {
	seconds := flag.Float64("seconds", 5, "how long each measure takes")
	only := flag.String("only", "native,pooled,stock,pouchdb", "which to measure")
	which := flag.String("loads", "", "only loads whose name begins with this")
	rounds := flag.Int("views", 0, "instead, time each of the board's requests so many `times`")
	rows := flag.Bool("rows", false, "instead, count what D1 would bill of each of the board's and a device's requests")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if *rounds > 0 || *rows {
		if err := largeTeam(ctx, *rounds, *rows); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(ctx, *which, time.Duration(*seconds*float64(time.Second)), strings.Split(*only, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func largeTeam(ctx context.Context, rounds int, rows bool) error {
	dir, err := os.MkdirTemp("", "pingban-views")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if rows {
		return measureRows(ctx, dir)
	}
	return measureViews(ctx, dir, rounds)
}

func run(ctx context.Context, which string, each time.Duration, names []string) error {
	dir, err := os.MkdirTemp("", "pingban-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "backend\tload\tclients\treq/s\tp50 ms\tp99 ms\tCPU ms/req\tits own\tRSS MB\tfailed")
	for _, name := range names {
		t, err := start(ctx, name, dir)
		if err != nil {
			return err
		}
		if name == "pouchdb" {
			err = eachLoad(ctx, out, name, t, "", chosen(peerLoads, which), each)
		} else {
			err = measureAll(ctx, out, name, t, chosen(loads, which), each)
		}
		t.stop()
		if err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// chosen are the loads whose name begins with prefix.
func chosen(all []load, prefix string) []load {
	return slices.DeleteFunc(slices.Clone(all), func(l load) bool { return !strings.HasPrefix(l.name, prefix) })
}

// start runs one backend in a folder of its own.
func start(ctx context.Context, name, dir string) (*target, error) {
	own := filepath.Join(dir, name)
	if err := os.Mkdir(own, 0o700); err != nil {
		return nil, err
	}
	switch name {
	case "native":
		return startNative(ctx, own)
	case "pouchdb":
		return startPeer(ctx, own)
	case "pooled", "stock":
		build := filepath.Join(own, "built")
		if err := workerd.Build(ctx, build, ""); err != nil {
			return nil, err
		}
		w, err := workerd.Start(ctx, workerd.Options{Build: build, Dir: own, Stock: name == "stock", Vars: map[string]string{
			"PINGBAN_OPERATOR_SECRET": secret, "PINGBAN_RATE_LIMIT": "0",
		}})
		if err != nil {
			return nil, err
		}
		url, pid := w.Direct()
		return &target{url, pid, w.Inspector(), w.Stop}, nil
	}
	return nil, fmt.Errorf("%q is none of native, pooled, stock, pouchdb", name)
}

func startNative(ctx context.Context, dir string) (*target, error) {
	root, err := workerd.Root()
	if err != nil {
		return nil, err
	}
	binary := filepath.Join(dir, "server")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, ".")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the server: %w\n%s", err, out)
	}
	const addr = "127.0.0.1:18787"
	c := exec.CommandContext(ctx, binary, "-addr", addr, "-db", filepath.Join(dir, "pingban.db"), "-rate-limit", "0")
	c.Env = append(os.Environ(), "PINGBAN_OPERATOR_SECRET="+secret)
	if err := c.Start(); err != nil {
		return nil, err
	}
	stop := func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait()
	}
	t := &target{url: "http://" + addr, pid: c.Process.Pid, stop: stop}
	if err := t.ready(ctx); err != nil {
		stop()
		return nil, err
	}
	return t, nil
}
