//go:build !wasip1

package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"pingban/internal/clock"
	"pingban/internal/lint"
)

// handbook is what the rule handbook and the practice are made of: the shipped rules and windows in
// words, without what only a matcher reads. extension/views/handbook/data.ts mirrors it.
type handbook struct {
	Rules   []handbookRule   `json:"rules"`
	Windows []handbookWindow `json:"windows"`
}

type handbookRule struct {
	ID        string        `json:"id"`
	Label     string        `json:"label"`
	Severity  string        `json:"severity"`
	Platforms []string      `json:"platforms"` // empty: all
	Message   string        `json:"message"`
	Penalty   *lint.Penalty `json:"penalty,omitempty"`
	Source    lint.Source   `json:"source"`
	Rewrite   string        `json:"rewrite"`
	// Flag and Pass are sentences that break the rule by their words alone, and sentences that look
	// like it and break none.
	Flag []string `json:"flag"`
	Pass []string `json:"pass"`
}

type handbookWindow struct {
	ID         string       `json:"id"`
	Platform   string       `json:"platform"`
	Kind       clock.Kind   `json:"kind"`
	Days       int          `json:"days,omitempty"`
	Hours      int          `json:"hours,omitempty"`
	Count      int          `json:"count,omitempty"` // 0 is any number of times
	Never      string       `json:"never,omitempty"`
	Cost       *clock.Cost  `json:"cost,omitempty"`
	Source     clock.Source `json:"source"`
	Confidence string       `json:"confidence"`
	Note       string       `json:"note,omitempty"`
}

func newHandbook(set *lint.Set, windows []clock.Item) handbook {
	rules := set.Rules()
	h := handbook{Rules: make([]handbookRule, len(rules)), Windows: make([]handbookWindow, len(windows))}
	for i, r := range rules {
		h.Rules[i] = handbookRule{
			ID: r.ID, Label: r.Label, Severity: r.Severity, Platforms: r.Platforms, Message: r.Message,
			Penalty: r.Penalty, Source: r.Source, Rewrite: r.Rewrite, Flag: texts(r.Examples.Flag, nil), Pass: texts(r.Examples.Pass, set),
		}
	}
	for i, w := range windows {
		h.Windows[i] = handbookWindow{
			ID: w.ID, Platform: w.Platform, Kind: w.Kind, Days: w.Days, Hours: w.Hours, Count: w.Count,
			Never: w.Never, Cost: w.Cost, Source: w.Source, Confidence: w.Confidence, Note: w.Note,
		}
	}
	return h
}

// texts gives the examples that need no context to be understood; with a set, those in which no rule
// of it finds anything.
func texts(examples []lint.Example, set *lint.Set) []string {
	kept := []string{}
	for _, e := range examples {
		if e.Context != nil {
			continue
		}
		if set != nil && len(set.Check(lint.Message{Text: e.Text, Platform: e.Platform}).Findings) > 0 {
			continue
		}
		kept = append(kept, e.Text)
	}
	return kept
}

// writeHandbook writes handbook.json into dir. Only the handbook's page reads it.
func writeHandbook(dir string) error {
	s := builtIn()
	data, err := json.Marshal(newHandbook(s.rules(), s.tables().Items()))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "handbook.json"), data, 0o644)
}
