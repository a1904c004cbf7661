package api

import (
	"errors"
	"slices"
	"time"

	"pingban/backend/store"
	"pingban/internal/clock"
)

type clocksAnswer struct {
	Items   []clock.Item `json:"items"`   // in force
	Shipped []clock.Item `json:"shipped"` // as they come
}

// showClocks gives the team's windows, and what they are without the lead's changes.
func (a *API) showClocks(c *call) (any, error) {
	t, err := a.Store.Tables(c.Context(), c.who.Team)
	if err != nil {
		return nil, err
	}
	shipped, err := store.MergeClocks([]byte(noPack))
	if err != nil {
		return nil, err
	}
	return clocksAnswer{t.Items(), shipped.Items()}, nil
}

// clockChange is a window whose end a pack moves: where it would close if it started now.
type clockChange struct {
	ID     string `json:"id"`
	Before string `json:"before"` // RFC 3339, "" where there was or is no end
	After  string `json:"after"`
}

type clocksPreview struct {
	Changes []clockChange `json:"changes"`
}

// previewClocks says what a clocks pack would change, and changes nothing.
func (a *API) previewClocks(c *call, next *clock.Tables) (any, error) {
	t, err := a.Store.Tables(c.Context(), c.who.Team)
	if err != nil {
		return nil, err
	}
	preview := clocksPreview{[]clockChange{}}
	before, after := ends(t, c.now), ends(next, c.now)
	for _, item := range slices.Concat(t.Items(), next.Items()) {
		told := slices.ContainsFunc(preview.Changes, func(done clockChange) bool { return done.ID == item.ID })
		if !told && before[item.ID] != after[item.ID] {
			preview.Changes = append(preview.Changes, clockChange{item.ID, before[item.ID], after[item.ID]})
		}
	}
	return preview, nil
}

// ends says of each window when it closes if everything starts now.
func ends(t *clock.Tables, now time.Time) map[string]string {
	at := now.In(clock.CST).Format(time.RFC3339)
	all := map[string]string{}
	for _, platform := range []string{clock.Taobao, clock.Tmall, clock.JD} {
		// Shipped and unshipped orders have windows of their own.
		for _, shipped := range []string{"", now.In(clock.CST).Add(-time.Hour).Format(time.RFC3339)} {
			in := clock.Input{
				Platform: platform, Now: at, Rating: "bad", RatedAt: at, AppendedAt: at, SuccessAt: at, PaidAt: at, ShippedAt: shipped,
				RefundAt: at, RefundAgreedAt: at, RefundRefusedAt: at, ReturnShippedAt: at,
			}
			ws, err := t.Windows(in)
			if err != nil {
				continue
			}
			for _, w := range ws {
				all[platform+"."+string(w.Kind)] = w.Closes
			}
		}
	}
	return all
}

// clocksFault tells what the engine would refuse of a clocks pack, its examples run.
func clocksFault(body []byte) (*clock.Tables, error) {
	next, err := store.MergeClocks(body)
	if f, ok := errors.AsType[*clock.Fault](err); ok {
		return nil, invalidField(f.Path, "%s", f.Reason)
	}
	return next, err
}
