package lint

import (
	"cmp"
	"slices"
)

// weighing is what a scan keeps of a text for Likeness.
type weighing struct {
	runes  []rune  // what is weighed of the tight view: a number is one 0
	at     []int32 // by rune: where it is in the tight view
	first  []int32 // by rune: the first of its sentence
	last   []int16 // by bucket: one more than the rune at which it was met last
	met    []uint32
	sums   []sum   // by rune and one more: what the runs of characters before it sum up to
	counts []int32 // likewise: how many they are
	pieces []int32 // the rune at which a clause, or a part of a very long one, begins, and the end
	runs   []run
	done   bool
}

// run is pieces that are weighed together, half open.
type run struct{ from, to int }

// sum adds up the weights of all labels at once, four in each number, sixteen bits for each. What is summed
// from the beginning of a text runs over from label to label, but a difference of two sums does not, as long
// as no more than a window lies between them.
type sum [3]uint64

const bytesApart = 0x00ff00ff00ff00ff

// of is the weight of a label in a sum.
func (d *sum) of(label int32) int32 {
	word, lane := label%2, label/2
	if label >= 8 {
		word, lane = 2, (label-8)/2+label%2*2
	}
	return int32(d[word] >> (lane * 16) & 0xffff)
}

// fewHanDigits is from how many on Han digits in a row are a number.
const fewHanDigits = 3

// fewQuoted is from how many characters on, the marks among them, what stands between quotation marks is
// somebody else's words: shorter, it is one's own, written with emphasis.
const fewQuoted = 7

// read takes what is weighed of a scan's text: not what is quoted. Which digits a number has, and how many,
// says nothing.
func (w *weighing) read(s *scan) {
	w.runes, w.at, w.first = w.runes[:0], w.at[:0], w.first[:0]
	v, quotes := &s.tight, s.quotes
	first, sentence := int32(0), int32(-1)
	for i := 0; i < len(v.runes); {
		at := s.start[v.from[i]]
		for len(quotes) > 0 && (quotes[0].to <= at || quotes[0].to-quotes[0].from < fewQuoted) {
			quotes = quotes[1:]
		}
		if len(quotes) > 0 && quotes[0].from <= at {
			i++
			continue
		}
		n, number := i, false
		for n < len(v.runes) && digitOf(v.runes[n]) >= 0 {
			number = number || isDigit(v.runes[n])
			n++
		}
		if next := s.sentenceStart[v.from[i]]; next != sentence {
			first, sentence = int32(len(w.runes)), next
		}
		w.at, w.first = append(w.at, int32(i)), append(w.first, first)
		if number || n-i >= fewHanDigits {
			w.runes = append(w.runes, '0')
			i = n
			continue
		}
		w.runes = append(w.runes, v.runes[i])
		i++
	}
	if w.last == nil {
		w.last = make([]int16, Buckets)
	}
	clear(w.last)
}

// grams gives the buckets of the runs of characters of one sentence that end with rune i, but for those that stood among
// the last weighedAtOnce already: who says a thing twice does not mean it twice as much. Runes are asked
// for in their order; the list lives until the next call.
func (w *weighing) grams(i int32) []uint32 {
	w.met = w.met[:0]
	hash := uint32(2166136261)
	for k := i; k >= w.first[i] && k > i-longestGram; k-- {
		hash = (hash ^ uint32(w.runes[k])) * 16777619
		bucket := (hash * 0x9e3779b1) >> (32 - likenessBits)
		if was := int32(w.last[bucket]); was == 0 || i+1-was > weighedAtOnce {
			w.met = append(w.met, bucket)
		}
		w.last[bucket] = int16(i + 1)
	}
	return w.met
}

// weigh sums up the text, once for all rules.
func (l *Likeness) weigh(s *scan) {
	w := &s.weighed
	if w.done {
		return
	}
	w.done = true
	w.read(s)
	n := len(w.runes)
	w.counts = append(w.counts[:0], 0)
	w.sums = append(w.sums[:0], sum{})
	so := sum{}
	for i := range n {
		met := w.grams(int32(i))
		for _, bucket := range met {
			of := l.weights[bucket*wordsOfLabels:][:wordsOfLabels]
			eight, four := uint64(of[0])|uint64(of[1])<<32, uint64(of[2])
			so[0] += eight & bytesApart
			so[1] += eight >> 8 & bytesApart
			so[2] += four&bytesApart | (four>>8&bytesApart)<<32
		}
		w.sums = append(w.sums, so)
		w.counts = append(w.counts, w.counts[i]+int32(len(met)))
		s.work += longestGram
	}
	s.piece()
	s.findRuns()
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

// alike appends to s.matches where rule i, which asks for likeness, fires: what is left when one end after
// the other, always the one that says less, is taken off as long as the rest still reads so.
func (p *program) alike(s *scan, i int32) {
	l, r := p.likeness, &p.rules[i]
	l.weigh(s)
	pieces := s.weighed.pieces
	done := 0
	for _, run := range s.weighed.runs {
		s.work++
		a, z := run.from, run.to
		if a < done || l.margin(s, r.label, pieces[a], pieces[z]) < r.likeness {
			continue
		}
		for z > a+1 {
			first, last := l.margin(s, r.label, pieces[a+1], pieces[z]), l.margin(s, r.label, pieces[a], pieces[z-1])
			if max(first, last) < r.likeness {
				break
			}
			if first >= last {
				a++
			} else {
				z--
			}
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
	p.likeness.weigh(s)
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
	i, _ := slices.BinarySearchFunc(w.pieces[1:len(w.pieces)-1], at, func(begin, at int32) int {
		return cmp.Or(cmp.Compare(s.tight.from[w.at[begin]], at), -1) // one that begins here is before
	})
	return i
}

// endOf is where what is weighed before rune i ends, in folded characters.
func (s *scan) endOf(i int32) int32 {
	if int(i) < len(s.weighed.at) {
		return s.tight.to[s.weighed.at[i]-1]
	}
	return s.tight.to[len(s.tight.to)-1]
}

// margin is how far on the wrong side of the line between lawful and not the runes from up to to lie.
func (l *Likeness) margin(s *scan, label, from, to int32) float64 {
	a, z := &s.weighed.sums[from], &s.weighed.sums[to]
	between := sum{z[0] - a[0], z[1] - a[1], z[2] - a[2]}
	n := s.weighed.counts[to] - s.weighed.counts[from]
	by := &l.labels[label]
	return float64(float64(between.of(label)-noWeight*n)*by.scale)/gramRoot(n) + by.bias
}
