package lint

// layout holds the bounds of the clause and of the sentence each folded character lies in, half
// open. Separators belong to the clause they end.
type layout struct {
	clauseStart, clauseEnd     []int32
	sentenceStart, sentenceEnd []int32
	glued                      []bool // inside a word that was split by separators: no break
}

func (l *layout) reset(n int) {
	l.clauseStart, l.clauseEnd = resize(l.clauseStart, n), resize(l.clauseEnd, n)
	l.sentenceStart, l.sentenceEnd = resize(l.sentenceStart, n), resize(l.sentenceEnd, n)
	if cap(l.glued) < n {
		l.glued = make([]bool, n)
	}
	l.glued = l.glued[:n]
	clear(l.glued)
}

func resize(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	return s[:n]
}

// How strongly a character separates.
const (
	noBreak = iota
	softBreak
	hardBreak
)

// split finds the bounds; a run of breaks counts as its strongest.
func (l *layout) split(f *folded) {
	n := len(f.runes)
	clause, sentence, strongest := 0, 0, noBreak
	for i := range n {
		strongest = max(strongest, l.breakAt(f, i))
		last := i == n-1
		if !last && (strongest == noBreak || l.breakAt(f, i+1) != noBreak) {
			continue
		}
		fillBounds(l.clauseStart, l.clauseEnd, clause, i+1)
		clause = i + 1
		if last || strongest == hardBreak {
			fillBounds(l.sentenceStart, l.sentenceEnd, sentence, i+1)
			sentence = i + 1
		}
		strongest = noBreak
	}
}

func fillBounds(start, end []int32, from, to int) {
	for k := from; k < to; k++ {
		start[k], end[k] = int32(from), int32(to)
	}
}

func (l *layout) breakAt(f *folded, i int) int {
	if l.glued[i] || l.goesOn(f, i) {
		return noBreak
	}
	switch f.runes[i] {
	case '。', '!', '?', '\n', '\r', '…', '⋯':
		return hardBreak
	case ',', '、', ';', '~', '—', '|', '\t':
		return softBreak
	case '.':
		if i > 0 && i < len(f.runes)-1 && isWordByte(f.runes[i-1]) && isWordByte(f.runes[i+1]) {
			return noBreak // 3.5, www.taobao.com
		}
		return hardBreak
	case ' ':
		if i > 0 && i < len(f.runes)-1 && isHan(f.runes[i-1]) && isHan(f.runes[i+1]) {
			return softBreak // many write a space for a comma
		}
	}
	return noBreak
}

// goesOn says whether the separator at i is the one a split word beside it is split by: 微.信.转.账
// is two such words.
func (l *layout) goesOn(f *folded, i int) bool {
	r := f.runes
	return i > 1 && l.glued[i-1] && r[i-2] == r[i] || i+2 < len(r) && l.glued[i+1] && r[i+2] == r[i]
}

func isWordByte(r rune) bool { return isLatin(r) || isDigit(r) }
