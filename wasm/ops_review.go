package main

import (
	"fmt"
	"slices"
	"time"

	"pingban/internal/clock"
	"pingban/internal/sight"
)

func (e *engine) clocks(in clock.Input) (ClockAnswer, error) {
	ws, err := e.tables().Windows(in)
	if err != nil {
		return ClockAnswer{}, err
	}
	for i := range ws {
		ws[i].Left = "" // numbers are what a program reads
	}
	return ClockAnswer{ID: in.ID, Windows: ws}, nil
}

// reasons suggests what a review complains of; the agent decides.
func (e *engine) reasons(r ReasonsRequest) (ReasonsAnswer, error) {
	switch r.Rating {
	case "", "good", "neutral", "bad", "unknown":
	default:
		return ReasonsAnswer{}, fault{message: fmt.Sprintf("rating is %q; it must be good, neutral or bad", r.Rating), field: "rating"}
	}
	return ReasonsAnswer{ID: r.ID, Reasons: e.shipped.reasons().Of(r.Text, r.Rating)}, nil
}

func (e *engine) rows(r RowsRequest) (RowsAnswer, error) {
	rows, ignored := sight.Rows([]byte(r.Body))
	return RowsAnswer{Rows: rows, Ignored: ignored}, nil
}

func (e *engine) see(r sight.SeeRequest) (SeeAnswer, error) {
	if _, err := moment(r.Now); err != nil {
		return SeeAnswer{}, err
	}
	return SeeAnswer{Seen: sight.See(e.tables(), e.facts, r)}, nil
}

// tick answers for rows already understood at a later moment; a tip still counts from when it was
// read. A row whose input went bad has no badge and no windows: never a reason to lose the others.
func (e *engine) tick(r TickRequest) (TickAnswer, error) {
	now, err := moment(r.Now)
	if err != nil {
		return TickAnswer{}, err
	}
	answer := TickAnswer{Rows: make([]TickedRow, 0, len(r.Rows))}
	for _, row := range r.Rows {
		ticked := TickedRow{Key: row.Key, Windows: []clock.Window{}}
		if ws, err := e.tables().WindowsAt(row.Clock, now); err == nil {
			ticked.Windows = ws
			ticked.Badge = clock.Pressing(ws, row.Clock, row.Sentiment, now)
			ticked.Coming = e.tables().Coming(ticked.Badge, row.Clock, row.Sentiment, now)
		}
		answer.Rows = append(answer.Rows, ticked)
	}
	return answer, nil
}

func (e *engine) listSites(Empty) (Sites, error) {
	return Sites{Sites: e.sites()}, nil
}

// moment reads the now of a request.
func moment(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fault{message: "now is not RFC 3339: " + s, field: "now"}
	}
	return t.In(clock.CST), nil
}

// knownPlatform refuses a platform the tables do not know; "" stands for any.
func knownPlatform(p string) error {
	if slices.Contains(platforms, p) {
		return nil
	}
	return fault{message: fmt.Sprintf("platform is %q; it must be taobao, tmall or jd", p), field: "platform"}
}
