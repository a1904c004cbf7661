package lint

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

func shipped(t testing.TB) *Set {
	t.Helper()
	set, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestEveryShippedRulePassesItsOwnExamples(t *testing.T) {
	set := shipped(t)
	for _, r := range set.Rules() {
		t.Run(r.ID, func(t *testing.T) {
			if err := r.Verify(set); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestEveryShippedRuleHasFourDifferentExamplesEachWay(t *testing.T) {
	for _, r := range shipped(t).Rules() {
		for name, list := range map[string][]Example{"flag": r.Examples.Flag, "pass": r.Examples.Pass} {
			seen := map[string]bool{}
			for _, e := range list {
				text := e.Text + e.Platform
				if e.Context != nil {
					text += "with context"
				}
				seen[text] = true
			}
			if len(seen) < 4 {
				t.Errorf("%s: examples.%s: %d different, want at least 4", r.ID, name, len(seen))
			}
		}
	}
}

// A rule that a context alone makes a breach is left out: its words are lawful.
func TestEveryShippedRuleWithPatternsIsSilentInWhatReadsLawful(t *testing.T) {
	for _, r := range shipped(t).Rules() {
		if r.Severity != Hint && len(r.Patterns) > 0 && len(r.When) == 0 && r.Likeness == 0 {
			t.Errorf("%s: no likeness; write \"likeness\": -0.25, as most have, and run make learn", r.ID)
		}
	}
}

func TestEveryLabelHasAtLeastTwoShippedRules(t *testing.T) {
	count := map[string]int{}
	hints := 0
	for _, r := range shipped(t).Rules() {
		if r.Severity == Hint {
			hints++
			continue
		}
		count[r.Label]++
	}
	for _, l := range Labels() {
		if count[l] < 2 {
			t.Errorf("%s: %d rules, want at least 2", l, count[l])
		}
	}
	if hints < 3 {
		t.Errorf("%d hints, want at least 3", hints)
	}
}

func TestEveryRewriteIsCleanOnAllItsPlatforms(t *testing.T) {
	set := shipped(t)
	for _, r := range set.Rules() {
		platforms := r.Platforms
		if len(platforms) == 0 {
			platforms = []string{"", "taobao", "tmall", "jd"}
		}
		for _, p := range platforms {
			if got := set.Check(Message{Text: r.Rewrite, Platform: p}); len(got.Findings) > 0 {
				t.Errorf("%s on %q: %s flags %q", r.ID, p, got.Findings[0].Rule, got.Findings[0].Text)
			}
		}
	}
}

// disguises are ways to write 好评返现 and 加微信 that must be seen through, with what is underlined.
func TestDisguisedWordsAreFoundAtTheirOwnCharacters(t *testing.T) {
	set := shipped(t)
	for _, c := range []struct{ name, text, label, marked string }{
		{"plain", "我们有好评返现哦", ReviewInducement, "好评返现"},
		{"traditional", "我們有好評返現哦", ReviewInducement, "好評返現"},
		{"homophones", "我们有好坪反线哦", ReviewInducement, "好坪反线"},
		{"pinyin", "我们有haoping返现哦", ReviewInducement, "haoping返现"},
		{"initials", "我们有hpfx哦", ReviewInducement, "hpfx"},
		{"full-width initials", "我们有ＨＰＦＸ哦", ReviewInducement, "ＨＰＦＸ"},
		{"split by dots", "我们有好.评.返.现哦", ReviewInducement, "好.评.返.现"},
		{"split by spaces", "我们有好 评 返 现哦", ReviewInducement, "好 评 返 现"},
		{"zero width", "我们有好\u200b评\u200b返\u200b现哦", ReviewInducement, "好\u200b评\u200b返\u200b现"},
		{"repeats", "我们有好好好评评评返返返现现现哦", ReviewInducement, "好好好评评评返返返现现现"},
		{"doubled", "我们有好好评评返返现现哦", ReviewInducement, "好好评评返返现"},
		{"emoji between", "😀我们有好😀评😀返😀现哦", ReviewInducement, "好😀评😀返😀现"},
		{"emoji for a word", "五星好评送🧧哦", ReviewInducement, "五星好评送🧧"},
		{"enclosed letters", "加ⓥⓧ聊", ExternalContact, "加ⓥⓧ聊"},
		{"mathematical letters", "加𝐯𝐱聊", ExternalContact, "加𝐯𝐱聊"},
		{"circled digits", "打我电话①③⑧⓪⓪①③⑧⓪⓪⓪", ExternalContact, "我电话①③⑧⓪⓪①③⑧⓪⓪⓪"},
		{"Han digits", "打我电话幺三八零零一三八零零零", ExternalContact, "我电话幺三八零零一三八零零零"},
		{"heart", "加微❤聊", ExternalContact, "加微❤聊"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := set.Check(Message{Text: c.text})
			if !slices.Contains(got.Labels, c.label) {
				t.Fatalf("labels of %q are %v", c.text, got.Labels)
			}
			if f := got.Findings[0]; !strings.Contains(f.Text, c.marked) {
				t.Errorf("%q is marked, want %q", f.Text, c.marked)
			}
		})
	}
}

func TestOrdinarySentencesDoNotGlueIntoWords(t *testing.T) {
	set := shipped(t)
	for _, text := range []string{
		"这款平价又好看,返回首页就能领券",
		"亲,加厚的,微信支付也可以",
		"收到了给您回复好,评估后再说",
		"可以加裙子一起拍,一共两件",
		"这个心形的好,平时也能用",
		"付款马上发货哦",
		"QQ糖和VX型号的都有",
		"请发到我们的退货地址:幸福路88号",
		"我们家的卷纸优惠,一提十卷",
	} {
		if got := set.Check(Message{Text: text}); len(got.Labels) > 0 {
			t.Errorf("%q: %s marks %q", text, got.Findings[0].Rule, got.Findings[0].Text)
		}
	}
}

func TestFindingsOfOneLabelThatTouchAreOne(t *testing.T) {
	got := shipped(t).Check(Message{Text: "亲,加我微信abc12345聊,微信号也是手机号13800138000。"})
	if len(got.Findings) == 0 || len(got.Labels) != 1 || got.Labels[0] != ExternalContact {
		t.Fatalf("got %+v", got)
	}
	for i := 1; i < len(got.Findings); i++ {
		if got.Findings[i].Start < got.Findings[i-1].End {
			t.Errorf("%q and %q overlap", got.Findings[i-1].Text, got.Findings[i].Text)
		}
	}
}

func TestHintsAddNoLabel(t *testing.T) {
	got := shipped(t).Check(Message{Text: "怎么回事????"})
	if len(got.Findings) != 1 || got.Findings[0].Severity != Hint || len(got.Labels) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestARuleOfAnotherPlatformIsSilent(t *testing.T) {
	set := shipped(t)
	text := "京东店铺搜我们同名旗舰店就行"
	if got := set.Check(Message{Text: text, Platform: "jd"}); len(got.Labels) != 0 {
		t.Errorf("on jd: %v", got.Labels)
	}
	if got := set.Check(Message{Text: text, Platform: "tmall"}); len(got.Labels) != 1 {
		t.Errorf("on tmall: %v", got.Labels)
	}
}

func TestAHintOfOnePlatformNeedsThatPlatform(t *testing.T) {
	set := shipped(t)
	for platform, want := range map[string]string{"tmall": "hint-edit-tmall", "jd": "hint-edit-jd", "taobao": "", "": ""} {
		got := ""
		for _, f := range set.Check(Message{Text: "麻烦您修改一下评价", Platform: platform}).Findings {
			got += f.Rule
		}
		if got != want {
			t.Errorf("on %q: %q, want %q", platform, got, want)
		}
	}
}

func TestTheCapIsSaid(t *testing.T) {
	set := shipped(t)
	long := strings.Repeat("好", 2) + strings.Repeat("的呢", MaxRunes/2-1)
	if got := set.Check(Message{Text: long}); got.Capped {
		t.Errorf("%d characters are said to be cut", MaxRunes)
	}
	got := set.Check(Message{Text: long + "加我微信"})
	if !got.Capped || len(got.Labels) != 0 {
		t.Errorf("capped %v, labels %v", got.Capped, got.Labels)
	}
}

func TestASetServesManyAtOnce(t *testing.T) {
	set := shipped(t)
	want := set.Spans(Message{Text: sentence}, nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := set.Spans(Message{Text: sentence}, nil); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		})
	}
	wg.Wait()
}

func TestTheNarrowerRuleSpeaksWhereItSaysSo(t *testing.T) {
	set := shipped(t)
	for text, want := range map[string]string{
		"亲,改成好评给您返10元红包":   "review-edit-for-benefit",
		"给您返10元红包,麻烦改成好评哦": "review-edit-for-benefit",
		"亲给个五星呗,回头免您邮费":    "review-ask-then-gift",
	} {
		got := set.Check(Message{Text: text}).Findings
		if len(got) != 1 || got[0].Rule != want {
			t.Errorf("%q: %v, want %s alone", text, got, want)
		}
	}
	for _, r := range set.Rules() {
		for _, wider := range r.Over {
			if _, ok := set.index(wider); !ok {
				t.Errorf("%s is over %s, which no rule is called", r.ID, wider)
			}
		}
	}
}
