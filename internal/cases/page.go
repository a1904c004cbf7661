package cases

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"pingban/internal/clock"
)

// Kinds of pages that feed a case's clocks, as site files name them.
const (
	PageReviews = "reviews"
	PageOrders  = "orders"
	PageRefunds = "refunds"
)

var pageKinds = []string{PageReviews, PageOrders, PageRefunds}

// PageClock is what a page of the console told of a case's clocks when it was read. Of each kind of
// page the one read last counts, as a whole: so every screen counts from what the page itself shows.
// Times are RFC 3339; fields are named as clock.Input names them.
type PageClock struct {
	Kind  string   `json:"kind"`            // reviews, orders or refunds
	Now   string   `json:"now"`             // when it was read; tips count from then
	Ended bool     `json:"ended,omitempty"` // closed or paid back: none of its clocks runs
	Tips  []string `json:"tips,omitempty"`

	Edited          bool   `json:"edited,omitempty"`
	Explained       bool   `json:"explained,omitempty"`
	ExplainedAppend bool   `json:"explained_append,omitempty"`
	Complained      bool   `json:"complained,omitempty"`
	Appended        bool   `json:"appended,omitempty"`
	Intervened      bool   `json:"intervened,omitempty"`
	BothRated       *bool  `json:"both_rated,omitempty"`
	AppendedAt      string `json:"appended_at,omitempty"`

	SuccessAt       string   `json:"success_at,omitempty"`
	PaidAt          string   `json:"paid_at,omitempty"`
	ShippedAt       string   `json:"shipped_at,omitempty"`
	ShipPromiseH    float64  `json:"ship_promise_h,omitempty"`
	Amount          *float64 `json:"amount,omitempty"` // yuan
	RefundAt        string   `json:"refund_at,omitempty"`
	RefundAgreedAt  string   `json:"refund_agreed_at,omitempty"`
	RefundRefusedAt string   `json:"refund_refused_at,omitempty"`
	ReturnShippedAt string   `json:"return_shipped_at,omitempty"`
}

var pageKeys = []string{
	"kind", "now", "ended", "tips", "edited", "explained", "explained_append", "complained", "appended",
	"intervened", "both_rated", "appended_at", "success_at", "paid_at", "shipped_at", "ship_promise_h",
	"amount", "refund_at", "refund_agreed_at", "refund_refused_at", "return_shipped_at",
}

// field gives where the page keeps what a key names: a *string for times, a *bool for flags, nil for
// the others and for a stranger's key.
func (p *PageClock) field(key string) any {
	switch key {
	case "appended_at":
		return &p.AppendedAt
	case "success_at":
		return &p.SuccessAt
	case "paid_at":
		return &p.PaidAt
	case "shipped_at":
		return &p.ShippedAt
	case "refund_at":
		return &p.RefundAt
	case "refund_agreed_at":
		return &p.RefundAgreedAt
	case "refund_refused_at":
		return &p.RefundRefusedAt
	case "return_shipped_at":
		return &p.ReturnShippedAt
	case "ended":
		return &p.Ended
	case "edited":
		return &p.Edited
	case "explained":
		return &p.Explained
	case "explained_append":
		return &p.ExplainedAppend
	case "complained":
		return &p.Complained
	case "appended":
		return &p.Appended
	case "intervened":
		return &p.Intervened
	}
	return nil
}

// A page's own countdowns are a few short lines.
const (
	maxTips  = 12
	maxHours = 87600 // ten years, as the tables have it
	maxYuan  = 1e9
)

func (p *PageClock) check() error {
	if !slices.Contains(pageKinds, p.Kind) {
		return oneOf("page.kind", pageKinds)
	}
	if !validTime(p.Now) {
		return invalid("page.now", "应为带时区的时间")
	}
	if len(p.Tips) > maxTips {
		return invalid("page.tips", "最多"+strconv.Itoa(maxTips)+"条")
	}
	for _, key := range pageKeys {
		if at, ok := p.field(key).(*string); ok && *at != "" && !validTime(*at) {
			return invalid("page."+key, "应为带时区的时间")
		}
	}
	if h := p.ShipPromiseH; math.IsNaN(h) || h < 0 || h > maxHours {
		return invalid("page.ship_promise_h", "应为小时数")
	}
	if a := p.Amount; a != nil && (math.IsNaN(*a) || *a < 0 || *a > maxYuan) {
		return invalid("page.amount", "应为金额，单位元")
	}
	return nil
}

