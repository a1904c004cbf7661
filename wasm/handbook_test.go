//go:build !wasip1

package main

import (
	"testing"

	"pingban/internal/lint"
)

func TestHandbookHoldsEveryRuleAndWindowAndTeachesNothingWrong(t *testing.T) {
	s := builtIn()
	h := newHandbook(s.rules(), s.tables().Items())
	if len(h.Rules) != len(s.rules().Rules()) || len(h.Windows) != len(s.tables().Items()) {
		t.Fatalf("%d rules and %d windows are missing from the handbook", len(s.rules().Rules())-len(h.Rules), len(s.tables().Items())-len(h.Windows))
	}
	sentences := 0
	for _, r := range h.Rules {
		if r.Source.Title == "" || r.Message == "" {
			t.Errorf("%s has no message or no source to show", r.ID)
		}
		for _, text := range r.Flag {
			sentences++
			platform := ""
			if len(r.Platforms) > 0 {
				platform = r.Platforms[0]
			}
			// Where two rules meet on the same words the stronger one speaks.
			if len(s.rules().Check(lint.Message{Text: text, Platform: platform}).Findings) == 0 {
				t.Errorf("%s: the practice calls %q wrong, no rule does", r.ID, text)
			}
		}
		sentences += len(r.Pass)
	}
	if sentences < 200 {
		t.Errorf("%d sentences to practise with, want 200 at least", sentences)
	}
	for _, w := range h.Windows {
		if w.Source.Title == "" || w.Confidence == "" {
			t.Errorf("%s has no source or confidence to show", w.ID)
		}
	}
}
