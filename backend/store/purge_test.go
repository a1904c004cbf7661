package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pingban/backend/store"
	"pingban/internal/cases"
)

// purgeable tells from the log alone which cases may go: the last thing that happened in them is an
// erasure, and no erasure of theirs came at the moment given or after it.
func purgeable(log []cases.Event, cameAt map[string]time.Time, before time.Time) []string {
	last, old := map[string]cases.Event{}, map[string]bool{}
	for _, e := range log {
		last[e.Case] = e
		if e.Kind == cases.Erased {
			was, seen := old[e.Case]
			old[e.Case] = (was || !seen) && cameAt[e.ID].Before(before)
		}
	}
	var ids []string
	for id, e := range last {
		if e.Kind == cases.Erased && old[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// casesOf lists the cases of a log, sorted.
func casesOf(log []cases.Event) []string {
	var ids []string
	for _, e := range log {
		ids = append(ids, e.Case)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Whatever was written, erased, erased again and written after that, with a server's clock that goes
// back: exactly the cases that may go do, never more of them at once than asked for, and another
// team's stay.
func TestThePurgeTakesWhatMayGoAndNothingElse(t *testing.T) {
	_, s := open(t, t.TempDir())
	teams := 0
	rapid.Check(t, func(t *rapid.T) {
		teams++
		ctx := context.Background()
		mine, theirs := fmt.Sprintf("mine%d", teams), fmt.Sprintf("theirs%d", teams)
		for _, team := range []string{mine, theirs} {
			if err := s.CreateTeam(ctx, team, "一组", "epoch", "lead-"+team, "主管", "hash-"+team, now); err != nil {
				t.Fatal(err)
			}
		}
		cameAt := map[string]time.Time{}
		for i := range rapid.IntRange(1, 25).Draw(t, "steps") {
			team := mine
			if rapid.IntRange(0, 4).Draw(t, "whose") == 0 {
				team = theirs
			}
			caseID := fmt.Sprintf("taobao:%d:1", rapid.IntRange(0, 4).Draw(t, "case"))
			came := now.Add(time.Duration(rapid.IntRange(-3, 3).Draw(t, "came")) * time.Hour)
			id := fmt.Sprintf("e%d", i)
			cameAt[team+id] = came
			var err error
			if rapid.Bool().Draw(t, "erase") {
				err = s.Erase(ctx, team, "lead-"+team, id, caseID, "2026-11-22T10:00:00+08:00", came)
				if errors.Is(err, store.ErrNotFound) {
					continue
				}
			} else {
				_, err = s.Append(ctx, team, "lead-"+team, []cases.Event{noteEvent(id, caseID)}, came)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		whole := func(team string) []cases.Event {
			log, more, err := page(s, team, 0, 200)
			if err != nil || more {
				t.Fatal(more, err)
			}
			return log
		}
		log, other := whole(mine), whole(theirs)
		mineCame := map[string]time.Time{}
		for _, e := range log {
			mineCame[e.ID] = cameAt[mine+e.ID]
		}
		before := now.Add(time.Duration(rapid.IntRange(-3, 4).Draw(t, "before")) * time.Hour)
		limit := rapid.IntRange(1, 3).Draw(t, "limit")
		may := purgeable(log, mineCame, before)
		for left := slices.Clone(may); ; {
			was := whole(mine)
			n, err := s.Purge(ctx, mine, before, limit)
			if err != nil {
				t.Fatal(err)
			}
			now := whole(mine)
			if n != len(was)-len(now) {
				t.Fatalf("%d events are said to have gone, %d are", n, len(was)-len(now))
			}
			kept := casesOf(now)
			left = slices.DeleteFunc(left, func(id string) bool { return !slices.Contains(kept, id) })
			if gone := len(casesOf(was)) - len(kept); gone > limit || gone == 0 && len(left) > 0 {
				t.Fatalf("%d cases went at once of at most %d, %d may still go", gone, limit, len(left))
			}
			if n == 0 {
				break
			}
		}
		want := slices.DeleteFunc(log, func(e cases.Event) bool {
			return slices.Contains(may, e.Case)
		})
		if got := whole(mine); len(got) != len(want) || !slices.Equal(casesOf(got), casesOf(want)) {
			t.Fatalf("%d events of %v are left, want %d of %v", len(got), casesOf(got), len(want), casesOf(want))
		}
		if got := whole(theirs); len(got) != len(other) {
			t.Fatalf("another team had %d events and has %d", len(other), len(got))
		}
	})
}
