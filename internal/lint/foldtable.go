package lint

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"pingban/internal/strict"
)

//go:embed fold/*.json fold/*.txt
var foldFiles embed.FS

// What a folding table says of a character, where it is not the character it becomes.
const (
	same    = 0
	dropped = -1
	longer  = -2 // longer-i: becomes expansion i
)

// foldTable maps characters to their plain form: fold/chars.json holds forms of letters, digits
// and emoji, fold/traditional.txt pairs of a traditional and a simplified character: the common ones
// first, then every other that public conversion data has, where the simplified one is in GB 2312
// and the traditional one is not, so that no character of ordinary text turns into another.
type foldTable struct {
	chars     runeTable
	expand    [][]rune
	first     runeTable // 1 + index into sequences, by first character
	sequences [][]sequence
}

type sequence struct {
	rest []rune
	to   []rune
}

// foldChars is fold/chars.json.
type foldChars struct {
	Drop   []string          `json:"drop"`   // characters, or ranges of two
	Ranges [][3]string       `json:"ranges"` // from, to, and what from becomes; the others follow
	Chars  map[string]string `json:"chars"`  // one for one: the n-th of the key to the n-th of the value, or all to a single one
	Words  map[string]string `json:"words"`  // a character or a sequence, and the words it stands for
}

func loadFold() (*foldTable, error) {
	t := &foldTable{}
	data, err := foldFiles.ReadFile("fold/chars.json")
	if err != nil {
		return nil, err
	}
	var c foldChars
	if err := strict.Decode(data, &c); err != nil {
		return nil, fmt.Errorf("fold/chars.json: %w", err)
	}
	for _, d := range c.Drop {
		from, to, err := bounds(d)
		if err != nil {
			return nil, fmt.Errorf("fold/chars.json: drop: %w", err)
		}
		for r := from; r <= to; r++ {
			t.chars.put(r, dropped)
		}
	}
	for _, g := range c.Ranges {
		from, to, err := bounds(g[0] + g[1])
		as, n := utf8.DecodeRuneInString(g[2])
		if err != nil || n != len(g[2]) {
			return nil, fmt.Errorf("fold/chars.json: ranges: %q", g)
		}
		for r := from; r <= to; r++ {
			t.chars.put(r, int32(as+r-from))
		}
	}
	for _, from := range slices.Sorted(maps.Keys(c.Chars)) {
		if err := t.pairs([]rune(from), []rune(c.Chars[from])); err != nil {
			return nil, fmt.Errorf("fold/chars.json: chars: %w", err)
		}
	}
	for _, from := range slices.Sorted(maps.Keys(c.Words)) {
		t.word([]rune(from), []rune(c.Words[from]))
	}
	trad, err := foldFiles.ReadFile("fold/traditional.txt")
	if err != nil {
		return nil, err
	}
	for _, pair := range strings.Fields(string(trad)) {
		p := []rune(pair)
		if len(p) != 2 {
			return nil, fmt.Errorf("fold/traditional.txt: %q is no pair", pair)
		}
		t.chars.put(p[0], p[1])
	}
	return t, nil
}

func bounds(s string) (from, to rune, err error) {
	r := []rune(s)
	switch {
	case len(r) == 1:
		return r[0], r[0], nil
	case len(r) == 2 && r[0] <= r[1]:
		return r[0], r[1], nil
	}
	return 0, 0, fmt.Errorf("%q: want one character or a range", s)
}

func (t *foldTable) pairs(from, to []rune) error {
	if len(to) != 1 && len(to) != len(from) {
		return fmt.Errorf("%q and %q differ in length", string(from), string(to))
	}
	for i, r := range from {
		t.chars.put(r, to[i%len(to)])
	}
	return nil
}

func (t *foldTable) word(from, to []rune) {
	if len(from) == 1 {
		t.chars.put(from[0], longer-int32(len(t.expand)))
		t.expand = append(t.expand, to)
		return
	}
	i := t.first.get(from[0])
	if i == 0 {
		t.sequences = append(t.sequences, nil)
		i = int32(len(t.sequences))
		t.first.put(from[0], i)
	}
	list := append(t.sequences[i-1], sequence{from[1:], to})
	for k := len(list) - 1; k > 0 && len(list[k].rest) > len(list[k-1].rest); k-- {
		list[k], list[k-1] = list[k-1], list[k]
	}
	t.sequences[i-1] = list
}

func (t *foldTable) get(r rune) int32 {
	if r >= 0xE0000 && r <= 0xE01EF { // tags and the rarer variation selectors
		return dropped
	}
	return t.chars.get(r)
}

// sequenceAt returns the words a sequence at the start of text stands for, and its length.
func (t *foldTable) sequenceAt(text []rune) ([]rune, int) {
	i := t.first.get(text[0])
	if i == 0 {
		return nil, 0
	}
	for _, s := range t.sequences[i-1] { // the longest first
		if len(text) > len(s.rest) && hasPrefix(text[1:], s.rest) {
			return s.to, 1 + len(s.rest)
		}
	}
	return nil, 0
}

func hasPrefix(text, prefix []rune) bool {
	for i, r := range prefix {
		if text[i] != r {
			return false
		}
	}
	return true
}
