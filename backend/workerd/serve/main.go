//go:build !js

// Command serve builds the Worker and runs it on this machine until interrupted, for whoever wants
// to try it or test against it. The operator's secret comes from PINGBAN_OPERATOR_SECRET.
//
//	PINGBAN_OPERATOR_SECRET=… go run ./backend/workerd/serve -port 8790 -dir run/workerd
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"pingban/backend/workerd"
)

func main() {
	port := flag.Int("port", 8790, "`port` on 127.0.0.1")
	dir := flag.String("dir", "", "`folder` for the database; empty is one that goes away")
	stock := flag.Bool("stock", false, "the package's own entry instead of the pooled one")
	rate := flag.String("rate-limit", "0", "requests a `minute` for each member and address; 0 is no limit")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *port, *dir, *stock, *rate); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, port int, dir string, stock bool, rate string) error {
	temporary, err := os.MkdirTemp("", "pingban-workerd")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	if dir == "" {
		dir = filepath.Join(temporary, "run")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	build := filepath.Join(temporary, "build")
	if err := workerd.Build(ctx, build, ""); err != nil {
		return err
	}
	// Started apart from ctx: a signal must not cut wrangler off before its children.
	w, err := workerd.Start(context.WithoutCancel(ctx), workerd.Options{
		Build: build, Dir: dir, Stock: stock, Port: port, Log: os.Stdout,
		Vars: map[string]string{
			"PINGBAN_OPERATOR_SECRET": os.Getenv("PINGBAN_OPERATOR_SECRET"),
			"PINGBAN_ORIGINS":         os.Getenv("PINGBAN_ORIGINS"),
			"PINGBAN_RATE_LIMIT":      rate,
		},
	})
	if err != nil {
		return err
	}
	defer w.Stop()
	fmt.Println("ready at", w.URL)
	<-ctx.Done()
	return nil
}
