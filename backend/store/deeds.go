package store

import (
	"context"
	"database/sql"
	"time"

	"pingban/internal/cases"
)

// Deed is something done that a report counts, beside cases: how often it was done in the same way
// by the same member, and for how much.
type Deed struct {
	Kind   cases.Kind
	Actor  string
	Key    string // rule, script, channel of a contact, form of a compensation
	Action string // what became of a finding; edited for a script that was changed before it was sent
	N      int64
	Fen    int64 // sum of compensation, 1/100 yuan
}

// deedKey and deedAction are a Deed's fields of an event e.
const (
	deedKey = `COALESCE(CASE e.kind WHEN 'finding' THEN e.body->>'rule' WHEN 'script' THEN e.body->>'script'
				WHEN 'contact' THEN e.body->>'channel' ELSE e.body->>'form' END, '')`
	deedAction = `COALESCE(CASE e.kind WHEN 'finding' THEN e.body->>'action'
				WHEN 'script' THEN CASE WHEN e.body->>'edited' THEN 'edited' ELSE '' END ELSE '' END, '')`
	deedFen = `CAST(ROUND(100 * SUM(CASE e.kind WHEN 'compensation' THEN CAST(e.body->>'amount' AS REAL) ELSE 0 END)) AS INTEGER)`
)

// deedsIn is where the deeds of [f.From, f.To) in the cases that fit stand, with the team as ?1.
func deedsIn(team string, f CaseFilter, now time.Time) (string, []any) {
	from, to := f.From, f.To
	f.From, f.To = time.Time{}, time.Time{}
	member := f.Member
	f.Member = "" // one's own deeds, in whosever case
	where, args := f.where(now)
	args = append(args, millis(from), millis(to), member)
	n := len(args)
	in := ""
	if where != "c.team = ?1" {
		in = ` AND EXISTS (SELECT 1 FROM case_state c WHERE ` + where + ` AND c.case_id = e.case_id)`
	}
	return ` FROM events e INDEXED BY events_to_count
		WHERE e.team = ?1 AND e.kind IN ('contact', 'compensation', 'finding', 'script')
		AND e.received_at >= ?` + itoa(n-1) + ` AND e.received_at < ?` + itoa(n) + ` AND (?` + itoa(n+1) + ` = '' OR e.actor = ?` + itoa(n+1) + `)` + in,
		append([]any{team}, args...)
}

// Deeds sums up what was done in [f.From, f.To) in the cases that fit, by when it arrived.
func (s *Store) Deeds(ctx context.Context, team string, f CaseFilter, now time.Time) ([]Deed, error) {
	in, args := deedsIn(team, f, now)
	rows, err := s.read.QueryContext(ctx, `SELECT e.kind, e.actor, `+deedKey+` AS what, `+deedAction+` AS action, COUNT(*), `+deedFen+in+`
		GROUP BY e.kind, e.actor, what, action`, args...)
	return collect(rows, err, func(r *sql.Rows) (d Deed, err error) {
		return d, r.Scan(&d.Kind, &d.Actor, &d.Key, &d.Action, &d.N, &d.Fen)
	})
}

// DeedFilter says which of a kind of deeds are meant. Nil and "" narrow nothing.
type DeedFilter struct {
	Kind          cases.Kind
	Key           *string
	Actor, Action string
}

// OneDeed is one of the deeds that Deeds counts.
type OneDeed struct {
	Event, Case string
	Deed              // N is 1
	At          int64 // when it arrived, milliseconds
}

// ListDeeds gives the deeds that fit both filters, the latest first, at most limit.
func (s *Store) ListDeeds(ctx context.Context, team string, f CaseFilter, d DeedFilter, limit int, now time.Time) ([]OneDeed, error) {
	in, args := deedsIn(team, f, now)
	add := func(condition string, value any) {
		args = append(args, value)
		in += " AND " + condition + " = ?" + itoa(len(args))
	}
	add("e.kind", string(d.Kind))
	if d.Key != nil {
		add(deedKey, *d.Key)
	}
	if d.Actor != "" {
		add("e.actor", d.Actor)
	}
	if d.Action != "" {
		add(deedAction, d.Action)
	}
	args = append(args, limit)
	rows, err := s.read.QueryContext(ctx, `SELECT e.id, e.case_id, e.kind, e.actor, `+deedKey+`, `+deedAction+`, COUNT(*), `+deedFen+`, e.received_at`+in+`
		GROUP BY e.pk ORDER BY e.received_at DESC, e.pk DESC LIMIT ?`+itoa(len(args)), args...)
	return collect(rows, err, func(r *sql.Rows) (o OneDeed, err error) {
		return o, r.Scan(&o.Event, &o.Case, &o.Kind, &o.Actor, &o.Key, &o.Action, &o.N, &o.Fen, &o.At)
	})
}
