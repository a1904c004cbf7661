package store

import (
	"context"
	"database/sql"
	"time"

	"pingban/internal/cases"
)

// Deed is something done that a report counts, beside cases.
type Deed struct {
	Kind   cases.Kind
	Actor  string
	Key    string // rule, script, channel of a contact, form of a compensation
	Action string // what became of a finding; edited for a script that was changed before it was sent
	Fen    int64  // of a compensation, 1/100 yuan
}

// A Deed's fields of an event e, word for word as the index events_to_count holds them: what differs is read from
// the event's body instead, at four times the time. A form may have any character, those too that part fields.
const (
	deedKey = `COALESCE(CASE e.kind WHEN 'finding' THEN e.body->>'rule' WHEN 'script' THEN e.body->>'script'
		WHEN 'contact' THEN e.body->>'channel' ELSE replace(replace(e.body->>'form', char(30), ' '), char(31), ' ') END, '')`
	deedAction = `COALESCE(CASE e.kind WHEN 'finding' THEN e.body->>'action'
		WHEN 'script' THEN CASE WHEN e.body->>'edited' THEN 'edited' END END, '')`
	deedFen = `CASE e.kind WHEN 'compensation' THEN CAST(ROUND(100 * CAST(e.body->>'amount' AS REAL)) AS INTEGER) ELSE 0 END`
)

// deedsAre has the words that the index events_to_count needs.
const deedsAre = `e.team = ?1 AND e.kind IN ('contact', 'compensation', 'finding', 'script')`

// deedsOf is a condition on events e: deeds in the cases that fit, at any time. With a member it is those of their
// own, in whosever case.
func deedsOf(team string, f CaseFilter, now time.Time) (where string, args []any) {
	member := f.Member
	f.Member = ""
	of, args := f.anytime().where(now)
	where = deedsAre
	if of != "c.team = ?1" {
		where += ` AND EXISTS (SELECT 1 FROM case_state c WHERE ` + of + ` AND c.case_id = e.case_id)`
	}
	args = append([]any{team}, args...)
	if member != "" {
		args = append(args, member)
		where += ` AND e.actor = ?` + itoa(len(args))
	}
	return where, args
}

// Deeds calls each with every deed of [f.From, f.To) in the cases that fit, by when it arrived.
func (s *Store) Deeds(ctx context.Context, team string, f CaseFilter, now time.Time, each func(Deed)) error {
	where, args := deedsOf(team, f, now)
	d := daily{
		fields: []string{deedFen, "e.kind", "e.actor", deedAction, deedKey},
		from:   "events e INDEXED BY events_to_count", moment: "e.received_at", since: f.From, until: f.To,
		where: where, args: args,
	}
	return d.read(ctx, s.read, func(fields []string) error {
		d := Deed{Kind: cases.Kind(fields[1]), Actor: fields[2], Action: fields[3], Key: fields[4]}
		if err := numbers(fields, &d.Fen); err != nil {
			return err
		}
		each(d)
		return nil
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
	Deed
	At int64 // when it arrived, milliseconds
}

// ListDeeds gives the deeds that fit both filters, the latest first, at most limit.
func (s *Store) ListDeeds(ctx context.Context, team string, f CaseFilter, d DeedFilter, limit int, now time.Time) ([]OneDeed, error) {
	where, args := deedsOf(team, f, now)
	add := func(condition string, value any) {
		args = append(args, value)
		where += " AND " + condition + " ?" + itoa(len(args))
	}
	add("e.received_at >=", millis(f.From))
	add("e.received_at <", millis(f.To))
	add("e.kind =", string(d.Kind))
	if d.Key != nil {
		add(deedKey+" =", *d.Key)
	}
	if d.Actor != "" {
		add("e.actor =", d.Actor)
	}
	if d.Action != "" {
		add(deedAction+" =", d.Action)
	}
	args = append(args, limit)
	rows, err := s.read.QueryContext(ctx, `SELECT e.id, e.case_id, e.kind, e.actor, `+deedKey+`, `+deedAction+`, `+deedFen+`, e.received_at
		FROM events e INDEXED BY events_to_count WHERE `+where+` ORDER BY e.received_at DESC, e.pk DESC LIMIT ?`+itoa(len(args)), args...)
	return collect(rows, err, func(r *sql.Rows) (o OneDeed, err error) {
		return o, r.Scan(&o.Event, &o.Case, &o.Kind, &o.Actor, &o.Key, &o.Action, &o.Fen, &o.At)
	})
}
