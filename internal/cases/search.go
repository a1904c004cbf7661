package cases

import (
	"slices"
	"strings"
)

// Search gives the ids of the cases in which every word of text, apart by spaces, occurs: in the
// order, item or request number, the buyer's mask, product, SKU or shop, the review, the notes, the
// outcome and next step, or the results of contacts. Case and width make no difference. The ids are
// in their own order.
func (s *Store) Search(text string) []string {
	words := strings.Fields(foldText(text))
	ids := []string{}
	for _, id := range s.Cases() {
		c := s.cases[id]
		if c.haystack == "" {
			c.haystack = s.Case(id).haystack()
		}
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(c.haystack, w) }) {
			ids = append(ids, id)
		}
	}
	return ids
}

// haystack is all of a case that Search looks at, folded; its id is always part of it.
func (s *State) haystack() string {
	text := []string{s.Case, s.Text(FieldOutcome), s.Text(FieldNextStep)}
	if r := s.Review; r != nil {
		text = append(text, r.Product, r.SKU, r.Shop, r.Buyer, r.Text, r.Append)
	}
	for _, n := range s.Notes {
		if !n.Deleted {
			text = append(text, n.Text)
		}
		for _, o := range n.Others {
			text = append(text, o.Text)
		}
	}
	for _, i := range s.Timeline {
		if b, ok := looseBody(i.Kind, i.Body).(*ContactBody); ok && i.Kind == Contact {
			text = append(text, b.Result)
		}
	}
	return foldText(strings.Join(text, "\n"))
}

// foldText brings letters to lower case and full width to half.
func foldText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '　':
			r = ' '
		}
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}
