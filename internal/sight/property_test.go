package sight

import (
	"encoding/json"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// truth is one review as it really is.
type truth struct {
	order, item string
	at          time.Time
}

// world draws a page of reviews, what the screen shows of them and what JSON tells of them: the
// screen may lack items, JSON may lack rows, and it comes in any order.
func world(t *rapid.T) (page []truth, sightings []Sighting, rows []Row) {
	seen := map[[2]string]bool{}
	minutes := map[string]int{}
	n := rapid.IntRange(1, 8).Draw(t, "rows")
	for i := range n {
		order := "40000000000000000" + strconv.Itoa(10+rapid.IntRange(0, 3).Draw(t, "order"))
		item := "70000000000" + strconv.Itoa(rapid.IntRange(0, 4).Draw(t, "item"))
		if seen[[2]string{order, item}] {
			continue
		}
		seen[[2]string{order, item}] = true
		if _, ok := minutes[order]; !ok {
			minutes[order] = rapid.IntRange(0, 2).Draw(t, "minute")
		}
		tr := truth{order, item, ratedAt.Add(time.Duration(minutes[order]) * time.Minute)}
		page = append(page, tr)
		shown := tr.item
		if rapid.IntRange(0, 2).Draw(t, "hidden") == 0 {
			shown = ""
		}
		sightings = append(sightings, onScreen(strconv.Itoa(len(page)-1), tr.order, shown, tr.at))
		if rapid.IntRange(0, 2).Draw(t, "missing") > 0 {
			rows = append(rows, Row{
				Platform: "taobao", Order: tr.order, Item: tr.item, Feed: strconv.Itoa(1400000000 + i), Product: "示例 保温杯",
				RatedAt: tr.at.Format(time.RFC3339), Sentiment: "negative", Tips: []string{}, Actions: []string{},
			})
		}
	}
	return page, sightings, rows
}

func TestAnyPartOfJSONInAnyOrderNeverMovesARow(t *testing.T) {
	tb := tables(t)
	rapid.Check(t, func(t *rapid.T) {
		page, sightings, rows := world(t)
		req := request(sightings...)
		req.Rows = rows
		first := See(tb, nil, req)
		for i, s := range first {
			if s.Refused != "" {
				if s.Badge != nil || s.Case != "" && s.Refused != NothingToSay {
					t.Fatalf("refused and shown: %+v", s)
				}
				continue
			}
			if s.Row.Order != page[i].order || s.Case != "taobao:"+s.Row.Order+":"+s.Row.Item {
				t.Fatalf("row %d of order %s became %s", i, page[i].order, s.Case)
			}
			if s.Sources["item"] != "json" && s.Row.Item != page[i].item {
				t.Fatalf("row %d shows item %s and became %s", i, page[i].item, s.Case)
			}
			if at, err := time.Parse(time.RFC3339, s.Row.RatedAt); err != nil || !sameMinute(at, page[i].at) {
				t.Fatalf("row %d of %v became %s", i, page[i].at, s.Row.RatedAt)
			}
		}
		// No two badges for one case.
		var ids []string
		for _, s := range first {
			if s.Case != "" {
				ids = append(ids, s.Case)
			}
		}
		slices.Sort(ids)
		if len(slices.Compact(slices.Clone(ids))) != len(ids) {
			t.Fatalf("a case twice: %v", ids)
		}
		// The order of either list means nothing.
		req.Rows = rapid.Permutation(rows).Draw(t, "json order")
		order := rapid.Permutation(indexes(len(sightings))).Draw(t, "screen order")
		req.Sightings = nil
		for _, i := range order {
			req.Sightings = append(req.Sightings, sightings[i])
		}
		for n, s := range See(tb, nil, req) {
			if diff := cmp.Diff(first[order[n]], s); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestWithTheWholeAnswerEveryRowOfItsOwnOrderIsRight(t *testing.T) {
	tb := tables(t)
	rapid.Check(t, func(t *rapid.T) {
		page, sightings, _ := world(t)
		req := request(sightings...)
		for i, tr := range page {
			req.Rows = append(req.Rows, Row{
				Order: tr.order, Item: tr.item, Feed: strconv.Itoa(i + 1), Product: "示例 保温杯", RatedAt: tr.at.Format(time.RFC3339),
			})
		}
		for i, s := range See(tb, nil, req) {
			if s.Case != "" && s.Row.Item != page[i].item {
				t.Fatalf("item %s became %s", page[i].item, s.Case)
			}
			if len(sightings[i].Fields["item"].Values) == 1 && !s.Joined {
				t.Fatalf("row %d was refused: %s", i, s.Refused)
			}
		}
	})
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func FuzzSee(f *testing.F) {
	req := request(
		onScreen("k1", orderA, itemA, ratedAt),
		onScreen("k2", orderA, "", ratedAt).with("append_at", "收货后5天").with("actions", "追评回复", "评价回复"),
		onScreen("k3", orderB, itemB, ratedAt).with("text", "一", "二").with("append_at", "2026-07-14 08:30"),
	)
	req.Rows, _ = Rows(answer(review(orderA, itemB, ratedAt), review(orderB, itemB, ratedAt)))
	seed, err := json.Marshal(req)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"site":"taobao-","now":"2026-07-14T00:00:00Z","sightings":[{"fields":null},{"fields":{"order":{"values":[" 1\n"]}}}],"rows":[{}]}`))
	tb := tables(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var req SeeRequest
		if json.Unmarshal(data, &req) != nil {
			return
		}
		seen := See(tb, nil, req)
		if len(seen) != len(req.Sightings) {
			t.Fatalf("%d answers for %d rows", len(seen), len(req.Sightings))
		}
		for i, s := range seen {
			if s.Key != req.Sightings[i].Key {
				t.Fatal("keys moved")
			}
			if (s.Badge == nil) != (s.Refused != "") {
				t.Fatalf("badge %v, refused %q", s.Badge, s.Refused)
			}
			if s.Badge != nil && (!isDigits(s.Row.Order) || !isDigits(s.Row.Item)) {
				t.Fatalf("%+v", s.Row)
			}
		}
	})
}
