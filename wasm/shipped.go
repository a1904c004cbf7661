package main

import (
	"encoding/json"
	"runtime/debug"
	"sync"

	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/script"
	"pingban/internal/sight"
)

// Kinds of data that Pingban ships; a team merges packs over the first four.
const (
	kindRules   = "rules"
	kindClocks  = "clocks"
	kindScripts = "scripts"
	kindSites   = "sites"
	kindReasons = "reasons"
)

// kinds are the parts of the shipped data in the order the host numbers them in. Each is a file of
// its own beside engine.wasm, so that the engine starts without any and reads what is asked for.
var kinds = []string{kindRules, kindClocks, kindScripts, kindSites, kindReasons}

// shipped is what Pingban knows by itself. Each part is read on first use, alone: a service worker
// that woke up for one check must not wait for the scripts.
type shipped struct {
	rules   func() *lint.Set
	reasons func() *lint.Complaints
	tables  func() *clock.Tables
	library func() *script.Library
	sites   func() []sight.Site
}

// readShipped reads each part from the bytes that part gives for its kind, as parts made them.
func readShipped(part func(kind string) []byte) shipped {
	return shipped{
		rules:   once(func() (*lint.Set, error) { return lint.Thaw(part(kindRules)) }),
		reasons: once(func() (*lint.Complaints, error) { return lint.ThawReasons(part(kindReasons)) }),
		tables:  once(func() (*clock.Tables, error) { return clock.Parse(part(kindClocks)) }),
		library: once(func() (*script.Library, error) {
			var all []script.Script
			if err := json.Unmarshal(part(kindScripts), &all); err != nil {
				return nil, err
			}
			return script.New(all)
		}),
		sites: once(func() (all []sight.Site, err error) {
			err = json.Unmarshal(part(kindSites), &all)
			return all, err
		}),
	}
}

// once reads a part one time. A fault in it is a fault of this program or of the folder it was
// installed from, which no request can mend.
func once[T any](load func() (T, error)) func() T {
	return sync.OnceValue(func() T {
		// What is read stays: to look for garbage among it meanwhile only delays the first answer.
		defer debug.SetGCPercent(debug.SetGCPercent(-1))
		v, err := load()
		if err != nil {
			panic(err)
		}
		return v
	})
}
