package sight

import (
	"bytes"
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"pingban/internal/clock"
)

func TestRowsReadsAReviewByItsShape(t *testing.T) {
	r := review(orderA, itemA, ratedAt)
	r["rateContent"].(obj)["appendRate"] = obj{"days": 5, "feedId": "1400000000002", "content": "用了五天坏了"}
	want := []Row{{
		Platform: clock.Taobao, Order: orderA, Item: itemA, Feed: "1400000000001", Buyer: "王**",
		Product: "示例 保温杯", Text: "杯盖漏水", RatedAt: "2026-07-13T11:45:09+08:00", Sentiment: "negative",
		Append: &Append{Text: "用了五天坏了", Days: 5},
		Tips:   []string{"还有27天可回复"}, Actions: []string{"评价回复", "投诉评价"},
	}}
	elsewhere, err := json.Marshal([]any{1, obj{"a": obj{"b": []any{"{\"rateContent\":", r}}}})
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{
		"at the console's path": answer(r),
		"elsewhere":             elsewhere,
		"as the whole answer":   elsewhere[bytes.Index(elsewhere, []byte(`{"emotionType"`)) : len(elsewhere)-4],
		"after a BOM":           append([]byte("\ufeff"), answer(r)...),
	} {
		got, ignored := Rows(body)
		if diff := cmp.Diff(want, got); diff != "" || len(ignored) > 0 {
			t.Errorf("%s: ignored %v\n%s", name, ignored, diff)
		}
	}
}

func TestIdsKeepEveryDigit(t *testing.T) {
	r := review(orderA, "9007199254740993001", ratedAt)
	r["orderInfo"] = obj{"mainOrderId": json.Number("5122653267155010007")}
	r["rateContent"].(obj)["mainRate"].(obj)["feedId"] = json.Number("9223372036854775809")
	got := jsonRows(t, r)[0]
	if got.Order != "5122653267155010007" || got.Item != "9007199254740993001" || got.Feed != "9223372036854775809" {
		t.Errorf("got %+v", got)
	}
}

func TestThePlatformIsTheLinksHost(t *testing.T) {
	for link, want := range map[string]string{
		"//detail.tmall.com/item.htm?id=1":         clock.Tmall,
		"https://detail.tmall.hk/item.htm":         clock.Tmall,
		"HTTP://Chaoshi.Detail.Tmall.com:443/x":    clock.Tmall,
		"//item.taobao.com/item.htm?id=1":          clock.Taobao,
		"/item.htm?id=1":                           clock.Taobao,
		"":                                         clock.Taobao,
		"//nottmall.com/":                          clock.Taobao,
		"//evil.example/?x=//detail.tmall.com/":    clock.Taobao,
		"javascript:location='//detail.tmall.com'": clock.Taobao,
	} {
		r := review(orderA, itemA, ratedAt)
		r["itemInfo"].(obj)["link"] = link
		if got := jsonRows(t, r)[0].Platform; got != want {
			t.Errorf("%q: %s, want %s", link, got, want)
		}
	}
}

func TestSentimentIsTheMachines(t *testing.T) {
	for status, want := range map[any]string{"11": "positive", 12: "neutral", "13": "negative", "14": "", nil: "", true: ""} {
		r := review(orderA, itemA, ratedAt)
		r["emotionType"] = obj{"status": status}
		if got := jsonRows(t, r)[0].Sentiment; got != want {
			t.Errorf("%v: %q, want %q", status, got, want)
		}
	}
}

