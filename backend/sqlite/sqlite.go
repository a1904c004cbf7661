//go:build !js

// Package sqlite opens the native server's database file.
package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	_ "modernc.org/sqlite"

	"pingban/backend/store"
)

// DB is one file behind two pools: SQLite has one writer at a time, and readers do not wait for it.
type DB struct {
	Write, Read *sql.DB
}

// Open opens a file, makes it where there is none, readable by its owner alone, and brings its
// tables up to date.
func Open(ctx context.Context, file string) (*DB, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	// synchronous=FULL: what a device was told is stored survives a power cut.
	dsn := (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: url.Values{
		"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
			"cache_size(-16384)", "wal_autocheckpoint(4000)"},
		"_txlock": {"immediate"},
	}.Encode()}).String()
	db := &DB{}
	if db.Write, err = sql.Open("sqlite", dsn); err != nil {
		return nil, err
	}
	db.Write.SetMaxOpenConns(1)
	if db.Read, err = sql.Open("sqlite", dsn); err != nil {
		db.Close()
		return nil, err
	}
	db.Read.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
	db.Read.SetMaxIdleConns(max(4, 2*runtime.NumCPU()))
	if err := store.Migrate(ctx, db.Write); err != nil {
		db.Close()
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return db, nil
}

// Close closes both pools.
func (db *DB) Close() {
	if db.Read != nil {
		_ = db.Read.Close()
	}
	_ = db.Write.Close()
}
