//go:build !wasip1

package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEveryShippedFileOfDataPassesLintPack(t *testing.T) {
	for _, pattern := range []string{"lint/rules/*.json", "script/scripts/*.json", "clock/windows/*.json", "sight/sites/*.json"} {
		files, err := filepath.Glob(filepath.Join("..", "internal", filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %d files", pattern, err, len(files))
		}
		var out bytes.Buffer
		if err := lintPacks(files, &out); err != nil {
			t.Errorf("%s: %v\n%s", pattern, err, out.String())
		}
	}
}

func TestLintPackSaysFileLineAndColumn(t *testing.T) {
	rule, err := os.ReadFile(filepath.Join("..", "internal", "lint", "rules", "hint-storm.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ body, want string }{
		"broken":    {"{\n  \"items\": [\n}", ":3:"},
		"unknown":   {"{\"items\": [\n  {\"who\": 1}]}", ":1:"},
		"severity":  {strings.Replace(string(rule), `"severity": "hint"`, `"severity": "loud"`, 1), ":4:15: severity"},
		"in a pack": {"{\"items\": [\n" + strings.Replace(string(rule), `"severity": "hint"`, `"severity": "loud"`, 1) + "]}", ":5:15: items[0].severity"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "hint-storm.json")
			if err := os.WriteFile(file, []byte(c.body), 0o644); err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := lintPacks([]string{file}, &out); !errors.Is(err, errFaults) {
				t.Fatalf("got %v", err)
			}
			if !strings.HasPrefix(out.String(), file+c.want) {
				t.Errorf("got %s, want %s", strings.TrimPrefix(out.String(), file), c.want)
			}
		})
	}
}
