package main

import (
	"sync"

	"pingban/internal/cases"
	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/script"
	"pingban/internal/sight"
)

// version is the engine's, set at build time.
var version = "dev"

// platforms is the order the fast check numbers them in; "" is any.
var platforms = []string{"", clock.Taobao, clock.Tmall, clock.JD}

// engine is everything Pingban knows at one moment: what it ships with the team's packs merged
// over it, and the cases folded so far.
type engine struct {
	team     knowledge
	switches []Switch
	store    *cases.Store
}

// knowledge is what a team merged over the shipped data; nil where it merged nothing.
type knowledge struct {
	rules   *lint.Set
	tables  *clock.Tables
	library *script.Library
	sites   []sight.Site
}

// What is shipped is read on first use, each part alone: a service worker that woke up for one
// check must not wait for the scripts.
var (
	shippedRules   = shipped(lint.Default)
	shippedTables  = shipped(clock.Default)
	shippedLibrary = shipped(script.Default)
	shippedSites   = shipped(sight.Default)
)

// shipped reads embedded data once. A fault in it is a fault in this program that its tests find.
func shipped[T any](load func() (T, error)) func() T {
	return sync.OnceValue(func() T {
		v, err := load()
		if err != nil {
			panic(err)
		}
		return v
	})
}

func newEngine() *engine { return &engine{store: cases.New()} }

func (e *engine) rules() *lint.Set {
	if e.team.rules != nil {
		return e.team.rules
	}
	return shippedRules()
}

func (e *engine) tables() *clock.Tables {
	if e.team.tables != nil {
		return e.team.tables
	}
	return shippedTables()
}

func (e *engine) library() *script.Library {
	if e.team.library != nil {
		return e.team.library
	}
	return shippedLibrary()
}

func (e *engine) sites() []sight.Site {
	if e.team.sites != nil {
		return e.team.sites
	}
	return shippedSites()
}

// describe gives what the shell needs to read the answers of the fast check.
func (e *engine) describe(Empty) (Tables, error) {
	t := Tables{Version: version}
	for _, r := range e.rules().Rules() {
		t.Rules = append(t.Rules, RuleHead{ID: r.ID, Label: r.Label, Severity: r.Severity})
	}
	return t, nil
}