// read takes a page of the log, field by field: see loose.go.
func (p *PageClock) read(from gjson.Result) bool {
	ok := from.IsObject()
	from.ForEach(func(key, v gjson.Result) bool {
		switch into := p.field(key.Str).(type) {
		case *string:
			ok = readText(into, v)
			return ok
		case *bool:
			ok, *into = v.IsBool(), v.Bool()
			return ok
		}
		switch key.Str {
		case "kind":
			ok = readText(&p.Kind, v)
		case "now":
			ok = readText(&p.Now, v)
		case "both_rated":
			said := v.Bool()
			ok, p.BothRated = v.IsBool(), &said
		case "amount":
			yuan := v.Float()
			ok, p.Amount = v.Type == gjson.Number, &yuan
		case "ship_promise_h":
			ok, p.ShipPromiseH = v.Type == gjson.Number, v.Float()
		case "tips":
			ok = v.IsArray()
			v.ForEach(func(_, one gjson.Result) bool {
				var tip string
				ok = readText(&tip, one)
				p.Tips = append(p.Tips, tip)
				return ok
			})
		}
		return ok
	})
	return ok
}

// strictPage refuses a page's unknown fields, which the decoder of the body around it lets pass.
func strictPage(body string) error {
	page := gjson.Get(body, "page")
	if !page.Exists() {
		return nil
	}
	var p PageClock
	return strict([]byte(page.Raw), &p, pageKeys, "body.page.")
}

// turn puts a page in the place of the one of its kind, unless that was read later.
func turn(pages []PageClock, p PageClock) []PageClock {
	i := slices.IndexFunc(pages, func(old PageClock) bool { return old.Kind == p.Kind })
	if i < 0 {
		return append(slices.Clone(pages), p)
	}
	if read(p).Before(read(pages[i])) {
		return pages
	}
	pages = slices.Clone(pages)
	pages[i] = p
	return pages
}

// read is when a page was read; one that does not say so is older than any.
func read(p PageClock) time.Time {
	at, _ := time.Parse(time.RFC3339, p.Now) // the zero time is the oldest
	return at
}

// onto adds what a page told to what the clocks are computed from.
func (p *PageClock) onto(in *clock.Input) {
	for _, m := range []struct {
		into *string
		said string
	}{
		{&in.AppendedAt, p.AppendedAt}, {&in.SuccessAt, p.SuccessAt}, {&in.PaidAt, p.PaidAt}, {&in.ShippedAt, p.ShippedAt},
		{&in.RefundAt, p.RefundAt}, {&in.RefundAgreedAt, p.RefundAgreedAt}, {&in.RefundRefusedAt, p.RefundRefusedAt},
		{&in.ReturnShippedAt, p.ReturnShippedAt},
	} {
		*m.into = cmp.Or(*m.into, m.said)
	}
	in.Edited = in.Edited || p.Edited
	in.Explained = in.Explained || p.Explained
	in.ExplainedAppend = in.ExplainedAppend || p.ExplainedAppend
	in.Complained = in.Complained || p.Complained
	in.Appended = in.Appended || p.Appended
	in.Intervened = in.Intervened || p.Intervened
	in.BothRated = cmp.Or(in.BothRated, p.BothRated)
	in.Amount = cmp.Or(in.Amount, p.Amount)
	in.ShipPromiseH = cmp.Or(in.ShipPromiseH, p.ShipPromiseH)
	if len(in.Tips) == 0 && len(p.Tips) > 0 {
		in.Tips, in.Now = p.Tips, p.Now
	}
}

// Explained tells whether the seller has answered the review, and its append, by an agent's word or by
// what any page showed: neither can be taken back.
func (s *State) Explained() (review, appended bool) {
	review = s.Text("status") == StatusExplained
	for _, p := range s.Pages {
		review, appended = review || p.Explained, appended || p.ExplainedAppend
	}
	return review, appended
}

// Shipped tells whether the goods are known to have left the house: a page told when, or the buyer
// has reviewed them. One read before they left says nothing of now.
func (s *State) Shipped() bool {
	told := func(p PageClock) bool { return p.ShippedAt != "" || p.SuccessAt != "" }
	return s.Review != nil && s.Review.RatedAt != "" || slices.ContainsFunc(s.Pages, told)
}

// Settled tells whether nothing of a case that is no review needs anybody: its order has left the
// house or was closed, its refund is through, and no next step is planned.
func (s *State) Settled() bool {
	if s.Review == nil || s.Review.RatedAt != "" || s.Text(FieldNextAt) != "" {
		return false
	}
	settled := false
	for _, p := range s.Pages {
		switch p.Kind {
		case PageReviews:
			return false
		case PageRefunds:
			if !p.Ended {
				return false
			}
			settled = true
		case PageOrders:
			// What an agent took in hand stays until they close it.
			if p.PaidAt != "" && p.ShippedAt == "" || s.Touched != "" {
				return false
			}
			settled = true
		}
	}
	return settled
}

// isRequest tells whether the case is an after-sale request.
func (s *State) isRequest() bool { return strings.Contains(s.Case, ":#") }
