package cases

import (
	"encoding/json"
	"strings"
	"unicode"
)

// Draft makes the event for something a user did, or for a review as the page showed it. id is a
// ULID made by the shell, now the event's time in RFC 3339, base the event whose state was edited.
// The free texts of the body come back with personal data masked, and what was masked is told once,
// so that its writer can see it; the event holds none of it. What the page says of a review is cut
// to the limits; what a user wrote is never cut: too long is an *Invalid, as is every other fault.
func Draft(id, now string, caseID string, kind Kind, base string, raw json.RawMessage) (Event, []Masked, error) {
	if kind == Erased {
		return Event{}, nil, invalid("kind", "只有服务器能写这种记录")
	}
	b, err := strictBody(kind, raw)
	if err != nil {
		return Event{}, nil, err
	}
	switch b := b.(type) {
	case *ReviewBody:
		b.tidy()
	case *ComplaintBody:
		if b.Evidence == nil {
			b.Evidence = []string{} // lists are never null
		}
	}
	masked := []Masked{}
	err = rewrite(b, func(t freeText) string {
		text, found := mask(*t.text)
		for _, p := range found {
			masked = append(masked, Masked{Field: t.path, Kind: p.Kind, Was: p.Text, Now: p.Masked})
		}
		return text
	})
	if err != nil {
		return Event{}, nil, err
	}
	raw, err = compact(b)
	if err != nil {
		return Event{}, nil, err
	}
	e := Event{ID: id, Case: caseID, Kind: kind, At: now, Base: base, Body: raw}
	if err := e.Check(); err != nil {
		return Event{}, nil, err
	}
	return e, masked, nil
}

// tidy fits what a page showed into the limits of an event.
func (b *ReviewBody) tidy() {
	b.Text, b.Append = cut(b.Text, MaxText), cut(b.Append, MaxText)
	for _, name := range []*string{&b.Product, &b.SKU, &b.Shop, &b.Buyer} {
		oneLine := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, *name)
		*name = cut(strings.TrimSpace(oneLine), MaxName)
	}
	b.Buyer = maskBuyer(b.Buyer)
}

// maskBuyer leaves a name's first and last character, as the platform does, where the page did not
// mask it itself.
func maskBuyer(name string) string {
	runes := []rune(name)
	if len(runes) < 2 || strings.Contains(name, "*") || name == "匿名买家" {
		return name
	}
	return string(runes[0]) + "**" + string(runes[len(runes)-1])
}

func cut(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}
