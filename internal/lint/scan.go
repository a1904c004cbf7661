package lint

import (
	"slices"

	"pingban/internal/sorting"
)

// span is a stretch of folded characters, half open.
type span struct{ from, to int32 }

// scan is the working memory of one check, reused from check to check.
type scan struct {
	folded
	layout
	weighed       weighing
	sounds, tight view

	hits    [][]span // by source, sorted
	touched []int32  // sources with hits
	guarded []bool   // by character: in an ordinary word

	stamp   uint32
	terms   []seenTerm // by term
	parts   []part
	chosen  [maxSlots]span
	steps   int
	work    int     // characters and hits looked at since newScan: tests ask how it grows with the text
	fillers span    // the clause begin last looked at, and how far fillers alone lead from it
	spans   []span  // of the rule being matched
	matches []match // of all rules
}

// seenTerm is what a scan knows of a term.
type seenTerm struct {
	seen   uint32 // stamp of the scan in which a source of it was hit
	joined uint32 // stamp of the scan for which hits holds
	part   int32  // the last of its sources that were hit
	hits   []span // where several were
}

// part is a source of a term that was hit, and the part before it, 0 for none.
type part struct{ source, next int32 }

func (p *program) newScan() *scan {
	return &scan{hits: make([][]span, len(p.except)), terms: make([]seenTerm, len(p.terms))}
}

// read folds text and collects the hits of every source.
func (p *program) read(s *scan, text string) {
	for _, src := range s.touched {
		s.hits[src] = s.hits[src][:0]
	}
	s.touched, s.matches = s.touched[:0], s.matches[:0]
	s.stamp++
	s.fillers = span{-1, -1}
	s.weighed.done = false
	p.fold.fold(text, &s.folded)
	n := len(s.runes)
	s.work += n
	s.layout.reset(n)

	for _, t := range p.plain {
		for i := range n {
			s.plainAt(t, i)
		}
	}
	if cap(s.guarded) < n {
		s.guarded = make([]bool, n)
	}
	s.guarded = s.guarded[:n]
	clear(s.guarded)
	for _, h := range s.hits[p.ordinary] {
		for i := h.from; i < h.to; i++ {
			s.guarded[i] = true
		}
	}
	p.sound.read(&s.folded, &s.sounds)
	glued := tighten(&s.folded, &s.sounds, &s.tight)
	for _, t := range p.disguised {
		for i := range s.sounds.runes {
			s.disguisedAt(t, &s.sounds, i, false)
		}
		for i := 0; glued && i < len(s.tight.runes); i++ {
			s.disguisedAt(t, &s.tight, i, true)
		}
	}
	identify(&s.folded, func(kind int, from, to int32) { s.hit(int32(kind), from, to) })

	for _, src := range s.touched {
		s.work += len(s.hits[src])
		s.hits[src] = tidy(s.hits[src])
	}
	for _, src := range s.touched {
		if e := p.except[src]; e >= 0 && len(s.hits[e]) > 0 {
			s.hits[src] = slices.DeleteFunc(s.hits[src], func(h span) bool { return covered(s.hits[e], h) })
		}
	}
	s.parts = append(s.parts[:0], part{})
	for _, src := range s.touched {
		if len(s.hits[src]) == 0 {
			continue
		}
		for _, term := range p.termsOf[src] {
			t, next := &s.terms[term], int32(0)
			if t.seen == s.stamp {
				next = t.part
			}
			t.seen, t.part = s.stamp, int32(len(s.parts))
			s.parts = append(s.parts, part{src, next})
		}
	}
	s.layout.split(&s.folded)
}

// tidy sorts spans in place and leaves each once. Most lists are short and in order as they come, which
// one look tells; the loops are written out for the check of every keystroke.
func tidy(list []span) []span {
	i := 1
	for i < len(list) && (list[i-1].from < list[i].from || list[i-1].from == list[i].from && list[i-1].to < list[i].to) {
		i++
	}
	if i >= len(list) {
		return list
	}
	if len(list) > longList {
		sorting.By(list, compareSpans)
		return slices.Compact(list)
	}
	for ; i < len(list); i++ {
		x, k := list[i], i
		for k > 0 && (x.from < list[k-1].from || x.from == list[k-1].from && x.to < list[k-1].to) {
			list[k] = list[k-1]
			k--
		}
		list[k] = x
	}
	n := 1
	for _, x := range list[1:] {
		if x != list[n-1] {
			list[n] = x
			n++
		}
	}
	return list[:n]
}

// longList is from how many on sorting by insertion is slower than the library's.
const longList = 48

