package sight

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pingban/internal/clock"
)

var paidAt = time.Date(2026, 7, 19, 9, 1, 2, 0, clock.CST)

// sold is an order as the console's list of sold orders carries it.
func sold(order string, items ...string) obj {
	subs := []any{}
	for _, item := range items {
		subs = append(subs, obj{"idStr": order, "itemInfo": obj{"title": "示例 保温杯", "itemUrl": "//item.taobao.com/item.htm?id=" + item}})
	}
	return obj{
		"id": order, "buyer": obj{"nick": "王**"}, "statusInfo": obj{"text": "等待卖家发货"},
		"orderInfo": obj{"id": order, "createTime": "2026-07-19 09:00:11", "payTime": paidAt.Format(time.DateTime)},
		"payInfo":   obj{"actualFee": "268.00"}, "subOrders": subs,
	}
}

func soldRows(t *testing.T, orders ...any) []Row {
	t.Helper()
	body, err := json.Marshal(obj{"mainOrders": orders, "page": obj{"currentPage": 1}})
	if err != nil {
		t.Fatal(err)
	}
	rows, ignored := Rows(body)
	if len(ignored) > 0 {
		t.Fatalf("ignored %v", ignored)
	}
	return rows
}

// soldLine is the sighting of a sold order as a site file's strategies would read it.
func soldLine(key, order, item string) Sighting {
	s := Sighting{Key: key, Fields: map[string]Reading{
		"order":   {[]string{order}, "order-label"},
		"paid_at": {[]string{paidAt.Format("2006-01-02 15:04")}, "paid-label"},
		"status":  {[]string{"等待卖家发货"}, "status-line"},
		"amount":  {[]string{"268.00"}, "paid-label"},
	}}
	if item != "" {
		s.Fields["item"] = Reading{[]string{item}, "item-link"}
	}
	return s
}

func seeOrders(t *testing.T, kind string, rows []Row, sightings ...Sighting) []Seen {
	t.Helper()
	return see(t, SeeRequest{Site: "taobao-sold", Kind: kind, Now: paidAt.Add(time.Hour).Format(time.RFC3339), Sightings: sightings, Rows: rows})
}

func TestASoldOrderIsReadByItsShape(t *testing.T) {
	rows := soldRows(t, sold(orderA, itemA, itemB))
	if len(rows) != 2 || rows[0].Kind != Orders || rows[0].Order != orderA || rows[1].Item != itemB {
		t.Fatalf("%+v", rows)
	}
	if r := rows[0]; r.PaidAt != "2026-07-19T09:01:02+08:00" || r.Amount == nil || *r.Amount != 268 || r.Buyer != "王**" {
		t.Errorf("%+v", r)
	}
}

func TestAnOrderNamesTheKindOfProductItIsSureOf(t *testing.T) {
	skus := func(texts ...[]any) string {
		order := sold(orderA, itemA)
		line := order["subOrders"].([]any)[0].(obj)
		var subs []any
		for _, text := range texts {
			info := obj{"title": "示例 保温杯", "itemUrl": line["itemInfo"].(obj)["itemUrl"], "skuText": text}
			subs = append(subs, obj{"itemInfo": info})
		}
		order["subOrders"] = subs
		seen := seeOrders(t, Orders, soldRows(t, order), soldLine("r", orderA, itemA))[0]
		if seen.Row == nil {
			t.Fatalf("%+v", seen)
		}
		return seen.Row.SKU
	}
	for want, got := range map[string]string{
		"雾蓝 500ml": skus([]any{"雾蓝", " 500ml "}),
		"米白":       skus([]any{3, obj{"name": "x"}, "米白"}),
		"":         skus([]any{"雾蓝"}, []any{"米白"}),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if long := skus(slices.Repeat([]any{"雾蓝"}, 5000)); len(long) > maxSKU+len(" 雾蓝") {
		t.Errorf("a name of %d bytes", len(long))
	}
}

func TestAnOrderWhoseTwoNumbersDifferIsNone(t *testing.T) {
	order := sold(orderA, itemA)
	order["id"] = orderB
	body, _ := json.Marshal(obj{"mainOrders": []any{order}})
	if rows, ignored := Rows(body); len(rows) != 0 || ignored[ignoredOrder] != 1 {
		t.Errorf("%v, ignored %v", rows, ignored)
	}
}

func TestTheShippingClockStartsAtThePaymentAndTellsItsCost(t *testing.T) {
	for name, rows := range map[string][]Row{"screen alone": nil, "joined": soldRows(t, sold(orderA, itemA))} {
		s := seeOrders(t, Orders, rows, soldLine("r", orderA, itemA))[0]
		want := paidAt.Add(48 * time.Hour)
		if rows == nil {
			want = want.Truncate(time.Minute)
		}
		if s.Badge == nil || s.Badge.Kind != clock.Ship || s.Badge.Closes != want.Format(time.RFC3339) || s.Joined != (rows != nil) {
			t.Errorf("%s: %+v, badge %+v", name, s, s.Badge)
			continue
		}
		if w := windowOf(s, clock.Ship); w.Cost == nil || *w.Cost != 13.4 {
			t.Errorf("%s: cost %v, want 5 %% of 268", name, w.Cost)
		}
	}
}

func TestAnOrderThatIsNotSureIsRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		line Sighting
		rows []Row
		want Reason
	}{
		"no item":               {soldLine("r", orderA, ""), nil, NoItem},
		"two items":             {soldLine("r", orderA, itemA).with("item", itemA, itemB), nil, TwoItems},
		"two orders":            {soldLine("r", orderA, itemA).with("order", orderA, orderB), nil, TwoOrders},
		"two payments":          {soldLine("r", orderA, itemA).with("paid_at", "2026-07-19 09:01", "2026-07-18 09:01"), nil, TwoDates},
		"a payment to come":     {soldLine("r", orderA, itemA).with("paid_at", "2026-07-29 09:01"), nil, FutureDate},
		"paid before made":      {soldLine("r", orderA, itemA).with("created_at", "2026-07-19 09:30"), nil, BadDate},
		"another time in JSON":  {soldLine("r", orderA, itemA).with("paid_at", "2026-07-19 08:01"), soldRows(t, sold(orderA, itemA)), Disagree},
		"the same twice (JSON)": {soldLine("r", orderA, itemA), soldRows(t, sold(orderA, itemA, itemA)), ""},
		"a closed trade":        {soldLine("r", orderA, itemA).with("status", "交易关闭"), nil, NothingToSay},
		"shipped, nobody knows": {soldLine("r", orderA, itemA).with("status", "卖家已发货"), nil, NothingToSay},
	} {
		if got := seeOrders(t, Orders, tt.rows, tt.line)[0]; got.Refused != tt.want {
			t.Errorf("%s: refused %q, want %q", name, got.Refused, tt.want)
		}
	}
}

