// Package messages reads the labelled messages that the project keeps. Its functions are for commands and
// tests that run in the project: root is the folder with go.mod.
package messages

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
	"pingban/internal/script"
)

// Development are the messages written while the rules were: one half to tune on, one set aside.
func Development(root string) (tuning, aside []eval.Row, err error) {
	rows, err := Read(filepath.Join(root, "internal/lint/testdata/dev/*.jsonl"))
	tuning, aside = eval.Halves(rows)
	return tuning, aside, err
}

// Fresh are messages by people who knew what is forbidden and not the rules: to learn from, and set aside.
func Fresh(root string) (learn, aside []eval.Row, err error) {
	folder := filepath.Join(root, "internal/lint/testdata/fresh")
	if learn, err = Read(filepath.Join(folder, "learn*.jsonl")); err != nil {
		return nil, nil, err
	}
	aside, err = Read(filepath.Join(folder, "aside*.jsonl"))
	return learn, aside, err
}

// Flagged are the examples that rules flag. A message may break other rules too, so all labels but the
// rule's are optional.
func Flagged(rules []lint.Rule) []eval.Row {
	return examples(rules, func(r *lint.Rule) ([]lint.Example, []string, []string) {
		return r.Examples.Flag, []string{r.Label}, lint.Labels()
	})
}

// Passed are the examples that rules let pass: they lack the rule's label, and say nothing of others.
func Passed(rules []lint.Rule) []eval.Row {
	return examples(rules, func(r *lint.Rule) ([]lint.Example, []string, []string) {
		others := slices.DeleteFunc(lint.Labels(), func(label string) bool { return label == r.Label })
		return r.Examples.Pass, nil, others
	})
}

// Proposed is what Pingban itself proposes to write, which breaks nothing: the rules' rewrites and the scripts,
// whole and sentence by sentence.
func Proposed(rules []lint.Rule) ([]eval.Row, error) {
	var rows []eval.Row
	for i := range rules {
		rows = append(rows, eval.Row{ID: rules[i].ID, Text: rules[i].Rewrite})
	}
	library, err := script.Default()
	if err != nil {
		return nil, err
	}
	for _, s := range library.All() {
		filled, err := library.Fill(s.ID, nil)
		if err != nil {
			return nil, err
		}
		rows = append(rows, eval.Row{ID: s.ID, Text: filled.Text})
		for _, sentence := range strings.FieldsFunc(filled.Text, func(r rune) bool { return strings.ContainsRune("。！？\n", r) }) {
			rows = append(rows, eval.Row{ID: s.ID, Text: sentence})
		}
	}
	return rows, nil
}

// Disguised are copies of the rows that hold a word people disguise: one of each, in the one or the other disguise by
// turns.
func Disguised(rows []eval.Row) []eval.Row {
	ways := slices.DeleteFunc(slices.Clone(eval.Disguises), func(d eval.Disguise) bool { return !d.Words })
	var all []eval.Row
	for _, r := range rows {
		for turn := range ways {
			if text := ways[(len(all)+turn)%len(ways)].Apply(r.Text); text != r.Text {
				r.Text = text
				all = append(all, r)
				break
			}
		}
	}
	return all
}

func examples(rules []lint.Rule, of func(r *lint.Rule) (list []lint.Example, labels, optional []string)) []eval.Row {
	var rows []eval.Row
	for i := range rules {
		if rules[i].Severity == lint.Hint {
			continue
		}
		list, labels, optional := of(&rules[i])
		for _, e := range list {
			rows = append(rows, eval.Row{ID: rules[i].ID, Text: e.Text, Platform: e.Platform, Context: e.Context, Labels: labels, Optional: optional})
		}
	}
	return rows
}

// Read reads the files of JSON lines that a pattern names, in the order of their names.
func Read(pattern string) ([]eval.Row, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no file is called %s; run it from the project's root", pattern)
	}
	var rows []eval.Row
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		more, err := eval.Read(f, string(data))
		if err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}
