package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// RatedCase is what a report asks of a case rated, or first heard of, in its period. Times are
// milliseconds, 0 for never.
type RatedCase struct {
	At, Touched, ExplainBy   int64
	Status, Assignee, Rating string
	Platform, Shop, Product  string
	Reasons                  []string
	Done                     bool
	Case                     string
}

// RatedCases calls each with every case that fits and was rated in [f.From, f.To).
func (s *Store) RatedCases(ctx context.Context, team string, f CaseFilter, now time.Time, each func(RatedCase)) error {
	where, args := f.where(now)
	rows, err := s.read.QueryContext(ctx, `SELECT c.case_id, c.at, c.touched_at, c.explain_by, c.status, c.assignee, c.rating,
		c.platform, c.shop, c.product, c.reasons, c.done FROM case_state c INDEXED BY case_rated WHERE `+where, append([]any{team}, args...)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var c RatedCase
		var reasons string
		if err := rows.Scan(&c.Case, &c.At, &c.Touched, &c.ExplainBy, &c.Status, &c.Assignee, &c.Rating, &c.Platform, &c.Shop, &c.Product, &reasons, &c.Done); err != nil {
			return err
		}
		if reasons != "[]" {
			_ = json.Unmarshal([]byte(reasons), &c.Reasons) // a value of another shape names none
		}
		each(c)
	}
	return rows.Err()
}

// ResolvedCase is a case whose status became 已解决 in a report's period, and stayed it.
type ResolvedCase struct {
	At, Resolved int64
	Resolver     string
}

// ResolvedCases gives the cases that fit and were resolved in [f.From, f.To), whenever they were rated.
func (s *Store) ResolvedCases(ctx context.Context, team string, f CaseFilter, now time.Time) ([]ResolvedCase, error) {
	from, to := f.From, f.To
	f.From, f.To = time.Time{}, time.Time{}
	where, args := f.where(now)
	args = append(args, millis(from), millis(to))
	// The index needs the words resolved_at > 0. Before the period's own bound, SQLite would begin there and
	// read every case ever resolved.
	rows, err := s.read.QueryContext(ctx, `SELECT c.at, c.resolved_at, c.resolved_by FROM case_state c INDEXED BY case_resolved
		WHERE `+where+` AND c.resolved_at >= ?`+itoa(len(args))+` AND c.resolved_at < ?`+itoa(len(args)+1)+` AND c.resolved_at > 0`, append([]any{team}, args...)...)
	return collect(rows, err, func(r *sql.Rows) (c ResolvedCase, err error) {
		return c, r.Scan(&c.At, &c.Resolved, &c.Resolver)
	})
}

// FalseAlarm is a finding that an agent says is none, with the sentence it was about.
type FalseAlarm struct {
	Event, Case, Actor string
	Rule, Label, Text  string
	At                 int64 // when it arrived, milliseconds
}

// FalseAlarms gives what was reported since a moment, the latest first, at most limit.
func (s *Store) FalseAlarms(ctx context.Context, team string, since time.Time, limit int) ([]FalseAlarm, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.id, e.case_id, e.actor, e.body->>'rule', e.body->>'label', COALESCE(e.body->>'text', ''), e.received_at
		FROM events e INDEXED BY events_to_count
		WHERE e.team = ?1 AND e.kind IN ('contact', 'compensation', 'finding', 'script') AND e.kind = 'finding' AND e.received_at >= ?2 AND e.body->>'action' = 'reported'
		ORDER BY e.received_at DESC LIMIT ?3`, team, millis(since), limit)
	return collect(rows, err, func(r *sql.Rows) (f FalseAlarm, err error) {
		return f, r.Scan(&f.Event, &f.Case, &f.Actor, &f.Rule, &f.Label, &f.Text, &f.At)
	})
}
