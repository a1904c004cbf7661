package lint

import (
	"unicode"
	"unicode/utf16"
)

// MaxRunes is how many characters of a text are checked, by Check and Spans alike. A reply may
// hold 500; the rest of a longer text is left unread, and Check says so.
const MaxRunes = 5000

// folded is a text in its plain form. start and end give the UTF-16 offsets of the original
// characters behind each rune, merged how many characters were collapsed into it.
type folded struct {
	runes      []rune
	start, end []int32
	merged     []int32

	source []rune // the original, up to the cap
	units  []int32
	length int32 // UTF-16 units read
	capped bool
	quotes []span // what stands between quotation marks, in UTF-16 units
}

// fold reads text, up to MaxRunes characters, into f.
func (t *foldTable) fold(text string, f *folded) {
	f.runes, f.start, f.end, f.merged = f.runes[:0], f.start[:0], f.end[:0], f.merged[:0]
	f.source, f.units, f.length, f.capped = f.source[:0], f.units[:0], 0, false
	for _, r := range text {
		if len(f.source) == MaxRunes {
			f.capped = true
			break
		}
		f.source = append(f.source, r)
		f.units = append(f.units, f.length)
		f.length += int32(utf16.RuneLen(r))
	}
	for i := 0; i < len(f.source); {
		r := f.source[i]
		n := 1
		if r > 0xff {
			if to, k := t.sequenceAt(f.source[i:]); k > 0 {
				for _, r := range to {
					f.push(r, f.units[i], f.unit(i+k))
				}
				i += k
				continue
			}
		}
		switch as := t.get(r); {
		case as == same:
			f.push(r, f.units[i], f.unit(i+n))
		case as > 0:
			f.push(as, f.units[i], f.unit(i+n))
		case as <= longer:
			for _, r := range t.expand[longer-as] {
				f.push(r, f.units[i], f.unit(i+n))
			}
		}
		i += n
	}
	f.closeUp()
	f.quote()
}

// longestQuote is how many characters somebody else's words have at most: what is further apart are
// two quotations of which one mark was left out.
const longestQuote = 60

// quote finds what stands between quotation marks. A mark that is never closed quotes nothing.
func (f *folded) quote() {
	f.quotes = f.quotes[:0]
	open, closing := -1, rune(0)
	for i, r := range f.source {
		switch {
		case open >= 0 && r == closing && i-open <= longestQuote:
			f.quotes = append(f.quotes, span{f.units[open], f.unit(i + 1)})
			open = -1
		case closes(r) != 0:
			open, closing = i, closes(r)
		}
	}
}

// closes gives the quotation mark that closes what r opens, 0 for what opens nothing.
func closes(r rune) rune {
	switch r {
	case '"', '＂':
		return r
	case '“', '‘':
		return r + 1
	case '「', '『':
		return r + 1
	}
	return 0
}

// quoted says whether all of a stretch of folded characters stands between two quotation marks.
func (f *folded) quoted(m span) bool {
	for _, q := range f.quotes {
		if q.from <= f.start[m.from] && f.end[m.to-1] <= q.to {
			return true
		}
	}
	return false
}

// closeUp takes out a separator that stands between most of the letters: 好.评.返.现 all the way. A
// text written so is one word split, not many clauses.
func (f *folded) closeUp() {
	letters, gaps, sep := 0, 0, rune(0)
	for _, r := range f.runes {
		if !isSeparator(r) {
			letters++
			continue
		}
		if sep == 0 {
			sep = r
		}
		if r == sep {
			gaps++
		}
	}
	if gaps < 3 || gaps*10 < 7*(letters-1) {
		return
	}
	n := 0
	for i, r := range f.runes {
		if r == sep {
			continue
		}
		f.runes[n], f.start[n], f.end[n], f.merged[n] = r, f.start[i], f.end[i], f.merged[i]
		n++
	}
	f.runes, f.start, f.end, f.merged = f.runes[:n], f.start[:n], f.end[:n], f.merged[:n]
}

// unit is the offset of source character i, or the end.
func (f *folded) unit(i int) int32 {
	if i < len(f.units) {
		return f.units[i]
	}
	return f.length
}

// push appends r; a third of the same in a row makes all of them one. Digits stay, Han ones too,
// for they are numbers, and w, for it begins addresses.
func (f *folded) push(r rune, start, end int32) {
	n := len(f.runes)
	if n > 0 && f.runes[n-1] == r && r != 'w' && digitOf(r) < 0 {
		if f.merged[n-1] > 1 {
			f.end[n-1] = end
			f.merged[n-1]++
			return
		}
		if n > 1 && f.runes[n-2] == r {
			f.runes, f.start, f.end, f.merged = f.runes[:n-1], f.start[:n-1], f.end[:n-1], f.merged[:n-1]
			f.end[n-2] = end
			f.merged[n-2] = 3
			return
		}
	}
	f.runes = append(f.runes, r)
	f.start = append(f.start, start)
	f.end = append(f.end, end)
	f.merged = append(f.merged, 1)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9fff }

// isSeparator is true of what may be strewn between the characters of a word: anything but
// letters and digits.
func isSeparator(r rune) bool {
	if r >= 0x3400 && r <= 0x9fff || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return false // as isHan, isLatin and isDigit have it, without three calls for each character
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
