package main

import (
	"strings"

	"github.com/tidwall/gjson"

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
	shipped  shipped
	team     knowledge
	own      []script.Script // the agent's, by no pack of the team's
	joined   *script.Library // the library with own; nil until it is asked for
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

func newEngine(s shipped) *engine { return &engine{shipped: s, store: cases.New()} }

func (e *engine) rules() *lint.Set {
	if e.team.rules != nil {
		return e.team.rules
	}
	return e.shipped.rules()
}

func (e *engine) tables() *clock.Tables {
	if e.team.tables != nil {
		return e.team.tables
	}
	return e.shipped.tables()
}

func (e *engine) library() *script.Library {
	base := e.team.library
	if base == nil {
		base = e.shipped.library()
	}
	if len(e.own) == 0 {
		return base
	}
	if e.joined == nil {
		e.joined = base.With(e.own)
	}
	return e.joined
}

func (e *engine) sites() []sight.Site {
	if e.team.sites != nil {
		return e.team.sites
	}
	return e.shipped.sites()
}

// read takes any JSON. It is asked before the first check, as describe is, and encoding/json, which V8 would
// have to compile for them, is a tenth of what one waits for then.
func (*Empty) read(request []byte) error {
	if !gjson.ValidBytes(request) {
		return fault{message: "request is no JSON"}
	}
	return nil
}

// write likewise. None of its texts has anything that JSON would escape: ids are letters, digits and hyphens, and
// the rest are names of ours.
func (t Tables) write() []byte {
	rules := make([]string, len(t.Rules))
	for i, r := range t.Rules {
		rules[i] = `{"id":"` + r.ID + `","label":"` + r.Label + `","severity":"` + r.Severity + `"}`
	}
	all := `{"ok":{"version":"` + t.Version + `","rules":[` + strings.Join(rules, ",") + `]}}`
	return []byte(all)
}

// describe gives what the shell needs to read the answers of the fast check.
func (e *engine) describe(Empty) (Tables, error) {
	t := Tables{Version: version}
	for _, r := range e.rules().Rules() {
		t.Rules = append(t.Rules, RuleHead{ID: r.ID, Label: r.Label, Severity: r.Severity})
	}
	return t, nil
}
