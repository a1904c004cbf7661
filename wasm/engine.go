package main

import (
	"fmt"

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
	shipped, current knowledge
	switches         []Switch
	store            *cases.Store
}

// knowledge is one set of packs, whole.
type knowledge struct {
	rules   *lint.Set
	tables  *clock.Tables
	library *script.Library
	sites   []sight.Site
}

func newEngine() (*engine, error) {
	var k knowledge
	var err error
	if k.rules, err = lint.Default(); err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	if k.tables, err = clock.Default(); err != nil {
		return nil, fmt.Errorf("windows: %w", err)
	}
	if k.library, err = script.Default(); err != nil {
		return nil, fmt.Errorf("scripts: %w", err)
	}
	if k.sites, err = sight.Default(); err != nil {
		return nil, fmt.Errorf("sites: %w", err)
	}
	return &engine{shipped: k, current: k, store: cases.New()}, nil
}

func (e *engine) tables(Empty) (Tables, error) {
	t := Tables{Version: version}
	for _, r := range e.current.rules.Rules() {
		t.Rules = append(t.Rules, RuleHead{ID: r.ID, Label: r.Label, Severity: r.Severity})
	}
	return t, nil
}
