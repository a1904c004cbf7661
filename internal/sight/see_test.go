package sight

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pingban/internal/clock"
)

func TestARowOnScreenAloneSuffices(t *testing.T) {
	s := see(t, request(onScreen("k1", orderA, itemA, ratedAt)))[0]
	want := &Row{
		Platform: clock.Taobao, Order: orderA, Item: itemA, Buyer: "王**", Product: "示例 保温杯", Text: "杯盖漏水",
		RatedAt: "2026-07-13T11:45:00+08:00", Sentiment: "negative",
		Tips: []string{"还有27天可回复"}, Actions: []string{"评价回复", "投诉评价"},
	}
	if diff := cmp.Diff(want, s.Row); diff != "" {
		t.Error(diff)
	}
	if s.Key != "k1" || s.Case != "taobao:"+orderA+":"+itemA || s.Joined || s.Refused != "" {
		t.Errorf("got %+v", s)
	}
	if s.Badge == nil || s.Badge.Kind != clock.BuyerEdit || s.Badge.Closes != "2026-08-12T11:45:00+08:00" {
		t.Errorf("badge %+v", s.Badge)
	}
	sources := map[string]string{
		"order": "order-label", "rated_at": "rated-label", "item": "item-link", "platform": "link-host", "product": "product-link",
		"buyer": "buyer-mask", "sentiment": "sentiment-label", "text": "text-span", "tips": "tip-line", "actions": "action-label",
	}
	if diff := cmp.Diff(sources, s.Sources); diff != "" {
		t.Error(diff)
	}
}

func TestJSONAddsTheSecondsAndTheFeed(t *testing.T) {
	req := request(onScreen("k1", orderA, itemA, ratedAt))
	req.Rows = jsonRows(t, review(orderB, itemB, ratedAt), review(orderA, itemA, ratedAt))
	s := see(t, req)[0]
	if !s.Joined || s.Row.Feed != "1400000000001" || s.Row.RatedAt != "2026-07-13T11:45:09+08:00" || s.Sources["rated_at"] != "json" {
		t.Errorf("got %+v", s)
	}
	if s.Badge == nil || s.Badge.Closes != "2026-08-12T11:45:09+08:00" {
		t.Errorf("badge %+v", s.Badge)
	}
}

func TestARowThatIsNotSureIsRefused(t *testing.T) {
	row := onScreen("k1", orderA, itemA, ratedAt)
	tests := []struct {
		name string
		row  Sighting
		json []obj
		want Reason
	}{
		{"no order", row.with("order"), nil, NoOrder},
		{"an order that is none", row.with("order", "12ab"), nil, NoOrder},
		{"two orders", row.with("order", orderA, orderB), nil, TwoOrders},
		{"no date", row.with("rated_at"), nil, NoDate},
		{"no date, whatever JSON says", row.with("rated_at"), []obj{review(orderA, itemA, ratedAt)}, NoDate},
		{"two dates", row.with("rated_at", "2026-07-13 11:45", "2026-07-14 11:45"), nil, TwoDates},
		{"a day that does not exist", row.with("rated_at", "2026-02-30 11:45"), nil, BadDate},
		{"a date in words", row.with("rated_at", "昨天"), nil, BadDate},
		{"a future date", row.with("rated_at", "2027-07-13 11:45"), nil, FutureDate},
		{"an append before the review", row.with("append_at", "2026-07-12 11:45"), nil, BadDate},
		{"an append to come", row.with("append_at", "2027-07-12 11:45"), nil, FutureDate},
		{"two items", row.with("item", itemA, itemB), nil, TwoItems},
		{"an item that is none", row.with("item", "x"), nil, NoItem},
		{"no item", row.with("item"), nil, NoItem},
		{"no item, JSON of another minute", row.with("item"), []obj{review(orderA, itemA, ratedAt.Add(time.Minute))}, NoItem},
		{"no item, two lines of the order", row.with("item"), []obj{review(orderA, itemA, ratedAt), review(orderA, itemB, ratedAt)}, Ambiguous},
		{"JSON has another minute", row, []obj{review(orderA, itemA, ratedAt.Add(-time.Hour))}, Disagree},
		{"JSON has this and another minute", row, []obj{review(orderA, itemA, ratedAt), review(orderA, itemA, ratedAt.Add(time.Hour))}, Disagree},
		{"JSON has another sentiment", row.with("sentiment", "正面评价"), []obj{review(orderA, itemA, ratedAt)}, Disagree},
		{"JSON knows of no append", row.with("append_at", "收货后5天"), []obj{review(orderA, itemA, ratedAt)}, Disagree},
		{"no item, JSON of another product", row.with("item").with("product", "示例 雨伞"), []obj{review(orderA, itemA, ratedAt)}, Disagree},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req := request(tt.row)
			for _, r := range tt.json {
				req.Rows = append(req.Rows, jsonRows(t, r)...)
			}
			s := see(t, req)[0]
			if s.Refused != tt.want || s.Badge != nil || s.Case != "" || s.Row != nil {
				t.Errorf("refused %q, want %q: %+v", s.Refused, tt.want, s)
			}
		})
	}
}

