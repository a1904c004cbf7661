package lint

import (
	"math/bits"
	"slices"
	"sort"
)

// run is pieces that are weighed together, half open.
type run struct{ from, to int }

// sum is what the features of a text up to some character come to.
type sum struct {
	// weights are sixteen bits for each unit, noWeight too much for each feature that is known. What runs over goes
	// to the next unit, and comes back with the difference of two sums.
	weights    [Units / 4]uint64
	met, known int32
}

// weigh sums up the text, once for all rules.
func (p *program) weigh(s *scan) {
	w := &s.weighed
	if w.done {
		return
	}
	w.done = true
	p.readFeatures(s)
	var of sum
	w.sums = append(w.sums[:0], of)
	for i := range w.runes {
		met := w.features(s, int32(i))
		p.likeness.add(&of, met)
		w.sums = append(w.sums, of)
		s.work += 1 + len(met)
	}
	s.piece()
	s.findRuns()
	w.margins = w.margins[:0]
	for _, r := range w.runs {
		var all margins
		p.likeness.margins(&all, s, w.pieces[r.from], w.pieces[r.to])
		w.margins = append(w.margins, all)
	}
}

const fourBitsApart = 0x000f000f000f000f

// add adds the weights of some features, four units at once. It is much of what weighing costs: Slot is written out.
func (l *Likeness) add(to *sum, features []Feature) {
	checks, weights := l.checks, l.weights
	var a0, a1, a2, a3, b0, b1, b2, b3 uint64
	known := int32(0)
	for _, f := range features {
		bucket := uint64(f) * buckets >> 32
		other := checks[bucket] ^ max(uint32(f)>>8&0xff, 1)*checkOnes
		same := (other - checkOnes) &^ other & checkTops
		if same == 0 {
			continue
		}
		known++
		of := weights[(int(bucket)*bucketSlots+bits.TrailingZeros32(same)/8)*wordsOfUnits:][:wordsOfUnits]
		a, b := uint64(of[0])|uint64(of[1])<<32, uint64(of[2])|uint64(of[3])<<32
		a0 += a & fourBitsApart
		a1 += a >> 4 & fourBitsApart
		a2 += a >> 8 & fourBitsApart
		a3 += a >> 12 & fourBitsApart
		b0 += b & fourBitsApart
		b1 += b >> 4 & fourBitsApart
		b2 += b >> 8 & fourBitsApart
		b3 += b >> 12 & fourBitsApart
	}
	to.met += int32(len(features))
	to.known += known
	for i, sum := range [...]uint64{a0, a1, a2, a3, b0, b1, b2, b3} {
		to.weights[i] += sum
	}
}

// margins sets how far on the wrong side of the line between lawful and not, for each label, the runes from up to to
// lie.
func (l *Likeness) margins(all *margins, s *scan, from, to int32) {
	a, of := &s.weighed.sums[from], s.weighed.sums[to]
	for k := range of.weights {
		of.weights[k] -= a.weights[k]
	}
	of.met -= a.met
	of.known -= a.known
	l.speak(all, &of)
}

// margin is that for one label.
func (l *Likeness) margin(s *scan, label, from, to int32) float64 {
	var all margins
	l.margins(&all, s, from, to)
	return all[label]
}

// piece finds the clauses of what is weighed; of one longer than a window it makes parts of half a window.
func (s *scan) piece() {
	w := &s.weighed
	w.pieces = w.pieces[:0]
	begin, clause := int32(0), int32(-1)
	for i, at := range w.at {
		of := s.tight.from[at]
		most := int32(weighedAtOnce)
		if s.clauseEnd[of]-s.clauseStart[of] > weighedAtOnce {
			most /= 2
		}
		if next := s.clauseStart[of]; next != clause || int32(i)-begin == most {
			w.pieces = append(w.pieces, int32(i))
			begin, clause = int32(i), next
		}
	}
	w.pieces = append(w.pieces, int32(len(w.at)))
}

// findRuns lists what is weighed: from each piece on as much as is weighed at once, unless a window before
// held all of it, and each sentence by itself, lest a kind farewell outweighs it.
func (s *scan) findRuns() {
	w := &s.weighed
	w.runs = w.runs[:0]
	last := len(w.pieces) - 1
	reached := 0
	for a := range last {
		z := a + 1
		for z < last && w.pieces[z+1]-w.pieces[a] <= weighedAtOnce {
			z++
		}
		end := s.sentenceFrom(a)
		if z > reached {
			w.runs = append(w.runs, run{a, z})
			reached = z
			if end == z {
				continue
			}
		}
		if end > 0 {
			w.runs = append(w.runs, run{a, end})
		}
	}
}

