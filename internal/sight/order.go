package sight

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"pingban/internal/clock"
)

// orderTimes are the moments an order's or a refund's row may tell, by field.
var orderTimes = []string{
	"created_at", "paid_at", "shipped_at", "success_at",
	"refund_at", "refund_agreed_at", "refund_refused_at", "return_shipped_at",
}

// readOrder reads the lines of one order out of the console's list of sold orders: a row for each
// of its sub-orders. The answer is known to carry a creation time and what was paid; a payment's
// time is read where there is one.
func readOrder(r gjson.Result) (rows []Row, reason string) {
	order := digits(r.Get("id"))
	if id := digits(r.Get("orderInfo.id")); order == "" {
		order = id
	} else if id != "" && id != order {
		return nil, ignoredOrder
	}
	if order == "" {
		return nil, ignoredOrder
	}
	at := map[string]string{}
	for field, paths := range map[string][]string{
		"created_at": {"orderInfo.createTime"},
		"paid_at":    {"orderInfo.payTime", "payInfo.payTime"},
	} {
		for _, path := range paths {
			if t, ok := screenTime(text(r.Get(path))); ok && at[field] == "" {
				at[field] = t.Format(time.RFC3339)
			}
		}
	}
	amount := yuan(text(r.Get("payInfo.actualFee")))
	r.Get("subOrders").ForEach(func(_, sub gjson.Result) bool {
		link := text(sub.Get("itemInfo.itemUrl"))
		item := itemOf(link)
		if item == "" {
			return len(rows) < 100
		}
		row := Row{Kind: Orders, Order: order, Item: item, Feed: digits(sub.Get("idStr")), Product: text(sub.Get("itemInfo.title")),
			CreatedAt: at["created_at"], PaidAt: at["paid_at"], Amount: amount, Tips: []string{}, Actions: []string{}}
		if buyer := text(r.Get("buyer.nick")); strings.Contains(buyer, "*") {
			row.Buyer = buyer
		}
		sub.Get("itemInfo.skuText").ForEach(func(_, part gjson.Result) bool {
			row.SKU = strings.TrimSpace(row.SKU + " " + strings.TrimSpace(text(part)))
			return len(row.SKU) < maxSKU
		})
		if row.Platform = platformOf(hostOf(link)); row.Platform == "" {
			row.Platform = clock.Taobao
		}
		rows = append(rows, row)
		return len(rows) < 100
	})
	if len(rows) == 0 {
		return nil, ignoredItem
	}
	return rows, ""
}

// maxSKU is far beyond any name of a kind of product, in bytes.
const maxSKU = 200

// itemOf gives the id of the item a product link leads to.
func itemOf(link string) string {
	_, query, ok := strings.Cut(link, "?")
	if !ok {
		return ""
	}
	query, _, _ = strings.Cut(query, "#")
	for _, pair := range strings.Split(query, "&") {
		if id, ok := strings.CutPrefix(pair, "id="); ok && isDigits(id) {
			return id
		}
	}
	return ""
}

// yuan reads an amount as a page shows it, nil for anything else.
func yuan(s string) *float64 {
	s = strings.ReplaceAll(strings.TrimLeft(strings.TrimSpace(s), "¥￥ "), ",", "")
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v < 0 || v > 1e8 || strings.ContainsAny(s, "eExXpPnN_") {
		return nil
	}
	return &v
}

// readTimes reads the moments of an order's row, and refuses one that has two of a kind, one that is
// none, or one that is still to come.
func (l *line) readTimes(now time.Time) {
	l.times = map[string]time.Time{}
	for _, field := range orderTimes {
		switch vs := l.values(field); len(vs) {
		case 0:
		case 1:
			t, ok := screenTime(vs[0])
			if !ok {
				l.refused = BadDate
			} else if t.After(now.Add(ahead)) {
				l.refused = FutureDate
			}
			l.times[field] = t
		default:
			l.refused = TwoDates
		}
		if l.refused != "" {
			return
		}
	}
	paid, created := l.times["paid_at"], l.times["created_at"]
	if !paid.IsZero() && !created.IsZero() && paid.Truncate(time.Minute).Before(created.Truncate(time.Minute)) {
		l.refused = BadDate
	}
}

// takeOrder joins the JSON row of the line's order and item, and refuses a line whose times differ.
func (l *line) takeOrder(rows []fact) Reason {
	for i := range rows {
		r := rows[i].Row
		if r.Item != l.item || r.Kind != Orders {
			continue
		}
		if l.json != nil {
			return Ambiguous
		}
		l.json = r
	}
	if l.json == nil {
		return ""
	}
	for field, said := range map[string]string{"created_at": l.json.CreatedAt, "paid_at": l.json.PaidAt} {
		shown := l.times[field]
		t, err := time.Parse(time.RFC3339, said)
		if err == nil && !shown.IsZero() && !sameMinute(t.In(clock.CST), shown) {
			return Disagree
		}
	}
	return ""
}

