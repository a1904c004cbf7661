package sight

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pingban/internal/clock"
)

// line is one row on screen while it is being understood.
type line struct {
	fields  map[string]Reading
	order   string
	item    string // "" until JSON tells it, where the screen does not
	at      time.Time
	refused Reason

	appended   bool
	appendedAt time.Time // zero where it is not known
	days       int       // since receipt, where the append says so

	request string               // number of a refund request
	times   map[string]time.Time // of an order's row: field → moment

	json    *Row
	sources map[string]string
}

// readLine reads what the screen alone tells of a row, and refuses it where that is not enough.
func readLine(s Sighting, kind string, now time.Time) *line {
	l := &line{fields: s.Fields, sources: map[string]string{}}
	l.readIds()
	if kind == Orders || kind == Refunds {
		if l.refused == "" && kind == Refunds {
			if l.request = l.one("request"); !isDigits(l.request) {
				l.refused, l.request = NoRequest, ""
			}
		}
		if l.refused == "" {
			l.readTimes(now)
		}
		return l
	}
	l.readAppend()
	if l.refused == "" {
		l.readRated(now)
	}
	return l
}

// readIds reads the order and the item.
func (l *line) readIds() {
	orders, items := l.values("order"), l.values("item")
	if len(items) == 1 {
		l.item = items[0]
	}
	if len(orders) == 1 {
		l.order = orders[0]
	}
	switch {
	case len(orders) > 1:
		l.refused = TwoOrders
	case !isDigits(l.order):
		l.refused, l.order = NoOrder, ""
	case len(items) > 1:
		l.refused = TwoItems
	case l.item != "" && !isDigits(l.item):
		l.refused, l.item = NoItem, ""
	}
}

// readRated reads since when there is a review.
func (l *line) readRated(now time.Time) {
	dates := l.values("rated_at")
	var ok bool
	switch {
	case len(dates) == 0:
		l.refused = NoDate
	case len(dates) > 1:
		l.refused = TwoDates
	default:
		if l.at, ok = screenTime(dates[0]); !ok {
			l.refused = BadDate
		} else if l.at.After(now.Add(ahead)) || l.appendedAt.After(now.Add(ahead)) {
			l.refused = FutureDate
		} else if !l.appendedAt.IsZero() && l.appendedAt.Before(l.at) {
			l.refused = BadDate
		}
	}
}

// one gives a field's value if there is exactly one.
func (l *line) one(field string) string {
	if vs := l.values(field); len(vs) == 1 {
		return vs[0]
	}
	return ""
}

// readAppend finds out whether the screen shows an appended review, and since when.
func (l *line) readAppend() {
	said := l.values("append_at")
	l.appended = len(said) > 0 || len(l.values("append_text")) > 0
	for _, label := range l.values("actions") {
		l.appended = l.appended || strings.Contains(label, "追评")
	}
	if len(said) != 1 {
		return
	}
	if at, ok := screenTime(said[0]); ok {
		l.appendedAt = at
		return
	}
	n := strings.TrimFunc(said[0], func(r rune) bool { return r < '0' || r > '9' })
	if days, err := strconv.Atoi(n); err == nil {
		l.days = days
	}
}

// values gives the distinct values of a field, white space tidied, empty ones left out.
func (l *line) values(field string) []string {
	var out []string
	for _, v := range l.fields[field].Values {
		v = strings.Join(strings.Fields(v), " ")
		if v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// only gives a field's value if there is exactly one, and notes which strategy found it.
func (l *line) only(field string) string {
	vs := l.values(field)
	if len(vs) != 1 {
		return ""
	}
	l.from(field)
	return vs[0]
}

func (l *line) from(field string) { l.sources[field] = l.fields[field].Strategy }

// screenTime reads a time as the console shows it, in CST.
func screenTime(s string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02 15:04", time.DateTime} {
		if t, err := time.ParseInLocation(layout, s, clock.CST); err == nil && t.Year() > 2000 && t.Year() < 2100 {
			return t, true
		}
	}
	return time.Time{}, false
}

// screenSentiment is the machine's sentiment as the screen words it.
var screenSentiment = map[string]string{"正面评价": "positive", "中性评价": "neutral", "负面评价": "negative"}

func (l *line) sentiment() string {
	vs := l.values("sentiment")
	if len(vs) != 1 {
		return ""
	}
	return screenSentiment[vs[0]]
}
