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
	Done                     bool
	Status, Assignee, Rating string
	Shop, Product            string
	Reasons                  []string // shared, not to be changed
}

// RatedCases calls each with every case that fits and was rated in [f.From, f.To).
func (s *Store) RatedCases(ctx context.Context, team string, f CaseFilter, now time.Time, each func(RatedCase)) error {
	where, args := f.anytime().where(now)
	d := daily{
		fields: []string{"c.at", "c.touched_at", "c.explain_by", "c.done", "c.status", "c.assignee", "c.rating", "c.shop", "c.product", "c.reasons"},
		from:   "case_state c INDEXED BY case_rated", moment: "c.at", since: f.From, until: f.To,
		where: where, args: append([]any{team}, args...),
	}
	reasons := map[string][]string{} // by their text: a year has a few hundred different ones
	return d.read(ctx, s.read, func(fields []string) error {
		c := RatedCase{Status: fields[4], Assignee: fields[5], Rating: fields[6], Shop: fields[7], Product: fields[8]}
		var done int64
		if err := numbers(fields, &c.At, &c.Touched, &c.ExplainBy, &done); err != nil {
			return err
		}
		c.Done = done != 0
		list, known := reasons[fields[9]]
		if !known {
			_ = json.Unmarshal([]byte(fields[9]), &list) // a value of another shape names none
			reasons[fields[9]] = list
		}
		c.Reasons = list
		each(c)
		return nil
	})
}

// ResolvedCase is a case whose status became 已解决 in a report's period, and stayed it.
type ResolvedCase struct {
	At, Resolved int64
	Resolver     string
}

// ResolvedCases calls each with the cases that fit and were resolved in [f.From, f.To), whenever they were rated.
func (s *Store) ResolvedCases(ctx context.Context, team string, f CaseFilter, now time.Time, each func(ResolvedCase)) error {
	where, args := f.anytime().where(now)
	d := daily{
		fields: []string{"c.at", "c.resolved_at", "c.resolved_by"},
		from:   "case_state c INDEXED BY case_resolved", moment: "c.resolved_at", since: f.From, until: f.To,
		where: where, args: append([]any{team}, args...),
		also: ` AND c.resolved_at > 0`, // the index needs these words
	}
	return d.read(ctx, s.read, func(fields []string) error {
		c := ResolvedCase{Resolver: fields[2]}
		if err := numbers(fields, &c.At, &c.Resolved); err != nil {
			return err
		}
		each(c)
		return nil
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
