package lint

import (
	"maps"
	"slices"

	"pingban/internal/flat"
)

// frozenForm begins a frozen set; it changes with the form.
const frozenForm = "pingban rules 6"

// places are all that a scope or a condition's At may say, by the number they are frozen as.
var places = []string{Clause, Sentence, Text, Before, After, Earlier, Later, Inside}

// Freeze gives the set as bytes from which Thaw makes one that checks alike, without reading a
// rule or a lexicon again. Of the rules it keeps what a finding shows; their patterns are there in
// compiled form only, and their examples not at all.
func (s *Set) Freeze() []byte {
	w := &flat.Writer{}
	w.Text(frozenForm)
	s.program.freeze(w)
	w.Text(string(s.learned()))
	w.Int(len(s.rules))
	for i := range s.rules {
		s.rules[i].freeze(w)
		s.program.rules[i].freeze(w)
	}
	return w.Bytes()
}

// learned is the likeness in bytes, nothing if no rule asks for it.
func (s *Set) learned() []byte {
	for i := range s.program.rules {
		if s.program.rules[i].likeness != 0 {
			return s.program.likeness.Bytes()
		}
	}
	return nil
}

func (p *program) freeze(w *flat.Writer) {
	p.fold.freeze(w)
	p.sound.freeze(w)
	p.plain.whole().freeze(w)
	p.disguised.whole().freeze(w)
	flat.Ints(w, p.except)
	flat.Ints(w, p.marks)
	flat.Lists(w, p.terms)
	w.Int(int(p.ordinary))
	w.Int(int(p.filler))
	w.Int(len(p.lexicons))
	for _, name := range slices.Sorted(maps.Keys(p.lexicons)) {
		w.Text(name)
		flat.Ints(w, p.lexicons[name])
	}
	w.Int(len(p.guards))
	for _, name := range slices.Sorted(maps.Keys(p.guards)) {
		w.Text(name)
		freezeGroup(w, p.guards[name])
	}
}

func (t *foldTable) freeze(w *flat.Writer) {
	t.chars.freeze(w)
	w.Int(len(t.expand))
	for _, to := range t.expand {
		flat.Ints(w, to)
	}
	t.first.freeze(w)
	w.Int(len(t.sequences))
	for _, list := range t.sequences {
		w.Int(len(list))
		for _, s := range list {
			flat.Ints(w, s.rest)
			flat.Ints(w, s.to)
		}
	}
}

func (t *soundTable) freeze(w *flat.Writer) {
	t.class.freeze(w)
	w.Int(t.widest)
	w.Int(len(t.latin))
	for _, word := range slices.Sorted(maps.Keys(t.latin)) {
		w.Text(word)
		flat.Ints(w, t.latin[word])
	}
}

// freeze writes the characters that stand for something, each as its distance from the one before.
func (t *runeTable) freeze(w *flat.Writer) {
	var list []int32
	last := int32(0)
	for i, page := range t {
		if page == nil {
			continue
		}
		for k, v := range page {
			if v != 0 {
				r := int32(i<<8 | k)
				list = append(list, r-last, v)
				last = r
			}
		}
	}
	flat.Ints(w, list)
}

// freeze writes what unroll takes.
func (t *packed) freeze(w *flat.Writer) {
	flat.Fixed(w, sizes(t.first))
	flat.Fixed(w, sizes(t.at))
	flat.Fixed(w, t.chars[1:])
	flat.Fixed(w, t.lexicons)
}

func (r *Rule) freeze(w *flat.Writer) {
	for _, text := range r.texts() {
		w.Text(*text)
	}
	freezeTexts(w, r.Platforms)
	freezeTexts(w, r.Over)
	penalty := r.Penalty
	if penalty == nil {
		penalty = &Penalty{}
	}
	w.Text(penalty.Text)
	w.Text(penalty.Date)
	w.Int(len(r.When))
	for i := range r.When {
		r.When[i].freeze(w)
	}
}

func (w *When) freeze(to *flat.Writer) {
	for _, r := range []*Range{w.Contacts, w.ContactsToday, w.Length} {
		to.Bool(r != nil)
		if r != nil {
			freezeNumber(to, r.Min)
			freezeNumber(to, r.Max)
		}
	}
	to.Bool(w.Hour != nil)
	if w.Hour != nil {
		to.Int(w.Hour.From)
		to.Int(w.Hour.To)
	}
	for _, truth := range []*bool{w.OrderingAccount, w.Explained, w.ExplainedAppend, w.Shipped, w.CompensationLinked} {
		to.Bool(truth != nil)
		if truth != nil {
			to.Bool(*truth)
		}
	}
}

func freezeNumber(w *flat.Writer, v *int) {
	w.Bool(v != nil)
	if v != nil {
		w.Int(*v)
	}
}

func freezeTexts(w *flat.Writer, list []string) {
	w.Int(len(list))
	for _, text := range list {
		w.Text(text)
	}
}

// texts are a rule's plain texts, in the order they are frozen.
func (r *Rule) texts() []*string {
	return []*string{&r.ID, &r.Label, &r.Severity, &r.Message, &r.Source.Title, &r.Source.Date, &r.Rewrite}
}

func (r *compiledRule) freeze(w *flat.Writer) {
	w.Int(int(r.platforms))
	w.Int(int(r.label))
	w.Float(r.likeness)
	w.Int(len(r.patterns))
	for i := range r.patterns {
		r.patterns[i].freeze(w)
	}
	freezeGroup(w, r.unless)
}

func (p *compiledPattern) freeze(w *flat.Writer) {
	flat.Ints(w, p.slots)
	w.Bool(len(p.orders) > 1)
	w.Int(int(p.within))
	w.Int(slices.Index(places, p.scope))
	w.Bool(p.whole)
	w.Int(len(p.all))
	for _, group := range p.all {
		freezeGroup(w, group)
	}
	freezeGroup(w, p.unless)
}

func freezeGroup(w *flat.Writer, group []condTerm) {
	w.Int(len(group))
	for _, c := range group {
		w.Int(int(c.term))
		w.Int(slices.Index(places, c.at))
		w.Int(int(c.within))
		w.Int(c.slot)
	}
}
