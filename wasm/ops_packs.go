package main

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/script"
	"pingban/internal/sight"
)

// teamPack is the body of a team's pack: items replace shipped ones of the same id or join them,
// off names the ones to leave out. Its form was checked before the backend took it; here it is
// untrusted again.
type teamPack struct {
	Items []json.RawMessage `json:"items"`
	Off   []string          `json:"off"`
}

// mergers put one kind of pack over what is shipped. Each merges whole or not at all.
var mergers = map[string]func(e *engine, p teamPack) error{
	kindRules:   (*engine).mergeRules,
	kindScripts: (*engine).mergeScripts,
	kindClocks:  (*engine).mergeClocks,
	kindSites:   (*engine).mergeSites,
	"switches":  (*engine).mergeSwitches,
	"own":       (*engine).takeOwn,
}

// packs merges the team's packs over the shipped ones, kind by kind. A pack with a fault leaves
// its kind as it was, so that the last good one stays.
func (e *engine) packs(r Packs) (PackFaults, error) {
	answer := PackFaults{Faults: []PackFault{}, Switches: []Switch{}}
	for _, p := range r.Packs {
		if err := e.merge(p); err != nil {
			answer.Faults = append(answer.Faults, packFault(p.Kind, err))
		}
	}
	answer.Switches = append(answer.Switches, e.switches...)
	return answer, nil
}

func (e *engine) merge(p Pack) error {
	merge, known := mergers[p.Kind]
	if !known {
		return errors.New("no pack is of this kind")
	}
	var body teamPack
	if err := json.Unmarshal(p.Body, &body); err != nil {
		return err
	}
	return merge(e, body)
}

// packFault takes path and reason from whichever package refused the pack.
func packFault(kind string, err error) PackFault {
	if f, ok := errors.AsType[*lint.RuleError](err); ok {
		return PackFault{kind, strings.Trim(f.File+"."+f.Path, "."), f.Reason}
	}
	if f, ok := errors.AsType[*script.Fault](err); ok {
		return PackFault{kind, f.Path, f.Reason}
	}
	if f, ok := errors.AsType[*clock.Fault](err); ok {
		return PackFault{kind, f.Path, f.Reason}
	}
	if f, ok := errors.AsType[*sight.Fault](err); ok {
		return PackFault{kind, f.Path, f.Reason}
	}
	return PackFault{kind, "", err.Error()}
}

// itemAt says where in its pack an item stands.
func itemAt(i int) string { return "items[" + strconv.Itoa(i) + "]" }

func (e *engine) mergeRules(p teamPack) error {
	rules := make([]lint.Rule, 0, len(p.Items))
	for i, raw := range p.Items {
		r, err := lint.ParseRule(itemAt(i), raw)
		if err != nil {
			return err
		}
		rules = append(rules, r)
	}
	merged, err := e.shipped.rules().Merge(rules, p.Off)
	if err != nil {
		return err
	}
	e.team.rules = merged
	return nil
}

func (e *engine) mergeScripts(p teamPack) error {
	scripts := make([]script.Script, len(p.Items))
	for i, raw := range p.Items {
		if err := json.Unmarshal(raw, &scripts[i]); err != nil {
			return &script.Fault{Path: itemAt(i), Reason: err.Error()}
		}
	}
	merged, err := e.shipped.library().Merge(scripts, p.Off)
	if err != nil {
		return err
	}
	e.team.library = merged
	e.joined = nil
	return nil
}

// takeOwn takes the agent's own scripts in the place of those before. The first faulty one is told of,
// the others are taken nonetheless.
func (e *engine) takeOwn(p teamPack) (first error) {
	e.own, e.joined = nil, nil
	for i, raw := range p.Items {
		var s script.Script
		err := json.Unmarshal(raw, &s)
		if err == nil {
			err = s.Check()
		}
		if err == nil {
			e.own = append(e.own, s)
		} else if first == nil {
			first = &script.Fault{Path: itemAt(i), Reason: err.Error()}
		}
	}
	return first
}

func (e *engine) mergeClocks(p teamPack) error {
	table, err := json.Marshal(map[string]any{"windows": p.Items, "off": p.Off})
	if err != nil {
		return err
	}
	overlay, err := clock.Parse(table)
	if err != nil {
		return err
	}
	merged, err := e.shipped.tables().Merge(overlay)
	if err != nil {
		return err
	}
	e.team.tables = merged
	return nil
}

func (e *engine) mergeSites(p teamPack) error {
	sites := make([]sight.Site, 0, len(p.Items))
	for i, raw := range p.Items {
		s, err := sight.ParseSite(raw)
		if err != nil {
			if f, ok := errors.AsType[*sight.Fault](err); ok {
				return &sight.Fault{Path: itemAt(i) + "." + f.Path, Reason: f.Reason}
			}
			return err
		}
		sites = append(sites, s)
	}
	e.team.sites = slices.DeleteFunc(sight.Merge(e.shipped.sites(), sites), func(s sight.Site) bool {
		return slices.Contains(p.Off, s.ID)
	})
	return nil
}

func (e *engine) mergeSwitches(p teamPack) error {
	switches := make([]Switch, len(p.Items))
	for i, raw := range p.Items {
		if err := json.Unmarshal(raw, &switches[i]); err != nil {
			return errors.New(itemAt(i) + ": " + err.Error())
		}
	}
	e.switches = switches
	return nil
}
