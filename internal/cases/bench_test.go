package cases

import (
	"testing"
	"time"

	"pingban/internal/clock"
)

func states5000(b *testing.B) ([]*State, *clock.Tables) {
	b.Helper()
	tables, err := clock.Default()
	if err != nil {
		b.Fatal(err)
	}
	s := New()
	must(b, s, manyEvents(100_000)...)
	states := []*State{}
	for _, id := range s.Cases() {
		states = append(states, s.Case(id))
	}
	return states, tables
}

// Over 5,000 cases: the panel opens in 100 ms.
func BenchmarkTodo5000(b *testing.B) {
	states, tables := states5000(b)
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, clock.CST)
	for b.Loop() {
		TodoOf(states, tables, TodoAsk{Now: now, Me: "m", Limit: 200})
	}
}

func BenchmarkReminders5000(b *testing.B) {
	states, tables := states5000(b)
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, clock.CST)
	for b.Loop() {
		RemindersOf(states, tables, now.Add(-time.Hour), now, Quiet{From: 21, Until: 9})
	}
}
