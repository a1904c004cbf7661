package clock

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const rated = "2026-03-01T10:00:00+08:00"

// at is a moment after rated.
func at(d time.Duration) string {
	t, err := time.Parse(time.RFC3339, rated)
	if err != nil {
		panic(err)
	}
	return t.Add(d).In(CST).Format(time.RFC3339)
}

const days = 24 * time.Hour

func tables(t interface {
	Helper()
	Fatal(...any)
}) *Tables {
	t.Helper()
	tb, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

func window(t *testing.T, in Input, kind Kind) *Window {
	t.Helper()
	if in.Now == "" {
		in.Now = at(1 * days)
	}
	ws, err := tables(t).Windows(in)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ws {
		if ws[i].Kind == kind {
			return &ws[i]
		}
	}
	return nil
}

func yuan(f float64) *float64 { return &f }
func yes(b bool) *bool        { return &b }

func TestEveryWindowDoesWhatItsExamplesSay(t *testing.T) {
	if err := tables(t).CheckExamples(); err != nil {
		t.Error(err)
	}
}

func TestOneWindow(t *testing.T) {
	tests := []struct {
		name string
		in   Input
		kind Kind
		want Want
	}{
		{"taobao neutral may become good", Input{Platform: Taobao, Rating: "neutral", RatedAt: rated}, BuyerEdit,
			Want{State: Open, Basis: Computed, Closes: at(30 * days), Allowed: []string{"good"}}},
		{"taobao bad to neutral is disputed", Input{Platform: Taobao, Rating: "bad", RatedAt: rated}, BuyerEdit,
			Want{State: Open, Allowed: []string{"good"}, Disputed: []string{"neutral"}}},
		{"taobao bad may be deleted", Input{Platform: Taobao, Rating: "bad", RatedAt: rated}, BuyerDelete,
			Want{State: Open, Closes: at(30 * days), Allowed: []string{"delete"}}},
		{"a good review is never edited", Input{Platform: Taobao, Rating: "good", RatedAt: rated}, BuyerEdit, Want{State: None}},
		{"a good review is never deleted", Input{Platform: Taobao, Rating: "good", RatedAt: rated}, BuyerDelete, Want{State: None}},
		{"a review edited to good is used up", Input{Platform: Taobao, Rating: "good", RatedAt: rated, Edited: true}, BuyerEdit, Want{State: Done}},
		{"edited uses up deleting too", Input{Platform: Taobao, Rating: "bad", RatedAt: rated, Edited: true}, BuyerDelete, Want{State: Done}},
		{"tmall reviews are never edited", Input{Platform: Tmall, Rating: "bad", RatedAt: rated}, BuyerEdit, Want{State: None}},
		{"jd reviews are never edited", Input{Platform: JD, Rating: "bad", RatedAt: rated}, BuyerEdit, Want{State: None}},
		{"jd reviews may be deleted", Input{Platform: JD, RatedAt: rated}, BuyerDelete,
			Want{State: Open, Closes: at(30 * days), Allowed: []string{"delete"}}},
		{"no rating time, no window", Input{Platform: Taobao, Rating: "bad"}, BuyerEdit, Want{Absent: true}},
		{"a tmall order not yet rated shows no edit", Input{Platform: Tmall, PaidAt: rated}, BuyerEdit, Want{Absent: true}},

		{"append 180 days from success", Input{Platform: Tmall, SuccessAt: rated}, Append, Want{State: Open, Closes: at(180 * days)}},
		{"mutual review 15 days", Input{Platform: Taobao, SuccessAt: rated}, MutualReview, Want{State: Open, Closes: at(15 * days)}},
		{"aftersale 15 days", Input{Platform: JD, SuccessAt: rated}, Aftersale, Want{State: Open, Closes: at(15 * days)}},
		{"invoice 10 days", Input{Platform: Tmall, SuccessAt: rated}, Invoice, Want{State: Open, Closes: at(10 * days)}},

		{"soon at 24 hours left", Input{Platform: Taobao, RatedAt: rated, Now: at(29 * days)}, Explain, Want{State: Soon}},
		{"open one second before that", Input{Platform: Taobao, RatedAt: rated, Now: at(29*days - time.Second)}, Explain, Want{State: Open}},
		{"urgent at 2 hours left", Input{Platform: Taobao, RatedAt: rated, Now: at(30*days - 2*time.Hour)}, Explain, Want{State: Urgent}},
		{"soon one second before that", Input{Platform: Taobao, RatedAt: rated, Now: at(30*days - 2*time.Hour - time.Second)}, Explain, Want{State: Soon}},
		{"parts of a second do not count", Input{Platform: Taobao, RatedAt: "2026-03-01T10:00:00.001+08:00", Now: "2026-03-31T10:00:00.999+08:00"}, Explain, Want{State: Urgent, Closes: at(30 * days)}},
		{"another offset is the same moment", Input{Platform: Taobao, RatedAt: "2026-03-01T02:00:00Z"}, Explain, Want{Closes: at(30 * days)}},
		{"explained", Input{Platform: Taobao, RatedAt: rated, Explained: true, Now: at(40 * days)}, Explain, Want{State: Done}},

		{"append known to the second", Input{Platform: Taobao, RatedAt: rated, Appended: true, AppendedAt: at(2 * days), Now: at(3 * days)}, ExplainAppend,
			Want{State: Open, Basis: Computed, Closes: at(32 * days)}},
		{"append at an unknown time", Input{Platform: Taobao, RatedAt: rated, Appended: true}, ExplainAppend, Want{State: Unknown, Basis: BasisNone}},
		{"no append", Input{Platform: Taobao, RatedAt: rated}, ExplainAppend, Want{Absent: true}},
		{"append explained", Input{Platform: Taobao, RatedAt: rated, Appended: true, ExplainedAppend: true}, ExplainAppend, Want{State: Done}},

		{"complain needs both ratings on taobao", Input{Platform: Taobao, RatedAt: rated, BothRated: yes(false)}, Complain, Want{State: None}},
		{"complain with both ratings", Input{Platform: Taobao, RatedAt: rated, BothRated: yes(true)}, Complain, Want{State: Open, Closes: at(30 * days)}},
		{"complain on tmall does not need them", Input{Platform: Tmall, RatedAt: rated, BothRated: yes(false)}, Complain, Want{State: Open}},

		{"ship in 48 hours, 5 percent", Input{Platform: Taobao, PaidAt: rated, Amount: yuan(199.9)}, Ship,
			Want{State: Soon, Closes: at(2 * days), Cost: yuan(10)}},
		{"ship cost at least 5", Input{Platform: Tmall, PaidAt: rated, Amount: yuan(1)}, Ship, Want{Cost: yuan(5)}},
		{"ship cost at most 30 on taobao", Input{Platform: Taobao, PaidAt: rated, Amount: yuan(1500)}, Ship, Want{Cost: yuan(30)}},
		{"ship cost at most 50 on tmall", Input{Platform: Tmall, PaidAt: rated, Amount: yuan(1500)}, Ship, Want{Cost: yuan(50)}},
		{"ship cost to the cent", Input{Platform: Tmall, PaidAt: rated, Amount: yuan(333.33)}, Ship, Want{Cost: yuan(16.67)}},
		{"the item's promise comes first", Input{Platform: Taobao, PaidAt: rated, ShipPromiseH: 0.5, Now: rated}, Ship, Want{State: Urgent, Closes: at(30 * time.Minute)}},
		{"shipped in time owes nothing", Input{Platform: Taobao, PaidAt: rated, ShippedAt: at(2 * days), Amount: yuan(100)}, Ship, Want{State: Done, NoCost: true}},
		{"shipped late is over and costs", Input{Platform: Taobao, PaidAt: rated, ShippedAt: at(2*days + time.Second), Amount: yuan(100)}, Ship, Want{State: Over, Cost: yuan(5)}},
		{"no amount, no cost", Input{Platform: Taobao, PaidAt: rated}, Ship, Want{NoCost: true}},
		{"no cost on jd", Input{Platform: JD, PaidAt: rated, Amount: yuan(100)}, Ship, Want{Closes: at(2 * days), NoCost: true}},
		{"shipped without a payment time says nothing", Input{Platform: Taobao, ShippedAt: rated}, Ship, Want{Absent: true}},

		{"refund refused", Input{Platform: Taobao, RefundAt: rated, RefundRefusedAt: at(days)}, RefundUnshipped, Want{State: Done}},
		{"refund clock stopped", Input{Platform: Taobao, RefundRefusedAt: rated, Intervened: true}, RefundRefused, Want{State: Unknown, Basis: BasisNone}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := window(t, tt.in, tt.kind)
			if w == nil {
				if !tt.want.Absent {
					t.Fatal("no such window")
				}
				return
			}
			if reason := tt.want.differs(*w); reason != "" {
				t.Errorf("%s: %+v", reason, *w)
			}
			if w.State == None && w.Why == "" {
				t.Error("none without a why")
			}
		})
	}
}

