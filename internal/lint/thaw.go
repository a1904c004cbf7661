package lint

import (
	"errors"

	"pingban/internal/flat"
)

// Thaw makes a set from what Freeze gave. Rules of the result have neither patterns nor examples,
// but Merge works on it as on any other. Damaged data, or data of another form, is an error.
func Thaw(frozen []byte) (*Set, error) {
	r := flat.NewReader(frozen)
	if r.Text() != frozenForm {
		return nil, errors.New("lint: these are no frozen rules of this version: build the extension anew")
	}
	p := thawProgram(r)
	if p.plain == nil || p.disguised == nil {
		return nil, flat.ErrShort
	}
	if learned := r.Raw(); len(learned) > 0 {
		var err error
		if p.likeness, err = ReadLikeness(learned); err != nil {
			return nil, err
		}
	}
	n := r.Len()
	rules := make([]Rule, n)
	p.rules = make([]compiledRule, n)
	for i := range n {
		rules[i].thaw(r)
		p.rules[i].thaw(r)
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	p.index()
	return assemble(rules, p)
}

func thawProgram(r *flat.Reader) *program {
	p := &program{fold: thawFold(r), sound: thawSound(r), plain: thawWords(r), disguised: thawWords(r)}
	p.except = flat.ReadInts[int32](r)
	p.marks = flat.ReadInts[int32](r)
	p.terms = flat.ReadLists(r)
	p.ordinary, p.filler = int32(r.Int()), int32(r.Int())
	p.lexicons = map[string][]int32{}
	for range r.Len() {
		name := r.Text()
		p.lexicons[name] = flat.ReadInts[int32](r)
	}
	p.guards = map[string][]condTerm{}
	for range r.Len() {
		name := r.Text()
		p.guards[name] = thawGroup(r)
	}
	return p
}

func thawFold(r *flat.Reader) *foldTable {
	t := &foldTable{}
	t.chars.thaw(r)
	t.expand = make([][]rune, r.Len())
	for i := range t.expand {
		t.expand[i] = flat.ReadInts[rune](r)
	}
	t.first.thaw(r)
	t.sequences = make([][]sequence, r.Len())
	for i := range t.sequences {
		t.sequences[i] = make([]sequence, r.Len())
		for k := range t.sequences[i] {
			t.sequences[i][k] = sequence{rest: flat.ReadInts[rune](r), to: flat.ReadInts[rune](r)}
		}
	}
	return t
}

func thawSound(r *flat.Reader) *soundTable {
	t := &soundTable{}
	t.class.thaw(r)
	t.widest = r.Int()
	n := r.Len()
	t.latin = make(map[string][]rune, n)
	for range n {
		word := r.Text()
		t.latin[word] = flat.ReadInts[rune](r)
	}
	return t
}

func (t *runeTable) thaw(r *flat.Reader) {
	last := rune(0)
	for range r.Len() / 2 {
		last += rune(r.Int())
		t.put(last, int32(r.Int()))
	}
}

func thawWords(r *flat.Reader) words {
	counts, words := flat.ReadFixed(r, 1), flat.ReadFixed(r, 1)
	chars, lexicons := flat.ReadFixed(r, 1), flat.ReadFixed(r, 0)
	if t := unroll(counts, words, chars, lexicons); t != nil {
		return []*packed{t}
	}
	return nil
}

func (rule *Rule) thaw(r *flat.Reader) {
	for _, text := range rule.texts() {
		*text = r.Text()
	}
	rule.Platforms, rule.Over = thawTexts(r), thawTexts(r)
	if penalty := (Penalty{r.Text(), r.Text()}); penalty != (Penalty{}) {
		rule.Penalty = &penalty
	}
	if n := r.Len(); n > 0 {
		rule.When = make([]When, n)
		for i := range rule.When {
			rule.When[i].thaw(r)
		}
	}
}

// Not by encoding/json: to compile that is a fifteenth of what one waits for at a start.
func (w *When) thaw(r *flat.Reader) {
	w.Contacts, w.ContactsToday, w.Length = thawRange(r), thawRange(r), thawRange(r)
	if r.Bool() {
		w.Hour = &Hours{r.Int(), r.Int()}
	}
	w.OrderingAccount, w.Explained, w.ExplainedAppend = thawTruth(r), thawTruth(r), thawTruth(r)
	w.Shipped, w.CompensationLinked = thawTruth(r), thawTruth(r)
}

func thawRange(r *flat.Reader) *Range {
	if !r.Bool() {
		return nil
	}
	return &Range{thawNumber(r), thawNumber(r)}
}

func thawNumber(r *flat.Reader) *int {
	if !r.Bool() {
		return nil
	}
	v := r.Int()
	return &v
}

func thawTruth(r *flat.Reader) *bool {
	if !r.Bool() {
		return nil
	}
	v := r.Bool()
	return &v
}

func thawTexts(r *flat.Reader) (list []string) {
	for range r.Len() {
		list = append(list, r.Text())
	}
	return list
}

func (rule *compiledRule) thaw(r *flat.Reader) {
	rule.platforms = uint8(r.Int())
	rule.label, rule.likeness = int32(r.Int()), r.Float()
	rule.patterns = make([]compiledPattern, r.Len())
	for i := range rule.patterns {
		rule.patterns[i].thaw(r)
	}
	rule.unless = thawGroup(r)
}

func (p *compiledPattern) thaw(r *flat.Reader) {
	p.slots = flat.ReadInts[int32](r)
	p.orders = orders(len(p.slots), r.Bool())
	p.within = int32(r.Int())
	p.scope = thawPlace(r)
	p.whole = r.Bool()
	if n := r.Len(); n > 0 {
		p.all = make([][]condTerm, n)
		for i := range p.all {
			p.all[i] = thawGroup(r)
		}
	}
	p.unless = thawGroup(r)
}

func thawGroup(r *flat.Reader) []condTerm {
	n := r.Len()
	if n == 0 {
		return nil
	}
	group := make([]condTerm, n)
	for i := range group {
		group[i] = condTerm{term: int32(r.Int()), at: thawPlace(r), within: int32(r.Int()), slot: r.Int()}
	}
	return group
}

func thawPlace(r *flat.Reader) string {
	if i := r.Int(); i >= 0 && i < len(places) {
		return places[i]
	}
	return ""
}
