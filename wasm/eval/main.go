// Command eval measures the shipped rules: on their own examples, on the development set, on messages by
// writers who did not know the rules, and on any folder of labelled JSON lines (*.labelled.jsonl) and plain
// sentences (*.txt).
//
//	go run ./wasm/eval [-mistakes] [DIR]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

const (
	developmentSet = "internal/lint/testdata/dev"
	// freshSet was written by people who knew what is forbidden and not the rules: how far the rules carry.
	freshSet = "internal/lint/testdata/fresh"
)

func main() {
	mistakes := flag.Bool("mistakes", false, "list the mistakes on the half to tune on and on DIR")
	flag.Parse()
	if err := run(flag.Arg(0), *mistakes); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(dir string, mistakes bool) error {
	set, err := lint.Default()
	if err != nil {
		return err
	}
	report(set, "The rules' own examples", examples(set), false)
	rows, err := readAll(filepath.Join(developmentSet, "*.jsonl"))
	if err != nil {
		return err
	}
	tuning, aside := eval.Halves(rows)
	report(set, "Development set, the half to tune on", tuning, mistakes)
	report(set, "Development set, the half set aside", aside, false)
	for _, group := range []struct {
		title, files string
		mistakes     bool
	}{
		{"Fresh messages, to learn from", "learn*.jsonl", mistakes},
		{"Fresh messages, set aside", "aside*.jsonl", false},
	} {
		rows, err := readAll(filepath.Join(freshSet, group.files))
		if err != nil {
			return err
		}
		report(set, group.title, rows, group.mistakes)
	}
	if dir == "" {
		return nil
	}
	return folder(set, dir, mistakes)
}

func readAll(pattern string) ([]eval.Row, error) {
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

// examples are the rules' own; a message may break other rules too, so all labels but the rule's
// are optional, and messages that pass one rule say nothing of the others.
func examples(set *lint.Set) []eval.Row {
	var rows []eval.Row
	for _, r := range set.Rules() {
		if r.Severity == lint.Hint {
			continue
		}
		for _, e := range r.Examples.Flag {
			rows = append(rows, eval.Row{ID: r.ID, Text: e.Text, Platform: e.Platform, Context: e.Context, Labels: []string{r.Label}, Optional: lint.Labels()})
		}
	}
	return rows
}

func folder(set *lint.Set, dir string, mistakes bool) error {
	labelled, _ := filepath.Glob(filepath.Join(dir, "*.labelled.jsonl"))
	for _, f := range labelled {
		if strings.Contains(filepath.Base(f), "reasons") {
			if err := reviewReasons(f, mistakes); err != nil {
				return err
			}
			continue
		}
		rows, err := readAll(f)
		if err != nil {
			return err
		}
		report(set, filepath.Base(f), rows, mistakes)
	}
	plain, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	for _, f := range plain {
		if err := alarms(set, f); err != nil {
			return err
		}
	}
	return nil
}
