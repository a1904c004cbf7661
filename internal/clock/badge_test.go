package clock

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func badge(t *testing.T, in Input, sentiment string) *Badge {
	t.Helper()
	if in.Now == "" {
		in.Now = at(1 * days)
	}
	in.Platform = Taobao
	ws, err := tables(t).Windows(in)
	if err != nil {
		t.Fatal(err)
	}
	now, err := time.Parse(time.RFC3339, in.Now)
	if err != nil {
		t.Fatal(err)
	}
	return Pressing(ws, in, sentiment, now)
}

func TestTheBadgeIsTheMostPressingWindow(t *testing.T) {
	tests := []struct {
		name      string
		in        Input
		sentiment string
		kind      Kind
		text      string
		state     State
	}{
		{"a bad review: the edit first among equals", Input{Rating: "bad", RatedAt: rated, Now: at(18*days + 20*time.Hour + 30*time.Minute)}, "", BuyerEdit, "可改 11天3小时", Open},
		{"rating unknown, sentiment negative", Input{RatedAt: rated, Now: at(18*days + 20*time.Hour)}, "negative", BuyerEdit, "可改 11天4小时 · 若为中差评", Open},
		{"rating unknown, sentiment neutral", Input{Rating: "unknown", RatedAt: rated}, "neutral", BuyerEdit, "可改 29天 · 若为中差评", Open},
		{"rating unknown, sentiment positive: no edit", Input{RatedAt: rated}, "positive", Explain, "解释 29天", Open},
		{"rating unknown, sentiment unknown: no edit", Input{RatedAt: rated}, "", Explain, "解释 29天", Open},
		{"a good review with a negative sentiment: no edit", Input{Rating: "good", RatedAt: rated}, "negative", Explain, "解释 29天", Open},
		{"the platform's own countdown", Input{RatedAt: rated, Now: at(2*days + 17*time.Hour), Tips: []string{"还有27天可回复"}}, "positive", Explain, "解释 27天（平台）", Open},
		{"the platform's number where it counts a begun day", Input{RatedAt: rated, Now: at(19 * time.Hour), Tips: []string{"还有30天可回复"}}, "positive", Explain, "解释 30天（平台）", Open},
		{"explained: the complaint is left", Input{RatedAt: rated, Explained: true}, "positive", Complain, "投诉 29天", Open},
		{"the last hours", Input{RatedAt: rated, Now: at(30*days - 3*time.Hour - 20*time.Minute)}, "", Explain, "解释 3小时20分钟", Soon},
		{"the last minutes", Input{RatedAt: rated, Now: at(30*days - 59*time.Minute)}, "", Explain, "解释 59分钟", Urgent},
		{"the last second", Input{RatedAt: rated, Now: at(30 * days)}, "", Explain, "解释 不到1分钟", Urgent},
		{"all over", Input{RatedAt: rated, Now: at(31 * days)}, "", Explain, "已超期", Over},
		{"over for an unknown time counts last", Input{RatedAt: rated, Now: at(31 * days), Tips: []string{"已超过回复期限"}, AppendedAt: at(20 * days), Appended: true}, "", ExplainAppend, "追评解释 19天", Open},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := badge(t, tt.in, tt.sentiment)
			if b == nil {
				t.Fatal("no badge")
			}
			if b.Kind != tt.kind || b.Text != tt.text || b.State != tt.state {
				t.Errorf("got %s %q %s", b.Kind, b.Text, b.State)
			}
			if !strings.Contains(b.Label, "以平台页面为准") {
				t.Errorf("label does not defer to the page: %s", b.Label)
			}
			if strings.Contains(b.Text, ifBad) != strings.Contains(b.Label, ifBad) {
				t.Errorf("text %q and label %q differ on %s", b.Text, b.Label, ifBad)
			}
			if (b.State == Over) != (b.Next == "") {
				t.Errorf("next is %q", b.Next)
			}
		})
	}
}

func TestAppendWithUnknownStartAndNothingElseIsNoBadge(t *testing.T) {
	if b := badge(t, Input{Appended: true}, "negative"); b != nil {
		t.Errorf("got %+v", *b)
	}
}

func TestOverByTheTipAloneHasNoClosingTime(t *testing.T) {
	b := badge(t, Input{Tips: []string{"已超过回复期限"}}, "")
	if b == nil || b.State != Over || b.Closes != "" || b.Basis != ByPlatform {
		t.Errorf("got %+v", b)
	}
}

func TestLabelIsAWholeSentence(t *testing.T) {
	b := badge(t, Input{RatedAt: rated, Now: at(30*days - 90*time.Minute)}, "negative")
	const want = "若为中差评：买家修改评价马上到期，还剩1小时30分钟，2026-03-31 10:00:00 截止（推算），以平台页面为准。"
	if b.Label != want {
		t.Errorf("got  %s\nwant %s", b.Label, want)
	}
}