func compareSpans(a, b span) int {
	if a.from != b.from {
		return int(a.from - b.from)
	}
	return int(a.to - b.to)
}

// covered says whether one of the sorted spans holds all of h.
func covered(list []span, h span) bool {
	i, _ := slices.BinarySearchFunc(list, span{h.from - maxWord, 0}, compareSpans)
	for ; i < len(list) && list[i].from <= h.from; i++ {
		if list[i].to >= h.to {
			return true
		}
	}
	return false
}

func (s *scan) hit(source, from, to int32) {
	if len(s.hits[source]) == 0 {
		s.touched = append(s.touched, source)
	}
	s.hits[source] = append(s.hits[source], span{from, to})
}

// again says whether a hit of a disguised word is one that stands there already: most words are found
// once as they are written and once more by their sound.
func (s *scan) again(source, from, to int32) bool {
	list := s.hits[source]
	return slices.Contains(list[max(0, len(list)-few):], span{from, to})
}

func (s *scan) plainAt(t *packed, i int) {
	node := int32(0)
	for k := i; k < len(s.runes); k++ {
		if node = t.find(node, s.runes[k]); node == 0 {
			s.work += k - i + 1
			return
		}
		if t.at[node] != t.at[node+1] && s.standsAlone(i, k+1) {
			for _, lexicon := range t.of(node) {
				s.hit(lexicon, int32(i), int32(k+1))
			}
		}
	}
}

func (s *scan) disguisedAt(t *packed, v *view, i int, tight bool) {
	node := int32(0)
	for k := i; k < len(v.runes); k++ {
		if node = t.find(node, v.runes[k]); node == 0 {
			s.work += k - i + 1
			return
		}
		if t.at[node] == t.at[node+1] {
			continue
		}
		from, to := v.from[i], v.to[k]
		if s.anyGuarded(from, to) || !s.standsAlone(int(from), int(to)) || tight && !s.regular(v, i, k+1) {
			continue
		}
		for _, lexicon := range t.of(node) {
			if !s.again(lexicon, from, to) {
				s.hit(lexicon, from, to)
			}
		}
		if tight {
			for g := from; g < to; g++ {
				s.glued[g] = true
			}
		}
	}
}

func (s *scan) anyGuarded(from, to int32) bool {
	for i := from; i < to; i++ {
		if s.guarded[i] {
			return true
		}
	}
	return false
}

// standsAlone says whether a word's Latin ends are ends of a Latin run. Digits may touch it
// (vx123), except a single letter's front (12v).
func (s *scan) standsAlone(from, to int) bool {
	r := s.runes
	if isLatin(r[from]) && from > 0 && (isLatin(r[from-1]) || to-from == 1 && isDigit(r[from-1])) {
		return false
	}
	return !isLatin(r[to-1]) || to == len(r) || !isLatin(r[to])
}

// regular says whether the tokens v[i:end] are a word split on purpose: short gaps, all alike, or
// a single one that is no space and no comma. Ordinary sentences do not glue together that way.
func (s *scan) regular(v *view, i, end int) bool {
	gaps, least, most := 0, int32(4), int32(0)
	var kinds [2]bool // clause marks, spaces
	for k := i + 1; k < end; k++ {
		g := v.from[k] - v.to[k-1]
		if g == 0 {
			continue
		}
		gaps++
		least, most = min(least, g), max(most, g)
		for c := v.to[k-1]; c < v.from[k]; c++ {
			switch r := s.runes[c]; {
			case r == '\n' || r == '\r':
				return false
			case isClauseMark(r):
				kinds[0] = true
			case r == ' ':
				kinds[1] = true
			}
		}
	}
	switch {
	case gaps == 0 || most > 3:
		return false
	case end-i == 2:
		return most <= 2 && !kinds[0]
	case gaps == end-i-1:
		return most-least <= 1
	}
	return gaps == 1 && !kinds[0] && !kinds[1]
}

// of returns the hits of a term, sorted.
func (p *program) of(s *scan, term int32) []span {
	t := &s.terms[term]
	if t.seen != s.stamp {
		return nil
	}
	at := s.parts[t.part]
	if at.next == 0 {
		return s.hits[at.source]
	}
	if t.joined == s.stamp {
		return t.hits
	}
	all := append(t.hits[:0], s.hits[at.source]...)
	for at.next != 0 {
		at = s.parts[at.next]
		all = append(all, s.hits[at.source]...)
	}
	s.work += len(all)
	t.hits, t.joined = tidy(all), s.stamp
	return t.hits
}
