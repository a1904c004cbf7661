package clock

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// tip is one of the page's own countdowns, understood.
type tip struct {
	text   string
	action string // label of the action it stands beside, "" where none was given
	word   string // what can be done: 回复
	closed bool
	left   time.Duration
	unit   time.Duration // the smallest unit it counts in: it is this exact
}

const (
	maxTips    = 20  // more than any row has: the rest is not looked at
	maxTipSize = 200 // bytes
)

// readTip understands 还有27天可回复, 还剩3小时可回复, 已超过回复期限, 回复已关闭 and 无法回复, each with
// or without the label of an action and a colon before it. Anything else is not a tip.
func readTip(s string) (tip, bool) {
	if len(s) > maxTipSize {
		return tip{}, false
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '：':
			return ':'
		}
		return r
	}, s)
	t := tip{text: s}
	if action, rest, ok := strings.Cut(s, ":"); ok {
		t.action, t.text = action, rest
	}
	if i := strings.IndexAny(t.text, ",，。;；(（"); i >= 0 {
		t.text = t.text[:i]
	}
	if word, ok := between(t.text, "已超过", "期限"); ok {
		t.word, t.closed = word, true
	} else if word, ok := between(t.text, "", "已关闭"); ok {
		t.word, t.closed = word, true
	} else if word, ok := between(t.text, "无法", ""); ok {
		t.word, t.closed = word, true
	} else if !t.readLeft() {
		return tip{}, false
	}
	return t, t.word != "" || t.action != ""
}

func between(s, before, after string) (string, bool) {
	rest, ok := strings.CutPrefix(s, before)
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, after)
}

var (
	leads = []string{"还有", "还剩", "剩余"}
	units = []struct {
		name string
		d    time.Duration
	}{{"天", 24 * time.Hour}, {"小时", time.Hour}, {"分钟", time.Minute}}
)

// readLeft reads 还有N天M小时可… from the tip's text.
func (t *tip) readLeft() bool {
	rest, led := t.text, false
	for _, lead := range leads {
		if rest, led = strings.CutPrefix(t.text, lead); led {
			break
		}
	}
	if !led {
		return false
	}
	for _, u := range units {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits == 0 {
			break
		}
		after, ok := strings.CutPrefix(rest[digits:], u.name)
		if !ok {
			continue
		}
		n, err := strconv.Atoi(rest[:digits])
		if err != nil || time.Duration(n) > maxDays*24*time.Hour/u.d {
			return false
		}
		t.left += time.Duration(n) * u.d
		t.unit, rest = u.d, after
	}
	if t.unit == 0 {
		return false
	}
	for _, filler := range []string{"内", "可以", "可"} {
		rest = strings.TrimPrefix(rest, filler)
	}
	t.word = rest
	return true
}

// tipFor gives the first tip that speaks of the item's window.
func (f *facts) tipFor(item *Item) (tip, bool) {
	for _, s := range f.Tips[:min(len(f.Tips), maxTips)] {
		t, ok := readTip(s)
		if !ok {
			continue
		}
		if t.action != "" && slices.Contains(item.Tip.Actions, t.action) ||
			t.action == "" && slices.Contains(item.Tip.Words, t.word) {
			return t, true
		}
	}
	return tip{}, false
}

// closes is when a window ends by this tip, read at the given moment. A tip counts in whole units,
// so a computed end that lies within one of them is the exact value of what it says.
func (t tip) closes(read, computed time.Time) time.Time {
	said := read.Add(t.left)
	if !computed.IsZero() && !computed.Before(said.Add(-t.unit)) && !computed.After(said.Add(t.unit)) {
		return computed
	}
	return said
}

// roundsUp says whether the number a tip showed is the time left with a begun day counted whole.
func (t tip) roundsUp(left time.Duration) bool {
	const day = 24 * time.Hour
	return t.unit == day && (left+day-1)/day == t.left/day
}
