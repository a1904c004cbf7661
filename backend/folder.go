//go:build !js

package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"pingban/backend/store"
)

// pause is how long the folder lets pushes gather: folding after each would cost more than storing.
const pause = 2 * time.Second

// share keeps the folder to a fifth of the time under load: devices that push come first.
const share = 5

// folder brings lists up to date after pushes, away from the requests that pushed: many pushes to a
// team in a row are folded once. A list that is read meanwhile folds for itself.
type folder struct {
	store *store.Store
	log   *slog.Logger

	mu    sync.Mutex
	teams map[string]bool
	ring  chan struct{}
}

func newFolder(s *store.Store, log *slog.Logger) *folder {
	return &folder{store: s, log: log, teams: map[string]bool{}, ring: make(chan struct{}, 1)}
}

// wake marks a team's lists as behind its log.
func (f *folder) wake(team string) {
	f.mu.Lock()
	f.teams[team] = true
	f.mu.Unlock()
	select {
	case f.ring <- struct{}{}:
	default: // it is awake already
	}
}

// run folds until ctx ends.
func (f *folder) run(ctx context.Context) {
	rest := pause
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.ring:
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(rest):
		}
		f.mu.Lock()
		teams := f.teams
		f.teams = map[string]bool{}
		f.mu.Unlock()
		began := time.Now()
		for team := range teams {
			if err := f.store.Fold(ctx, team, time.Now()); err != nil && ctx.Err() == nil {
				f.log.Error("fold", "error", err.Error())
			}
		}
		rest = max(pause, (share-1)*time.Since(began))
	}
}