func TestTwoJSONReviewsOfTheSameCaseAreAmbiguous(t *testing.T) {
	req := request(onScreen("k1", orderA, itemA, ratedAt))
	one := jsonRows(t, review(orderA, itemA, ratedAt))[0]
	other := one
	other.Feed = "1400000000009"
	req.Rows = []Row{one, other}
	if s := see(t, req)[0]; s.Refused != Ambiguous {
		t.Errorf("got %+v", s)
	}
	req.Rows = []Row{one, one} // one review that came in two answers
	if s := see(t, req)[0]; s.Refused != "" || !s.Joined {
		t.Errorf("got %+v", s)
	}
}

func TestTheItemComesFromTheOnlyJSONRowOfTheMinute(t *testing.T) {
	req := request(onScreen("k1", orderA, "", ratedAt))
	req.Rows = jsonRows(t, review(orderA, itemA, ratedAt), review(orderB, itemB, ratedAt))
	s := see(t, req)[0]
	if s.Case != "taobao:"+orderA+":"+itemA || s.Sources["item"] != "json" || !s.Joined {
		t.Errorf("got %+v", s)
	}
}

func TestAPartialAnswerDoesNotLendItsItemToAnotherLine(t *testing.T) {
	named, unnamed := onScreen("k1", orderA, itemA, ratedAt), onScreen("k2", orderA, "", ratedAt)
	req := request(named, unnamed)
	req.Rows = jsonRows(t, review(orderA, itemA, ratedAt))
	got := see(t, req)
	if got[0].Refused != "" || got[1].Refused != NoItem {
		t.Errorf("got %q and %q", got[0].Refused, got[1].Refused)
	}
	req.Sightings = []Sighting{unnamed, onScreen("k3", orderA, "", ratedAt)}
	got = see(t, req)
	if got[0].Refused != Ambiguous || got[1].Refused != Ambiguous {
		t.Errorf("got %q and %q", got[0].Refused, got[1].Refused)
	}
}

func TestTwoReviewsOfOneOrderAreTwoCases(t *testing.T) {
	got := see(t, request(onScreen("k1", orderA, itemA, ratedAt), onScreen("k2", orderA, itemB, ratedAt)))
	if got[0].Badge == nil || got[1].Badge == nil || got[0].Case == got[1].Case {
		t.Errorf("got %+v", got)
	}
}

func TestTheSameCaseTwiceOnScreenIsRefusedEverywhere(t *testing.T) {
	got := see(t, request(
		onScreen("k1", orderA, itemA, ratedAt),
		onScreen("k2", orderB, itemA, ratedAt),
		onScreen("k3", orderA, itemA, ratedAt.Add(time.Hour)),
		onScreen("k4", orderB, itemB, ratedAt).with("rated_at"),
		onScreen("k5", orderB, itemB, ratedAt),
	))
	want := []Reason{Duplicate, "", Duplicate, NoDate, Duplicate}
	for i, s := range got {
		if s.Refused != want[i] {
			t.Errorf("%s: %q, want %q", s.Key, s.Refused, want[i])
		}
	}
}

