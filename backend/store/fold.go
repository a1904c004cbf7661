package store

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"pingban/internal/cases"
)

// foldBatch is how many cases one round of Fold takes, so that memory stays small.
const foldBatch = 200

// Fold brings case_state up to date with a team's log. It may run twice at once: the same log gives
// the same state, and an older one never replaces a newer.
func (s *Store) Fold(ctx context.Context, team string, now time.Time) error {
	for {
		logs, err := s.behind(ctx, team, foldBatch)
		if err != nil || len(logs) == 0 {
			return err
		}
		clocks, err := s.clocks(ctx, team) // each time: by a version that was replaced nothing is written
		if err != nil {
			return err
		}
		if _, err := s.foldLogs(ctx, team, clocks, logs, now); err != nil || len(logs) < foldBatch {
			return err
		}
	}
}

// FoldSome does so for at most so many of the cases that are behind, by the team's windows as of a version of its
// clocks pack, and gives how many it took.
func (s *Store) FoldSome(ctx context.Context, team string, clocks int64, most int, now time.Time) (n int, err error) {
	logs, err := s.behind(ctx, team, most)
	if err != nil || len(logs) == 0 {
		return 0, err
	}
	_, err = s.foldLogs(ctx, team, clocks, logs, now)
	return len(logs), err
}

// behind gives the logs of cases that are behind, most of them or fewer.
func (s *Store) behind(ctx context.Context, team string, most int) ([][]cases.Event, error) {
	// The planner would rather walk the team's cases than the few that are behind.
	return s.logs(ctx, `e.team = ?1 AND e.case_id IN (SELECT case_id FROM case_state INDEXED BY case_state_behind
		WHERE team = ?1 AND head > folded_to LIMIT ?2)`, team, most)
}

// FoldCases brings these cases of a team up to date and gives the newest seq among them.
func (s *Store) FoldCases(ctx context.Context, team string, ids []string, now time.Time) (newest int64, err error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return 0, err
	}
	logs, err := s.logs(ctx, `e.team = ?1 AND e.case_id IN (SELECT value FROM json_each(?2))`, team, string(list))
	if err != nil {
		return 0, err
	}
	clocks, err := s.clocks(ctx, team)
	if err != nil {
		return 0, err
	}
	return s.foldLogs(ctx, team, clocks, logs, now)
}

// foldLogs folds each of these logs of cases and gives the newest seq among them. Where the windows changed
// meanwhile nothing is written: the cases stay behind.
func (s *Store) foldLogs(ctx context.Context, team string, clocks int64, logs [][]cases.Event, now time.Time) (newest int64, err error) {
	t, err := s.tablesOf(ctx, team, clocks)
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
		FROM json_each(?2) j WHERE `+clocksVersion+` = ?3
		ON CONFLICT (team, case_id) DO UPDATE SET folded_to = excluded.folded_to, status = excluded.status,
			assignee = excluded.assignee, search = excluded.search, state = excluded.state, at = excluded.at,
			done = excluded.done, rank = excluded.rank, sort = excluded.sort, shop = excluded.shop,
			platform = excluded.platform, product = excluded.product, rating = excluded.rating,
			reasons = excluded.reasons, touched_at = excluded.touched_at, resolved_at = excluded.resolved_at,
			resolved_by = excluded.resolved_by, explain_by = excluded.explain_by
		WHERE excluded.folded_to >= case_state.folded_to`,
		team, string(list), clocks)
	return newest, err
}

// logs gives the events e for which where holds, by case, each in order.
func (s *Store) logs(ctx context.Context, where string, args ...any) ([][]cases.Event, error) {
	events, err := s.events(ctx, where, args...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(events, func(a, b cases.Event) int {
		return cmp.Or(cmp.Compare(a.Case, b.Case), cmp.Compare(a.Seq, b.Seq))
	})
	var logs [][]cases.Event
	for i, e := range events {
		if i == 0 || events[i-1].Case != e.Case {
			logs = append(logs, nil)
		}
		logs[len(logs)-1] = append(logs[len(logs)-1], e)
	}
	return logs, nil
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
