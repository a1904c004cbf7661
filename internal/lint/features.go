package lint

// weighing is what a scan keeps of a text for Likeness.
type weighing struct {
	runes []rune  // what is weighed of the tight view: a number is one 0
	at    []int32 // by rune: where it is in the tight view
	first []int32 // by rune: the first of its sentence
	ends  []span  // by rune: words that end behind the first of these folded characters, up to the second, end with it

	words  []word  // what was hit, from 1 on
	ending []int32 // by folded character and one more: the last of the words that end before it, 0 for none

	last []int16   // by what features share: one more than the rune at which one was met last
	met  []Feature // those of one rune

	sums    []sum   // by rune and one more: what the features before it come to
	pieces  []int32 // the rune at which a clause, or a part of a very long one, begins, and the end
	runs    []run
	margins []margins // by run
	done    bool
}

// word is a hit of a lexicon or an identifier.
type word struct {
	mark uint32 // of the lexicon
	from int32  // in folded characters
	next int32  // another one that ends where it does, 0 for none
}

// fewHanDigits is from how many on Han digits in a row are a number.
const fewHanDigits = 3

// fewQuoted is from how many characters on, the marks among them, what stands between quotation marks is
// somebody else's words: shorter, it is one's own, written with emphasis.
const fewQuoted = 7

// pairGap is how many characters at most stand between two words that are a pair: a clause or two. With nine
// as many messages were found, with 22 no more.
const pairGap = 14

// readFeatures takes what is weighed of the text that s holds: not what is quoted. Which digits a number has,
// and how many, says nothing.
func (p *program) readFeatures(s *scan) {
	w, v, quotes := &s.weighed, &s.tight, s.quotes
	w.runes, w.at, w.first, w.ends = w.runes[:0], w.at[:0], w.first[:0], w.ends[:0]
	first, sentence, behind := int32(0), int32(-1), int32(0)
	for i := 0; i < len(v.runes); {
		at := s.start[v.from[i]]
		for len(quotes) > 0 && (quotes[0].to <= at || quotes[0].to-quotes[0].from < fewQuoted) {
			quotes = quotes[1:]
		}
		if len(quotes) > 0 && quotes[0].from <= at {
			behind = v.to[i]
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
		r := v.runes[i]
		i++
		if number || n-i+1 >= fewHanDigits {
			r, i = '0', n
		}
		w.runes, w.ends = append(w.runes, r), append(w.ends, span{behind, v.to[i-1]})
		behind = v.to[i-1]
	}
	p.readWords(s)
	if w.last == nil {
		w.last = make([]int16, 1<<lastBits)
	}
	clear(w.last)
}

// readWords lists what was hit by where it ends.
func (p *program) readWords(s *scan) {
	w := &s.weighed
	w.words = append(w.words[:0], word{})
	w.ending = resize(w.ending, len(s.runes)+1)
	clear(w.ending)
	for _, source := range s.touched {
		if int(source) >= len(p.marks) || p.marks[source] == 0 {
			continue
		}
		for _, h := range s.hits[source] {
			w.words = append(w.words, word{uint32(p.marks[source]), h.from, w.ending[h.to]})
			w.ending[h.to] = int32(len(w.words) - 1)
		}
	}
}

// Feature is one by its hash, of which the lowest bit says whether it is a run of characters.
type Feature uint32

// Run says whether it is a run of characters, not a word or a pair of them.
func (f Feature) Run() bool { return f&1 != 0 }

func (f Feature) bucket() uint32 { return uint32(uint64(f) * buckets >> 32) }

// check is a byte other than 0 that hangs on other bits than the bucket does.
func (f Feature) check() uint32 { return max(uint32(f)>>8&0xff, 1) }

// lastBits is how many of a feature's bits tell whether it was met already, as a power of two.
const lastBits = 15

// features gives what ends with rune i: runs of characters, words, and pairs of words, each of one sentence.
// What stood among the last weighedAtOnce already is left out: who says a thing twice does not mean it twice
// as much. Runes are asked for in their order; the list lives until the next call.
func (w *weighing) features(s *scan, i int32) []Feature {
	w.met = w.met[:0]
	hash := uint32(2166136261)
	for k := i; k >= w.first[i] && k > i-longestGram; k-- {
		hash = (hash ^ uint32(w.runes[k])) * prime
		w.meet(i, Feature(spread(hash)|1))
	}
	for end := w.ends[i].from + 1; end <= w.ends[i].to; end++ {
		for at := w.ending[end]; at != 0; at = w.words[at].next {
			second := &w.words[at]
			w.meet(i, Feature(spread(second.mark)&^1))
			low := max(second.from-pairGap, s.sentenceStart[second.from]+1)
			w.pairs(i, second.mark, w.ending[low:max(second.from+1, low)])
			s.work += int(second.from - low + 1)
		}
	}
	return w.met[:min(len(w.met), mostOfRune)]
}

// pairs meets the words that end at some characters, each with the one that follows them. It is most of what
// weighing costs: meet and spread are written out.
func (w *weighing) pairs(rune int32, second uint32, ending []int32) {
	for _, at := range ending {
		for at != 0 {
			first := &w.words[at]
			if first.mark != second {
				hash := (first.mark*pairing ^ second) * prime
				pair := Feature((hash ^ hash>>15) * golden &^ 1)
				share := pair >> (32 - lastBits)
				if was := int32(w.last[share]); was == 0 || rune+1-was > weighedAtOnce {
					w.met = append(w.met, pair)
				}
				w.last[share] = int16(rune + 1)
			}
			at = first.next
		}
	}
}

func (w *weighing) meet(rune int32, f Feature) {
	share := f >> (32 - lastBits)
	if was := int32(w.last[share]); was == 0 || rune+1-was > weighedAtOnce {
		w.met = append(w.met, f)
	}
	w.last[share] = int16(rune + 1)
}

// spread makes the upper bits of a hash hang on all of it, and the lower ones on more than their own.
func spread(hash uint32) uint32 { return (hash ^ hash>>15) * golden }

// Factors that spread bits: of FNV-1a, the golden ratio, and one so that A before B is not B before A.
const (
	prime   = 16777619
	golden  = 0x9e3779b1
	pairing = 0x85ebca6b
)
