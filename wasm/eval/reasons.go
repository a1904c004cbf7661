package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pingban/internal/cases"
	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

// reviewReasons measures the suggested reasons on labelled reviews: {"id","text","reasons","optional"}.
func reviewReasons(file string, mistakes bool) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	tallies := map[string]*eval.Tally{}
	of := func(name string) *eval.Tally {
		if tallies[name] == nil {
			tallies[name] = &eval.Tally{}
		}
		return tallies[name]
	}
	complaints, err := lint.DefaultReasons()
	if err != nil {
		return err
	}
	reviews := 0
	var wrong []string
	for text := range strings.Lines(string(data)) {
		var r struct {
			ID, Text          string
			Reasons, Optional []string
		}
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		reviews++
		got := complaints.Of(r.Text, "bad")
		for _, want := range r.Reasons {
			if slices.Contains(got, want) {
				of(want).True++
			} else {
				of(want).Missed++
			}
		}
		for _, g := range got {
			if !slices.Contains(r.Reasons, g) && !slices.Contains(r.Optional, g) {
				of(g).False++
			}
		}
		wrong = append(wrong, fmt.Sprintf("  %s want %v (or %v) got %v: %s", r.ID, r.Reasons, r.Optional, got, r.Text))
	}
	fmt.Printf("\n%s: %d reviews\n", filepath.Base(file), reviews)
	sum, n := 0.0, 0
	for _, name := range cases.Reasons {
		t := tallies[name]
		if t == nil {
			continue
		}
		line(name, *t)
		if t.True+t.Missed >= 10 {
			sum += t.F1()
			n++
		}
	}
	if n > 0 {
		fmt.Printf("  macro-F1 over the %d classes with ten or more: %.3f\n", n, sum/float64(n))
	}
	if mistakes {
		fmt.Println(strings.Join(wrong, "\n"))
	}
	return nil
}
