package lint

// replacer finds what a rewrite has to replace: the clauses of the finding if that is enough, else
// its sentences, else everything from the rule's first clause to its last, else the whole text. Once
// mostTried characters were read to find that out, it gives nothing more.
type replacer struct {
	set   *Set
	scan  *scan
	msg   Message
	text  *units
	count map[int32]int
	hull  map[int32]Span  // by rule: the clauses of all its matches
	last  map[int32]*Span // by rule: what one replacement of all takes, once known
	tried int             // characters read so far
}

// mostTried bounds how much is read to find replacements: a reply of 500 characters may be read two
// hundred times, a text at the cap twenty, so that no text is slow to check for the number of its findings.
const mostTried = 20 * MaxRunes

// tryEach is up to how many matches of a rule are looked at one by one; more are replaced as one,
// so that no text is slow to check.
const tryEach = 4

func newReplacer(s *Set, sc *scan, m Message, t *units, matches []match) *replacer {
	r := &replacer{set: s, scan: sc, msg: m, text: t, count: map[int32]int{}, hull: map[int32]Span{}, last: map[int32]*Span{}}
	for _, x := range matches {
		if x.from == x.to {
			continue
		}
		c := r.cut(sc.clauseStart[x.from], sc.clauseEnd[x.to-1])
		if h, ok := r.hull[x.rule]; ok {
			c = Span{min(h.Start, c.Start), max(h.End, c.End)}
		}
		r.hull[x.rule] = c
		r.count[x.rule]++
	}
	return r
}

// cut turns folded characters into offsets; line ends after them stay.
func (r *replacer) cut(from, to int32) Span {
	for to > from+1 && (r.scan.runes[to-1] == '\n' || r.scan.runes[to-1] == '\r') {
		to--
	}
	return Span{int(r.scan.start[from]), int(r.scan.end[to-1])}
}

func (r *replacer) span(x match) *Span {
	if x.from == x.to {
		return nil
	}
	if r.last[x.rule] == nil && r.tried >= mostTried {
		return nil
	}
	sc := r.scan
	if r.count[x.rule] <= tryEach {
		if c := r.cut(sc.clauseStart[x.from], sc.clauseEnd[x.to-1]); r.mends(x.rule, c) {
			return &c
		}
		if c := r.cut(sc.sentenceStart[x.from], sc.sentenceEnd[x.to-1]); r.mends(x.rule, c) {
			return &c
		}
	}
	if r.last[x.rule] == nil {
		all := r.hull[x.rule]
		if !r.mends(x.rule, all) {
			all = Span{0, r.text.len()}
		}
		r.last[x.rule] = &all
	}
	all := *r.last[x.rule]
	return &all
}

func (r *replacer) mends(rule int32, c Span) bool {
	r.tried += len(r.scan.source)
	m := r.msg
	m.Text = r.text.with(c.Start, c.End, r.set.rules[rule].Rewrite)
	return !r.set.fires(rule, m)
}
