package lint

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"sync"

	"pingban/internal/sorting"
)

//go:embed rules/*.json
var ruleFiles embed.FS

// Set is rules made ready to check texts. It never changes and may be used by many goroutines.
type Set struct {
	rules   []Rule // by id
	program *program
	scans   sync.Pool
}

// tables are what every set shares.
type tables struct {
	fold   *foldTable
	sound  *soundTable
	shared *shared
}

var loadTables = sync.OnceValues(readTables)

func readTables() (t tables, err error) {
	if t.fold, err = loadFold(); err != nil {
		return t, err
	}
	if t.sound, err = loadSound(); err != nil {
		return t, err
	}
	t.shared, err = loadShared()
	return t, err
}

// Default returns the shipped rules. The same set is returned every time.
func Default() (*Set, error) { return loadDefault() }

var loadDefault = sync.OnceValues(func() (*Set, error) {
	rules, err := readRules()
	if err != nil {
		return nil, err
	}
	return New(rules)
})

func readRules() ([]Rule, error) {
	entries, err := ruleFiles.ReadDir("rules")
	if err != nil {
		return nil, err
	}
	rules := make([]Rule, 0, len(entries))
	for _, e := range entries {
		name := "rules/" + e.Name()
		data, err := ruleFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		r, err := ParseRule(name, data)
		if err != nil {
			return nil, err
		}
		rules = append(rules, r)
	}
	return rules, nil
}

// New makes a set of rules that ParseRule has read. It refuses two rules with one id, and terms
// and guards that nothing is called by, with a *RuleError. It does not run the examples: see
// Verify.
func New(rules []Rule) (*Set, error) {
	t, err := loadTables()
	if err != nil {
		return nil, err
	}
	return newSet(rules, t)
}

func newSet(rules []Rule, t tables) (*Set, error) {
	s := &Set{rules: slices.Clone(rules)}
	sorting.By(s.rules, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	for i := 1; i < len(s.rules); i++ {
		if s.rules[i].ID == s.rules[i-1].ID {
			return nil, &RuleError{File: s.rules[i].ID, Path: "id", Reason: "another rule has it too"}
		}
	}
	var err error
	if s.program, err = compile(s.rules, t.fold, t.sound, t.shared); err != nil {
		return nil, err
	}
	s.scans.New = func() any { return s.program.newScan() }
	return s, nil
}

// Merge returns a set with the rules of overlay in place of those of the same id, new ones added,
// and the rules whose ids are in off left out; an id nothing has is no fault. It refuses an
// overlay rule that fails an example of its own, or whose rewrite another rule flags.
func (s *Set) Merge(overlay []Rule, off []string) (*Set, error) {
	taken := map[string]bool{}
	for _, r := range overlay {
		taken[r.ID] = true
	}
	merged := slices.Clone(overlay)
	for _, r := range s.rules {
		if !taken[r.ID] {
			merged = append(merged, r)
		}
	}
	merged = slices.DeleteFunc(merged, func(r Rule) bool { return slices.Contains(off, r.ID) })
	next, err := New(merged)
	if err != nil {
		return nil, err
	}
	for i := range overlay {
		if slices.Contains(off, overlay[i].ID) {
			continue
		}
		if err := overlay[i].Verify(next); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// Rules lists the rules by id. Spans' third number is an index into it.
func (s *Set) Rules() []Rule { return slices.Clone(s.rules) }

func (s *Set) index(id string) (int32, bool) {
	i, ok := slices.BinarySearchFunc(s.rules, id, func(r Rule, id string) int { return cmp.Compare(r.ID, id) })
	return int32(i), ok
}

// Verify runs the rule's own examples in set, and checks that its rewrite is flagged neither by
// itself nor, above a hint, by any other rule of its platforms. The error names what failed.
func (r *Rule) Verify(set *Set) error {
	i, ok := set.index(r.ID)
	if !ok {
		return &RuleError{File: r.ID, Path: "id", Reason: "the set has no such rule"}
	}
	fail := func(path, format string, args ...any) error {
		return &RuleError{File: r.ID, Path: path, Reason: fmt.Sprintf(format, args...)}
	}
	for n, e := range r.Examples.Flag {
		if !set.fires(i, e.message()) {
			return fail(fmt.Sprintf("examples.flag[%d]", n), "%q is not flagged", e.Text)
		}
		if len(r.Patterns) > 0 && set.fires(i, Message{Text: r.Rewrite, Platform: e.Platform, Context: e.Context}) {
			return fail("rewrite", "%q is flagged by the rule itself", r.Rewrite)
		}
	}
	for n, e := range r.Examples.Pass {
		if set.fires(i, e.message()) {
			return fail(fmt.Sprintf("examples.pass[%d]", n), "%q is flagged", e.Text)
		}
	}
	platforms := r.Platforms
	if len(platforms) == 0 {
		platforms = []string{""}
	}
	for _, p := range platforms {
		for _, f := range set.Check(Message{Text: r.Rewrite, Platform: p}).Findings {
			if f.Severity != Hint || f.Rule == r.ID {
				return fail("rewrite", "%q is flagged by %s", f.Text, f.Rule)
			}
		}
	}
	return nil
}