// littleLess is how much of its margin a finding may lose with a clause that is taken off. Of an offer and of
// what it is made for, each may do alone, and the finding is both.
const littleLess = 1.0

// alike appends to s.matches where rule i, which asks for likeness, fires: what is left when one end after
// the other, always the one that says less, is taken off as long as that changes little.
func (p *program) alike(s *scan, i int32) {
	l, r := p.likeness, &p.rules[i]
	p.weigh(s)
	pieces := s.weighed.pieces
	done := 0
	for n, run := range s.weighed.runs {
		s.work++
		a, z := run.from, run.to
		if a < done {
			continue
		}
		margin := s.weighed.margins[n][r.label]
		if margin < r.likeness {
			continue
		}
		for z > a+1 {
			first, last := l.margin(s, r.label, pieces[a+1], pieces[z]), l.margin(s, r.label, pieces[a], pieces[z-1])
			if max(first, last) < max(r.likeness, margin-littleLess) {
				break
			}
			if first >= last {
				a++
			} else {
				z--
			}
			margin = max(margin, first, last)
		}
		done = z
		m := span{s.pieceStart(a), s.endOf(pieces[z])}
		if !s.quoted(m) && !p.anyNear(s, r.unless, nil, m) {
			s.matches = append(s.matches, match{i, m.from, m.to})
		}
	}
}

// sentenceFrom gives the piece after the sentence that begins with a piece or, in a sentence that is longer
// than what is weighed at once, after half as much; 0 within a short sentence.
func (s *scan) sentenceFrom(piece int) int {
	pieces := s.weighed.pieces
	limit := int32(weighedAtOnce)
	switch {
	case s.longSentence(piece):
		limit /= 2
	case !s.beginsSentence(piece):
		return 0
	}
	z := piece + 1
	for z < len(pieces)-1 && !s.beginsSentence(z) && pieces[z+1]-pieces[piece] <= limit {
		z++
		s.work++
	}
	return z
}

func (s *scan) beginsSentence(piece int) bool {
	return piece == 0 || s.sentenceStart[s.pieceStart(piece-1)] != s.sentenceStart[s.pieceStart(piece)]
}

func (s *scan) longSentence(piece int) bool {
	at := s.pieceStart(piece)
	return s.sentenceEnd[at]-s.sentenceStart[at] > weighedAtOnce
}

// pieceStart is where a piece begins, in folded characters.
func (s *scan) pieceStart(piece int) int32 {
	return s.tight.from[s.weighed.at[s.weighed.pieces[piece]]]
}

// leaveLawful takes out of s.spans what stands among words that read too little like the rule's label.
func (p *program) leaveLawful(s *scan, r *compiledRule) {
	p.weigh(s)
	if len(s.weighed.runes) == 0 {
		return // signs alone say nothing, for or against
	}
	s.spans = slices.DeleteFunc(s.spans, func(m span) bool {
		from, to := s.around(m)
		return p.likeness.margin(s, r.label, from, to) < r.likeness && !p.sentenceAlike(s, r, m)
	})
}

// sentenceAlike says whether the sentence a match begins in reads enough like the rule's label by itself.
func (p *program) sentenceAlike(s *scan, r *compiledRule, m span) bool {
	pieces := s.weighed.pieces
	a := s.pieceOf(m.from)
	for !s.longSentence(a) && !s.beginsSentence(a) {
		a--
		s.work++
	}
	return p.likeness.margin(s, r.label, pieces[a], pieces[s.sentenceFrom(a)]) >= r.likeness
}

// around gives the runes of a match's clauses and of those before and after it, as many as are weighed at once.
func (s *scan) around(m span) (from, to int32) {
	pieces := s.weighed.pieces
	last := len(pieces) - 1
	a := s.pieceOf(m.from)
	z := s.pieceOf(m.to-1) + 1
	for z > a+1 && pieces[z]-pieces[a] > weighedAtOnce {
		z--
	}
	for more := true; more; {
		more = false
		if z < last && pieces[z+1]-pieces[a] <= weighedAtOnce {
			z++
			more = true
		}
		if a > 0 && pieces[z]-pieces[a-1] <= weighedAtOnce {
			a--
			more = true
		}
		s.work++
	}
	return pieces[a], pieces[z]
}

// pieceOf is the piece in which a folded character lies.
func (s *scan) pieceOf(at int32) int {
	w := &s.weighed
	return sort.Search(len(w.pieces)-2, func(i int) bool { return s.tight.from[w.at[w.pieces[i+1]]] > at })
}

// endOf is where what is weighed before rune i ends, in folded characters.
func (s *scan) endOf(i int32) int32 {
	if int(i) < len(s.weighed.at) {
		return s.tight.to[s.weighed.at[i]-1]
	}
	return s.tight.to[len(s.tight.to)-1]
}
