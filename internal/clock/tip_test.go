package clock

import (
	"testing"
	"time"
)

func TestTips(t *testing.T) {
	read := at(2 * days)
	tests := []struct {
		name string
		in   Input
		kind Kind
		want Want
	}{
		{"the computed end lies within a day", Input{RatedAt: rated, Tips: []string{"还有27天可回复"}}, Explain, Want{Basis: ByPlatform, Closes: at(30 * days)}},
		{"exactly a day off still counts", Input{RatedAt: rated, Tips: []string{"还有29天可回复"}}, Explain, Want{Basis: ByPlatform, Closes: at(30 * days)}},
		{"more than a day off does not", Input{RatedAt: rated, Tips: []string{"还有30天可回复"}}, Explain, Want{Basis: ByPlatform, Closes: at(32 * days)}},
		{"a tip alone is enough", Input{Tips: []string{"还有27天可回复"}}, Explain, Want{State: Open, Basis: ByPlatform, Closes: at(29 * days)}},
		{"no days left is urgent", Input{Tips: []string{"还有0天可回复"}}, Explain, Want{State: Urgent, Closes: at(2 * days)}},
		{"hours", Input{Tips: []string{"还剩3小时可回复"}}, Explain, Want{State: Soon, Closes: at(2*days + 3*time.Hour)}},
		{"days and hours", Input{Tips: []string{"还有 1 天 2 小时可回复"}}, Explain, Want{State: Open, Closes: at(3*days + 2*time.Hour)}},
		{"full width digits", Input{Tips: []string{"还有２７天可回复"}}, Explain, Want{Basis: ByPlatform, Closes: at(29 * days)}},
		{"closed by the platform though computed open", Input{RatedAt: rated, Tips: []string{"已超过回复期限"}}, Explain, Want{State: Over, Basis: ByPlatform}},
		{"closed without a rating time", Input{Tips: []string{"已超过回复期限"}}, Explain, Want{State: Over, Basis: ByPlatform}},
		{"closed in other words", Input{Tips: []string{"回复已关闭"}}, Explain, Want{State: Over, Basis: ByPlatform}},
		{"an explanation given is used up whatever the tip", Input{RatedAt: rated, Explained: true, Tips: []string{"已超过回复期限"}}, Explain, Want{State: Done}},
		{"beside the append's action it speaks of the append", Input{RatedAt: rated, Appended: true, Tips: []string{"追评回复：还有27天可回复"}}, ExplainAppend, Want{State: Open, Basis: ByPlatform, Closes: at(29 * days)}},
		{"and not of the review", Input{RatedAt: rated, Appended: true, Tips: []string{"追评回复:还有27天可回复"}}, Explain, Want{Basis: Computed, Closes: at(30 * days)}},
		{"both at once", Input{RatedAt: rated, Appended: true, Tips: []string{"评价回复:已超过回复期限", "追评回复:还有9天可回复"}}, Explain, Want{State: Over, Basis: ByPlatform}},
		{"a tip on editing", Input{RatedAt: rated, Rating: "bad", Tips: []string{"还有5天可修改评价"}}, BuyerEdit, Want{State: Open, Basis: ByPlatform, Closes: at(7 * days), Allowed: []string{"good"}}},
		{"another sentence is no tip", Input{RatedAt: rated, Tips: []string{"还有很多天可回复", "还有27天", "亲,还有3天可回复哦", "还有99999999999天可回复"}}, Explain, Want{Basis: Computed, Closes: at(30 * days)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.in.Platform, tt.in.Now = Taobao, read
			w := window(t, tt.in, tt.kind)
			if w == nil {
				t.Fatal("no such window")
			}
			if reason := tt.want.differs(*w); reason != "" {
				t.Errorf("%s: %+v", reason, *w)
			}
		})
	}
}

func TestOverByTheTipClosesWhereComputedOnlyIfThatIsPast(t *testing.T) {
	in := Input{Platform: Taobao, RatedAt: rated, Tips: []string{"已超过回复期限"}, Now: at(31 * days)}
	if w := window(t, in, Explain); w.Closes != at(30*days) || w.RemainingS != nil {
		t.Errorf("past: %+v", *w)
	}
	in.Now = at(5 * days)
	if w := window(t, in, Explain); w.Closes != "" || w.RemainingS != nil {
		t.Errorf("ahead: %+v", *w)
	}
}

func TestATipCountsFromWhenItWasRead(t *testing.T) {
	in := Input{Platform: Taobao, Now: rated, Tips: []string{"还有5天可回复"}}
	for _, later := range []time.Duration{0, time.Hour, 3 * days, 6 * days} {
		now, err := time.Parse(time.RFC3339, at(later))
		if err != nil {
			t.Fatal(err)
		}
		ws, err := tables(t).WindowsAt(in, now)
		if err != nil {
			t.Fatal(err)
		}
		if len(ws) != 1 || ws[0].Closes != at(5*days) || (ws[0].State == Over) != (later > 5*days) {
			t.Errorf("after %v: %+v", later, ws)
		}
	}
}
