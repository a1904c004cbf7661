package cases

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pingban/internal/clock"
)

func TestRemindersRingOnceAtEachThresholdAndNeverAtNight(t *testing.T) {
	tables, err := clock.Default()
	if err != nil {
		t.Fatal(err)
	}
	moment := func(s string) time.Time {
		at, err := time.Parse("2006-01-02 15:04:05", s)
		if err != nil {
			t.Fatal(err)
		}
		return at.Add(-8 * time.Hour).In(clock.CST)
	}
	body := func(v any) json.RawMessage {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	const id, at = "taobao:1:2", "2026-10-01T16:00:00+08:00"
	// Rated at 16:00 on 1 October: the buyer may edit until 31 October 16:00.
	review := Event{ID: "a", Case: id, Kind: ReviewSeen, At: at, Seq: 1, Body: body(ReviewBody{
		Platform: "taobao", Order: "1", Item: "2", Rating: "bad", RatedAt: at,
	})}
	field := func(name, value string) Event {
		return Event{ID: name, Case: id, Kind: Field, At: at, Seq: 2, Body: body(map[string]string{"name": name, "value": value})}
	}
	night := Quiet{From: 21, Until: 9}
	for name, c := range map[string]struct {
		events     []Event
		since, now string
		quiet      Quiet
		due        int
		step       bool
		next       string
	}{
		"long before":               {[]Event{review}, "2026-10-10 10:00:00", "2026-10-10 10:05:00", night, 0, false, "2026-10-30T16:00:00+08:00"},
		"24 h before":               {[]Event{review}, "2026-10-30 15:59:00", "2026-10-30 16:00:30", night, 1, false, "2026-10-31T14:00:00+08:00"},
		"told already":              {[]Event{review}, "2026-10-30 16:00:30", "2026-10-30 17:00:00", night, 0, false, "2026-10-31T14:00:00+08:00"},
		"2 h before":                {[]Event{review}, "2026-10-31 13:00:00", "2026-10-31 14:00:01", night, 1, false, ""},
		"both missed, not yet over": {[]Event{review}, "2026-10-20 10:00:00", "2026-10-31 15:00:00", night, 1, false, ""},
		"over meanwhile":            {[]Event{review}, "2026-10-20 10:00:00", "2026-11-01 12:00:00", night, 0, false, ""},
		"falls into the night":      {[]Event{review}, "2026-10-30 15:00:00", "2026-10-30 22:00:00", night, 0, false, "2026-10-31T09:00:00+08:00"},
		"closed":                    {[]Event{review, field(FieldStatus, StatusResolved)}, "2026-10-30 15:00:00", "2026-10-30 16:01:00", night, 0, false, ""},
		"next step":                 {[]Event{review, field(FieldNextAt, "2026-10-12T10:00:00+08:00")}, "2026-10-12 09:59:00", "2026-10-12 10:00:10", night, 1, true, "2026-10-30T16:00:00+08:00"},
		"next one at night":         {[]Event{review}, "2026-10-12 09:59:00", "2026-10-12 10:00:10", Quiet{From: 15, Until: 18}, 0, false, "2026-10-30T18:00:00+08:00"},
		"never quiet":               {[]Event{review}, "2026-10-30 15:59:00", "2026-10-30 23:00:30", Quiet{}, 1, false, "2026-10-31T14:00:00+08:00"},
	} {
		t.Run(name, func(t *testing.T) {
			r := RemindersOf([]*State{Fold(c.events, nil)}, tables, moment(c.since), moment(c.now), c.quiet)
			if len(r.Due) != c.due || c.due == 1 && r.Due[0].Step != c.step {
				t.Errorf("due is %+v, want %d (step %v)", r.Due, c.due, c.step)
			}
			if diff := cmp.Diff(c.next, r.Next); diff != "" {
				t.Error(diff)
			}
		})
	}
}
