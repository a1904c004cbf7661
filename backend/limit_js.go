//go:build js

package main

import (
	"context"
	"syscall/js"
	"time"

	"github.com/syumai/workers/cloudflare"
)

// isolateLimiter counts in the isolate, whose Go instances share nothing else: at most n requests
// under a key in one minute of the clock. Isolates do not know of each other, so the runtime's own
// limiter, the binding RATE where there is one, has a say as well.
type isolateLimiter struct{ n int }

// counter is where the isolate keeps its counts.
const counter = "pingbanRequests"

// Allow implements api.Limiter.
func (l isolateLimiter) Allow(_ context.Context, key string, now time.Time) bool {
	minute := now.Unix() / 60
	counts := js.Global().Get(counter)
	if counts.IsUndefined() || int64(counts.Get("minute").Float()) != minute {
		counts = js.ValueOf(map[string]any{"minute": float64(minute), "of": js.Global().Get("Map").New()})
		js.Global().Set(counter, counts)
	}
	of := counts.Get("of")
	n := 1
	if had := of.Call("get", key); !had.IsUndefined() {
		n += had.Int()
	}
	of.Call("set", key, n)
	return n <= l.n && runtimeAllows(key)
}

// runtimeAllows asks the binding. One that is missing or fails allows: limits protect the
// database, they keep nobody out.
func runtimeAllows(key string) bool {
	binding := cloudflare.GetBinding("RATE")
	if binding.IsUndefined() {
		return true
	}
	type verdict struct{ ok bool }
	said := make(chan verdict, 1)
	then := js.FuncOf(func(_ js.Value, args []js.Value) any {
		said <- verdict{args[0].Get("success").Bool()}
		return nil
	})
	defer then.Release()
	fail := js.FuncOf(func(js.Value, []js.Value) any {
		said <- verdict{true}
		return nil
	})
	defer fail.Release()
	binding.Call("limit", map[string]any{"key": key}).Call("then", then, fail)
	return (<-said).ok
}
