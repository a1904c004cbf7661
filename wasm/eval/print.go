package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

func report(set *lint.Set, title string, rows []eval.Row, mistakes bool) {
	s := eval.Measure(set, rows)
	fmt.Printf("\n%s: %d messages\n", title, s.Rows)
	fmt.Printf("  %-24s %9s %7s %6s %5s %5s %6s\n", "label", "precision", "recall", "F1", "true", "false", "missed")
	for _, l := range lint.Labels() {
		if t := s.Labels[l]; t != nil {
			line(l, *t)
		}
	}
	line("all", s.All)
	fmt.Printf("  macro-F1 %.3f\n", s.MacroF1())
	if flagged, of := s.FalseAlarms(); of > 0 {
		fmt.Printf("  false alarms on messages without labels: %d of %d (%.2f %%)\n", flagged, of, 100*float64(flagged)/float64(of))
		for _, k := range s.Kinds() {
			fmt.Printf("    %-26s %d of %d\n", k, s.Clean[k][0], s.Clean[k][1])
		}
	}
	disguises(set, rows)
	if mistakes {
		for _, m := range s.Mistakes {
			fmt.Printf("  %s missed %v false %v by %v: %s\n", m.Row.ID, m.Missed, m.False, m.Rules, m.Row.Text)
		}
	}
}

func line(name string, t eval.Tally) {
	fmt.Printf("  %-24s %9.3f %7.3f %6.3f %5d %5d %6d\n", name, t.Precision(), t.Recall(), t.F1(), t.True, t.False, t.Missed)
}

// disguises prints recall on messages that a disguise changes, and false alarms on those without labels.
func disguises(set *lint.Set, rows []eval.Row) {
	for _, d := range eval.Disguises {
		var changed []eval.Row
		for _, r := range rows {
			if to := d.Apply(r.Text); to != r.Text {
				r.Text = to
				changed = append(changed, r)
			}
		}
		s := eval.Measure(set, changed)
		flagged, of := s.FalseAlarms()
		fmt.Printf("  disguised, %-16s recall %.3f of %d; false alarms %d of %d\n", d.Name, s.All.Recall(), s.All.True+s.All.Missed, flagged, of)
	}
}

// alarms lists every sentence of a plain file that is flagged above a hint, to be read.
func alarms(set *lint.Set, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	sentences, flagged, blocked := 0, 0, 0
	fmt.Printf("\n%s: every alarm\n", filepath.Base(file))
	for text := range strings.Lines(string(data)) {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		sentences++
		var rules []string
		block := false
		for _, f := range set.Check(lint.Message{Text: text}).Findings {
			if f.Severity != lint.Hint {
				rules = append(rules, f.Rule)
				block = block || f.Severity == lint.Block
			}
		}
		if len(rules) == 0 {
			continue
		}
		flagged++
		if block {
			blocked++
		}
		fmt.Printf("  %s\t%s\n", strings.Join(rules, ","), text)
	}
	per := 1000 / float64(max(sentences, 1))
	fmt.Printf("  %d sentences; per 1000: %.2f alarms, %.2f at block level\n", sentences, float64(flagged)*per, float64(blocked)*per)
	return nil
}
