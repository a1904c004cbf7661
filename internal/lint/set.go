package lint

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"sort"
	"sync"

	"pingban/internal/sorting"
)

//go:embed rules/*.json
var ruleFiles embed.FS

// learned is the Likeness of learn.Train, in bytes.
//
//go:embed likeness.bin
var learned []byte

// Set is rules made ready to check texts. It never changes and may be used by many goroutines.
type Set struct {
	rules   []Rule // by id
	program *program
	scans   sync.Pool
}

// made keeps what is read from the embedded files at most once. It names no function that reads
// them, so that a program which only thaws sets carries none of the files.
var made struct {
	base, set       sync.Once
	baseGot         *program
	setGot          *Set
	baseErr, setErr error
}

// loadBase gives what every set of ours is built on.
func loadBase() (*program, error) {
	made.base.Do(func() { made.baseGot, made.baseErr = readShippedBase() })
	return made.baseGot, made.baseErr
}

func readShippedBase() (*program, error) {
	likeness, err := ReadLikeness(learned)
	if err != nil {
		return nil, err
	}
	return readBase(likeness)
}

func readBase(likeness *Likeness) (*program, error) {
	fold, err := loadFold()
	if err != nil {
		return nil, err
	}
	sound, err := loadSound()
	if err != nil {
		return nil, err
	}
	shared, err := loadShared()
	if err != nil {
		return nil, err
	}
	p, err := newBase(fold, sound, shared)
	if err == nil {
		p.likeness = likeness
	}
	return p, err
}

// Default returns the shipped rules. The same set is returned every time.
func Default() (*Set, error) {
	made.set.Do(func() { made.setGot, made.setErr = readSet() })
	return made.setGot, made.setErr
}

func readSet() (*Set, error) {
	rules, err := ShippedRules()
	if err != nil {
		return nil, err
	}
	return New(rules)
}

// ShippedRules are the rules of the embedded files, by file name.
func ShippedRules() ([]Rule, error) {
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
	base, err := loadBase()
	if err != nil {
		return nil, err
	}
	return newSet(rules, base)
}

func newSet(rules []Rule, base *program) (*Set, error) {
	p, err := base.with(rules)
	if err != nil {
		return nil, err
	}
	return assemble(slices.Clone(rules), p)
}

// assemble makes a set of rules and their compiled forms in p, in the same order. It takes both.
func assemble(rules []Rule, p *program) (*Set, error) {
	order := make([]int, len(rules))
	for i := range order {
		order[i] = i
	}
	sorting.By(order, func(a, b int) int { return cmp.Compare(rules[a].ID, rules[b].ID) })
	s := &Set{rules: make([]Rule, len(rules)), program: p}
	compiled := make([]compiledRule, len(rules))
	for to, from := range order {
		s.rules[to], compiled[to] = rules[from], p.rules[from]
		if to > 0 && s.rules[to].ID == s.rules[to-1].ID {
			return nil, &RuleError{File: s.rules[to].ID, Path: "id", Reason: "another rule has it too"}
		}
	}
	p.rules = compiled
	s.scans.New = func() any { return p.newScan() }
	return s, nil
}

// Merge returns a set with the rules of overlay in place of those of the same id, new ones added,
// and the rules whose ids are in off left out; an id nothing has is no fault. It refuses an
// overlay rule that fails an example of its own, or whose rewrite another rule flags. It costs
// what the overlay costs: what s has compiled stays so.
func (s *Set) Merge(overlay []Rule, off []string) (*Set, error) {
	taken := map[string]bool{}
	for _, id := range off {
		taken[id] = true
	}
	added := slices.DeleteFunc(slices.Clone(overlay), func(r Rule) bool { return taken[r.ID] })
	p, err := s.program.with(added)
	if err != nil {
		return nil, err
	}
	for i := range added {
		taken[added[i].ID] = true
	}
	rules := slices.Clone(added)
	for i := range s.rules {
		if !taken[s.rules[i].ID] {
			rules = append(rules, s.rules[i])
			p.rules = append(p.rules, s.program.rules[i])
		}
	}
	next, err := assemble(rules, p)
	if err != nil {
		return nil, err
	}
	for i := range added {
		if err := added[i].Verify(next); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// Rules lists the rules by id. Spans' third number is an index into it.
func (s *Set) Rules() []Rule { return slices.Clone(s.rules) }

func (s *Set) index(id string) (int32, bool) {
	i, ok := sort.Find(len(s.rules), func(i int) int { return cmp.Compare(id, s.rules[i].ID) })
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
		if set.program.rules[i].reads() && set.fires(i, Message{Text: r.Rewrite, Platform: e.Platform, Context: e.Context}) {
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
