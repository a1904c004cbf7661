package script

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// Compact on purpose: 17 KB of text instead of a pinyin library, whose table weighs 400 KB gzipped.
//
//go:embed pinyin.txt
var pinyinData string

// table holds the readings of characters, without tones, and words that decide between them.
type table struct {
	readings map[rune][]string
	words    map[rune][]word // by first character, longest first as in the file
	mask     map[rune]uint32 // the first letters of a character's readings, bit 0 is a
}

type word struct {
	text     []rune
	readings [][]string
}

var pinyin = sync.OnceValue(func() *table {
	t := &table{
		readings: make(map[rune][]string, 4096),
		words:    map[rune][]word{},
		mask:     make(map[rune]uint32, 4096),
	}
	for _, line := range strings.Split(pinyinData, "\n") {
		head, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case head == "" || head[0] == '#':
		case head == "=":
			fields := strings.Fields(rest)
			w := word{text: []rune(fields[0])}
			for _, s := range fields[1:] {
				w.readings = append(w.readings, []string{s})
			}
			t.words[w.text[0]] = append(t.words[w.text[0]], w)
		default:
			for _, r := range rest {
				t.readings[r] = append(t.readings[r], head)
				t.mask[r] |= 1 << (head[0] - 'a')
			}
		}
	}
	return t
})

// cell is one character of a text to search in.
type cell struct {
	char     rune     // folded: lower case, half width
	readings []string // nil for what is no Han character, or has no known reading
	mask     uint32   // first letters of the readings
	start    int      // UTF-16
	end      int
	gap      bool // a space or mark: a match may run across it
}

// cells prepares a text. A character with several readings keeps them all unless a word it stands
// in decides: a user who types either is understood.
func cells(text string) []cell {
	t := pinyin()
	out := make([]cell, 0, utf8.RuneCountInString(text))
	at := 0
	for _, r := range text {
		n := utf16Len(string(r))
		f := fold(r)
		out = append(out, cell{
			char: f, readings: t.readings[r], mask: t.mask[r],
			start: at, end: at + n, gap: isGap(f),
		})
		at += n
	}
	for i := range out {
		for _, w := range t.words[out[i].char] {
			if !hasWord(out[i:], w.text) {
				continue
			}
			for k, readings := range w.readings {
				out[i+k].readings = readings
				out[i+k].mask = 1 << (readings[0][0] - 'a')
			}
		}
	}
	return out
}

func hasWord(cells []cell, text []rune) bool {
	if len(cells) < len(text) {
		return false
	}
	for i, r := range text {
		if cells[i].char != r {
			return false
		}
	}
	return true
}

// fold brings full-width letters and digits to their plain form and lower case.
func fold(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	if r == '　' {
		r = ' '
	}
	return r
}

func isGap(r rune) bool {
	return r < 0x80 && (r < '0' || r > '9') && (r < 'a' || r > 'z') ||
		strings.ContainsRune("，。、；：？！“”‘’（）《》〔〕—…·～", r)
}
