package lint

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Blocklist is what a shop would give to a tool that knows words alone, made from the shipped rules:
// whatever breaks one by itself (好评返现), braces spelt out, of two characters or more, sorted. Unless
// alone, the words are there too that need company, of those lexicons whose words people disguise (好评,
// 红包, 微信). Hints count for nothing. It serves to measure such tools by; nothing that ships calls it.
func Blocklist(alone bool) ([]string, error) {
	rules, err := ShippedRules()
	if err != nil {
		return nil, err
	}
	shared, err := loadShared()
	if err != nil {
		return nil, err
	}
	var words []string
	for i := range rules {
		if rules[i].Severity == Hint {
			continue
		}
		for _, p := range rules[i].Patterns {
			company := len(p.Slots) > 1 || len(p.If) > 0
			if alone && company {
				continue
			}
			for _, slot := range p.Slots {
				words = shared.disguised(words, slot, !company)
			}
		}
	}
	var list []string
	for _, w := range words {
		all, err := variants(w)
		if err != nil {
			return nil, err
		}
		list = append(list, all...)
	}
	list = slices.DeleteFunc(list, func(w string) bool { return utf8.RuneCountInString(w) < 2 })
	slices.Sort(list)
	return slices.Compact(list), nil
}

// disguised appends the words of a slot's lexicons that are to be seen through a disguise, and its
// literals if asked for.
func (s *shared) disguised(words []string, slot string, literals bool) []string {
	for _, part := range strings.Split(slot, "|") {
		switch {
		case strings.HasPrefix(part, "#"):
		case strings.HasPrefix(part, "@"):
			l := s.lexicons[part[1:]]
			if l.Disguise {
				words = append(words, l.Words...)
			}
			for _, other := range l.Include {
				words = s.disguised(words, "@"+other, false)
			}
		case literals:
			words = append(words, part)
		}
	}
	return words
}
