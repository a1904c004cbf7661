package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pingban/internal/cases"
	"pingban/internal/clock"
)

// Log is where a team's log stands.
type Log struct {
	Head     int64 // seq of the newest event
	PurgedTo int64
	Epoch    string
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
// gives the ids that were new; the others were there already, maybe with other content.
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
		FROM json_each(?2) j WHERE true ORDER BY j.key
		ON CONFLICT (team, id) DO NOTHING RETURNING id`, team, string(list), millis(now))
	ids, err := collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
	if err != nil {
		return nil, err
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

const eventColumns = `e.team, e.seq, e.id, e.case_id, e.kind, e.actor, e.at, e.base, e.body, e.received_at`

func scanEvent(r *sql.Rows) (e cases.Event, err error) {
	var body string
	var received int64
	err = r.Scan(&e.Team, &e.Seq, &e.ID, &e.Case, &e.Kind, &e.Actor, &e.At, &e.Base, &body, &received)
	e.Body = json.RawMessage(body)
	e.ReceivedAt = Time(received).In(clock.CST).Format(time.RFC3339)
	return e, err
}

// ByID finds events of a team by their ids.
func (s *Store) ByID(ctx context.Context, team string, ids []string) (map[string]cases.Event, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+eventColumns+` FROM events e
		WHERE e.team = ?1 AND e.id IN (SELECT value FROM json_each(?2))`, team, string(list))
	found, err := collect(rows, err, scanEvent)
	byID := make(map[string]cases.Event, len(found))
	for _, e := range found {
		byID[e.ID] = e
	}
	return byID, err
}

// pageBytes ends a page early: an answer must fit a Worker's memory and a phone's patience.
const pageBytes = 2 << 20

// eventJSON writes an event as cases.Event does. The database writes it because on a Worker every
// value of a row crosses from JavaScript to Go by itself: one text takes a tenth of ten columns. A body was
// checked before it was stored.
const eventJSON = `'{"id":' || json_quote(e.id) || ',"case":' || json_quote(e.case_id) || ',"kind":' || json_quote(e.kind) ||
	',"at":' || json_quote(e.at) || CASE e.base WHEN '' THEN '' ELSE ',"base":' || json_quote(e.base) END || ',"body":' || e.body ||
	',"team":' || json_quote(e.team) || ',"actor":' || json_quote(e.actor) || ',"seq":' || e.seq || ',"received_at":"' ||
	strftime('%Y-%m-%dT%H:%M:%S', e.received_at / 1000 + 28800, 'unixepoch') || '+08:00"}'`

// linesOfRow is how many events come as one row, for the same reason: two pulls of 500 took a Worker's isolate
// 28 ms row by row and 15 in such rows, for which D1 charges four rows an event instead of one. It allows a row
// 2 MB, and a body has 64 KB at most.
const linesOfRow = 16

// lineEnd parts them: JSON has no such character, not even in its strings.
const lineEnd = "\x1e"

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
	// Lines are put in order here: asked of the database, each sorting is charged as rows read.
	rows, err := s.read.QueryContext(ctx, `SELECT group_concat(line, char(30))
		FROM (SELECT line, row_number() OVER () AS n
			FROM (SELECT e.seq || ' ' || `+eventJSON+` AS line FROM events e WHERE `+where+` ORDER BY e.seq LIMIT ?3))
		GROUP BY n / `+strconv.Itoa(linesOfRow), args...)
	packed, err := collect(rows, err, func(r *sql.Rows) (text string, err error) { return text, r.Scan(&text) })
	page := Page{Next: after}
	if err != nil {
		return page, err
	}
	type line struct {
		seq   int64
		event string
	}
	lines := make([]line, 0, len(packed)*linesOfRow)
	for _, text := range packed {
		for l := range strings.SplitSeq(text, lineEnd) {
			number, event, _ := strings.Cut(l, " ")
			seq, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				return page, fmt.Errorf("an event of %s: %w", team, err)
			}
			lines = append(lines, line{seq, event})
		}
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