func TestUnknownRatingShowsBothKindsWithWhy(t *testing.T) {
	for _, rating := range []string{"", "unknown"} {
		for _, kind := range []Kind{BuyerEdit, BuyerDelete} {
			w := window(t, Input{Platform: Taobao, Rating: rating, RatedAt: rated}, kind)
			if w == nil || w.State != Open || w.Why == "" {
				t.Errorf("rating %q: %s is %+v", rating, kind, w)
			}
		}
	}
}

func TestWindowsComeInTheOrderOfKinds(t *testing.T) {
	ws, err := tables(t).Windows(Input{
		Platform: Taobao, Now: at(days), RatedAt: rated, SuccessAt: rated, PaidAt: rated, AppendedAt: rated, RefundAt: rated,
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []Kind
	for _, w := range ws {
		got = append(got, w.Kind)
	}
	want := slices.DeleteFunc(slices.Clone(Kinds), func(k Kind) bool {
		return k == RefundShipped || k == RefundReturn || k == RefundReceive || k == RefundRefused
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNothingKnownGivesAnEmptyList(t *testing.T) {
	ws, err := tables(t).Windows(Input{Platform: Taobao, Now: rated})
	if err != nil || ws == nil || len(ws) != 0 {
		t.Errorf("got %v, %v", ws, err)
	}
}

func TestBadInputNamesTheField(t *testing.T) {
	for field, in := range map[string]Input{
		"platform":          {Platform: "pdd", Now: rated},
		"now":               {Platform: Taobao},
		"rating":            {Platform: Taobao, Now: rated, Rating: "差评"},
		"rated_at":          {Platform: Taobao, Now: rated, RatedAt: "2026-03-01 10:00"},
		"appended_at":       {Platform: Taobao, Now: rated, AppendedAt: "收货后5天"},
		"success_at":        {Platform: Taobao, Now: rated, SuccessAt: "2026-03-01T10:00:00"},
		"paid_at":           {Platform: Taobao, Now: rated, PaidAt: "0000-01-01T00:00:00Z"},
		"shipped_at":        {Platform: Taobao, Now: rated, ShippedAt: "x"},
		"refund_at":         {Platform: Taobao, Now: rated, RefundAt: "9999-12-31T00:00:00Z"},
		"refund_agreed_at":  {Platform: Taobao, Now: rated, RefundAgreedAt: "x"},
		"refund_refused_at": {Platform: Taobao, Now: rated, RefundRefusedAt: "x"},
		"return_shipped_at": {Platform: Taobao, Now: rated, ReturnShippedAt: "x"},
		"ship_promise_h":    {Platform: Taobao, Now: rated, ShipPromiseH: -1},
		"amount":            {Platform: Taobao, Now: rated, Amount: yuan(-0.01)},
	} {
		_, err := tables(t).Windows(in)
		if e, ok := errors.AsType[*FieldError](err); !ok || e.Field != field {
			t.Errorf("%s: error is %v", field, err)
		}
	}
}
