//go:build !js

// Command seed fills a database with a made-up team's years, to try the board on and to measure by.
// The same seed gives the same team, but for secrets.
//
//	go run ./backend/seed -db run/big.db -agents 30 -cases 80000 -events 300000
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"pingban/backend/sqlite"
	"pingban/backend/store"
)

func main() {
	db := flag.String("db", "", "SQLite `file` to make")
	agents := flag.Int("agents", 30, "how many `agents`")
	cases := flag.Int("cases", 80_000, "how many `cases`")
	events := flag.Int("events", 300_000, "how many `events`")
	years := flag.Int("years", 3, "over how many `years` up to now")
	seed := flag.Uint64("seed", 1, "`seed` that decides the rest")
	flag.Parse()
	if *db == "" || *agents < 1 || *cases < 1 || *events < *cases || *years < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(context.Background(), *db, plan{*agents, *cases, *events, *years, *seed, time.Now()}); err != nil {
		fmt.Fprintln(os.Stderr, "seed:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, file string, p plan) error {
	db, err := sqlite.Open(ctx, file)
	if err != nil {
		return err
	}
	defer db.Close()
	// The file is made anew, so nothing is lost where the machine fails meanwhile.
	if _, err := db.Write.ExecContext(ctx, `PRAGMA synchronous = OFF`); err != nil {
		return err
	}
	s := store.New(db.Write, db.Read)
	began := time.Now()
	token, err := p.fill(ctx, s)
	if err != nil {
		return err
	}
	fmt.Printf("%d events of %d cases in %.1f s\n", p.events, p.cases, time.Since(began).Seconds())
	began = time.Now()
	if err := s.Refresh(ctx, "seed", p.now); err != nil {
		return err
	}
	fmt.Printf("folded in %.1f s\nthe lead's token: %s\n", time.Since(began).Seconds(), token)
	return nil
}
