package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pingban/backend/sqlite"
	"pingban/backend/store"
	"pingban/internal/cases"
	"pingban/internal/clock"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// open makes a file with one team, "team", and its lead, "lead".
func open(t testing.TB, dir string) (*sqlite.DB, *store.Store) {
	t.Helper()
	db, err := sqlite.Open(context.Background(), filepath.Join(dir, "pingban.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	s := store.New(db.Write, db.Read)
	if err := s.CreateTeam(context.Background(), "team", "一组", "epoch", "lead", "主管", "hash", now); err != nil {
		t.Fatal(err)
	}
	return db, s
}

func noteEvent(id, caseID string) cases.Event {
	return cases.Event{ID: id, Case: caseID, Kind: cases.Note, At: "2026-11-22T10:00:00+08:00", Body: json.RawMessage(`{"text":"已经联系买家，答应周三前补发，等回复。"}`)}
}

func TestAFileIsMigratedOnceAndANewerOneRefused(t *testing.T) {
	dir := t.TempDir()
	db, s := open(t, dir)
	if err := store.Migrate(t.Context(), db.Write); err != nil {
		t.Fatalf("a second time: %v", err)
	}
	if name, err := s.Schema(t.Context()); err != nil || name != store.Newest() {
		t.Errorf("schema %q %v, want %q", name, err, store.Newest())
	}
	if _, err := db.Write.Exec(`INSERT INTO d1_migrations (name) VALUES ('9999_future.sql')`); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), filepath.Join(dir, "pingban.db")); err == nil || !strings.Contains(err.Error(), "9999_future.sql") {
		t.Errorf("a file of a newer version: %v, want a refusal that names the migration", err)
	}
}

// page reads a stretch of a team's log.
func page(s *store.Store, team string, after int64, limit int) (events []cases.Event, more bool, err error) {
	p, err := s.Events(context.Background(), team, "", after, limit)
	for _, raw := range p.Events {
		var e cases.Event
		if err := json.Unmarshal(raw, &e); err != nil {
			return nil, false, fmt.Errorf("%s: %w", raw, err)
		}
		events = append(events, e)
	}
	return events, p.More, err
}