func TestAWindowSaysWhatIsLeftAsItsBadgeDoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := Input{
			Platform: Taobao,
			Rating:   rapid.SampledFrom(ratings).Draw(rt, "rating"),
			RatedAt:  rated,
			Now:      at(time.Duration(rapid.Int64Range(0, 29*day).Draw(rt, "seconds")) * time.Second),
		}
		if days := rapid.IntRange(-1, 30).Draw(rt, "tip"); days >= 0 {
			in.Tips = []string{"还有" + strconv.Itoa(days) + "天可回复"}
		}
		ws, err := tables(t).Windows(in)
		if err != nil {
			rt.Fatal(err)
		}
		now, err := time.Parse(time.RFC3339, in.Now)
		if err != nil {
			rt.Fatal(err)
		}
		for _, w := range ws {
			b := Pressing([]Window{w}, in, "", now)
			if b == nil || b.State == Over {
				continue
			}
			if want := names[w.Kind].short + " " + w.Left; w.Left == "" || strings.TrimSuffix(b.Text, "（平台）") != want {
				rt.Fatalf("%s: the badge says %s, the window %q", w.Kind, b.Text, w.Left)
			}
		}
	})
}

func TestNextIsTheFirstMomentTextOrStateDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &candidate{window: &Window{
			Kind:    Explain,
			Basis:   rapid.SampledFrom([]Basis{Computed, ByPlatform}).Draw(t, "basis"),
			RoundUp: rapid.Bool().Draw(t, "up"),
		}}
		left := rapid.OneOf(
			rapid.Int64Range(0, 3*hour),
			rapid.Int64Range(0, 40*day),
			rapid.Map(rapid.Int64Range(0, 40), func(n int64) int64 { return n * day }),
			rapid.Map(rapid.Int64Range(1, 40), func(n int64) int64 { return n*day - 1 }),
		).Draw(t, "left")
		next := c.next(left)
		want := left - 1
		for c.text(want) == c.text(left) && stateOf(want) == stateOf(left) {
			want--
		}
		if next != want {
			t.Fatalf("with %d s left (%s) next is at %d (%s), first difference at %d (%s)", left, c.text(left), next, c.text(next), want, c.text(want))
		}
	})
}

func TestTheMinutesAheadAreGivenAlong(t *testing.T) {
	now := at(30*days - 3*time.Hour - 20*time.Minute)
	in := Input{Platform: Taobao, RatedAt: rated, Now: now}
	moment, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	coming := tables(t).Coming(badge(t, in, ""), in, "", moment)
	if len(coming) != 10 || coming[0].Text != "解释 3小时19分钟" || coming[9].Text != "解释 3小时10分钟" {
		t.Errorf("got %+v", coming)
	}
}

func TestWhatComesIsWhatTheEngineWouldSayThen(t *testing.T) {
	all := tables(t)
	rapid.Check(t, func(t *rapid.T) {
		in, sentiment, now, at := anyBadge(t, all)
		b := at(now)
		for i, c := range all.Coming(b, in, sentiment, now) {
			begins, err := time.Parse(time.RFC3339, b.Next)
			if err != nil || begins.After(now.Add(Ahead)) {
				t.Fatalf("%d begins at %q, asked at %s", i, b.Next, now)
			}
			if want := at(begins); *want != c {
				t.Fatalf("%d is %+v, the engine says %+v", i, c, *want)
			}
			b = &c
		}
		if next, err := time.Parse(time.RFC3339, badgeNext(b)); err == nil && !next.After(now.Add(Ahead)) {
			t.Fatalf("the last that is given ends at %s, within %s of %s", next, Ahead, now)
		}
	})
}

func TestUntilItTurnsABadgeCountsAsTheSame(t *testing.T) {
	all := tables(t)
	rapid.Check(t, func(t *rapid.T) {
		_, _, now, at := anyBadge(t, all)
		b := at(now)
		if b == nil {
			return
		}
		turns, err := time.Parse(time.RFC3339, b.Turns)
		if b.Turns == "" {
			turns = now.AddDate(1, 0, 0)
		} else if err != nil || !turns.After(now) {
			t.Fatalf("at %s it turns at %q", now, b.Turns)
		}
		between := now.Add(time.Duration(rapid.Int64Range(0, int64(turns.Sub(now)/time.Second)-1).Draw(t, "later")) * time.Second)
		if c := at(between); c == nil || c.State != b.State || c.Kind != b.Kind || c.Closes != b.Closes {
			t.Fatalf("at %s it is %+v, at %s, before it turns, %+v", now, *b, between, c)
		}
		if c := at(turns); b.Turns != "" && c != nil && c.State == b.State && c.Kind == b.Kind && c.Closes == b.Closes {
			t.Fatalf("%+v has not turned at %s", *c, turns)
		}
	})
}

// anyBadge draws an input and the machine's sentiment, and gives the moment it was made and its badge at any.
func anyBadge(t *rapid.T, all *Tables) (in Input, sentiment string, now time.Time, at func(time.Time) *Badge) {
	in, sentiment = anyInput(t), rapid.SampledFrom([]string{"", "positive", "negative"}).Draw(t, "sentiment")
	now, err := time.Parse(time.RFC3339, in.Now)
	if err != nil {
		t.Fatal(err)
	}
	return in, sentiment, now, func(moment time.Time) *Badge {
		ws, err := all.WindowsAt(in, moment)
		if err != nil {
			return nil
		}
		return Pressing(ws, in, sentiment, moment)
	}
}

// badgeNext is the Next of a badge, "" without one.
func badgeNext(b *Badge) string {
	if b == nil {
		return ""
	}
	return b.Next
}