func TestThePlatformIsTheSettingThenTheLinkThenTaobao(t *testing.T) {
	row := onScreen("k1", orderA, itemA, ratedAt)
	tests := []struct {
		setting string
		row     Sighting
		link    string
		want    string
	}{
		{"", row.with("link_host", "detail.tmall.com"), "", clock.Tmall},
		{clock.Taobao, row.with("link_host", "detail.tmall.com"), "", clock.Taobao},
		{clock.Tmall, row, "", clock.Tmall},
		{"", row.with("link_host"), "//detail.tmall.com/item.htm", clock.Tmall},
		{"", row.with("link_host"), "", clock.Taobao},
		{"nowhere", row.with("link_host", "evil.example"), "", clock.Taobao},
	}
	for _, tt := range tests {
		req := request(tt.row)
		req.Platform = tt.setting
		if tt.link != "" {
			r := review(orderA, itemA, ratedAt)
			r["itemInfo"].(obj)["link"] = tt.link
			req.Rows = jsonRows(t, r)
		}
		s := see(t, req)[0]
		if s.Row == nil || s.Row.Platform != tt.want || s.Clock.Platform != tt.want || s.Case != "taobao:"+orderA+":"+itemA {
			t.Errorf("setting %q: %+v", tt.setting, s)
		}
	}
}

func TestTheRatingIsTheFiltersThenTheAgents(t *testing.T) {
	facts := func(id string) *Facts {
		if id != "taobao:"+orderA+":"+itemA {
			t.Errorf("asked for %s", id)
		}
		return &Facts{Rating: "bad"}
	}
	req := request(onScreen("k1", orderA, itemA, ratedAt))
	for filter, want := range map[string]string{"": "bad", "neutral": "neutral", "五星": "bad"} {
		req.Rating = filter
		if got := See(tables(t), facts, req)[0].Clock.Rating; got != want {
			t.Errorf("filter %q: %q, want %q", filter, got, want)
		}
	}
}

func TestARecordOnTheRowUsesItsWindowUp(t *testing.T) {
	row := onScreen("k1", orderA, itemA, ratedAt).with("tips")
	for label, kind := range map[string]clock.Kind{
		"评价回复记录": clock.Explain, "投诉评价记录": clock.Complain, "追评回复记录": clock.ExplainAppend,
	} {
		s := see(t, request(row.with("actions", label)))[0]
		if w := windowOf(s, kind); w == nil || w.State != clock.Done {
			t.Errorf("%s: %s is %+v", label, kind, w)
		}
	}
	s := see(t, request(row.with("complaint", "投诉成立")))[0]
	if w := windowOf(s, clock.Complain); w == nil || w.State != clock.Done {
		t.Errorf("a complaint upheld: %+v", w)
	}
}