// Whatever is sent, in whatever batches, once or again: the log has each event once, numbered from
// 1 without a gap, and paging from any cursor gives exactly what comes after it.
func TestTheLogIsNumberedWithoutGaps(t *testing.T) {
	dir := t.TempDir()
	_, s := open(t, dir)
	teams := 0
	rapid.Check(t, func(t *rapid.T) {
		teams++
		team, member := fmt.Sprintf("team%d", teams), fmt.Sprintf("member%d", teams)
		ctx := context.Background()
		if err := s.CreateTeam(ctx, team, "一组", "epoch", member, "主管", "hash"+team, now); err != nil {
			t.Fatal(err)
		}
		var want []string
		for range rapid.IntRange(1, 6).Draw(t, "pushes") {
			var batch []cases.Event
			for range rapid.IntRange(0, 8).Draw(t, "size") {
				id := fmt.Sprintf("e%d", rapid.IntRange(0, 20).Draw(t, "id"))
				batch = append(batch, noteEvent(id, fmt.Sprintf("taobao:%d:1", rapid.IntRange(0, 3).Draw(t, "case"))))
				if !slices.Contains(want, id) {
					want = append(want, id)
				}
			}
			if _, err := s.Append(ctx, team, member, batch, now); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		cursor := int64(0)
		for more := true; more; {
			var events []cases.Event
			var err error
			events, more, err = page(s, team, cursor, rapid.IntRange(1, 9).Draw(t, "page"))
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range events {
				if cursor++; e.Seq != cursor {
					t.Fatalf("seq %d follows %d", e.Seq, cursor-1)
				}
				got = append(got, e.ID)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("the log is %v, want %v", got, want)
		}
	})
}

// Devices that push at once, some of them the same events: each event is one device's, and once in
// the log.
func TestPushesAtOnceAreEachStoredOnce(t *testing.T) {
	_, s := open(t, t.TempDir())
	const devices, each = 40, 5
	fresh := make([]map[string]bool, devices)
	var wg sync.WaitGroup
	for d := range devices {
		wg.Go(func() {
			var events []cases.Event
			for i := range each {
				events = append(events, noteEvent(fmt.Sprintf("e%d-%d", d/2, i), "taobao:1:1")) // two devices share
			}
			var err error
			if fresh[d], err = s.Append(context.Background(), "team", "lead", events, now); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	brought := map[string]int{}
	for _, ids := range fresh {
		for id := range ids {
			brought[id]++
		}
	}
	for id, n := range brought {
		if n != 1 {
			t.Errorf("%s was new to %d devices", id, n)
		}
	}
	log, _, err := page(s, "team", 0, 500)
	if want := devices / 2 * each; err != nil || len(log) != want || len(brought) != want || log[want-1].Seq != int64(want) {
		t.Errorf("%d events, %d of them brought by someone, want %d; %v", len(log), len(brought), want, err)
	}
}

func TestAPageIsCutByItsSize(t *testing.T) {
	_, s := open(t, t.TempDir())
	var events []cases.Event
	for i := range 100 {
		e := noteEvent(fmt.Sprintf("e%d", i), "taobao:1:1")
		e.Body = json.RawMessage(`{"text":"` + strings.Repeat("x", 60<<10) + `"}`)
		events = append(events, e)
	}
	if _, err := s.Append(t.Context(), "team", "lead", events, now); err != nil {
		t.Fatal(err)
	}
	page, more, err := page(s, "team", 0, 500)
	if err != nil || !more || len(page) == 0 || len(page) > 40 {
		t.Errorf("%d events of 60 KB in one page, more %v, %v", len(page), more, err)
	}
}

// BenchmarkAppend50 is what a push of 50 events costs the one writer.
func BenchmarkAppend50(b *testing.B) {
	_, s := open(b, b.TempDir())
	n := 0
	for b.Loop() {
		events := make([]cases.Event, 50)
		for i := range events {
			n++
			events[i] = noteEvent(fmt.Sprintf("e%d", n), fmt.Sprintf("taobao:%d:1", n%20000))
		}
		if _, err := s.Append(context.Background(), "team", "lead", events, now); err != nil {
			b.Fatal(err)
		}
	}
}

// The database writes an event of the log as Go would.
func TestTheLogIsWrittenAsGoWritesIt(t *testing.T) {
	_, s := open(t, t.TempDir())
	ctx := t.Context()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		body, err := json.Marshal(cases.NoteBody{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		want := cases.Event{ID: text + strconv.Itoa(rand.Int()), Case: "taobao:" + text, Kind: cases.Note, At: text, Base: rapid.String().Draw(t, "base"),
			Body: body, Team: "team", Actor: "lead", ReceivedAt: now.In(clock.CST).Format(time.RFC3339)}
		before, err := s.Head(ctx, "team")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Append(ctx, "team", "lead", []cases.Event{want}, now); err != nil {
			t.Fatal(err)
		}
		got, _, err := page(s, "team", before, 10)
		if err != nil || len(got) != 1 {
			t.Fatalf("%d events, %v", len(got), err)
		}
		want.Seq = before + 1
		if diff := cmp.Diff(want, got[0]); diff != "" {
			t.Fatal(diff)
		}
	})
}

// What is behind is told with whose token it is, and is made up for a few cases at a time.
func TestCasesCatchUpAFewAtATime(t *testing.T) {
	_, s := open(t, t.TempDir())
	events := make([]cases.Event, 10)
	for i := range events {
		events[i] = noteEvent(fmt.Sprintf("e%d", i), fmt.Sprintf("taobao:%d:1", i))
	}
	if _, err := s.Append(t.Context(), "team", "lead", events, now); err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{4, 4, 2, 0} {
		who, err := s.Authenticate(t.Context(), "hash", now)
		if err != nil {
			t.Fatal(err)
		}
		if behind := want > 0; who.Log.Behind != behind {
			t.Errorf("with %d to fold it is said %t that some are behind", want, who.Log.Behind)
		}
		if n, err := s.FoldSome(t.Context(), "team", 0, 4, now); n != want || err != nil {
			t.Errorf("folded %d cases (%v), want %d", n, err, want)
		}
	}
}

// Whoever holds a token can fill a team's log only so far in a day; what was refused is taken a day later.
func TestALogTakesSoManyEventsADay(t *testing.T) {
	_, s := open(t, t.TempDir())
	s.DayMost = 3
	put := func(at time.Time, ids ...string) (int, error) {
		var events []cases.Event
		for _, id := range ids {
			events = append(events, noteEvent(id, "taobao:1:1"))
		}
		fresh, err := s.Append(t.Context(), "team", "lead", events, at)
		return len(fresh), err
	}
	if n, err := put(now, "a", "b"); n != 2 || err != nil {
		t.Fatalf("the first two: %d, %v", n, err)
	}
	if n, err := put(now, "c"); n != 1 || err != nil {
		t.Fatalf("the third: %d, %v", n, err)
	}
	if n, err := put(now.Add(time.Hour), "d"); n != 0 || !errors.Is(err, store.ErrDayFull) {
		t.Errorf("the fourth in an hour: %d, %v, want ErrDayFull", n, err)
	}
	if events, _, err := page(s, "team", 0, 10); len(events) != 3 || err != nil {
		t.Errorf("the log holds %d events (%v), want 3", len(events), err)
	}
	if n, err := put(now.Add(25*time.Hour), "d"); n != 1 || err != nil {
		t.Errorf("a day later: %d, %v", n, err)
	}
	if n, err := put(now.Add(25*time.Hour), "a"); n != 0 || err != nil {
		t.Errorf("one that is there already: %d, %v", n, err)
	}
}

// A lead who changes the windows while somebody folds: what was folded by the old ones is not kept.
func TestNothingIsFoldedByWindowsThatWereReplaced(t *testing.T) {
	_, s := open(t, t.TempDir())
	if _, err := s.Append(t.Context(), "team", "lead", []cases.Event{noteEvent("a", "taobao:1:1")}, now); err != nil {
		t.Fatal(err)
	}
	behind := func() bool {
		who, err := s.Authenticate(t.Context(), "hash", now)
		if err != nil {
			t.Fatal(err)
		}
		return who.Log.Behind
	}
	if _, err := s.FoldSome(t.Context(), "team", 7, 10, now); err == nil || !behind() {
		t.Errorf("folded by a version there is none of: %v", err)
	}
	if _, err := s.PutPack(t.Context(), "team", "clocks", 0, `{"items":[]}`, "digest", "lead", now); err != nil {
		t.Fatal(err)
	}
	if _, err := s.FoldSome(t.Context(), "team", 0, 10, now); err != nil || !behind() {
		t.Errorf("folded by the windows before: %v", err)
	}
	who, err := s.Authenticate(t.Context(), "hash", now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.FoldSome(t.Context(), "team", who.Log.Clocks, 10, now); err != nil || behind() {
		t.Errorf("not folded by the windows in force: %v", err)
	}
}
