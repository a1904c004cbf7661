// Package store keeps teams, events and packs in SQL. The same text runs on SQLite and on
// Cloudflare D1, which allows no transactions, no more than 100 parameters, no time.Time, and binds
// every number as REAL: so each change is one statement, lists travel as one JSON parameter, ids
// are TEXT, and times are whole milliseconds since 1970.
package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"time"
)

var (
	// ErrNotFound says that the team has no such thing.
	ErrNotFound = errors.New("not found")
	// ErrSpent says that a code was used or has expired.
	ErrSpent = errors.New("the code was used or has expired")
	// ErrLastLead refuses to leave a team without anyone who can manage it.
	ErrLastLead = errors.New("the team's last lead")
	// ErrDecided says that a proposal is closed.
	ErrDecided = errors.New("decided before")
	// ErrFull says that too many of a thing wait already.
	ErrFull = errors.New("too many wait already")
	// ErrDayFull says that a team brought as many events within a day as it may.
	ErrDayFull = errors.New("too many events in a day")
	// ErrVersion says that a pack moved on since the version the change was made to.
	ErrVersion = errors.New("another version is newer")
)

// Store answers for one database.
type Store struct {
	DayMost     int // events a team may bring in a day
	write, read *sql.DB
	queue       *queue   // nil on D1
	tables      sync.Map // team → teamTables
}

// New takes the connection all changes go through and the one reads go through. On D1 they are the
// same; on SQLite write must hold a single connection, because there is only one writer.
func New(write, read *sql.DB) *Store {
	s := &Store{DayMost: mostADay, write: write, read: read}
	if write != read {
		s.queue = &queue{} // a Worker's request must not wait for what another one asked of D1
	}
	return s
}

// Schema is the name of the newest migration applied.
func (s *Store) Schema(ctx context.Context) (string, error) {
	var name string
	err := s.read.QueryRowContext(ctx, `SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1`).Scan(&name)
	return name, err
}

func millis(t time.Time) int64 { return t.UnixMilli() }

// Time is the moment ms milliseconds after 1970.
func Time(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// none turns the absence of a row into ErrNotFound.
func none(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// taken tells a breach of a unique key, which the two drivers report only in words.
func taken(err error) bool {
	return err != nil && strings.Contains(err.Error(), "UNIQUE constraint failed")
}

// collect reads all rows with scan and closes them.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	all := []T{}
	if err != nil {
		return all, err
	}
	defer rows.Close()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return all, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}
