package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"pingban/internal/cases"
	"pingban/internal/clock"
)

// The filters of lists and reports, the same everywhere. Empty fields narrow nothing.
type CaseFilter struct {
	Status     string
	Assignee   string // member id
	Unassigned bool
	Text       string
	Member     string // only cases assigned to or touched by this member
	Shop       string
	Platform   string
	Product    string
	Rating     string // Poor is neutral or bad
	Reason     string
	From, To   time.Time // rated, or first heard of, in [From, To)
	Open       bool      // only those whose status needs somebody
	Due        string    // DueToday, DueOver
	Overdue    bool      // only open ones whose explanation window is over
	Resolver   string    // member id of who made it resolved
	Lacking    string    // LacksShop, LacksProduct
	Resolved   bool      // From and To are of when the case was resolved, not of when it was rated
}

// Poor is a rating that stands for both a seller worries about.
const Poor = "poor"

// The values of CaseFilter.Lacking: cases of which that is not known.
const (
	LacksShop    = "shop"
	LacksProduct = "product"
)

// The values of CaseFilter.Due.
const (
	DueToday = "today" // the pressing window closes before midnight, China Standard Time
	DueOver  = "over"
)

// where is a filter as a condition on case_state c. Every value is a parameter; ?1 is the team.
func (f CaseFilter) where(now time.Time) (string, []any) {
	var all strings.Builder
	all.WriteString("c.team = ?1")
	var args []any
	add := func(condition string, values ...any) {
		before, after, _ := strings.Cut(condition, "?")
		all.WriteString(" AND " + before)
		for _, v := range values {
			args = append(args, v)
			before, after, _ = strings.Cut(after, "?")
			all.WriteString("?" + itoa(len(args)+1) + before)
		}
	}
	for _, equal := range [][2]string{
		{"c.status", f.Status}, {"c.assignee", f.Assignee}, {"c.shop", f.Shop}, {"c.platform", f.Platform},
		{"c.product", f.Product}, {"c.rating", f.Rating}, {"c.resolved_by", f.Resolver},
	} {
		if equal[1] == Poor {
			add("c.rating IN ('bad', 'neutral')")
		} else if equal[1] != "" {
			add(equal[0]+" = ?", equal[1])
		}
	}
	if f.Unassigned {
		add("c.assignee = ''")
	}
	switch f.Lacking {
	case LacksShop:
		add("c.shop = ''")
	case LacksProduct:
		add("c.product = ''")
	}
	if f.Open {
		add("c.done = 0")
	}
	if f.Reason != "" {
		add("instr(c.reasons, ?) > 0", `"`+f.Reason+`"`)
	}
	if f.Text != "" {
		add("instr(c.search, ?) > 0", strings.ToLower(f.Text))
	}
	if f.Overdue {
		add("c.done = 0 AND c.explain_by > 0 AND c.explain_by < ?", millis(now))
	}
	at := "c.at"
	if f.Resolved {
		at = "c.resolved_at"
	}
	if !f.From.IsZero() {
		add(at+" >= ?", millis(f.From))
	}
	if !f.To.IsZero() {
		add(at+" < ?", millis(f.To))
	}
	if f.Resolved {
		add("c.resolved_at > 0") // after the bounds: SQLite seeks by the first it meets
	}
	switch f.Due {
	case DueToday:
		add("c.rank = 0 AND c.sort < ?", millis(midnight(now)))
	case DueOver:
		add("c.rank = 1")
	}
	if f.Member != "" {
		add("(c.assignee = ? OR EXISTS (SELECT 1 FROM touches t WHERE t.team = c.team AND t.member = ? AND t.case_id = c.case_id))", f.Member, f.Member)
	}
	return all.String(), args
}

// anytime is f without its period.
func (f CaseFilter) anytime() CaseFilter {
	f.From, f.To = time.Time{}, time.Time{}
	return f
}

// midnight is the end of now's day in China.
func midnight(now time.Time) time.Time {
	y, m, d := now.In(clock.CST).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, clock.CST)
}

// CaseCounts are what a list says of all cases that fit it.
type CaseCounts struct {
	Total, Today, Over, Unassigned int
}

// Count counts the cases that fit, whatever they are due.
func (s *Store) Count(ctx context.Context, team string, f CaseFilter, now time.Time) (n CaseCounts, err error) {
	f.Due = ""
	where, args := f.where(now)
	args = append(args, millis(midnight(now)))
	err = s.read.QueryRowContext(ctx, `SELECT COUNT(*), COUNT(CASE WHEN c.rank = 0 AND c.sort < ?`+itoa(len(args)+1)+` THEN 1 END),
		COUNT(CASE WHEN c.rank = 1 THEN 1 END), COUNT(CASE WHEN c.assignee = '' THEN 1 END)
		FROM case_state c WHERE `+where, append([]any{team}, args...)...).Scan(&n.Total, &n.Today, &n.Over, &n.Unassigned)
	return n, err
}

// Cases gives one page of the folded states of a team's cases, without their timelines, those with
// time left first, and whether there are more.
func (s *Store) Cases(ctx context.Context, team string, f CaseFilter, after, limit int, now time.Time) ([]*cases.State, bool, error) {
	where, args := f.where(now)
	args = append(args, limit+1, after)
	const columns = `SELECT c.team AS team, c.case_id AS case_id, c.rank AS rank, c.sort AS sort FROM case_state c WHERE c.done = `
	// Two ordered walks of the index, merged: one walk over open and closed ones would be sorted.
	open, done := columns+`0 AND `+where, ` UNION ALL `+columns+`1 AND `+where
	if f.Open {
		done = ""
	}
	rows, err := s.read.QueryContext(ctx, `SELECT s.state FROM (`+open+done+`
			ORDER BY rank, sort, case_id LIMIT ?`+itoa(len(args))+` OFFSET ?`+itoa(len(args)+1)+`) p
		JOIN case_state s ON s.team = p.team AND s.case_id = p.case_id AND s.folded_to > 0 ORDER BY p.rank, p.sort, p.case_id`,
		append([]any{team}, args...)...)
	all, err := collect(rows, err, func(r *sql.Rows) (*cases.State, error) {
		var text string
		if err := r.Scan(&text); err != nil {
			return nil, err
		}
		state := &cases.State{}
		return state, json.Unmarshal([]byte(text), state)
	})
	if len(all) > limit {
		return all[:limit], true, err
	}
	return all, false, err
}

// Case folds one case from its events. ErrNotFound where there is none, or where member is not
// empty and has nothing to do with it.
func (s *Store) Case(ctx context.Context, team, id, member string) (*cases.State, error) {
	logs, err := s.logs(ctx, `e.team = ?1 AND e.case_id = ?2`, team, id)
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
