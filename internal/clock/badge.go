package clock

import (
	"cmp"
	"strings"
	"time"

	"pingban/internal/sorting"
)

// names of a kind: short for a badge, and as the subject of a sentence.
var names = map[Kind]struct{ short, whole string }{
	BuyerEdit:       {"可改", "买家修改评价"},
	BuyerDelete:     {"可删", "买家删除评价"},
	Append:          {"可追评", "买家追加评价"},
	Explain:         {"解释", "商家解释评价"},
	ExplainAppend:   {"追评解释", "商家解释追评"},
	Complain:        {"投诉", "投诉不合理评价"},
	MutualReview:    {"互评", "双方评价"},
	Ship:            {"发货", "发货"},
	Aftersale:       {"售后", "买家申请售后"},
	Invoice:         {"开票", "开具发票"},
	RefundUnshipped: {"退款", "处理退款申请（未发货）"},
	RefundShipped:   {"退款", "处理退款申请（已发货）"},
	RefundReturn:    {"待退货", "买家寄回商品"},
	RefundReceive:   {"收退货", "确认收到退货"},
	RefundRefused:   {"待买家", "买家回应拒绝退款"},
}

const ifBad = "若为中差评"

// Pressing gives the badge of the most pressing window: of those open, soon or urgent the one that
// closes first, ties in the order of Kinds; with none of them, the one that closed last; with
// neither, nil. Windows are those of the input at now. The two edit kinds count only where the
// rating is neutral or bad, or where it is unknown and the machine's sentiment (positive, neutral,
// negative or "") is neutral or negative: the badge then says 若为中差评.
func Pressing(ws []Window, in Input, sentiment string, now time.Time) *Badge {
	rated := in.Rating == "neutral" || in.Rating == "bad"
	unrated := in.Rating == "" || in.Rating == "unknown"
	guess := unrated && (sentiment == "neutral" || sentiment == "negative")

	var best *candidate
	for i := range ws {
		w := &ws[i]
		edit := w.Kind == BuyerEdit || w.Kind == BuyerDelete
		if edit && !rated && !guess || !w.live() && w.State != Over {
			continue
		}
		c := &candidate{window: w, ifBad: edit && guess}
		if w.Closes != "" {
			closes, err := time.Parse(time.RFC3339, w.Closes)
			if err != nil {
				continue
			}
			c.closes = closes.In(CST)
		} else if w.live() {
			continue
		}
		if best == nil || c.before(best) {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	return best.badge(now.In(CST).Truncate(time.Second))
}

// Ahead is how long a badge may be kept true with what Coming gave along with it.
const Ahead = 10 * time.Minute

// mostComing is more than change within Ahead: one badge a minute, and the ends of windows.
const mostComing = 16

// Coming gives the badges that take the place of b within Ahead of now, each from the moment the one
// before it names in Next. A page that has them need not wake the engine every minute.
func (t *Tables) Coming(b *Badge, in Input, sentiment string, now time.Time) []Badge {
	var list []Badge
	for b != nil && b.Next != "" && len(list) < mostComing {
		at, err := time.Parse(time.RFC3339, b.Next)
		if err != nil || at.After(now.Add(Ahead)) {
			break
		}
		ws, err := t.WindowsAt(in, at)
		if err != nil {
			break
		}
		if b = Pressing(ws, in, sentiment, at); b != nil {
			list = append(list, *b)
		}
	}
	return list
}

// candidate is a window that may make the badge.
type candidate struct {
	window *Window
	closes time.Time // zero where it is not known
	ifBad  bool
}

// before says whether c presses more than d.
func (c *candidate) before(d *candidate) bool {
	if live := c.window.live(); live != d.window.live() {
		return live
	}
	order := c.closes.Compare(d.closes)
	if !c.window.live() {
		order = -order
	}
	return cmp.Or(order, c.window.Kind.rank()-d.window.Kind.rank()) < 0
}

func (c *candidate) badge(now time.Time) *Badge {
	w := c.window
	b := &Badge{Kind: w.Kind, State: w.State, Basis: w.Basis, Closes: w.Closes}
	if !w.live() {
		b.Text, b.Label = "已超期", c.overLabel()
		return b
	}
	left := c.closes.Unix() - now.Unix()
	b.Text = c.text(left)
	b.Label = c.label(left)
	at := func(left int64) string { return c.closes.Add(-time.Duration(left) * time.Second).Format(time.RFC3339) }
	b.Next = at(c.next(left))
	b.Turns = at(turn(left))
	return b
}

// text is what the badge shows with so many seconds left.
func (c *candidate) text(left int64) string {
	if left < 0 {
		return "已超期"
	}
	s := names[c.window.Kind].short + " " + c.window.span(left)
	if c.window.Basis == ByPlatform {
		s += "（平台）"
	}
	if c.ifBad {
		s += " · " + ifBad
	}
	return s
}

func (c *candidate) label(left int64) string {
	var b strings.Builder
	if c.ifBad {
		b.WriteString(ifBad + "：")
	}
	b.WriteString(names[c.window.Kind].whole)
	switch c.window.State {
	case Urgent:
		b.WriteString("马上到期，")
	case Soon:
		b.WriteString("即将到期，")
	}
	b.WriteString("还剩" + c.window.span(left) + "，" + c.closes.Format(display) + " 截止（" + basisName(c.window.Basis) + "），以平台页面为准。")
	return b.String()
}

func (c *candidate) overLabel() string {
	s := names[c.window.Kind].whole + "已超期"
	if c.ifBad {
		s = ifBad + "：" + s
	}
	if !c.closes.IsZero() {
		s += "," + c.closes.Format(display) + " 截止"
	}
	return s + "（" + basisName(c.window.Basis) + "），以平台页面为准。"
}

func basisName(b Basis) string {
	if b == ByPlatform {
		return "平台提示"
	}
	return "推算"
}

// turn is the greatest number of seconds left, below left, at which the state differs.
func turn(left int64) int64 {
	for _, s := range []int64{day, 2 * hour} {
		if s < left {
			return s
		}
	}
	return -1
}

// next is the greatest number of seconds left, below left, at which text or state differs.
func (c *candidate) next(left int64) int64 {
	text, state := c.text(left), stateOf(left)
	steps := []int64{-1, 2 * hour, day}
	for _, unit := range []int64{minute, hour, day} {
		whole := left / unit * unit
		steps = append(steps, whole-1, whole, whole-unit)
	}
	sorting.By(steps, func(a, b int64) int { return cmp.Compare(b, a) })
	for _, s := range steps {
		if s < left && (c.text(s) != text || stateOf(s) != state) {
			return s
		}
	}
	return -1
}
