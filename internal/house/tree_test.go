package house

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the repository's root as seen from this package.
const root = "../.."

// skipped are folders that hold nothing of ours.
var skipped = []string{".git", ".cache", "dist", "run", "node_modules", ".wrangler", "test-results", "playwright-report"}

// source is one file of ours.
type source struct {
	path string // slash separated, from the root
	text string
}

// sources are the files below the root that end in one of exts, generated ones left out.
func sources(t *testing.T, exts ...string) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains(skipped, d.Name()) || path == filepath.Join(root, "backend", "build") {
				return filepath.SkipDir
			}
			return nil
		}
		if !slices.Contains(exts, filepath.Ext(path)) {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		all = append(all, source{filepath.ToSlash(rel), string(b)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatalf("no file ends in %v: this test looks at nothing", exts)
	}
	return all
}

func TestTopLevelIsTheDesignCard(t *testing.T) {
	card := []string{
		"Makefile", "README.md", "LICENSE", "manifest.json", "go.mod", "go.sum",
		"backend", "extension", "internal", "wasm",
		".ci", ".gitignore",
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(card, e.Name()) && !slices.Contains(skipped, e.Name()) {
			t.Errorf("%s is at the top level: put it below backend, extension, internal or wasm", e.Name())
		}
	}
}

func TestFilesStaySmall(t *testing.T) {
	const limit = 400
	for _, s := range sources(t, ".go", ".ts", ".tsx", ".mjs", ".css", ".sql") {
		if s.path == "extension/engine.d.ts" {
			continue
		}
		if n := strings.Count(s.text, "\n"); n > limit {
			t.Errorf("%s has %d lines, over %d: split it by reason to change", s.path, n, limit)
		}
	}
}

func TestNothingIsLeftForLater(t *testing.T) {
	for _, s := range sources(t, ".go", ".ts", ".tsx", ".mjs", ".css", ".sql", ".md") {
		for i, line := range strings.Split(s.text, "\n") {
			for _, mark := range []string{"TO" + "DO", "FIX" + "ME", "t.Sk" + "ip(", "test.sk" + "ip(", "test.on" + "ly(", "test.fix" + "me("} {
				if strings.Contains(line, mark) {
					t.Errorf("%s:%d says %q: do it, or say in the commit why not", s.path, i+1, mark)
				}
			}
		}
	}
}
