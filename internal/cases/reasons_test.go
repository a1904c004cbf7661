package cases

import (
	"slices"
	"testing"
)

func TestReasonsOfAReview(t *testing.T) {
	for _, c := range []struct {
		text, rating string
		want         []string
	}{
		{"快递不错,但是衣服掉色太厉害", "bad", []string{"质量"}},
		{"裤子太长了,客服还不理人", "bad", []string{"尺码", "服务"}},
		{"没有色差,就是买来两天就降价了", "neutral", []string{"价格"}},
		{"葡萄全烂了,盒子也破了,箱子破", "bad", []string{"新鲜度", "破损", "包装"}},
		{"发来一看是假货", "bad", []string{"假货"}},
		{"说好的礼品没送", "bad", []string{"少件"}},
		{"一股塑料味", "", []string{"气味"}},
		{"呵呵呵呵", "bad", []string{otherReason}},
		{"很好,满意", "good", nil},
		{"", "bad", nil},
	} {
		got := SuggestReasons(c.text, c.rating)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: got %v, want %v among them", c.text, got, w)
			}
		}
		if len(c.want) == 0 && len(got) > 0 {
			t.Errorf("%q: got %v, want none", c.text, got)
		}
	}
}

func TestPraiseAndNegationGiveNoReason(t *testing.T) {
	for text, not := range map[string]string{
		"快递不错,但是掉色": "物流", "没有破损,可惜太小了": "破损", "没有色差,尺码偏大": "色差", "不掉色,就是太贵": "质量",
	} {
		if got := SuggestReasons(text, "bad"); slices.Contains(got, not) {
			t.Errorf("%q: got %v, which holds %s", text, got, not)
		}
	}
}

func FuzzReasonsAreKnownAndSteady(f *testing.F) {
	f.Add("质量差,尺码偏小", "bad")
	f.Add("\xff但不过", "")
	f.Fuzz(func(t *testing.T, text, rating string) {
		got := SuggestReasons(text, rating)
		if len(got) > maxReasons || !slices.Equal(got, SuggestReasons(text, rating)) {
			t.Fatalf("%q gives %v", text, got)
		}
		for _, r := range got {
			if !slices.Contains(Reasons, r) {
				t.Fatalf("%q is no class", r)
			}
		}
	})
}
