package lint

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"sort"
)

// Lexicons the engine itself refers to.
const (
	fillerLexicon   = "filler"
	ordinaryLexicon = "ordinary"
)

// newBase makes a program without rules: the identifiers, every lexicon and every guard. The same
// tables give the same program, number for number.
func newBase(fold *foldTable, sound *soundTable, shared *shared) (*program, error) {
	c := newCompiler()
	c.program = program{
		fold: fold, sound: sound,
		lexicons: map[string][]int32{}, guards: map[string][]condTerm{},
	}
	for _, name := range Identifiers {
		if s := c.source(); s != idNumber { // as broad as a lexicon can be
			c.mark(s, name)
		}
	}
	own := map[string]int32{}
	for _, name := range slices.Sorted(maps.Keys(shared.lexicons)) {
		s, err := c.lexicon(shared.lexicons[name])
		if err != nil {
			return nil, fmt.Errorf("lexicon %s: %w", name, err)
		}
		own[name] = s
		if !shared.lexicons[name].Broad {
			c.mark(s, name)
		}
	}
	for name := range shared.lexicons {
		all, err := shared.closure(name)
		if err != nil {
			return nil, err
		}
		for _, n := range all {
			c.lexicons[name] = append(c.lexicons[name], own[n])
		}
	}
	var known bool
	if c.ordinary, known = own[ordinaryLexicon]; !known {
		return nil, noLexicon(ordinaryLexicon)
	}
	var err error
	if c.filler, err = c.term("@" + fillerLexicon); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(shared.guards)) {
		if c.program.guards[name], err = c.guard(shared.guards[name]); err != nil {
			return nil, fmt.Errorf("guard %s: %w", name, err)
		}
	}
	return c.done(), nil
}

// mark gives a source what Likeness knows it by, which must not change when lexicons are added: the FNV-1a of
// its name.
func (c *compiler) mark(source int32, name string) {
	hash := fnv.New32a()
	hash.Write([]byte(name))
	c.marks = append(c.marks, make([]int32, int(source)+1-len(c.marks))...)
	c.marks[source] = int32(hash.Sum32())
}

// lexicon puts a lexicon's words into the tries and gives its source.
func (c *compiler) lexicon(l Lexicon) (int32, error) {
	s := c.source()
	if err := c.words(l.Words, s, l.Disguise); err != nil {
		return 0, err
	}
	if len(l.Except) > 0 {
		e := c.source()
		if err := c.words(l.Except, e, false); err != nil {
			return 0, fmt.Errorf("except: %w", err)
		}
		c.except[s] = e
	}
	return s, nil
}

func (c *compiler) guard(list []Condition) ([]condTerm, error) {
	var out []condTerm
	for _, l := range list {
		if l.Use != "" {
			return nil, fmt.Errorf("%q: guards do not nest", l.Use)
		}
		one, err := c.condition(l)
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
	}
	return out, nil
}

func noLexicon(name string) error { return fmt.Errorf("no lexicon is called %q", name) }

// closure is a lexicon and all it includes, each once, sorted.
func (s *shared) closure(name string) ([]string, error) {
	var all []string
	var visit func(string) error
	visit = func(n string) error {
		if slices.Contains(all, n) {
			return nil
		}
		l, ok := s.lexicons[n]
		if !ok {
			return noLexicon(n)
		}
		all = append(all, n)
		for _, i := range l.Include {
			if err := visit(i); err != nil {
				return err
			}
		}
		return nil
	}
	if err := visit(name); err != nil {
		return nil, err
	}
	sort.Strings(all)
	return all, nil
}
