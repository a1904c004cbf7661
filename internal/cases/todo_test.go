package cases

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pingban/internal/clock"
)

// rated gives a bad review of its own case, made so long before noon of the 22nd.
func rated(n int, before time.Duration) Event {
	order := fmt.Sprintf("29512037650161%05d", n)
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, clock.CST).Add(-before).Format(time.RFC3339)
	return Event{
		ID: ulid(n), Case: "taobao:" + order + ":979536801722", Kind: ReviewSeen, Seq: int64(n), At: at, Actor: "m1",
		Body: []byte(`{"platform":"taobao","order":"` + order + `","item":"979536801722","product":"杯子","buyer":"t**3",` +
			`"text":"裂了","rating":"bad","rated_at":"` + at + `"}`),
	}
}

// A line is kept until it reads otherwise: whatever is kept, the list is the one of the moment.
func TestAKeptLineReadsAsAFreshOne(t *testing.T) {
	const day = 24 * time.Hour
	store, tables := New(), defaults(t)
	must := func(events ...Event) {
		t.Helper()
		if _, _, err := store.Append(events); err != nil {
			t.Fatal(err)
		}
	}
	for n := 1; n <= 40; n++ {
		must(rated(n, time.Duration(n)*20*time.Hour))
	}
	owned := accepted(41, "m1", Field, "", `{"name":"assignee","value":"m1"}`)
	owned.Case = rated(30, 0).Case
	must(owned)
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, clock.CST)
	for i, step := range []time.Duration{0, time.Minute, 59 * time.Minute, time.Hour, 5 * time.Hour, day, time.Second, -day, 20 * day, 30 * day} {
		now = now.Add(step)
		if i == 4 {
			closed := accepted(42, "m1", Field, "", `{"name":"status","value":"已解决"}`)
			closed.Case = rated(31, 0).Case
			must(closed)
		}
		for _, only := range []string{"", OnlyToday, OnlyOver, OnlyMine} {
			ask := TodoAsk{Now: now, Me: "m1", Only: only, Limit: 25}
			states := []*State{}
			for _, id := range store.Cases() {
				states = append(states, store.Case(id))
			}
			if diff := cmp.Diff(TodoOf(states, tables, ask), store.Todo(store.Cases(), tables, ask)); diff != "" {
				t.Fatalf("step %d, only %q: %s", i, only, diff)
			}
		}
	}
}

func TestWhatACountCountsIsWhatItShows(t *testing.T) {
	store, tables := New(), defaults(t)
	for n := 1; n <= 40; n++ {
		if _, _, err := store.Append([]Event{rated(n, time.Duration(n)*20*time.Hour)}); err != nil {
			t.Fatal(err)
		}
	}
	ask := TodoAsk{Now: time.Date(2026, 11, 22, 12, 0, 0, 0, clock.CST), Me: "m1"}
	all := store.Todo(store.Cases(), tables, ask)
	if all.Total != 40 || all.Today == 0 || all.Over == 0 {
		t.Fatalf("the list has too little to tell: %+v", all)
	}
	for only, count := range map[string]int{OnlyToday: all.Today, OnlyOver: all.Over, OnlyMine: all.Mine} {
		ask.Only = only
		some := store.Todo(store.Cases(), tables, ask)
		if len(some.Items) != count || some.Today != all.Today || some.Over != all.Over || some.Total != all.Total {
			t.Errorf("%s: %d lines of %d", only, len(some.Items), count)
		}
	}
}
