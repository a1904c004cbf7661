package sight

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"pingban/internal/clock"
)

// fact is a JSON row that is fit to be joined.
type fact struct {
	*Row
	at time.Time
}

// indexRows sorts the JSON rows by order. They came back through the page's side and are checked
// again. A row that came twice counts once, the later answer's.
func indexRows(rows []Row) map[string][]fact {
	index := map[string][]fact{}
	for i := range rows {
		r := &rows[i]
		at, err := time.Parse(time.RFC3339, r.RatedAt)
		if r.Kind == Orders {
			r.Feed, err = cmp.Or(r.Feed, "0"), nil
		}
		if err != nil || !isDigits(r.Order) || !isDigits(r.Item) || !isDigits(r.Feed) {
			continue
		}
		f := fact{r, at.In(clock.CST)}
		same := func(g fact) bool { return g.Feed == f.Feed && g.Item == f.Item && g.at.Equal(f.at) }
		if n := slices.IndexFunc(index[r.Order], same); n >= 0 {
			if index[r.Order][n].SKU != r.SKU {
				r.SKU = "" // lines without numbers of their own: nobody knows whose it is
			}
			index[r.Order][n] = f
			continue
		}
		index[r.Order] = append(index[r.Order], f)
	}
	return index
}

// join gives each line on screen its JSON row, and its item where only JSON tells it. It refuses
// lines that are the same case, and those on which the two sources differ.
func join(lines []*line, index map[string][]fact, kind string) {
	for _, l := range lines {
		if l.refused != "" || l.item != "" || kind == Refunds {
			continue
		}
		if kind == Orders {
			l.refused = NoItem
		} else {
			l.refused = l.takeItem(lines, index[l.order])
		}
	}
	cases := map[[3]string]int{}
	for _, l := range lines {
		if l.order != "" && l.item+l.request != "" {
			cases[l.id()]++
		}
	}
	for _, l := range lines {
		if l.refused != "" {
			continue
		}
		if cases[l.id()] > 1 {
			l.refused = Duplicate
			continue
		}
		switch kind {
		case Refunds: // no answer about refunds is known
		case Orders:
			l.refused = l.takeOrder(index[l.order])
		default:
			l.refused = l.takeRow(index[l.order])
		}
	}
}

// id is what makes a line's case. Two refunds of one order differ by their number alone.
func (l *line) id() [3]string {
	if l.request != "" {
		return [3]string{l.order, "", l.request}
	}
	return [3]string{l.order, l.item, ""}
}

// takeItem takes the item from the only JSON row of the order and minute. A buyer rates all lines
// of an order in one minute and an answer may lack some of them: another row on screen without an
// item, or one that has this item, means that it cannot be told.
func (l *line) takeItem(lines []*line, rows []fact) Reason {
	var one *fact
	for i := range rows {
		if !sameMinute(rows[i].at, l.at) {
			continue
		}
		if one != nil {
			return Ambiguous
		}
		one = &rows[i]
	}
	if one == nil {
		return NoItem
	}
	rival := false
	for _, other := range lines {
		if other == l || other.order != l.order {
			continue
		}
		items := other.values("item")
		if slices.Contains(items, one.Item) {
			return NoItem
		}
		rival = rival || len(items) == 0
	}
	if rival {
		return Ambiguous
	}
	if names := l.values("product"); len(names) == 1 && !sameTitle(names[0], one.Product) {
		return Disagree
	}
	l.item = one.Item
	l.sources["item"] = "json"
	return ""
}

// takeRow joins the JSON row of the line's order, item and minute. None is no fault: the screen
// alone suffices.
func (l *line) takeRow(rows []fact) Reason {
	for i := range rows {
		r := &rows[i]
		switch {
		case r.Item != l.item || r.Kind != "":
			continue
		case !sameMinute(r.at, l.at):
			return Disagree
		case l.json != nil:
			return Ambiguous
		}
		l.json = r.Row
	}
	if l.json == nil {
		return ""
	}
	if mood := l.sentiment(); mood != "" && l.json.Sentiment != "" && mood != l.json.Sentiment {
		return Disagree
	}
	if l.appended && l.json.Append == nil {
		return Disagree
	}
	return ""
}

func sameMinute(a, b time.Time) bool {
	return a.Truncate(time.Minute).Equal(b.Truncate(time.Minute))
}

// sameTitle compares product titles, one of which may be cut short.
func sameTitle(a, b string) bool {
	tidy := func(s string) string { return strings.Join(strings.Fields(s), "") }
	a, b = tidy(a), tidy(b)
	for _, dots := range []string{"…", "..."} {
		if head, cut := strings.CutSuffix(a, dots); cut && strings.HasPrefix(b, head) {
			return true
		}
	}
	return a == b
}
