// Command learn makes internal/lint/likeness.bin: how much runs of characters speak for each label, learned
// from the labelled messages that the project keeps. What is set aside for measuring is not read.
//
//	go run ./wasm/learn
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
	"pingban/internal/lint/learn"
	"pingban/wasm/messages"
)

const likenessFile = "internal/lint/likeness.bin"

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	learned, n, err := train(root)
	if err != nil {
		return err
	}
	fmt.Printf("%s: learned from %d messages\n", likenessFile, n)
	return os.WriteFile(filepath.Join(root, likenessFile), learned, 0o644)
}

// train gives the likeness in bytes and from how many messages it was learned.
func train(root string) (learned []byte, n int, err error) {
	rows, err := rowsIn(root)
	if err != nil {
		return nil, 0, err
	}
	likeness, err := learn.Train(rows)
	if err != nil {
		return nil, 0, err
	}
	return likeness.Bytes(), len(rows), nil
}

// rowsIn are the rules' examples, what Pingban proposes, the half of the development set to tune on and the
// fresh messages to learn from, and some of all these with disguised words. An example that needs a context is left out: its words alone break nothing.
func rowsIn(root string) ([]eval.Row, error) {
	rules, err := lint.ShippedRules()
	if err != nil {
		return nil, err
	}
	tuning, _, err := messages.Development(root)
	if err != nil {
		return nil, err
	}
	fresh, _, err := messages.Fresh(root)
	if err != nil {
		return nil, err
	}
	proposed, err := messages.Proposed(rules)
	if err != nil {
		return nil, err
	}
	var rows []eval.Row
	for _, list := range [][]eval.Row{messages.Flagged(rules), messages.Passed(rules), proposed, tuning, fresh} {
		for _, r := range list {
			if r.Context == nil {
				rows = append(rows, r)
			}
		}
	}
	return append(rows, messages.Disguised(rows)...), nil
}
