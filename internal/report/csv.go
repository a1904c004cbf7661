package report

import (
	"strings"
)

// byteOrderMark tells Excel that a CSV is UTF-8; without it Chinese is garbled.
const byteOrderMark = "\uFEFF"

// CSV writes a table as RFC 4180 has it, lines ending in CR LF. By hand, because encoding/csv costs
// the engine as much as the whole of XLSX does.
func CSV(t Table) ([]byte, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString(byteOrderMark)
	for _, line := range t.lines() {
		for i, c := range line {
			if i > 0 {
				b.WriteByte(',')
			}
			text := c.Text
			if !c.Number {
				text = guarded(clean(text))
			}
			if strings.ContainsAny(text, "\",\n\t") || strings.HasPrefix(text, " ") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
		b.WriteString("\r\n")
	}
	return []byte(b.String()), nil
}

// shortenedFrom is how many digits in a row a spreadsheet writes as 3.0E+18.
const shortenedFrom = 12

// guarded puts a tab, which shows as nothing, before a text that a spreadsheet would run as a
// formula (also in full width, which Excel takes too) or read as a number and cut short.
func guarded(text string) string {
	if text == "" {
		return text
	}
	start := strings.TrimLeft(text, " \u00A0\u3000\n")
	formula := start != "" && strings.ContainsRune("=+-@\t＝＋－＠", []rune(start)[0])
	if number := strings.Trim(text, "0123456789") == ""; formula || number && (len(text) >= shortenedFrom || len(text) > 1 && text[0] == '0') {
		return "\t" + text
	}
	return text
}
