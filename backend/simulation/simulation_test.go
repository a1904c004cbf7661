package simulation_test

import (
	"database/sql"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"pingban/backend/api"
	"pingban/backend/simulation"
	"pingban/backend/store"
)

var (
	seed = flag.Uint64("seed", 0, "play this `seed` alone")
	runs = flag.Int("runs", 0, "how many seeds to play")
)

const secret = "operator"

// backend is the real one on a file that need not survive a power cut.
func backend(t testing.TB) simulation.Backend {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "pingban.db")+"?_pragma=journal_mode(MEMORY)&_pragma=synchronous(OFF)&_pragma=foreign_keys(1)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	if err := store.Migrate(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	s := store.New(db, db)
	epoch := 0
	handler := api.New(api.Config{Store: s, Now: time.Now, Log: io.Discard, OperatorSecret: secret, Folded: func(string) {}})
	return simulation.Backend{
		To: simulation.InProcess{Handler: handler}, URL: "http://simulation", Secret: secret,
		Restore: func(team string, seq int64) error {
			epoch++
			var purged int64
			if err := db.QueryRow(`SELECT purged_to FROM teams WHERE id = ?`, team).Scan(&purged); err != nil {
				return err
			}
			if _, err := db.Exec(`DELETE FROM events WHERE team = ? AND seq > ?`, team, seq); err != nil {
				return err
			}
			_, err := db.Exec(`UPDATE teams SET seq = ?2, purged_to = MIN(?3, ?2), epoch = ?4 WHERE id = ?1`, team, seq, purged, fmt.Sprint("restored ", epoch))
			return err
		},
		Purge: func(team string) error {
			_, err := s.Purge(t.Context(), team, time.Now().Add(time.Hour), 1)
			return err
		},
	}
}

func TestNothingIsLostAndNothingDoubled(t *testing.T) {
	b := backend(t)
	n, first := 200, uint64(1)
	if *runs > 0 {
		n = *runs
	}
	if *seed > 0 {
		n, first = 1, *seed
	}
	var sum simulation.Result
	for i := range n {
		r, err := simulation.Run(b, simulation.Options{Seed: first + uint64(i)})
		if err != nil {
			t.Fatalf("%v\nrepeat it with: go test ./backend/simulation -run Nothing -seed %d", err, first+uint64(i))
		}
		sum.Requests += r.Requests
		sum.Events += r.Events
		sum.Conflicts += r.Conflicts
		sum.Refused += r.Refused
		sum.Erased += r.Erased
		sum.Resets += r.Resets
	}
	t.Logf("%d runs: %+v", n, sum)
	if *seed == 0 && (sum.Conflicts == 0 || sum.Refused == 0 || sum.Erased == 0 || sum.Resets == 0) {
		t.Errorf("some of what matters never happened: %+v", sum)
	}
}

// Each way of getting the protocol wrong must show within some seeds.
func TestMistakesInTheProtocolAreCaught(t *testing.T) {
	b := backend(t)
	for _, m := range simulation.Mutants {
		t.Run(strings.ReplaceAll(string(m), " ", "_"), func(t *testing.T) {
			for s := uint64(1); s <= 120; s++ {
				if _, err := simulation.Run(b, simulation.Options{Seed: s, Mutant: m}); err != nil {
					t.Log(err)
					return
				}
			}
			t.Errorf("%q was not noticed", m)
		})
	}
}

// A seed must repeat its run, or a failure could not be looked into.
func TestASeedDecidesEverything(t *testing.T) {
	for s := uint64(1); s <= 30; s++ {
		first, err := simulation.Run(backend(t), simulation.Options{Seed: s})
		if err != nil {
			t.Fatal(err)
		}
		again, err := simulation.Run(backend(t), simulation.Options{Seed: s})
		if err != nil || again != first {
			t.Errorf("seed %d gave %+v, then %+v %v", s, first, again, err)
		}
	}
}
