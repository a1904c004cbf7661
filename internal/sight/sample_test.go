package sight

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pingban/internal/clock"
)

// Ids below are invented; the shape of an answer is the console's own.
const (
	orderA = "4000000000000000001"
	orderB = "4000000000000000002"
	itemA  = "700000000001"
	itemB  = "700000000002"
)

var ratedAt = time.Date(2026, 7, 13, 11, 45, 9, 345_000_000, clock.CST)

// obj builds a JSON value; ids go in as json.Number where the console sends numbers.
type obj = map[string]any

func review(order, item string, at time.Time) obj {
	return obj{
		"userInfo":    obj{"userName": "王**", "securityuid": "INVENTED"},
		"emotionType": obj{"status": "13"},
		"orderInfo":   obj{"mainOrderId": order, "orderId": order},
		"itemInfo":    obj{"itemId": json.Number(item), "title": "示例 保温杯", "link": "//item.taobao.com/item.htm?id=" + item},
		"rateContent": obj{"mainRate": obj{"date": at.UnixMilli(), "feedId": "1400000000001", "content": "杯盖漏水"}},
		"operator": obj{"dataSource": []any{
			obj{"content": "评价回复", "uiType": "reply", "feedId": json.Number("1400000000001"), "beforeTips": "还有27天可回复"},
			obj{"content": "投诉评价", "uiType": "complaintCro"},
		}},
	}
}

// answer is a whole answer of the console with these rows.
func answer(rows ...any) []byte {
	b, err := json.Marshal(obj{"api": "mtop.rm.sellercenter.list.data.pc", "data": obj{"data": obj{"dataSource": rows}}})
	if err != nil {
		panic(err)
	}
	return b
}

// onScreen is the sighting of a review as the site file's strategies would read it.
func onScreen(key, order, item string, at time.Time) Sighting {
	s := Sighting{Key: key, Fields: map[string]Reading{
		"order":     {[]string{order}, "order-label"},
		"rated_at":  {[]string{at.Format("2006-01-02 15:04")}, "rated-label"},
		"link_host": {[]string{"item.taobao.com"}, "link-host"},
		"product":   {[]string{"示例 保温杯"}, "product-link"},
		"buyer":     {[]string{"王**"}, "buyer-mask"},
		"sentiment": {[]string{"负面评价"}, "sentiment-label"},
		"text":      {[]string{"杯盖漏水"}, "text-span"},
		"tips":      {[]string{"还有27天可回复"}, "tip-line"},
		"actions":   {[]string{"评价回复", "投诉评价"}, "action-label"},
	}}
	if item != "" {
		s.Fields["item"] = Reading{[]string{item}, "item-link"}
	}
	return s
}

func (s Sighting) with(field string, values ...string) Sighting {
	fields := map[string]Reading{}
	for k, v := range s.Fields {
		fields[k] = v
	}
	fields[field] = Reading{values, "test-" + field}
	s.Fields = fields
	return s
}

func request(sightings ...Sighting) SeeRequest {
	return SeeRequest{Site: "taobao-reviews", Now: ratedAt.Add(50 * time.Hour).Format(time.RFC3339), Sightings: sightings}
}

func tables(t interface {
	Helper()
	Fatal(...any)
}) *clock.Tables {
	t.Helper()
	tb, err := clock.Default()
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

func see(t *testing.T, req SeeRequest) []Seen {
	t.Helper()
	return See(tables(t), nil, req)
}

func jsonRows(t *testing.T, rows ...any) []Row {
	t.Helper()
	got, ignored := Rows(answer(rows...))
	if len(got) != len(rows) {
		t.Fatalf("%d of %d rows, ignored %v", len(got), len(rows), ignored)
	}
	return got
}

func windowOf(s Seen, kind clock.Kind) *clock.Window {
	for i := range s.Windows {
		if s.Windows[i].Kind == kind {
			return &s.Windows[i]
		}
	}
	return nil
}

func deep(n int) string {
	return fmt.Sprintf("%s1%s", strings.Repeat("[", n), strings.Repeat("]", n))
}
