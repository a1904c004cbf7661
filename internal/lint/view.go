package lint

import (
	"fmt"
	"strings"

	"pingban/internal/strict"
)

// view is another reading of a folded text. Token i stands for folded[from[i]:to[i]].
type view struct {
	runes    []rune
	from, to []int32
}

func (v *view) reset() { v.runes, v.from, v.to = v.runes[:0], v.from[:0], v.to[:0] }

func (v *view) push(r rune, from, to int32) {
	v.runes = append(v.runes, r)
	v.from = append(v.from, from)
	v.to = append(v.to, to)
}

// soundTable makes characters that are written for one another the same, and turns pinyin and
// initials into the characters they stand for.
type soundTable struct {
	class  runeTable
	latin  map[string][]rune
	widest int
}

// soundFile is fold/sound.json.
type soundFile struct {
	Classes map[string]string `json:"classes"` // a character, and what is written for it
	Latin   map[string]string `json:"latin"`   // words in Latin letters, space separated, by what they stand for
}

func loadSound() (*soundTable, error) {
	data, err := foldFiles.ReadFile("fold/sound.json")
	if err != nil {
		return nil, err
	}
	var file soundFile
	if err := strict.Decode(data, &file); err != nil {
		return nil, fmt.Errorf("fold/sound.json: %w", err)
	}
	t := &soundTable{latin: map[string][]rune{}}
	for as, chars := range file.Classes {
		to := []rune(as)
		if len(to) != 1 {
			return nil, fmt.Errorf("fold/sound.json: classes: %q is not one character", as)
		}
		for _, r := range chars {
			if was := t.class.get(r); was != 0 && was != to[0] {
				return nil, fmt.Errorf("fold/sound.json: classes: %q is in two classes", string(r))
			}
			t.class.put(r, to[0])
		}
	}
	for as, words := range file.Latin {
		for _, w := range strings.Fields(words) {
			if _, twice := t.latin[w]; twice {
				return nil, fmt.Errorf("fold/sound.json: latin: %q stands for two things", w)
			}
			t.latin[w] = t.word([]rune(as))
			t.widest = max(t.widest, len(w))
		}
	}
	return t, nil
}

func (t *soundTable) of(r rune) rune {
	if as := t.class.get(r); as != 0 {
		return as
	}
	return r
}

func (t *soundTable) word(w []rune) []rune {
	to := make([]rune, len(w))
	for i, r := range w {
		to[i] = t.of(r)
	}
	return to
}

// read fills v with the sounds of f. A run of Latin letters becomes characters only if known
// words make up all of it.
func (t *soundTable) read(f *folded, v *view) {
	v.reset()
	for i := 0; i < len(f.runes); {
		if !isLatin(f.runes[i]) {
			v.push(t.of(f.runes[i]), int32(i), int32(i+1))
			i++
			continue
		}
		end := i
		for end < len(f.runes) && isLatin(f.runes[end]) {
			end++
		}
		if end-i > longestRun || !t.spell(f, i, end, v) {
			for ; i < end; i++ {
				v.push(f.runes[i], int32(i), int32(i+1))
			}
		}
		i = end
	}
}

// longestRun is how many letters in a row are still read as pinyin.
const longestRun = 40

// spell splits the run into known words and pushes what they stand for; it says whether they make
// up all of it.
func (t *soundTable) spell(f *folded, from, end int, v *view) bool {
	var run [longestRun]byte
	var first [longestRun + 1]int // by place: length of the word to begin with there, 0 for none
	n := end - from
	for i := range n {
		run[i] = byte(f.runes[from+i])
	}
	for i := n - 1; i >= 0; i-- {
		for k := min(t.widest, n-i); k > 0 && first[i] == 0; k-- {
			if i+k < n && first[i+k] == 0 {
				continue
			}
			if _, ok := t.latin[string(run[i:i+k])]; ok {
				first[i] = k
			}
		}
	}
	if first[0] == 0 {
		return false
	}
	for i := 0; i < n; i += first[i] {
		k := first[i]
		to := t.latin[string(run[i:i+k])]
		for c, r := range to {
			at := from + i + c*k/len(to)
			v.push(r, int32(at), int32(max(at+1, from+i+(c+1)*k/len(to))))
		}
	}
	return true
}

// tighten fills v with what is left of s without separators and without doubled characters, and
// says whether anything was left out.
func tighten(f *folded, s *view, v *view) bool {
	v.reset()
	for i, r := range s.runes {
		n := len(v.runes)
		if isSeparator(f.runes[s.from[i]]) && r == f.runes[s.from[i]] {
			continue
		}
		if n > 0 && isHan(r) && v.runes[n-1] == r && s.from[i] == s.to[i-1] && s.runes[i-1] == r {
			continue
		}
		v.push(r, s.from[i], s.to[i])
	}
	return len(v.runes) != len(s.runes)
}
