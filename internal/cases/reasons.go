package cases

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed reasons.json
var reasonData []byte

// otherReason is the class of a complaint that fits no other.
const otherReason = "其他"

// commonestReason is what an angry word without any particulars is most often about: 81 of 180
// labelled bad reviews.
const commonestReason = "质量"

// reasonTable is reasons.json. A cue names a complaint by itself; a topic does so where its clause
// also holds a bad word. Words before which a negation stands (没有色差) count for nothing.
type reasonTable struct {
	Bad       []string               `json:"bad"`
	Good      []string               `json:"good"`
	Negations []string               `json:"negations"`
	Reasons   map[string]reasonWords `json:"reasons"`
}

type reasonWords struct {
	Topics []string `json:"topics"`
	Cues   []string `json:"cues"`
}

var loadReasons = sync.OnceValue(func() *reasonTable {
	t := &reasonTable{}
	if err := json.Unmarshal(reasonData, t); err != nil {
		panic("cases: reasons.json: " + err.Error())
	}
	return t
})

// SuggestReasons says why a buyer complains, the plainest first, as classes of Reasons: several, or only
// 其他 where a text of 3 characters or more names nothing that is known, or none. rating is good, neutral, bad,
// unknown or empty; a good review without complaint has no reason.
func SuggestReasons(text, rating string) []string {
	t := loadReasons()
	scores := map[string]int{}
	for _, clause := range clauses(text) {
		bad := t.plain(clause, t.Bad)
		for name, words := range t.Reasons {
			if t.plain(clause, words.Cues) {
				scores[name] += 2
			} else if bad && contains(clause, words.Topics) {
				scores[name]++
			}
		}
	}
	names := make([]string, 0, len(scores))
	for name := range scores {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if scores[a] != scores[b] {
			return scores[b] - scores[a]
		}
		return strings.Compare(a, b)
	})
	if len(names) > maxReasons {
		names = names[:maxReasons]
	}
	if len(names) == 0 && t.plain(text, t.Bad) {
		return []string{commonestReason}
	}
	if len(names) == 0 && rating != "good" && utf8.RuneCountInString(strings.TrimSpace(text)) >= 3 && !contains(text, t.Good) {
		names = append(names, otherReason)
	}
	return names
}

// maxReasons is more than an agent would confirm one by one.
const maxReasons = 4

// clauses splits at punctuation and at the words that turn a sentence.
func clauses(text string) []string {
	text = strings.NewReplacer("但是", ",", "不过", ",", "可是", ",", "就是", ",就是", "但", ",", "然而", ",").Replace(text)
	return strings.FieldsFunc(text, func(r rune) bool {
		return strings.ContainsRune(",，。.!！?？;；、~～\n\r\t …", r)
	})
}

func contains(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// plain says whether one of words stands in the clause without a negation right before it.
func (t *reasonTable) plain(clause string, words []string) bool {
	for _, w := range words {
		for from := 0; ; {
			i := strings.Index(clause[from:], w)
			if i < 0 {
				break
			}
			i += from
			if !t.negated(clause[:i]) {
				return true
			}
			from = i + len(w)
		}
	}
	return false
}

func (t *reasonTable) negated(before string) bool {
	return slices.ContainsFunc(t.Negations, func(n string) bool {
		return strings.HasSuffix(before, n) || strings.HasSuffix(before, n+"什么") || strings.HasSuffix(before, n+"任何")
	})
}
