package clock

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// progress ranks the states a window passes through as time goes by.
var progress = []State{Open, Soon, Urgent, Over}

// anyInput draws an input whose times lie around rated.
func anyInput(t *rapid.T) Input {
	moment := func(name string) string {
		if rapid.Bool().Draw(t, "has "+name) {
			return at(time.Duration(rapid.IntRange(-90*86400, 90*86400).Draw(t, name)) * time.Second)
		}
		return ""
	}
	in := Input{
		Platform:        rapid.SampledFrom(platforms).Draw(t, "platform"),
		Now:             at(time.Duration(rapid.IntRange(0, 60*86400).Draw(t, "now")) * time.Second),
		Rating:          rapid.SampledFrom([]string{"", "unknown", "good", "neutral", "bad"}).Draw(t, "rating"),
		RatedAt:         moment("rated"),
		Edited:          rapid.Bool().Draw(t, "edited"),
		Explained:       rapid.Bool().Draw(t, "explained"),
		Appended:        rapid.Bool().Draw(t, "appended"),
		AppendedAt:      moment("appended_at"),
		SuccessAt:       moment("success"),
		PaidAt:          moment("paid"),
		ShippedAt:       moment("shipped"),
		RefundAt:        moment("refund"),
		RefundAgreedAt:  moment("agreed"),
		RefundRefusedAt: moment("refused"),
		ReturnShippedAt: moment("returned"),
		ShipPromiseH:    rapid.Float64Range(0, 1000).Draw(t, "promise"),
		Tips: rapid.SliceOfN(rapid.SampledFrom([]string{
			"还有27天可回复", "还有1天可回复", "追评回复:还有3小时可回复", "已超过回复期限", "追评回复:已超过回复期限", "还有5天可修改评价", "胡说",
		}), 0, 3).Draw(t, "tips"),
	}
	if rapid.Bool().Draw(t, "has amount") {
		in.Amount = yuan(rapid.Float64Range(0, 1e6).Draw(t, "amount"))
	}
	if rapid.Bool().Draw(t, "has both") {
		in.BothRated = yes(rapid.Bool().Draw(t, "both"))
	}
	return in
}

func TestWindowsOnlyGoForwardAndNeverMove(t *testing.T) {
	tb := tables(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		read, err := time.Parse(time.RFC3339, in.Now)
		if err != nil {
			t.Fatal(err)
		}
		earlier := read.Add(time.Duration(rapid.Int64Range(0, 100*day).Draw(t, "first")) * time.Second)
		later := earlier.Add(time.Duration(rapid.Int64Range(0, 300*day).Draw(t, "then")) * time.Second)
		before, err := tb.WindowsAt(in, earlier)
		if err != nil {
			t.Fatal(err)
		}
		after, err := tb.WindowsAt(in, later)
		if err != nil {
			t.Fatal(err)
		}
		if len(before) != len(after) {
			t.Fatalf("%d windows became %d", len(before), len(after))
		}
		for i, b := range before {
			a := after[i]
			if a.Kind != b.Kind || a.Closes != b.Closes || a.Opens != b.Opens || a.Basis != b.Basis {
				t.Fatalf("moved: %+v then %+v", b, a)
			}
			from, to := slices.Index(progress, b.State), slices.Index(progress, a.State)
			if from < 0 && a.State != b.State || from > to {
				t.Fatalf("%s went from %s to %s", b.Kind, b.State, a.State)
			}
		}
	})
}

func TestOpenAtTheClosingSecondAndOverOneLater(t *testing.T) {
	tb := tables(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		ws, err := tb.Windows(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range ws {
			if !w.live() {
				continue
			}
			closes, err := time.Parse(time.RFC3339, w.Closes)
			if err != nil {
				t.Fatal(err)
			}
			for offset, want := range map[time.Duration]State{0: Urgent, time.Second: Over} {
				later, err := tb.WindowsAt(in, closes.Add(offset))
				if err != nil {
					t.Fatal(err)
				}
				i := slices.IndexFunc(later, func(l Window) bool { return l.Kind == w.Kind })
				if later[i].State != want {
					t.Fatalf("%s is %s %v after its end", w.Kind, later[i].State, offset)
				}
				if remains := later[i].RemainingS; (remains != nil) != (offset == 0) || remains != nil && *remains != 0 {
					t.Fatalf("%s has %v seconds left %v after its end", w.Kind, remains, offset)
				}
			}
		}
	})
}

func FuzzWindows(f *testing.F) {
	for _, in := range []Input{
		{Platform: Taobao, Now: rated, RatedAt: rated, Rating: "bad", Tips: []string{"还有27天可回复"}},
		{Platform: JD, Now: rated, PaidAt: rated, ShipPromiseH: 1e308, Amount: yuan(5)},
		{Platform: Tmall, Now: "9900-01-01T00:00:00Z", SuccessAt: "1970-01-02T00:00:00Z", Tips: []string{":", "还有9天", "已超过期限", "无法"}},
	} {
		seed, err := json.Marshal(in)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	tb := tables(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var in Input
		if json.Unmarshal(data, &in) != nil {
			return
		}
		ws, err := tb.Windows(in)
		if err != nil {
			return
		}
		rank := -1
		for _, w := range ws {
			if w.Kind.rank() <= rank {
				t.Fatalf("%s is out of order", w.Kind)
			}
			rank = w.Kind.rank()
			if w.live() != (w.RemainingS != nil) || w.live() && (w.Closes == "" || *w.RemainingS < 0) {
				t.Fatalf("%+v", w)
			}
			if w.State == None && w.Why == "" || w.Source.Title == "" {
				t.Fatalf("%+v", w)
			}
		}
		now, err := time.Parse(time.RFC3339, in.Now)
		if err != nil {
			t.Fatal(err)
		}
		if b := Pressing(ws, in, "negative", now); b != nil && (b.Text == "" || b.Label == "") {
			t.Fatalf("%+v", b)
		}
	})
}
