package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Erase takes the texts out of a case and adds the event that says so, in one statement; a trigger
// does the taking. ErrNotFound where the team has no such case.
func (s *Store) Erase(ctx context.Context, team, actor, event, caseID, at string, now time.Time) error {
	err := s.write.QueryRowContext(ctx, `INSERT INTO events (team, id, case_id, kind, actor, at, base, body, received_at)
		SELECT ?1, ?2, ?3, 'erased', ?4, ?5, '', '{}', ?6
		WHERE EXISTS (SELECT 1 FROM events WHERE team = ?1 AND case_id = ?3) RETURNING id`,
		team, event, caseID, actor, at, millis(now)).Scan(new(string))
	return none(err)
}

// Purge takes cases that were erased before a moment, and in which nothing happened since, out of
// the log, at most limit of them, the longest erased first. It gives how many events went. Only the
// last event of a case can be the erasure that lets it go, and that is what case_state.head names.
func (s *Store) Purge(ctx context.Context, team string, before time.Time, limit int) (int, error) {
	rows, err := s.write.QueryContext(ctx, `DELETE FROM events WHERE team = ?1 AND case_id IN (
			SELECT x.case_id FROM events x INDEXED BY erased_when
			CROSS JOIN case_state c ON c.team = x.team AND c.case_id = x.case_id AND c.head = x.seq
			WHERE x.kind = 'erased' AND x.team = ?1 AND x.received_at < ?2
			AND NOT EXISTS (SELECT 1 FROM events y WHERE y.kind = 'erased' AND y.team = ?1 AND y.case_id = x.case_id
				AND y.received_at >= ?2) -- the server's clock may have gone back
			LIMIT ?3) RETURNING seq`, team, millis(before), limit)
	gone, err := collect(rows, err, func(r *sql.Rows) (seq int64, err error) { return seq, r.Scan(&seq) })
	return len(gone), err
}

// Quiet lists cases with texts in which nothing happened since a moment, at most limit.
func (s *Store) Quiet(ctx context.Context, team string, since time.Time, limit int) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT c.case_id FROM case_state c JOIN events e ON e.team = c.team AND e.seq = c.head
		WHERE c.team = ?1 AND e.kind <> 'erased' AND e.received_at < ?2 LIMIT ?3`, team, millis(since), limit)
	return collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
}

// EraseAll erases several cases at once, as Erase does one; events are the ids of the events added,
// as many as there are cases.
func (s *Store) EraseAll(ctx context.Context, team, actor string, events, caseIDs []string, at string, now time.Time) error {
	pairs := make([][2]string, len(caseIDs))
	for i, id := range caseIDs {
		pairs[i] = [2]string{events[i], id}
	}
	list, err := json.Marshal(pairs)
	if err != nil {
		return err
	}
	_, err = s.write.ExecContext(ctx, `INSERT INTO events (team, id, case_id, kind, actor, at, base, body, received_at)
		SELECT ?1, j.value->>0, j.value->>1, 'erased', ?3, ?4, '', '{}', ?5 FROM json_each(?2) j WHERE true ORDER BY j.key`,
		team, string(list), actor, at, millis(now))
	return err
}