// orderRow puts together what is known of an order's or a refund's row.
func (l *line) orderRow(setting, kind string) *Row {
	r := &Row{Kind: kind, Order: l.order, Item: l.item, Request: l.request, Tips: []string{}, Actions: []string{}}
	l.from("order")
	if l.sources["item"] == "" && l.item != "" {
		l.from("item")
	}
	r.Buyer, r.Product = l.only("buyer"), l.only("product")
	if j := l.json; j != nil {
		r.Feed, r.SKU = j.Feed, j.SKU
		if j.Product != "" {
			r.Product, l.sources["product"] = j.Product, "json"
		}
		if r.Buyer == "" {
			r.Buyer = j.Buyer
		}
	}
	r.Platform = l.platform(setting)
	pick := func(field, json string) string {
		if json != "" {
			l.sources[field] = "json"
			return json
		}
		if t := l.times[field]; !t.IsZero() {
			l.from(field)
			return t.Format(time.RFC3339)
		}
		return ""
	}
	var created, paid string
	if l.json != nil {
		created, paid, r.Amount = l.json.CreatedAt, l.json.PaidAt, l.json.Amount
	}
	r.CreatedAt, r.PaidAt = pick("created_at", created), pick("paid_at", paid)
	r.ShippedAt, r.SuccessAt = pick("shipped_at", ""), pick("success_at", "")
	if r.Amount != nil {
		l.sources["amount"] = "json"
	} else if said := l.only("amount"); said != "" {
		r.Amount = yuan(said)
	}
	r.Tips = append(r.Tips, l.values("tips")...)
	return r
}

// ended are states of an order or a refund after which none of their clocks runs.
var ended = []string{"交易关闭", "等待买家付款", "退款成功", "退款关闭"}

// orderInput is what the clocks need of an order's or a refund's row.
func (l *line) orderInput(r *Row) clock.Input {
	in := clock.Input{Platform: r.Platform}
	states := l.values("status")
	left := l.readShipped(r, states)
	if slices.ContainsFunc(states, func(s string) bool { return slices.Contains(ended, s) }) {
		r.Ended = true
		return in
	}
	in.PaidAt, in.ShippedAt, in.SuccessAt, in.Amount = r.PaidAt, r.ShippedAt, r.SuccessAt, r.Amount
	in.Tips = r.Tips
	if promise, said := l.fields["ship_promise_h"]; said {
		h := 0
		if len(promise.Values) == 1 {
			h, _ = strconv.Atoi(promise.Values[0])
		}
		if in.ShipPromiseH = float64(h); h < 1 || h > 24*60 {
			in.ShipPromiseH, in.PaidAt = 0, "" // a promise one cannot be sure of may end sooner than any default
		}
	}
	if r.Kind == Orders {
		if in.ShippedAt == "" && left {
			in.PaidAt = "" // on their way, but nobody knows since when: no shipping clock
		}
		return in
	}
	in.PaidAt, in.SuccessAt = "", "" // a refund's row is about the refund
	in.Intervened = slices.ContainsFunc(states, func(s string) bool { return strings.Contains(s, "介入") })
	l.refundInput(&in)
	return in
}

// States of an order, or of a refund's goods, after the goods left and before.
var (
	gone  = []string{"卖家已发货", "等待买家确认收货", "交易成功", "已发货"}
	there = []string{"买家已付款", "等待卖家发货", "未发货"}
)

// readShipped says whether the row has any word of the goods having left. For the row to say so, or that
// they have not, nothing in it may say the opposite.
func (l *line) readShipped(r *Row, states []string) (left bool) {
	said := slices.Concat(states, l.values("goods"))
	among := func(known []string) bool {
		return slices.ContainsFunc(said, func(s string) bool { return slices.Contains(known, s) })
	}
	left = among(gone) || r.ShippedAt != "" || r.SuccessAt != ""
	if left != among(there) {
		r.Shipped = &left
	}
	return left
}

// refundInput adds a refund's moments. How long the seller has to answer hangs on whether the goods
// were shipped: where the row does not say so, only later steps are counted.
func (l *line) refundInput(in *clock.Input) {
	at := func(field string) string {
		if t := l.times[field]; !t.IsZero() {
			l.from(field)
			return t.Format(time.RFC3339)
		}
		return ""
	}
	shipped := l.values("goods")
	known := len(shipped) == 1
	if known {
		in.RefundAt = at("refund_at")
		if shipped[0] == "已发货" && in.ShippedAt == "" {
			in.ShippedAt = in.RefundAt // shipped before that; only whether it was counts here
		}
		if shipped[0] == "未发货" {
			in.ShippedAt = ""
		}
	}
	in.RefundAgreedAt, in.RefundRefusedAt = at("refund_agreed_at"), at("refund_refused_at")
	in.ReturnShippedAt = at("return_shipped_at")
}