func TestWhichReplyATipSpeaksOf(t *testing.T) {
	const left, closed = "还有9天可回复", "已超过回复期限"
	tests := []struct {
		name          string
		tips, actions []string
		append        bool
		want          []string
	}{
		{"a review", []string{left}, []string{replyReview}, false, []string{left}},
		{"a review with no action left", []string{closed}, nil, false, []string{closed}},
		{"closed in place of an action", nil, []string{closed, "投诉评价"}, false, []string{closed}},
		{"said twice", []string{closed}, []string{closed}, false, []string{closed}},
		{"an append", []string{left}, []string{replyAppend, "投诉评价"}, true, []string{"追评回复:" + left}},
		{"an append, only the review can be answered", []string{left}, []string{replyReview}, true, []string{"评价回复:" + left}},
		{"both, in order", []string{left, "还有20天可回复"}, []string{replyReview, replyAppend}, true, []string{"评价回复:" + left, "追评回复:还有20天可回复"}},
		{"both, one tip: cannot be told", []string{left}, []string{replyReview, replyAppend}, true, nil},
		{"two tips, one action: cannot be told", []string{left, closed}, []string{replyReview}, false, nil},
		{"an append closed", []string{closed}, nil, true, []string{"评价回复:" + closed, "追评回复:" + closed}},
		{"an append, days left and nothing offered", []string{left}, nil, true, nil},
		{"another tip is left as it is", []string{"还有3天可修改评价", left}, []string{replyAppend}, true, []string{"还有3天可修改评价", "追评回复:" + left}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := addressed(tt.tips, tt.actions, tt.append); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAnAppendFeedsItsOwnWindow(t *testing.T) {
	row := onScreen("k1", orderA, itemA, ratedAt).with("actions", "追评回复", "投诉评价", "投诉追评")
	s := see(t, request(row.with("append_at", "收货后5天").with("append_text", "用了五天坏了")))[0]
	if diff := cmp.Diff(&Append{Text: "用了五天坏了", Days: 5}, s.Row.Append); diff != "" {
		t.Error(diff)
	}
	if w := windowOf(s, clock.ExplainAppend); w == nil || w.Basis != clock.ByPlatform || w.State != clock.Open {
		t.Errorf("from the tip: %+v", w)
	}
	s = see(t, request(row.with("append_at", "收货后 5 天").with("tips")))[0]
	if w := windowOf(s, clock.ExplainAppend); w == nil || w.State != clock.Unknown {
		t.Errorf("without the tip: %+v", w)
	}
	s = see(t, request(row.with("append_at", "2026-07-14 08:30").with("tips").with("text", "初评", "追评")))[0]
	if w := windowOf(s, clock.ExplainAppend); w == nil || w.Closes != "2026-08-13T08:30:00+08:00" {
		t.Errorf("with a date: %+v", w)
	}
	if s.Row.Text != "初评" || s.Row.Append.Text != "追评" {
		t.Errorf("texts: %+v", s.Row)
	}
}

func TestNothingToSayIsUnderstoodAllTheSame(t *testing.T) {
	row := onScreen("k1", orderA, itemA, ratedAt).with("actions", "评价回复记录", "投诉评价记录").with("tips").with("sentiment", "正面评价")
	s := see(t, request(row))[0]
	if s.Refused != NothingToSay || s.Badge != nil || s.Row == nil || s.Case == "" || len(s.Windows) == 0 {
		t.Errorf("got %+v", s)
	}
}

func TestARequestForNoSiteIsRefused(t *testing.T) {
	for _, change := range []func(*SeeRequest){
		func(r *SeeRequest) { r.Site = "ebay-reviews" },
		func(r *SeeRequest) { r.Now = "now" },
	} {
		req := request(onScreen("k1", orderA, itemA, ratedAt))
		change(&req)
		if s := see(t, req)[0]; s.Refused != UnknownSite || s.Key != "k1" {
			t.Errorf("got %+v", s)
		}
	}
	if got := see(t, request()); got == nil || len(got) != 0 {
		t.Errorf("no rows: %v", got)
	}
}

func TestWhereTheWordsDifferTheScreensCount(t *testing.T) {
	tests := map[string]struct{ shown, said, text, source string }{
		"the same":                   {"物流太慢", "物流太慢", "物流太慢", "json"},
		"folded":                     {"物流太慢，等了", "物流太慢，等了一周 还没到", "物流太慢，等了一周 还没到", "json"},
		"an emoji that is a picture": {"物流太慢等了一周", "物流太慢😡等了一周", "物流太慢😡等了一周", "json"},
		"breaks shown as spaces":     {"物流太慢 等了一周", "物流太慢\n等了一周", "物流太慢\n等了一周", "json"},
		"edited since":               {"用了一周就坏了", "物流太慢", "用了一周就坏了", "test-text"},
		"nothing on screen":          {"", "物流太慢", "物流太慢", "json"},
		"nothing in the answer":      {"物流太慢", "", "物流太慢", "test-text"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			row := onScreen("k1", orderA, itemA, ratedAt).with("text")
			if test.shown != "" {
				row = row.with("text", test.shown)
			}
			req := request(row)
			req.Rows = jsonRows(t, review(orderA, itemA, ratedAt))
			req.Rows[0].Text = test.said
			got := see(t, req)[0]
			if got.Row == nil || got.Row.Text != test.text || got.Sources["text"] != test.source {
				t.Errorf("see = %+v from %q, want %q from %q", got.Row, got.Sources["text"], test.text, test.source)
			}
		})
	}
}
