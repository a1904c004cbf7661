package cases

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompensationThatNamesTheReviewIsLinked(t *testing.T) {
	for why, linked := range map[string]bool{
		"外壳开裂，退一部分":       false,
		"改好评后退十元":         true,
		"买家愿意删掉差评":        true,
		"补偿和评价没有关系，杯盖少发了": false,
		"": false,
	} {
		body, err := json.Marshal(CompensationBody{Amount: "10", Form: "现金", Why: why})
		if err != nil {
			t.Fatal(err)
		}
		s := Fold([]Event{{ID: "a", Case: "taobao:1:2", Kind: Compensation, At: "2026-11-22T10:00:00+08:00", Seq: 1, Body: body}}, nil)
		want := []string{}
		if linked {
			want = []string{"a"}
		}
		if diff := cmp.Diff(want, s.LinkedCompensations()); diff != "" {
			t.Errorf("%q: %s", why, diff)
		}
	}
}

func TestAnUntouchedBadReviewWaitsUntilSomebodyTouchesIt(t *testing.T) {
	const rated = "2026-11-22T10:00:00+08:00"
	review := func(rating, sentiment string) Event {
		body, err := json.Marshal(ReviewBody{Platform: "taobao", Order: "1", Item: "2", Rating: rating, Sentiment: sentiment, RatedAt: rated})
		if err != nil {
			t.Fatal(err)
		}
		return Event{ID: "a", Case: "taobao:1:2", Kind: ReviewSeen, At: rated, Seq: 1, Body: body}
	}
	note := Event{ID: "b", Case: "taobao:1:2", Kind: Note, At: rated, Seq: 2, Body: json.RawMessage(`{"text":"问了"}`)}
	for name, c := range map[string]struct {
		events []Event
		want   string
	}{
		"bad":                        {[]Event{review("bad", "")}, rated},
		"negative, rating unknown":   {[]Event{review("", "negative")}, rated},
		"good though it reads badly": {[]Event{review("good", "negative")}, ""},
		"touched":                    {[]Event{review("bad", ""), note}, ""},
	} {
		if got := Fold(c.events, nil).waiting(); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
