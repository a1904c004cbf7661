package lint

import (
	"slices"
	"strings"

	"pingban/internal/sorting"
)

// Spans is the check for every keystroke: it appends to out three numbers for each finding, start
// and end as UTF-16 offsets into the text and the index of its rule in Rules, sorted, and returns
// out. Only the first MaxRunes characters are read. An unknown or empty platform means every rule
// but the hints of one platform.
func (s *Set) Spans(m Message, out []int32) []int32 {
	sc := s.scans.Get().(*scan)
	defer s.scans.Put(sc)
	s.run(sc, m)
	for _, m := range s.join(sc.matches) {
		if m.from < m.to {
			out = append(out, sc.start[m.from], sc.end[m.to-1], m.rule)
		}
	}
	return out
}

// run leaves in sc.matches where any rule fires.
func (s *Set) run(sc *scan, m Message) {
	p := s.program
	p.read(sc, m.Text)
	bit := platformBit(m.Platform)
	for i := range p.rules {
		if p.rules[i].likeness <= 0 && s.applies(int32(i), sc, m, bit) {
			s.match(int32(i), sc)
		}
	}
	known := len(sc.matches)
	for i := range p.rules {
		if p.rules[i].likeness > 0 && s.applies(int32(i), sc, m, bit) {
			s.match(int32(i), sc)
		}
	}
	s.leaveKnown(sc, known)
}

// leaveKnown takes out what likeness found where another rule, one of the first known matches, speaks of
// the same thing and knows better what it is.
func (s *Set) leaveKnown(sc *scan, known int) {
	found := slices.DeleteFunc(sc.matches[known:], func(m match) bool {
		for _, k := range sc.matches[:known] {
			r := &s.rules[k.rule]
			if r.Severity != Hint && r.Label == s.rules[m.rule].Label && k.from < m.to && m.from < k.to {
				return true
			}
		}
		return false
	})
	sc.matches = sc.matches[:known+len(found)]
}

func (s *Set) applies(i int32, sc *scan, m Message, bit uint8) bool {
	if only := s.program.rules[i].platforms; only != 0 && only&bit == 0 {
		// A warning too many is better than one too few, but advice meant for another platform is wrong.
		if bit != 0 || s.rules[i].Severity == Hint {
			return false
		}
	}
	when := s.rules[i].When
	if len(when) == 0 {
		return true
	}
	for k := range when {
		if when[k].holds(m.Context, len(sc.source)) {
			return true
		}
	}
	return false
}

// match runs a rule that applies. One that asks for nothing in the text marks all of it.
func (s *Set) match(i int32, sc *scan) {
	switch r := &s.program.rules[i]; {
	case len(r.patterns) > 0:
		s.program.rule(sc, i)
	case r.likeness > 0:
		s.program.alike(sc, i)
	default:
		sc.matches = append(sc.matches, match{i, 0, int32(len(sc.runes))})
	}
}

// fires says whether one rule flags a message.
func (s *Set) fires(i int32, m Message) bool {
	sc := s.scans.Get().(*scan)
	defer s.scans.Put(sc)
	s.program.read(sc, m.Text)
	if !s.applies(i, sc, m, platformBit(m.Platform)) {
		return false
	}
	s.match(i, sc)
	return len(sc.matches) > 0
}

// Check finds everything in a message. Findings are sorted by place; those of one label that
// overlap are one. A finding's Replace is such that the text with Rewrite in its place is no
// longer flagged by the same rule; it is absent where no words could mend it, and from the last of very
// many findings in a very long text.
func (s *Set) Check(m Message) Report {
	sc := s.scans.Get().(*scan)
	defer s.scans.Put(sc)
	s.run(sc, m)
	rep := Report{Labels: []string{}, Findings: []Finding{}, Capped: sc.capped}
	matches := s.join(sc.matches)
	if len(matches) == 0 {
		return rep
	}
	t := newUnits(m.Text)
	replace := newReplacer(s, sc, m, t, matches)
	for _, x := range matches {
		r := &s.rules[x.rule]
		f := Finding{
			Rule: r.ID, Label: r.Label, Severity: r.Severity, Message: r.Message,
			Rewrite: r.Rewrite, Penalty: r.Penalty, Source: r.Source,
		}
		if x.from < x.to {
			f.Start, f.End = int(sc.start[x.from]), int(sc.end[x.to-1])
			f.Text = t.slice(f.Start, f.End)
		}
		if s.program.rules[x.rule].reads() {
			f.Replace = replace.span(x)
		}
		rep.Findings = append(rep.Findings, f)
		if r.Severity != Hint && !slices.Contains(rep.Labels, r.Label) {
			rep.Labels = append(rep.Labels, r.Label)
		}
	}
	sorting.Strings(rep.Labels)
	return rep
}

// holds says whether every field of w is known and as asked. length is the text's, in characters.
func (w *When) holds(c *Context, length int) bool {
	if c == nil {
		c = &Context{}
	}
	return w.Contacts.holds(c.Contacts) && w.ContactsToday.holds(c.ContactsToday) && w.Hour.holds(c.Hour) &&
		agrees(w.OrderingAccount, c.OrderingAccount) && agrees(w.Explained, c.Explained) && agrees(w.ExplainedAppend, c.ExplainedAppend) &&
		agrees(w.Shipped, c.Shipped) && agrees(w.CompensationLinked, c.CompensationLinked) &&
		w.Length.holds(&length)
}

func (r *Range) holds(v *int) bool {
	return r == nil || v != nil && (r.Min == nil || *v >= *r.Min) && (r.Max == nil || *v <= *r.Max)
}

func (h *Hours) holds(v *int) bool {
	switch {
	case h == nil:
		return true
	case v == nil:
		return false
	case h.From < h.To:
		return *v >= h.From && *v < h.To
	}
	return *v >= h.From || *v < h.To
}

func agrees(want, is *bool) bool { return want == nil || is != nil && *want == *is }

// units finds the bytes behind UTF-16 offsets.
type units struct {
	text string
	at   []int32 // byte of each UTF-16 unit; the second half of a pair has its first's
}

func newUnits(text string) *units {
	u := &units{text: text, at: make([]int32, 0, len(text)+1)}
	for i, r := range text {
		u.at = append(u.at, int32(i))
		if r > 0xffff {
			u.at = append(u.at, int32(i))
		}
	}
	u.at = append(u.at, int32(len(text)))
	return u
}

func (u *units) slice(from, to int) string { return u.text[u.at[from]:u.at[to]] }

func (u *units) len() int { return len(u.at) - 1 }

// with is the text with another in place of [from, to).
func (u *units) with(from, to int, other string) string {
	return strings.Join([]string{u.text[:u.at[from]], other, u.text[u.at[to]:]}, "")
}