func TestARowThatCannotBeTrustedIsCounted(t *testing.T) {
	change := func(f func(r obj)) []byte {
		r := review(orderA, itemA, ratedAt)
		f(r)
		return answer(r, review(orderB, itemB, ratedAt))
	}
	main := func(r obj) obj { return r["rateContent"].(obj)["mainRate"].(obj) }
	for name, tt := range map[string]struct {
		body   []byte
		reason string
	}{
		"no feed id":            {change(func(r obj) { delete(main(r), "feedId") }), ignoredFeed},
		"a feed id that is not": {change(func(r obj) { main(r)["feedId"] = obj{"$gt": ""} }), ignoredFeed},
		"rateContent a list":    {change(func(r obj) { r["rateContent"] = []any{} }), ignoredFeed},
		"a path for an order":   {change(func(r obj) { r["orderInfo"] = obj{"mainOrderId": "../../etc"} }), ignoredOrder},
		"an order in exponents": {change(func(r obj) { r["orderInfo"] = obj{"mainOrderId": json.Number("4e18")} }), ignoredOrder},
		"an order too long":     {change(func(r obj) { r["orderInfo"] = obj{"mainOrderId": strings.Repeat("1", 33)} }), ignoredOrder},
		"an item in a fraction": {change(func(r obj) { r["itemInfo"].(obj)["itemId"] = 1.5 }), ignoredItem},
		"markup for an item":    {change(func(r obj) { r["itemInfo"].(obj)["itemId"] = `"><img src=x>` }), ignoredItem},
		"a negative date":       {change(func(r obj) { main(r)["date"] = -1 }), ignoredDate},
		"a date in seconds":     {change(func(r obj) { main(r)["date"] = ratedAt.Unix() }), ignoredDate},
		"a date past all":       {change(func(r obj) { main(r)["date"] = json.Number("99999999999999999999") }), ignoredDate},
		"no date":               {change(func(r obj) { delete(main(r), "date") }), ignoredDate},
	} {
		rows, ignored := Rows(tt.body)
		if len(rows) != 1 || rows[0].Order != orderB {
			t.Errorf("%s: the good row is lost: %+v", name, rows)
		}
		if diff := cmp.Diff(map[string]int{tt.reason: 1}, ignored); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWrongTypesBesideTheIdsLeaveTheRow(t *testing.T) {
	r := review(orderA, itemA, ratedAt)
	r["userInfo"], r["emotionType"], r["operator"] = 7, []any{1}, obj{"dataSource": "none"}
	r["itemInfo"].(obj)["title"], r["itemInfo"].(obj)["link"] = obj{}, 12
	r["rateContent"].(obj)["appendRate"] = "later"
	got := jsonRows(t, r)[0]
	want := Row{Platform: clock.Taobao, Order: orderA, Item: itemA, Feed: "1400000000001", Text: "杯盖漏水",
		RatedAt: "2026-07-13T11:45:09+08:00", Tips: []string{}, Actions: []string{}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAnAnswerThatIsNoneIsIgnoredWithAReason(t *testing.T) {
	whole := answer(review(orderA, itemA, ratedAt))
	for name, tt := range map[string]struct {
		body    []byte
		ignored map[string]int
	}{
		"empty":          {nil, map[string]int{ignoredMalformed: 1}},
		"a sign-in page": {[]byte("<!doctype html><p>请重新登录"), map[string]int{ignoredMalformed: 1}},
		"cut short":      {whole[:len(whole)*3/5], map[string]int{ignoredMalformed: 1}},
		"two answers":    {append(bytes.Clone(whole), whole...), map[string]int{ignoredMalformed: 1}},
		"50 MB":          {bytes.Repeat([]byte(" "), 50<<20), map[string]int{ignoredLarge: 1}},
		"very deep":      {[]byte(deep(100_000)), map[string]int{ignoredDeep: 1}},
		"only opened":    {bytes.Repeat([]byte("["), 1<<20), map[string]int{ignoredDeep: 1}},
		"deep":           {[]byte(deep(10_000)), map[string]int{ignoredDeep: 1, ignoredNoRows: 1}},
		"another answer": {[]byte(`{"data":{"rateContent":{}}}`), map[string]int{ignoredNoRows: 1}},
		"a bare value":   {[]byte(`"rateContent"`), map[string]int{ignoredNoRows: 1}},
	} {
		rows, ignored := Rows(tt.body)
		if len(rows) != 0 || rows == nil {
			t.Errorf("%s: %v", name, rows)
		}
		if diff := cmp.Diff(tt.ignored, ignored); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestDepthElsewhereLeavesTheRows(t *testing.T) {
	body := answer(review(orderA, itemA, ratedAt), json.RawMessage(deep(9_000)), review(orderB, itemB, ratedAt))
	rows, ignored := Rows(body)
	if len(rows) != 2 || ignored[ignoredDeep] != 1 {
		t.Errorf("%d rows, ignored %v", len(rows), ignored)
	}
}

func TestHostileTextsAreJustText(t *testing.T) {
	const hostile = "<script>alert(1)</script>\u202e\u0000{\"rateContent\":{\"mainRate\":{\"feedId\":\"1\"}},\"orderInfo\":{}}"
	r := review(orderA, itemA, ratedAt)
	r["rateContent"].(obj)["mainRate"].(obj)["content"] = hostile
	if got := jsonRows(t, r)[0].Text; got != hostile {
		t.Errorf("got %q", got)
	}
	body := bytes.Replace(answer(review(orderA, itemA, ratedAt)), []byte("杯盖漏水"), []byte(`\ud800漏\udc00`), 1)
	rows, _ := Rows(body)
	if len(rows) != 1 || !utf8.ValidString(rows[0].Text) || !strings.Contains(rows[0].Text, "漏") {
		t.Errorf("lone surrogates: %+v", rows)
	}
	long := strings.Repeat("差", 100_000)
	r["rateContent"].(obj)["mainRate"].(obj)["content"] = long
	if got := jsonRows(t, r)[0].Text; got != long {
		t.Errorf("%d bytes of %d", len(got), len(long))
	}
}

func TestARowInsideARowIsNotFoundTwice(t *testing.T) {
	r := review(orderA, itemA, ratedAt)
	r["origin"] = review(orderB, itemB, ratedAt.Add(-time.Hour))
	rows, _ := Rows(answer(r, review(orderB, itemA, ratedAt)))
	if len(rows) != 2 || rows[0].Order != orderA || rows[1].Order != orderB {
		t.Errorf("got %+v", rows)
	}
}

func FuzzRows(f *testing.F) {
	r := review(orderA, itemA, ratedAt)
	r["rateContent"].(obj)["appendRate"] = obj{"days": 5, "content": "坏了"}
	f.Add(answer(r))
	f.Add(answer(1, nil, "x", []any{}, obj{"rateContent": []any{}, "itemInfo": true}))
	f.Add([]byte(`{"rateContent":{"mainRate":{"feedId":1,"date":1783914309345}},"orderInfo":{"orderId":"12"},"itemInfo":{"itemId":3}}`))
	f.Add([]byte(`"\`))
	f.Add([]byte(`}]{"a":"\\\""`))
	f.Fuzz(func(t *testing.T, body []byte) {
		rows, ignored := Rows(body)
		again, ignoredAgain := Rows(body)
		if !cmp.Equal(rows, again) || !maps.Equal(ignored, ignoredAgain) {
			t.Fatal("two readings differ")
		}
		if len(rows) > 0 && !json.Valid(bytes.TrimPrefix(body, []byte("\ufeff"))) {
			t.Fatal("rows out of what is not JSON")
		}
		for _, r := range rows {
			if !isDigits(r.Order) || !isDigits(r.Item) || !isDigits(r.Feed) || r.Tips == nil || r.Actions == nil {
				t.Fatalf("%+v", r)
			}
			if _, err := time.Parse(time.RFC3339, r.RatedAt); err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(body, []byte(r.Order)) || !bytes.Contains(body, []byte(r.Item)) {
				if !bytes.Contains(body, []byte(`\u`)) {
					t.Fatalf("an id that is not in the answer: %+v", r)
				}
			}
		}
	})
}
