package api

import (
	"context"
	"sync"
	"time"
)

// Minutes is a Limiter in memory: at most N requests under a key in one minute of the clock. It
// forgets everything with the minute, so it cannot grow without end.
type Minutes struct {
	N int

	mu     sync.Mutex
	minute int64
	counts map[string]int
}

// Allow implements Limiter.
func (m *Minutes) Allow(_ context.Context, key string, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if minute := now.Unix() / 60; minute != m.minute || m.counts == nil {
		m.minute, m.counts = minute, map[string]int{}
	}
	m.counts[key]++
	return m.counts[key] <= m.N
}
