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
	"pingban/wasm/messages"
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
	report(set, "The rules' own examples", messages.Flagged(set.Rules()), false)
	tuning, aside, err := messages.Development(".")
	if err != nil {
		return err
	}
	report(set, "Development set, the half to tune on", tuning, mistakes)
	report(set, "Development set, the half set aside", aside, false)
	if tuning, aside, err = messages.Fresh("."); err != nil {
		return err
	}
	report(set, "Fresh messages, to learn from", tuning, mistakes)
	report(set, "Fresh messages, set aside", aside, false)
	if dir == "" {
		return nil
	}
	return folder(set, dir, mistakes)
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
		rows, err := messages.Read(f)
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
