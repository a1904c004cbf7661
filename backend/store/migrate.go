package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Newest is the name of the last migration there is.
func Newest() string {
	names := migrationNames()
	return names[len(names)-1]
}

func migrationNames() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		panic("the program was built without its migrations")
	}
	slices.Sort(names)
	for i, n := range names {
		names[i] = n[len("migrations/"):]
	}
	return names
}

// Migrate applies to an SQLite file what it lacks, each migration in a transaction, and writes it
// down in the table that wrangler uses on D1: an export of D1 is a valid file here. A file that
// has a migration this program does not know is refused; it belongs to a newer version.
func Migrate(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS d1_migrations (
		id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
		applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`); err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, `SELECT name FROM d1_migrations`)
	applied, err := collect(rows, err, func(r *sql.Rows) (name string, err error) { return name, r.Scan(&name) })
	if err != nil {
		return err
	}
	known := migrationNames()
	for _, name := range applied {
		if !slices.Contains(known, name) {
			return fmt.Errorf("the file was made by a newer version: it has migration %s, the newest here is %s", name, Newest())
		}
	}
	for _, name := range known {
		if slices.Contains(applied, name) {
			continue
		}
		if err := apply(ctx, db, name); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
	}
	return nil
}

func apply(ctx context.Context, db *sql.DB, name string) error {
	text, err := migrations.ReadFile("migrations/" + name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO d1_migrations (name) VALUES (?)`, name); err != nil {
		return err
	}
	return tx.Commit()
}
