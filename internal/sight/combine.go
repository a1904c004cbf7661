package sight

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"pingban/internal/clock"
)

// row puts together what both sources tell of a line: JSON first, the screen where JSON is silent.
// It notes the source of every field.
func (l *line) row(setting string) *Row {
	r := &Row{Order: l.order, Item: l.item, RatedAt: l.at.Format(time.RFC3339)}
	l.from("order")
	l.from("rated_at")
	if l.sources["item"] == "" {
		l.from("item")
	}
	j := l.json
	if j == nil {
		j = &Row{}
	} else {
		r.Feed, r.RatedAt = j.Feed, j.RatedAt
		l.sources["feed"], l.sources["rated_at"] = "json", "json"
	}
	pick := func(field, json string) string {
		if json != "" {
			l.sources[field] = "json"
			return json
		}
		return l.only(field)
	}
	r.Buyer = pick("buyer", j.Buyer)
	r.Product = pick("product", j.Product)
	if r.Sentiment = l.sentiment(); j.Sentiment != "" {
		r.Sentiment = j.Sentiment
		l.sources["sentiment"] = "json"
	} else if r.Sentiment != "" {
		l.from("sentiment")
	}
	r.Platform = l.platform(setting)
	l.texts(r, j)
	r.Tips = l.pickAll("tips", j.Tips)
	r.Actions = l.pickAll("actions", j.Actions)
	return r
}

// texts fills in the review and its append. Where the screen shows two texts and an append, the
// review is the first. The answer's text is the fuller one, as the screen may fold a long review; but
// one who answers has read the screen, so that where they are different texts the screen's counts.
func (l *line) texts(r, j *Row) {
	texts, appends := l.values("text"), l.values("append_text")
	shown := ""
	if len(texts) == 1 || len(texts) == 2 && l.appended && len(appends) == 0 {
		shown = texts[0]
	}
	switch {
	case j.Text != "" && sameWords(shown, j.Text):
		r.Text, l.sources["text"] = j.Text, "json"
	case shown != "":
		r.Text = shown
		l.from("text")
	}
	switch {
	case j.Append != nil:
		r.Append = &Append{Text: j.Append.Text, Days: j.Append.Days}
		l.sources["append"] = "json"
	case l.appended:
		r.Append = &Append{Days: l.days}
		if len(appends) == 1 {
			r.Append.Text = appends[0]
			l.sources["append"] = l.fields["append_text"].Strategy
		} else if len(texts) == 2 && len(appends) == 0 {
			r.Append.Text = texts[1]
			l.sources["append"] = l.fields["text"].Strategy
		}
	}
}

// sameWords says whether one text is the other or a part of it, whatever stands between the letters:
// emoji may be pictures on screen, and breaks spaces. No words at all are a part of any.
func sameWords(shown, said string) bool {
	letters := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}
	a, b := strings.Map(letters, shown), strings.Map(letters, said)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

func (l *line) pickAll(field string, json []string) []string {
	if len(json) > 0 {
		l.sources[field] = "json"
		return slices.Clone(json)
	}
	vs := l.values(field)
	if len(vs) == 0 {
		return []string{}
	}
	l.from(field)
	return vs
}

// platform is the shop's setting where one is made, else the product link's, else taobao.
func (l *line) platform(setting string) string {
	if slices.Contains([]string{clock.Taobao, clock.Tmall, clock.JD}, setting) {
		l.sources["platform"] = "setting"
		return setting
	}
	if hosts := l.values("link_host"); len(hosts) == 1 {
		if p := platformOf(strings.ToLower(hosts[0])); p != "" {
			l.sources["platform"] = l.fields["link_host"].Strategy
			return p
		}
	}
	if l.json != nil && (l.json.Platform == clock.Taobao || l.json.Platform == clock.Tmall) {
		l.sources["platform"] = "json"
		return l.json.Platform
	}
	l.sources["platform"] = "default"
	return clock.Taobao
}

// input is what the clocks need of a line.
func (l *line) input(r *Row, known *Facts) clock.Input {
	// A record of a reply shows on either source, whichever the row's actions were taken from.
	labels := slices.Concat(r.Actions, l.values("actions"))
	has := func(label string) bool { return slices.Contains(labels, label) }
	in := clock.Input{
		Platform:        r.Platform,
		RatedAt:         r.RatedAt,
		Edited:          known.Edited,
		Explained:       known.Explained || has("评价回复记录"),
		ExplainedAppend: known.ExplainedAppend || has("追评回复记录"),
		Complained:      known.Complained || has("投诉评价记录"),
		BothRated:       known.BothRated,
		Appended:        r.Append != nil,
		Tips:            addressed(r.Tips, labels, r.Append != nil),
	}
	if r.Append == nil {
		// The state of a complaint beside an append may be the append's.
		in.Complained = in.Complained || len(l.values("complaint")) > 0
	}
	if !l.appendedAt.IsZero() {
		in.AppendedAt = l.appendedAt.Format(time.RFC3339)
	}
	return in
}
