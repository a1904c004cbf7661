//go:build !js

// Command backend is the team's server. Built natively it is one program with one SQLite file, for
// a LAN or a machine of one's own; built for js/wasm it is a Cloudflare Worker over D1. Both serve
// package api over package store.
//
//	PINGBAN_OPERATOR_SECRET=… go run ./backend -addr 127.0.0.1:8787 -db pingban.db
//	go run ./backend backup -db pingban.db -to copy.db
//	go run ./backend restore -from copy.db -db pingban.db
//	go run ./backend export -db pingban.db > pingban.sql
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"pingban/backend/api"
	"pingban/backend/sqlite"
	"pingban/backend/store"
)

// version is the program's, set at build time.
var version = "dev"

// defaultRate is how many requests a member, or an address without a valid token, has in a minute.
// The board takes 24, a device that syncs for the first time a few hundred.
const defaultRate = 600

func main() {
	if len(os.Args) > 1 {
		if command, ok := care[os.Args[1]]; ok {
			if err := command(context.Background(), os.Args[2:]); err != nil {
				fmt.Fprintln(os.Stderr, os.Args[1]+":", err)
				os.Exit(1)
			}
			return
		}
	}
	addr := flag.String("addr", "127.0.0.1:8787", "`address` to listen at; 0.0.0.0:8787 for a whole LAN")
	db := flag.String("db", "pingban.db", "SQLite `file`; made if there is none")
	rate := flag.Int("rate-limit", defaultRate, "requests a `minute` for each member and address; 0 is no limit")
	from := flag.String("origins", os.Getenv("PINGBAN_ORIGINS"), "comma-separated chrome-extension:// `origins` that may call; empty is the shipped extension")
	flag.Parse()

	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, log, *addr, *db, *rate, *from); err != nil {
		log.Error("stopped", "error", err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context, log *slog.Logger, addr, file string, rate int, from string) error {
	secret := os.Getenv("PINGBAN_OPERATOR_SECRET")
	if secret == "" {
		log.Warn("PINGBAN_OPERATOR_SECRET is not set: nobody can make a team")
	}
	db, err := sqlite.Open(ctx, file)
	if err != nil {
		return err
	}
	defer db.Close()

	s := store.New(db.Write, db.Read)
	folder := newFolder(s, log)
	config := api.Config{
		Store: s, Now: time.Now, Log: os.Stdout, OperatorSecret: secret, Origins: origins(from),
		Version: version, Folded: folder.wake,
	}
	if rate > 0 {
		config.Limiter = &api.Minutes{N: rate}
	}
	server := &http.Server{
		Handler: api.New(config), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute,
		WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	log.Info("listening", "url", fmt.Sprintf("http://%s", listener.Addr()), "db", file, "version", version)

	folding, cancel := context.WithCancel(context.Background())
	folded := make(chan struct{})
	go func() { defer close(folded); folder.run(folding) }()
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err = <-served:
	case <-ctx.Done():
		log.Info("stopping")
		deadline, done := context.WithTimeout(context.Background(), 10*time.Second)
		err = server.Shutdown(deadline)
		done()
	}
	cancel()
	<-folded
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}
