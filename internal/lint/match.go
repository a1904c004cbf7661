package lint

import (
	"slices"
)

// match is one place where a rule fired, in folded characters.
type match struct {
	rule     int32
	from, to int32
}

// maxSteps bounds how many combinations of hits are tried from one first slot, so that no text is
// slow to check.
const maxSteps = 200

// rule appends to s.matches where rule i fires; overlapping places are one.
func (p *program) rule(s *scan, i int32) {
	r := &p.rules[i]
	s.spans = s.spans[:0]
	for k := range r.patterns {
		p.pattern(s, r, &r.patterns[k])
	}
	if len(s.spans) == 0 {
		return
	}
	if r.likeness < 0 {
		if p.leaveLawful(s, r); len(s.spans) == 0 {
			return
		}
	}
	s.spans = tidy(s.spans)
	last := s.spans[0]
	for _, x := range s.spans[1:] {
		if x.from < last.to {
			last.to = max(last.to, x.to)
			continue
		}
		s.matches = append(s.matches, match{i, last.from, last.to})
		last = x
	}
	s.matches = append(s.matches, match{i, last.from, last.to})
}

func (p *program) pattern(s *scan, r *compiledRule, pt *compiledPattern) {
	for _, t := range pt.slots {
		if s.terms[t].seen != s.stamp {
			return
		}
	}
	for _, order := range pt.orders {
		for _, h := range p.of(s, pt.slots[order[0]]) {
			s.chosen[order[0]] = h
			s.steps = 0
			p.next(s, r, pt, order, 1, h.to, s.scopeEnd(pt.scope, h.from))
			s.work += 1 + s.steps
		}
	}
}

// next fills slot order[k] with a hit that begins at or soon after from, nearest first, and goes
// on; it says whether a match was found.
func (p *program) next(s *scan, r *compiledRule, pt *compiledPattern, order []int32, k int, from, end int32) bool {
	if from > end {
		return false
	}
	if k == len(order) {
		first, last := s.chosen[order[0]], s.chosen[order[k-1]]
		m := span{first.from, last.to}
		if !p.holds(s, r, pt, m) {
			return false
		}
		s.spans = append(s.spans, m)
		return true
	}
	hits := p.of(s, pt.slots[order[k]])
	i, _ := slices.BinarySearchFunc(hits, span{from, 0}, compareSpans)
	for ; i < len(hits) && hits[i].from-from <= pt.within; i++ {
		if s.steps++; s.steps > maxSteps {
			return false
		}
		s.chosen[order[k]] = hits[i]
		if p.next(s, r, pt, order, k+1, hits[i].to, end) {
			return true
		}
	}
	return false
}

func (s *scan) scopeEnd(scope string, at int32) int32 {
	switch scope {
	case Text:
		return int32(len(s.runes))
	case Sentence:
		return s.sentenceEnd[at]
	}
	return s.clauseEnd[at]
}

// holds checks a match's conditions. Words between quotation marks are somebody else's: one who offers
// or threatens does it in words of their own.
func (p *program) holds(s *scan, r *compiledRule, pt *compiledPattern, m span) bool {
	if s.quoted(m) {
		return false
	}
	slots := s.chosen[:len(pt.slots)]
	if pt.whole && !p.wholeClause(s, slots, m) {
		return false
	}
	for _, group := range pt.all {
		if !p.anyNear(s, group, slots, m) {
			return false
		}
	}
	return !p.anyNear(s, pt.unless, slots, m) && !p.anyNear(s, r.unless, slots, m)
}

func (p *program) anyNear(s *scan, group []condTerm, slots []span, m span) bool {
	for i := range group {
		if p.near(s, &group[i], slots, m) {
			return true
		}
	}
	return false
}

func (p *program) near(s *scan, c *condTerm, slots []span, m span) bool {
	hits := p.of(s, c.term)
	s.work++
	if len(hits) == 0 {
		return false
	}
	if c.slot > 0 && c.slot <= len(slots) {
		m = slots[c.slot-1]
	}
	switch c.at {
	case Before, Earlier:
		low := s.clauseStart[m.from]
		if c.at == Earlier {
			low = s.sentenceStart[m.from]
		}
		if c.within > 0 {
			low = max(low, m.from-c.within-maxWord)
		}
		for _, h := range window(hits, low, m.from) {
			s.work++
			if h.to <= m.from && (c.within == 0 || m.from-h.to < c.within) {
				return true
			}
		}
		return false
	case After, Later:
		end := s.clauseEnd[m.to-1]
		if c.at == Later {
			end = s.sentenceEnd[m.to-1]
		}
		high := end
		if c.within > 0 {
			high = min(high, m.to+c.within)
		}
		return anyWithin(hits, m.to, high, end)
	case Inside:
		for _, h := range window(hits, m.from, m.to) {
			s.work++
			if h.to <= m.to && !overlapsAny(slots, h) {
				return true
			}
		}
		return false
	case Sentence:
		return anyWithin(hits, s.sentenceStart[m.from], s.sentenceEnd[m.to-1], s.sentenceEnd[m.to-1])
	case Text:
		return true
	}
	return anyWithin(hits, s.clauseStart[m.from], s.clauseEnd[m.to-1], s.clauseEnd[m.to-1])
}

// window is the hits that begin in [low, high).
func window(hits []span, low, high int32) []span {
	i, _ := slices.BinarySearchFunc(hits, span{low, 0}, compareSpans)
	k, _ := slices.BinarySearchFunc(hits, span{high, 0}, compareSpans)
	return hits[i:max(i, k)]
}

// anyWithin says whether a hit begins in [low, high) and ends by end.
func anyWithin(hits []span, low, high, end int32) bool {
	for _, h := range window(hits, low, high) {
		if h.to <= end {
			return true
		}
	}
	return false
}

func overlapsAny(list []span, h span) bool {
	for _, l := range list {
		if h.from < l.to && l.from < h.to {
			return true
		}
	}
	return false
}

// wholeClause says whether the clauses of m hold nothing but the slots and fillers.
func (p *program) wholeClause(s *scan, slots []span, m span) bool {
	fillers := p.of(s, p.filler)
	start := s.clauseStart[m.from]
	if s.fillers.from != start {
		s.fillers = span{start, s.pass(fillers, nil, start, s.clauseEnd[start])}
	}
	if s.fillers.to < m.from {
		return false // known without a second look at the same beginning, however many matches a clause has
	}
	end := s.clauseEnd[m.to-1]
	return s.pass(fillers, slots, start, end) >= end
}

// pass gives how far from i, up to end, nothing but separators, slots and fillers stand.
func (s *scan) pass(fillers, slots []span, i, end int32) int32 {
	for i < end {
		s.work++
		if isSeparator(s.runes[i]) {
			i++
			continue
		}
		next := i
		for _, l := range slots {
			if l.from <= i && i < l.to {
				next = max(next, l.to)
			}
		}
		for _, h := range window(fillers, i, i+1) {
			next = max(next, h.to)
		}
		if next == i {
			break
		}
		i = next
	}
	return i
}
