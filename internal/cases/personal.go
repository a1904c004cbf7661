package cases

import (
	"slices"
	"strings"
	"unicode/utf16"

	"pingban/internal/sorting"
)

// Kinds of personal data.
const (
	PersonalPhone   = "phone"
	PersonalID      = "id"
	PersonalAccount = "account" // a bank card
	PersonalAddress = "address"
)

var kindNames = map[string]string{
	PersonalPhone: "电话号码", PersonalID: "身份证号", PersonalAccount: "银行卡号", PersonalAddress: "详细地址",
}

// Personal is a stretch of personal data in a text. Start and End count UTF-16.
type Personal struct {
	Kind   string `json:"kind"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Text   string `json:"text"`
	Masked string `json:"masked"`
}

// span is a find in runes, half open.
type span struct {
	kind       string
	start, end int
	masked     string
}

// FindPersonal gives the phone numbers, identity card numbers, bank cards and detailed addresses
// in a text, in order and apart. Order, tracking and item numbers and amounts are none: a number
// counts by its form and check digit, never by its length alone. The law asks that no more be kept
// than the purpose needs (个人信息保护法 第五条、第六条, 2021-11-01).
func FindPersonal(text string) []Personal {
	runes := []rune(text)
	spans := findSpans(runes)
	out := make([]Personal, 0, len(spans))
	at, done := 0, 0 // UTF-16 and runes passed
	advance := func(to int) int {
		for ; done < to; done++ {
			at += utf16.RuneLen(runes[done])
		}
		return at
	}
	for _, s := range spans {
		out = append(out, Personal{
			Kind: s.kind, Start: advance(s.start), End: advance(s.end),
			Text: string(runes[s.start:s.end]), Masked: s.masked,
		})
	}
	return out
}

// mask gives the text with its personal data masked, and what was masked, by its offsets in text
// where that was found at once. Masking one thing can lay open another behind it, digits that ran
// on, so it goes on until nothing is found; each round leaves fewer digits.
func mask(text string) (string, []Personal) {
	all := []Personal{}
	for {
		found := FindPersonal(text)
		if len(found) == 0 {
			return text, all
		}
		all = append(all, found...)
		var b strings.Builder
		runes, at := []rune(text), 0
		for _, s := range findSpans(runes) {
			b.WriteString(string(runes[at:s.start]))
			b.WriteString(s.masked)
			at = s.end
		}
		b.WriteString(string(runes[at:]))
		text = b.String()
	}
}

// findSpans gives all finds in order, and drops those that overlap an earlier one.
func findSpans(runes []rune) []span {
	spans := append(findNumbers(runes), findAddresses(runes)...)
	sorting.By(spans, func(a, b span) int { return a.start - b.start })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.start < out[n-1].end {
			continue
		}
		out = append(out, s)
	}
	return out
}

// before tells whether one of words stands in the last few characters ahead of i.
func before(runes []rune, i int, words ...string) bool {
	const reach = 8
	ahead := string(runes[max(0, i-reach):i])
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(ahead, w) })
}
