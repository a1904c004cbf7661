package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"pingban/internal/cases"
)

// Log is where a team's log stands.
type Log struct {
	Head     int64 // seq of the newest event
	PurgedTo int64
	Epoch    string
	Behind   bool  // some case is behind it
	Clocks   int64 // version of the team's clocks pack, 0 without one
}

// Head reads the seq of a team's newest event.
func (s *Store) Head(ctx context.Context, team string) (head int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT seq FROM teams WHERE id = ?1`, team).Scan(&head)
	return head, none(err)
}

// push is what one device sent at once.
type push struct {
	actor  string
	events []cases.Event
}

// Append adds events to the team's log in the order given, all or nothing, in one statement. It
// gives the ids that were new; the others were there already, maybe with other content. ErrDayFull where the
// team brought too many within a day.
func (s *Store) Append(ctx context.Context, team, actor string, events []cases.Event, now time.Time) (map[string]bool, error) {
	p := push{actor, events}
	if s.queue != nil {
		return s.queue.append(ctx, team, p, func(ctx context.Context, pushes []push) ([]map[string]bool, error) {
			return s.appendAll(ctx, team, pushes, now)
		})
	}
	fresh, err := s.appendAll(ctx, team, []push{p}, now)
	if err != nil {
		return nil, err
	}
	return fresh[0], nil
}

// mostADay is how many events a team may bring within 24 hours, whoever it is that sends them, before its log is
// closed until some are older: as many as a team of thirty has in three years, so that an import passes.
const mostADay = 300_000

// fullDay holds where, of a team ?1, the event that is most back is not yet a day old at now: two parameters.
func fullDay(now, most string) string {
	return `EXISTS (SELECT 1 FROM events o WHERE o.team = ?1
		AND o.seq = (SELECT seq FROM teams WHERE id = ?1) - ` + most + ` + 1 AND o.received_at > ` + now + ` - 86400000)`
}

// appendAll adds all that several devices of a team sent, in one statement, and gives for each the
// ids that it was the first to bring.
func (s *Store) appendAll(ctx context.Context, team string, pushes []push, now time.Time) ([]map[string]bool, error) {
	// Each event on its way into json_each; its body travels as text, byte for byte.
	in := [][7]string{}
	for _, p := range pushes {
		for _, e := range p.events {
			in = append(in, [7]string{e.ID, e.Case, string(e.Kind), p.actor, e.At, e.Base, string(e.Body)})
		}
	}
	list, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	rows, err := s.write.QueryContext(ctx, `INSERT INTO events (team, id, case_id, kind, actor, at, base, body, received_at)
		SELECT ?1, j.value->>0, j.value->>1, j.value->>2, j.value->>3, j.value->>4, j.value->>5, j.value->>6, ?3
		FROM json_each(?2) j WHERE NOT `+fullDay("?3", "?4")+` ORDER BY j.key
		ON CONFLICT (team, id) DO NOTHING RETURNING id`, team, string(list), millis(now), s.DayMost)
	ids, err := collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		if err := s.room(ctx, team, now); err != nil {
			return nil, err
		}
	}
	left := make(map[string]bool, len(ids))
	for _, id := range ids {
		left[id] = true
	}
	fresh := make([]map[string]bool, len(pushes))
	for i, p := range pushes {
		fresh[i] = make(map[string]bool, len(p.events))
		for _, e := range p.events {
			if left[e.ID] {
				delete(left, e.ID)
				fresh[i][e.ID] = true
			}
		}
	}
	return fresh, nil
}

// room is ErrDayFull where a team may bring no more events for now.
func (s *Store) room(ctx context.Context, team string, now time.Time) error {
	var full bool
	err := s.read.QueryRowContext(ctx, `SELECT `+fullDay("?2", "?3"), team, millis(now), s.DayMost).Scan(&full)
	if err == nil && full {
		err = ErrDayFull
	}
	return err
}

// ByID finds events of a team by their ids.
func (s *Store) ByID(ctx context.Context, team string, ids []string) (map[string]cases.Event, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	found, err := s.events(ctx, `e.team = ?1 AND e.id IN (SELECT value FROM json_each(?2))`, team, string(list))
	byID := make(map[string]cases.Event, len(found))
	for _, e := range found {
		byID[e.ID] = e
	}
	return byID, err
}

// pageBytes ends a page early: an answer must fit a Worker's memory and a phone's patience.
const pageBytes = 2 << 20

// Page is a stretch of a team's log.
type Page struct {
	Events []json.RawMessage // each a cases.Event
	Next   int64             // seq of the last of them, else where the page began
	More   bool
}

// Events gives a team's events after a seq, in order, at most limit of them; only those of one case
// where caseID is not empty.
func (s *Store) Events(ctx context.Context, team, caseID string, after int64, limit int) (Page, error) {
	where, args := `e.team = ?1 AND e.seq > ?2`, []any{team, after, limit + 1}
	if caseID != "" {
		// The plus keeps the planner from walking the log by seq in search of one case.
		where, args = `e.team = ?1 AND e.case_id = ?4 AND +e.seq > ?2`, append(args, caseID)
	}
	lines, err := s.lines(ctx, where+` ORDER BY e.seq LIMIT ?3`, args...)
	page := Page{Next: after}
	if err != nil {
		return page, err
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.seq, b.seq) })
	size := 0
	for i, l := range lines {
		if size += len(l.event); i == limit || (i > 0 && size > pageBytes) {
			page.More = true
			break
		}
		page.Events = append(page.Events, json.RawMessage(l.event))
		page.Next = l.seq
	}
	return page, nil
}
