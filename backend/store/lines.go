package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"pingban/internal/cases"
)

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

// line is one event of a log: its place, and the whole of it as JSON.
type line struct {
	seq   int64
	event string
}

// lines gives the events e for which where holds, in no order: asked of the database, each sorting is charged
// as rows read.
func (s *Store) lines(ctx context.Context, where string, args ...any) ([]line, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT group_concat(line, char(30))
		FROM (SELECT line, row_number() OVER () AS n
			FROM (SELECT e.seq || ' ' || `+eventJSON+` AS line FROM events e WHERE `+where+`))
		GROUP BY n / `+strconv.Itoa(linesOfRow), args...)
	packed, err := collect(rows, err, func(r *sql.Rows) (text string, err error) { return text, r.Scan(&text) })
	if err != nil {
		return nil, err
	}
	all := make([]line, 0, len(packed)*linesOfRow)
	for _, text := range packed {
		for l := range strings.SplitSeq(text, lineEnd) {
			number, event, _ := strings.Cut(l, " ")
			seq, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("an event as the database wrote it: %w", err)
			}
			all = append(all, line{seq, event})
		}
	}
	return all, nil
}

// events is lines, each taken apart.
func (s *Store) events(ctx context.Context, where string, args ...any) ([]cases.Event, error) {
	lines, err := s.lines(ctx, where, args...)
	events := make([]cases.Event, len(lines))
	for i, l := range lines {
		if err := json.Unmarshal([]byte(l.event), &events[i]); err != nil {
			return nil, fmt.Errorf("event %d: %w", l.seq, err)
		}
	}
	return events, err
}
