package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"pingban/internal/cases"
)

// foldBatch is how many cases one round of Fold takes, so that memory stays small.
const foldBatch = 200

// Fold brings case_state up to date with a team's log. It may run twice at once: the same log gives
// the same state, and an older one never replaces a newer.
func (s *Store) Fold(ctx context.Context, team string, now time.Time) error {
	for {
		// The planner would rather walk the team's cases than the few that are behind.
		rows, err := s.read.QueryContext(ctx, `SELECT case_id FROM case_state INDEXED BY case_state_behind
			WHERE team = ?1 AND head > folded_to LIMIT ?2`, team, foldBatch)
		behind, err := collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
		if err != nil || len(behind) == 0 {
			return err
		}
		if _, err := s.FoldCases(ctx, team, behind, now); err != nil || len(behind) < foldBatch {
			return err
		}
	}
}

// FoldCases brings these cases of a team up to date and gives the newest seq among them.
func (s *Store) FoldCases(ctx context.Context, team string, ids []string, now time.Time) (newest int64, err error) {
	logs, err := s.logsOf(ctx, team, ids)
	if err != nil {
		return 0, err
	}
	t, err := s.Tables(ctx, team)
	if err != nil {
		return 0, err
	}
	folded := make([]foldedCase, 0, len(logs))
	for _, events := range logs {
		f, err := foldOne(events, t, now)
		if err != nil {
			return 0, err
		}
		newest = max(newest, f.To)
		folded = append(folded, f)
	}
	list, err := json.Marshal(folded)
	if err != nil {
		return 0, err
	}
	// Not UPDATE … FROM: SQLite may walk the team's whole list for each row of the batch. A case whose
	// window closed is written again though its log stands still.
	_, err = s.write.ExecContext(ctx, `INSERT INTO case_state (team, case_id, head, folded_to, status, assignee, search, state,
			at, done, rank, sort, shop, platform, product, rating, reasons, touched_at, resolved_at, resolved_by, explain_by)
		SELECT ?1, j.value->>'case', j.value->>'to', j.value->>'to', j.value->>'status', j.value->>'assignee',
			j.value->>'search', j.value->>'state', j.value->>'at', j.value->>'done', j.value->>'rank', j.value->>'sort',
			j.value->>'shop', j.value->>'platform', j.value->>'product', j.value->>'rating', j.value->>'reasons',
			j.value->>'touched', j.value->>'resolved', j.value->>'resolver', j.value->>'explain'
		FROM json_each(?2) j WHERE true
		ON CONFLICT (team, case_id) DO UPDATE SET folded_to = excluded.folded_to, status = excluded.status,
			assignee = excluded.assignee, search = excluded.search, state = excluded.state, at = excluded.at,
			done = excluded.done, rank = excluded.rank, sort = excluded.sort, shop = excluded.shop,
			platform = excluded.platform, product = excluded.product, rating = excluded.rating,
			reasons = excluded.reasons, touched_at = excluded.touched_at, resolved_at = excluded.resolved_at,
			resolved_by = excluded.resolved_by, explain_by = excluded.explain_by
		WHERE excluded.folded_to >= case_state.folded_to`,
		team, string(list))
	return newest, err
}

// logsOf gives each case's events in order, grouped by case.
func (s *Store) logsOf(ctx context.Context, team string, ids []string) ([][]cases.Event, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+eventColumns+` FROM events e
		WHERE e.team = ?1 AND e.case_id IN (SELECT value FROM json_each(?2)) ORDER BY e.case_id, e.seq`, team, string(list))
	events, err := collect(rows, err, scanEvent)
	var logs [][]cases.Event
	for i, e := range events {
		if i == 0 || events[i-1].Case != e.Case {
			logs = append(logs, nil)
		}
		logs[len(logs)-1] = append(logs[len(logs)-1], e)
	}
	return logs, err
}

// texts is what one may look for in a case.
func texts(s *cases.State) []string {
	all := []string{s.Case}
	if r := s.Review; r != nil {
		all = append(all, r.Buyer, r.Product, r.SKU, r.Shop, r.Text, r.Append)
	}
	for _, n := range s.Notes {
		if !n.Deleted {
			all = append(all, n.Text)
		}
	}
	return all
}