func TestARowSaysWhetherItsGoodsLeft(t *testing.T) {
	yes, no := true, false
	for name, tt := range map[string]struct {
		line Sighting
		want *bool
	}{
		"waits for the seller":     {soldLine("r", orderA, itemA), &no},
		"paid":                     {soldLine("r", orderA, itemA).with("status", "买家已付款"), &no},
		"shipped":                  {soldLine("r", orderA, itemA).with("status", "卖家已发货"), &yes},
		"waits for the buyer":      {soldLine("r", orderA, itemA).with("status", "等待买家确认收货"), &yes},
		"success":                  {soldLine("r", orderA, itemA).with("status", "交易成功"), &yes},
		"closed":                   {soldLine("r", orderA, itemA).with("status", "交易关闭"), nil},
		"no state":                 {soldLine("r", orderA, itemA).with("status"), nil},
		"no state, but a moment":   {soldLine("r", orderA, itemA).with("status").with("shipped_at", "2026-07-19 09:30"), &yes},
		"two states, one of each":  {soldLine("r", orderA, itemA).with("status", "买家已付款", "卖家已发货"), nil},
		"waits, but has the hour":  {soldLine("r", orderA, itemA).with("shipped_at", "2026-07-19 09:30"), nil},
		"goods of a refund stayed": {soldLine("r", orderA, itemA).with("status").with("goods", "未发货"), &no},
	} {
		s := seeOrders(t, Orders, nil, tt.line)[0]
		if s.Row == nil {
			t.Fatalf("%s: refused, %s", name, s.Refused)
		}
		if diff := cmp.Diff(tt.want, s.Row.Shipped); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAReviewAndAnOrderNeverJoin(t *testing.T) {
	rows := append(soldRows(t, sold(orderA, itemA)), jsonRows(t, review(orderA, itemA, ratedAt))...)
	if s := seeOrders(t, Orders, rows[1:], soldLine("r", orderA, itemA))[0]; s.Joined {
		t.Errorf("an order joined a review: %+v", s)
	}
	req := request(onScreen("r", orderA, itemA, ratedAt))
	req.Rows = rows[:1]
	if s := see(t, req)[0]; s.Joined || s.Refused != "" {
		t.Errorf("a review joined an order: %+v", s)
	}
}

func TestTwoRefundsOfOneOrderAreTwoCases(t *testing.T) {
	refund := func(key, number string) Sighting {
		return soldLine(key, orderA, itemA).with("request", number).with("refund_at", "2026-07-19 08:00").with("goods", "未发货").with("status", "等待商家处理")
	}
	seen := seeOrders(t, Refunds, nil, refund("a", "91000001"), refund("b", "91000002"), refund("c", "91000002"))
	if seen[0].Case != "taobao:"+orderA+":#91000001" || seen[0].Badge == nil || seen[0].Badge.Kind != clock.RefundUnshipped {
		t.Errorf("%+v", seen[0])
	}
	if seen[1].Refused != Duplicate || seen[2].Refused != Duplicate {
		t.Errorf("%q, %q", seen[1].Refused, seen[2].Refused)
	}
	unsaid := refund("d", "91000003").with("goods")
	if s := seeOrders(t, Refunds, nil, unsaid)[0]; s.Refused != NothingToSay {
		t.Errorf("a refund of goods that may or may not be shipped: %q, badge %+v", s.Refused, s.Badge)
	}
}

func TestAPromiseOneCannotBeSureOfRunsNoClock(t *testing.T) {
	for name, said := range map[string][]string{"parted digits": {}, "two promises": {"24", "48"}, "none that is possible": {"0"}} {
		line := soldLine("r", orderA, itemA).with("ship_promise_h", said...)
		if s := seeOrders(t, Orders, nil, line)[0]; windowOf(s, clock.Ship) != nil {
			t.Errorf("%s: %+v", name, windowOf(s, clock.Ship))
		}
	}
	line := soldLine("r", orderA, itemA).with("ship_promise_h", "24")
	if w := windowOf(seeOrders(t, Orders, nil, line)[0], clock.Ship); w == nil || w.Closes != paidAt.Add(24*time.Hour).Truncate(time.Minute).Format(time.RFC3339) {
		t.Errorf("24 hours: %+v", w)
	}
}
