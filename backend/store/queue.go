package store

import (
	"context"
	"errors"
	"sync"
)

var errUnfinished = errors.New("storing ended half-way")

// together is how many pushes are stored in one statement at most; each has at most 1 MiB.
const together = 16

// queue stores a team's pushes that wait for the one writer in one statement, so that they wait for
// the disk once, together. Whoever finds nobody storing stores for all who wait, then leaves it to the next:
// no goroutine of its own is needed.
type queue struct {
	mu      sync.Mutex
	busy    bool
	waiting []*waiter
}

type waiter struct {
	team  string
	push  push
	lead  bool // it stores, for itself and those behind it
	fresh map[string]bool
	err   error
	ready chan struct{} // closed when lead or the result is set
}

// storing stores pushes of one team and gives for each the ids it brought.
type storing func(context.Context, []push) ([]map[string]bool, error)

// append stores p with store, alone or with others. Once it is asked for, it happens even where ctx
// ends: others may be in the same statement.
func (q *queue) append(ctx context.Context, team string, p push, store storing) (map[string]bool, error) {
	me := &waiter{team: team, push: p, ready: make(chan struct{})}
	q.mu.Lock()
	q.waiting = append(q.waiting, me)
	alone := !q.busy
	q.busy = true
	q.mu.Unlock()
	if !alone {
		<-me.ready
		if !me.lead {
			return me.fresh, me.err
		}
	}
	batch := q.take()
	defer func() { // even where store panics nobody may wait for ever
		for _, w := range batch {
			if w != me {
				close(w.ready)
			}
		}
		q.pass()
	}()
	run(context.WithoutCancel(ctx), batch, store)
	return me.fresh, me.err
}

// take gives the first who waits, who leads, and those of the same team right behind.
func (q *queue) take() []*waiter {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := 1
	for n < min(len(q.waiting), together) && q.waiting[n].team == q.waiting[0].team {
		n++
	}
	batch := q.waiting[:n:n]
	q.waiting = q.waiting[n:]
	return batch
}

// pass makes the first who waits the next to lead.
func (q *queue) pass() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.busy = len(q.waiting) > 0; q.busy {
		next := q.waiting[0]
		next.lead = true
		close(next.ready)
	}
}

// run stores a batch; where that fails, each push alone, so that none suffers for another.
func run(ctx context.Context, batch []*waiter, store storing) {
	pushes := make([]push, len(batch))
	for i, w := range batch {
		pushes[i], w.err = w.push, errUnfinished
	}
	fresh, err := store(ctx, pushes)
	if err != nil && len(batch) > 1 {
		for i := range batch {
			run(ctx, batch[i:i+1], store)
		}
		return
	}
	for i, w := range batch {
		if w.err = err; err == nil {
			w.fresh = fresh[i]
		}
	}
}
