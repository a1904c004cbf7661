//go:build !js

package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Backup writes a copy of a database to a file that must not exist, while the server goes on
// working on it. The copy is whole as of one moment.
func Backup(ctx context.Context, file, to string) error {
	if _, err := os.Stat(file); err != nil {
		return err
	}
	if _, err := os.Stat(to); !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s is there already; a backup replaces nothing", to)
	}
	db, err := Open(ctx, file)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Read.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		return err
	}
	return os.Chmod(to, 0o600)
}

// Restore makes a database out of a backup, or of the SQL text that `wrangler d1 export` writes. The
// file must not exist. Every team gets another epoch: devices notice that the log is an older one,
// read it anew, and push again what they still have.
func Restore(ctx context.Context, from, file string) error {
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s is there already; move it away first, with its -wal and -shm", file)
	}
	load := copyFile
	if strings.HasSuffix(from, ".sql") {
		load = loadSQL
	}
	if err := load(ctx, from, file); err != nil {
		return errors.Join(err, os.RemoveAll(file))
	}
	db, err := Open(ctx, file)
	if err != nil {
		return err
	}
	defer db.Close()
	var ok string
	if err := db.Read.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&ok); err != nil || ok != "ok" {
		return fmt.Errorf("%s is damaged: %s %w", from, ok, err)
	}
	_, err = db.Write.ExecContext(ctx, `UPDATE teams SET epoch = ?1 || id`, rand.Text())
	return err
}

func copyFile(_ context.Context, from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// loadSQL runs an export's statements as they stand: tables, rows, then indexes and triggers.
func loadSQL(ctx context.Context, from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", to)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // the export's pragmas are the connection's
	_, err = db.ExecContext(ctx, string(text))
	return err
}
