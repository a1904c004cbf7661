package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"pingban/internal/cases"
	"pingban/internal/clock"
)

// foldedCase is a row of case_state on its way into json_each. Times are milliseconds.
type foldedCase struct {
	Case     string `json:"case"`
	To       int64  `json:"to"`
	Status   string `json:"status"`
	Assignee string `json:"assignee"`
	Search   string `json:"search"`
	State    string `json:"state"`
	At       int64  `json:"at"`
	Done     int    `json:"done"`
	Rank     int    `json:"rank"`
	Sort     int64  `json:"sort"`
	Shop     string `json:"shop"`
	Platform string `json:"platform"`
	Product  string `json:"product"`
	Rating   string `json:"rating"`
	Reasons  string `json:"reasons"`
	Touched  int64  `json:"touched"`
	Resolved int64  `json:"resolved"`
	Resolver string `json:"resolver"`
	Explain  int64  `json:"explain"`
}

const (
	rankOpen = iota // a window is open: sort is when it closes
	rankOver        // all are over: sort is minus the last one's end
	rankNone        // no window is known
)

// foldOne folds the events of one case into its row, its windows as of now.
func foldOne(events []cases.Event, t *clock.Tables, now time.Time) (foldedCase, error) {
	state := cases.Fold(events, nil)
	f := foldedCase{
		Case: state.Case, To: state.FoldedTo, Status: state.Text(cases.FieldStatus), Assignee: state.Text(cases.FieldAssignee),
		Search: strings.ToLower(strings.Join(texts(state), "\n")), Rating: state.Text(cases.FieldRating), Reasons: "[]",
		At: received(events[0]), Rank: rankNone,
	}
	if f.Status == "" {
		f.Status = cases.StatusNew
	}
	if state.Done() {
		f.Done = 1
	}
	if r := state.Review; r != nil {
		f.Shop, f.Platform, f.Product = r.Shop, r.Platform, r.Product
		if f.Rating == "" {
			f.Rating = r.Rating
		}
		if at, err := time.Parse(time.RFC3339, r.RatedAt); err == nil {
			f.At = millis(at)
		}
	}
	if reasons, ok := state.Fields[cases.FieldReasons]; ok {
		f.Reasons = string(reasons.Value)
	}
	f.history(events)
	f.windows(state, t, now)
	slim := *state
	slim.Timeline = nil // the events tell it
	b, err := json.Marshal(slim)
	f.State = string(b)
	return f, err
}

// history takes from the log when the case was first touched and by whom it was resolved.
func (f *foldedCase) history(events []cases.Event) {
	for _, e := range events {
		switch e.Kind {
		case cases.Contact, cases.Note, cases.ScriptUsed, cases.Complaint:
			if f.Touched == 0 {
				f.Touched = received(e)
			}
		case cases.Field:
			var b struct{ Name, Value string }
			if json.Unmarshal(e.Body, &b) != nil || b.Name != cases.FieldStatus {
				continue
			}
			switch {
			case b.Value != cases.StatusResolved:
				f.Resolved, f.Resolver = 0, ""
			case f.Resolved == 0:
				f.Resolved, f.Resolver = received(e), e.Actor
			}
		}
	}
}

func (f *foldedCase) windows(state *cases.State, t *clock.Tables, now time.Time) {
	ws, badge := state.Windows(t, now)
	if i := slices.IndexFunc(ws, func(w clock.Window) bool { return w.Kind == clock.Explain }); i >= 0 {
		f.Explain = closing(ws[i].Closes)
	}
	if badge == nil {
		return
	}
	if f.Rank, f.Sort = rankOpen, closing(badge.Closes); badge.State == clock.Over {
		f.Rank, f.Sort = rankOver, -f.Sort
	}
}

// closing is an end as milliseconds, 0 where there is none.
func closing(rfc3339 string) int64 {
	at, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		return 0
	}
	return millis(at)
}

func received(e cases.Event) int64 { return closing(e.ReceivedAt) }

// Refresh folds what is behind the log, and the open cases whose pressing window closed since they
// were folded: another one presses now.
func (s *Store) Refresh(ctx context.Context, team string, now time.Time) error {
	if err := s.Fold(ctx, team, now); err != nil {
		return err
	}
	for _, done := range []int{0, 1} {
		for {
			rows, err := s.read.QueryContext(ctx, `SELECT case_id FROM case_state INDEXED BY case_list
				WHERE team = ?1 AND done = ?2 AND rank = 0 AND sort < ?3 LIMIT ?4`, team, done, millis(now.Truncate(time.Second)), foldBatch)
			closed, err := collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
			if err != nil || len(closed) == 0 {
				if err != nil {
					return err
				}
				break
			}
			if _, err := s.FoldCases(ctx, team, closed, now); err != nil {
				return err
			}
		}
	}
	return nil
}

func itoa(n int) string { return strconv.Itoa(n) }
