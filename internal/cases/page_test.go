package cases

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pingban/internal/clock"
)

// seenOn gives an event of what a page told, in a case of an order without a review.
func seenOn(n int, page string) Event {
	return accepted(n, "m1", ReviewSeen, "",
		`{"platform":"tmall","order":"2951203765016130001","item":"979536801722","product":"杯子","buyer":"t**3","text":"","page":`+page+`}`)
}

const (
	unshipped = `{"kind":"orders","now":"2026-11-22T10:00:00+08:00","paid_at":"2026-11-21T12:00:00+08:00","amount":600}`
	shipped   = `{"kind":"orders","now":"2026-11-22T12:00:00+08:00","paid_at":"2026-11-21T12:00:00+08:00","shipped_at":"2026-11-22T11:00:00+08:00","amount":600}`
	reply     = `{"kind":"reviews","now":"2026-11-22T10:00:00+08:00","tips":["还有27天可回复"]}`
)

func moment(t *testing.T, rfc3339 string) time.Time {
	t.Helper()
	parsed, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func defaults(t *testing.T) *clock.Tables {
	t.Helper()
	tables, err := clock.Default()
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestAnOrdersShippingClockRunsWhereverItsCaseIsShown(t *testing.T) {
	state := Fold([]Event{seenOn(1, unshipped)}, nil)
	now := moment(t, "2026-11-22T13:00:00+08:00")
	line := state.Line(defaults(t), now)
	if line.Badge == nil || line.Badge.Kind != clock.Ship || line.Badge.State != clock.Soon || line.Badge.Closes != "2026-11-23T12:00:00+08:00" {
		t.Errorf("badge %+v", line.Badge)
	}
	ws, _ := state.Windows(defaults(t), now)
	if len(ws) != 1 || ws[0].Cost == nil || *ws[0].Cost != 30 {
		t.Errorf("5 %% of 600 yuan is owed when it is late; windows %+v", ws)
	}
	due := RemindersOf([]*State{state}, defaults(t), moment(t, "2026-11-22T11:30:00+08:00"), now, Quiet{})
	if len(due.Due) != 1 || due.Next != "2026-11-23T10:00:00+08:00" {
		t.Errorf("reminders %+v", due)
	}
}

func TestAnOrderThatHasLeftNeedsNobody(t *testing.T) {
	tests := []struct {
		name   string
		events []Event
		want   bool
	}{
		{"unshipped", []Event{seenOn(1, unshipped)}, false},
		{"shipped since", []Event{seenOn(1, unshipped), seenOn(2, shipped)}, true},
		{"an old page arrives late", []Event{seenOn(1, shipped), seenOn(2, unshipped)}, true},
		{"shipped, but taken in hand", []Event{seenOn(1, shipped), accepted(2, "m1", Note, "", noteBody("买家要改地址"))}, false},
		{"shipped, and reviewed", []Event{seenOn(1, shipped), seenOn(2, reply)}, false},
		{"a refund is through", []Event{seenOn(1, `{"kind":"refunds","now":"2026-11-22T10:00:00+08:00","ended":true}`)}, true},
		{"a refund is open", []Event{seenOn(1, `{"kind":"refunds","now":"2026-11-22T10:00:00+08:00","refund_at":"2026-11-22T09:00:00+08:00"}`)}, false},
	}
	for _, tt := range tests {
		state := Fold(tt.events, nil)
		if got := state.Done(); got != tt.want {
			t.Errorf("%s: done is %v", tt.name, got)
		}
	}
}

func TestATipCountsFromWhenItWasReadOnEveryScreen(t *testing.T) {
	state := Fold([]Event{seenOn(1, reply)}, nil)
	for _, now := range []string{"2026-11-22T10:00:00+08:00", "2026-12-10T10:00:00+08:00"} {
		ws, badge := state.Windows(defaults(t), moment(t, now))
		if badge == nil || badge.Kind != clock.Explain || badge.Basis != clock.ByPlatform || ws[0].Closes != "2026-12-19T10:00:00+08:00" {
			t.Errorf("%s: badge %+v windows %+v", now, badge, ws)
		}
	}
}

func TestAPageIsReadAsItWasWritten(t *testing.T) {
	page := `{"kind":"orders","now":"2026-11-22T10:00:00+08:00","ended":true,"tips":["还有3天"],"edited":true,"explained":true,` +
		`"explained_append":true,"complained":true,"appended":true,"intervened":true,"both_rated":false,"appended_at":"2026-11-01T10:00:00+08:00",` +
		`"success_at":"2026-11-02T10:00:00+08:00","paid_at":"2026-11-03T10:00:00+08:00","shipped_at":"2026-11-04T10:00:00+08:00","ship_promise_h":24,` +
		`"amount":1.5,"refund_at":"2026-11-05T10:00:00+08:00","refund_agreed_at":"2026-11-06T10:00:00+08:00",` +
		`"refund_refused_at":"2026-11-07T10:00:00+08:00","return_shipped_at":"2026-11-08T10:00:00+08:00"}`
	e := seenOn(1, page)
	strictly, err := strictBody(ReviewSeen, e.Body)
	if err != nil {
		t.Fatal(err)
	}
	loosely := looseBody(ReviewSeen, e.Body)
	if diff := cmp.Diff(strictly, loosely); diff != "" {
		t.Error(diff)
	}
	var keys map[string]any
	raw, err := json.Marshal(strictly.(*ReviewBody).Page)
	if err != nil || json.Unmarshal(raw, &keys) != nil || len(keys) != len(pageKeys) {
		t.Errorf("%d of %d keys came back: %s (%v)", len(keys), len(pageKeys), raw, err)
	}
}

func TestAPageWithAFaultIsRefused(t *testing.T) {
	tests := []struct{ name, page, field string }{
		{"unknown field", `{"kind":"orders","now":"2026-11-22T10:00:00+08:00","address":"x"}`, "body.page.address"},
		{"unknown kind", `{"kind":"ads","now":"2026-11-22T10:00:00+08:00"}`, "body.page.kind"},
		{"no moment", `{"kind":"orders"}`, "body.page.now"},
		{"a moment without an offset", `{"kind":"orders","now":"2026-11-22T10:00:00+08:00","paid_at":"2026-11-22 09:00"}`, "body.page.paid_at"},
		{"a negative amount", `{"kind":"orders","now":"2026-11-22T10:00:00+08:00","amount":-1}`, "body.page.amount"},
		{"a phone number in a tip", `{"kind":"orders","now":"2026-11-22T10:00:00+08:00","tips":["电话13812345678"]}`, "body.page.tips[0]"},
	}
	for _, tt := range tests {
		e := seenOn(1, tt.page)
		e.Seq, e.Actor = 0, ""
		bad, ok := e.Check().(*Invalid)
		if !ok || bad.Field != tt.field {
			t.Errorf("%s: got %v, want a fault of %s", tt.name, e.Check(), tt.field)
		}
	}
}
