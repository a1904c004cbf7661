package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// program is a set of rules made ready: every word of every lexicon and literal, once for the plain
// text and once for its sounds; slots and conditions as lists of sources.
//
// A source is what hits are collected by: first the identifiers, then the lexicons, their
// exceptions, and the literals. A word that stands in a hundred slots is one source, hit once.
type program struct {
	fold             *foldTable
	sound            *soundTable
	plain, disguised words
	except           []int32   // by source: the source of its exceptions, or -1
	terms            [][]int32 // by term: its sources
	termsOf          [][]int32 // by source: the terms it is part of
	rules            []compiledRule
	ordinary         int32 // source of the words no disguise may be read into
	filler           int32 // term
	likeness         *Likeness
	marks            []int32 // by source: what Likeness knows it by; 0, or no place, for one it does not look at

	lexicons map[string][]int32    // the sources of each and of all it includes
	guards   map[string][]condTerm // by name
}

type compiledRule struct {
	platforms uint8 // bits of platformBit; 0 is all
	label     int32 // in Labels; -1 is none
	likeness  float64
	patterns  []compiledPattern
	unless    []condTerm
}

// reads says whether the rule asks for anything in the text: else it fires on its context alone.
func (r *compiledRule) reads() bool { return len(r.patterns) > 0 || r.likeness > 0 }

type compiledPattern struct {
	slots  []int32   // terms
	orders [][]int32 // sequences in which the slots may stand
	within int32
	scope  string
	whole  bool
	all    [][]condTerm // of each group one must hold
	unless []condTerm
}

// condTerm is a Condition with its terms resolved.
type condTerm struct {
	term   int32
	at     string
	within int32
	slot   int
}

// compiler adds rules to a program of its own.
type compiler struct {
	program
	plain, disguised *trie // the words to add
	byTerm           map[string]int32
	byLiteral        map[string]int32
	word             folded // memory for folding words
}

// with gives a program that knows what p knows, and has these rules in place of p's.
func (p *program) with(rules []Rule) (*program, error) {
	c := newCompiler()
	c.program = *p
	c.except, c.terms = slices.Clone(p.except), slices.Clone(p.terms)
	c.program.rules = make([]compiledRule, 0, len(rules))
	for i := range rules {
		r, err := c.rule(&rules[i])
		if err != nil {
			return nil, err
		}
		c.rules = append(c.rules, r)
	}
	return c.done(), nil
}

func newCompiler() *compiler {
	return &compiler{plain: newTrie(), disguised: newTrie(), byTerm: map[string]int32{}, byLiteral: map[string]int32{}}
}

// done gives the program with all that was added.
func (c *compiler) done() *program {
	c.program.plain, c.program.disguised = c.program.plain.and(c.plain), c.program.disguised.and(c.disguised)
	c.program.index()
	return &c.program
}

// index makes termsOf, once all terms are there.
func (p *program) index() {
	counts, n := make([]int32, len(p.except)), 0
	for _, sources := range p.terms {
		for _, s := range sources {
			counts[s]++
			n++
		}
	}
	all := make([]int32, n)
	p.termsOf = make([][]int32, len(p.except))
	for s, count := range counts {
		p.termsOf[s], all = all[:0:count], all[count:]
	}
	for t, sources := range p.terms {
		for _, s := range sources {
			p.termsOf[s] = append(p.termsOf[s], int32(t))
		}
	}
}

// source makes a new one.
func (c *compiler) source() int32 {
	c.except = append(c.except, -1)
	return int32(len(c.except) - 1)
}

func (c *compiler) words(words []string, source int32, disguise bool) error {
	for _, w := range words {
		all, err := variants(w)
		if err != nil {
			return err
		}
		for _, v := range all {
			c.fold.fold(v, &c.word)
			folded := c.word.runes
			if len(folded) == 0 || utf8.RuneCountInString(v) > maxWord {
				return fmt.Errorf("%q: a word has 1 to %d characters", v, maxWord)
			}
			c.plain.add(folded, source)
			if disguise && len(folded) > 1 {
				c.disguised.add(c.sound.word(folded), source)
			}
		}
	}
	return nil
}

