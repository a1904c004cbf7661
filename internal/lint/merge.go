package lint

import (
	"cmp"
	"slices"

	"pingban/internal/sorting"
)

// joinWithin is how far apart two findings of one label may be and still be one: 加我微信 and the
// name that follows it.
const joinWithin = 4

func severityRank(severity string) int {
	switch severity {
	case Block:
		return 2
	case Warn:
		return 1
	}
	return 0
}

// join makes one of matches of the same label that overlap or nearly touch, and sorts. The most
// severe speaks for them, then the longest, then the first by id, unless one is over the other.
// Matches without a label stay apart.
func (s *Set) join(all []match) []match {
	if len(all) > 1 {
		sortMatches(all, func(a, b match) int {
			la, lb := s.rules[a.rule].Label, s.rules[b.rule].Label
			return cmp.Or(cmp.Compare(la, lb), cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to), cmp.Compare(a.rule, b.rule))
		})
		kept := all[:1]
		speaker := all[0]
		for _, m := range all[1:] {
			last := &kept[len(kept)-1]
			label := s.rules[m.rule].Label
			if label == "" || label != s.rules[last.rule].Label || m.from > last.to+joinWithin {
				kept = append(kept, m)
				speaker = m
				continue
			}
			last.to = max(last.to, m.to)
			if s.speaksBefore(m, speaker) {
				last.rule, speaker = m.rule, m
			}
		}
		all = kept
	}
	sortMatches(all, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.rule, b.rule))
	})
	return all
}

func sortMatches(list []match, by func(a, b match) int) {
	if len(list) > longList {
		sorting.By(list, by)
		return
	}
	sorting.Few(list, by)
}

func (s *Set) speaksBefore(a, b match) bool {
	if s.isOver(a, b) != s.isOver(b, a) {
		return s.isOver(a, b)
	}
	if a, b := s.program.rules[a.rule].likeness > 0, s.program.rules[b.rule].likeness > 0; a != b {
		return b // what is known speaks before what is only like it
	}
	ra, rb := severityRank(s.rules[a.rule].Severity), severityRank(s.rules[b.rule].Severity)
	return cmp.Or(cmp.Compare(rb, ra), cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(a.rule, b.rule)) < 0
}

func (s *Set) isOver(a, b match) bool {
	return slices.Contains(s.rules[a.rule].Over, s.rules[b.rule].ID)
}
