package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"pingban/internal/cases"
)

// foldBatch is how many cases one round of Fold takes, so that memory stays small.
const foldBatch = 200

// Fold brings case_state up to date with a team's log. It may run twice at once: the same log gives
// the same state, and an older one never replaces a newer.
func (s *Store) Fold(ctx context.Context, team string) error {
	for {
		// The planner would rather walk the team's cases than the few that are behind.
		rows, err := s.read.QueryContext(ctx, `SELECT case_id FROM case_state INDEXED BY case_state_behind
			WHERE team = ?1 AND head > folded_to LIMIT ?2`, team, foldBatch)
		behind, err := collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
		if err != nil || len(behind) == 0 {
			return err
		}
		if _, err := s.FoldCases(ctx, team, behind); err != nil || len(behind) < foldBatch {
			return err
		}
	}
}

// foldedCase is a row of case_state on its way into json_each.
type foldedCase struct {
	Case     string `json:"case"`
	To       int64  `json:"to"`
	Status   string `json:"status"`
	Assignee string `json:"assignee"`
	Search   string `json:"search"`
	State    string `json:"state"`
}

// FoldCases brings these cases of a team up to date and gives the newest seq among them.
func (s *Store) FoldCases(ctx context.Context, team string, ids []string) (newest int64, err error) {
	logs, err := s.logsOf(ctx, team, ids)
	if err != nil {
		return 0, err
	}
	folded := make([]foldedCase, 0, len(logs))
	for _, events := range logs {
		f, err := foldOne(events)
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
	// Not UPDATE … FROM: SQLite may walk the team's whole list for each row of the batch.
	_, err = s.write.ExecContext(ctx, `INSERT INTO case_state (team, case_id, head, folded_to, status, assignee, search, state)
		SELECT ?1, j.value->>'case', j.value->>'to', j.value->>'to', j.value->>'status', j.value->>'assignee',
			j.value->>'search', j.value->>'state'
		FROM json_each(?2) j WHERE true
		ON CONFLICT (team, case_id) DO UPDATE SET folded_to = excluded.folded_to, status = excluded.status,
			assignee = excluded.assignee, search = excluded.search, state = excluded.state
		WHERE excluded.folded_to > case_state.folded_to`,
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

func foldOne(events []cases.Event) (foldedCase, error) {
	state := cases.Fold(events, nil)
	f := foldedCase{
		Case: state.Case, To: state.FoldedTo, Status: state.Text("status"), Assignee: state.Text("assignee"),
		Search: strings.ToLower(strings.Join(texts(state), "\n")),
	}
	if f.Status == "" {
		f.Status = "新"
	}
	slim := *state
	slim.Timeline = nil // the events tell it
	b, err := json.Marshal(slim)
	f.State = string(b)
	return f, err
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

// CaseFilter narrows a list of cases. Empty fields narrow nothing.
type CaseFilter struct {
	Status     string
	Assignee   string // member id
	Unassigned bool
	Text       string
	Member     string // only cases assigned to or touched by this member
}

// Cases gives the folded states of a team's cases, without their timelines.
func (s *Store) Cases(ctx context.Context, team string, f CaseFilter) ([]*cases.State, error) {
	if err := s.Fold(ctx, team); err != nil {
		return nil, err
	}
	unassigned := 0
	if f.Unassigned {
		unassigned = 1
	}
	rows, err := s.read.QueryContext(ctx, `SELECT state FROM case_state
		WHERE team = ?1 AND state <> '' AND (?2 = '' OR status = ?2) AND (?3 = '' OR assignee = ?3)
		AND (?4 = 0 OR assignee = '') AND (?5 = '' OR instr(search, ?5) > 0)
		AND (?6 = '' OR assignee = ?6 OR EXISTS (SELECT 1 FROM touches t
			WHERE t.team = case_state.team AND t.member = ?6 AND t.case_id = case_state.case_id))`,
		team, f.Status, f.Assignee, unassigned, strings.ToLower(f.Text), f.Member)
	return collect(rows, err, func(r *sql.Rows) (*cases.State, error) {
		var text string
		if err := r.Scan(&text); err != nil {
			return nil, err
		}
		state := &cases.State{}
		return state, json.Unmarshal([]byte(text), state)
	})
}

// Case folds one case from its events. ErrNotFound where there is none, or where member is not
// empty and has nothing to do with it.
func (s *Store) Case(ctx context.Context, team, id, member string) (*cases.State, error) {
	logs, err := s.logsOf(ctx, team, []string{id})
	if err != nil {
		return nil, err
	}
	if len(logs) == 0 {
		return nil, ErrNotFound
	}
	state := cases.Fold(logs[0], nil)
	if member == "" || state.Text("assignee") == member {
		return state, nil
	}
	err = s.read.QueryRowContext(ctx, `SELECT case_id FROM touches WHERE team = ?1 AND member = ?2 AND case_id = ?3`, team, member, id).Scan(new(string))
	return state, none(err)
}