// term resolves terms separated by |.
func (c *compiler) term(text string) (int32, error) {
	if t, ok := c.byTerm[text]; ok {
		return t, nil
	}
	var sources []int32
	for _, part := range strings.Split(text, "|") {
		of, err := c.sources(part)
		if err != nil {
			return 0, err
		}
		for _, s := range of {
			if !slices.Contains(sources, s) {
				sources = append(sources, s)
			}
		}
	}
	t := int32(len(c.terms))
	c.terms = append(c.terms, sources)
	c.byTerm[text] = t
	return t, nil
}

// sources are those of a lexicon and of all it includes, of an identifier or of a word.
func (c *compiler) sources(part string) ([]int32, error) {
	if name, is := strings.CutPrefix(part, "@"); is {
		all, ok := c.lexicons[name]
		if !ok {
			return nil, noLexicon(name)
		}
		return all, nil
	}
	if strings.HasPrefix(part, "#") {
		i := slices.Index(Identifiers, part)
		if i < 0 {
			return nil, fmt.Errorf("%q: want one of %s", part, strings.Join(Identifiers, " "))
		}
		return []int32{int32(i)}, nil
	}
	s, known := c.byLiteral[part]
	if !known {
		s = c.source()
		c.byLiteral[part] = s
		if err := c.words([]string{part}, s, true); err != nil {
			return nil, err
		}
	}
	return []int32{s}, nil
}

func (c *compiler) rule(r *Rule) (compiledRule, error) {
	out := compiledRule{label: int32(slices.Index(Labels(), r.Label)), likeness: r.Likeness}
	if r.Likeness != 0 && c.likeness == nil {
		return out, &RuleError{File: r.ID, Path: "likeness", Reason: "this set has learned none"}
	}
	for _, p := range r.Platforms {
		out.platforms |= platformBit(p)
	}
	for i := range r.Patterns {
		p, err := c.pattern(&r.Patterns[i])
		if err != nil {
			return out, &RuleError{File: r.ID, Path: fmt.Sprintf("patterns[%d]%s", i, err.path), Reason: err.Error()}
		}
		out.patterns = append(out.patterns, p)
	}
	for i, u := range r.Unless {
		group, err := c.condition(u)
		if err != nil {
			return out, &RuleError{File: r.ID, Path: fmt.Sprintf("unless[%d]", i), Reason: err.Error()}
		}
		out.unless = append(out.unless, group...)
	}
	return out, nil
}

// placed is an error with the place below the pattern.
type placed struct {
	error
	path string
}

func (c *compiler) pattern(p *Pattern) (compiledPattern, *placed) {
	out := compiledPattern{within: int32(p.Within), scope: p.Scope, whole: p.Whole}
	if out.within == 0 {
		out.within = DefaultWithin
	}
	for i, s := range p.Slots {
		t, err := c.term(s)
		if err != nil {
			return out, &placed{err, fmt.Sprintf(".slots[%d]", i)}
		}
		out.slots = append(out.slots, t)
	}
	out.orders = orders(len(p.Slots), p.Order == "any")
	for i, cond := range p.If {
		group, err := c.condition(cond)
		if err != nil {
			return out, &placed{err, fmt.Sprintf(".if[%d]", i)}
		}
		out.all = append(out.all, group)
	}
	for i, cond := range p.Unless {
		group, err := c.condition(cond)
		if err != nil {
			return out, &placed{err, fmt.Sprintf(".unless[%d]", i)}
		}
		out.unless = append(out.unless, group...)
	}
	return out, nil
}

// condition resolves one condition, or gives the list a guard's name stands for.
func (c *compiler) condition(cond Condition) ([]condTerm, error) {
	if cond.Use != "" {
		list, ok := c.guards[cond.Use]
		if !ok {
			return nil, fmt.Errorf("no guard is called %q", cond.Use)
		}
		return list, nil
	}
	t, err := c.term(cond.Any)
	if err != nil {
		return nil, err
	}
	return []condTerm{{term: t, at: cond.At, within: int32(cond.Within), slot: cond.Slot}}, nil
}

// orders lists the sequences n slots may stand in.
func orders(n int, anyOrder bool) [][]int32 {
	first := make([]int32, n)
	for i := range first {
		first[i] = int32(i)
	}
	switch {
	case !anyOrder || n < 2:
		return [][]int32{first}
	case n == 2:
		return [][]int32{first, {1, 0}}
	}
	return [][]int32{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}
}

// platformBit is 0 for an unknown platform, to which every rule applies.
func platformBit(p string) uint8 {
	switch p {
	case "taobao":
		return 1
	case "tmall":
		return 2
	case "jd":
		return 4
	}
	return 0
}
