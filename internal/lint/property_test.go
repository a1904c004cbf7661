package lint

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// pieces are words that rules look for, and what stands between them.
var pieces = []string{
	"好评", "返现", "加", "微信", "您", "给", "5元", "红包", "不", "差评", "删", "退款", "理由", "改成", "其他", "发票", "没有",
	"13800138000", "http://a.cn/x", "abc12345", "亲", ",", "。", ".", " ", "\n", "!", "😀", "👨‍👩‍👧", "\u200b", "①", "評", "ⓥ", "傻逼", "滚",
	"再不改", "后果自负", "包邮", "但", "要补运费", "订单", "关掉了", "没货", "先点发货", "货到了再", "寄", "天天", "给你打", "🧧", "\ufeff",
	"a", "Ｖ", "é", "\U0010ffff", "\ufffd", "截图", "我", "送", "券", "送您", "中评", "补偿", "10块",
}

func drawText(t *rapid.T) string {
	if rapid.Bool().Draw(t, "free") {
		return rapid.String().Draw(t, "text")
	}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), "")
}

// unitsOf is the text's length in UTF-16 units and the offsets at which characters begin.
func unitsOf(text string) (int, map[int]bool) {
	at, starts := 0, map[int]bool{}
	for _, r := range text {
		starts[at] = true
		at += utf16.RuneLen(r)
	}
	starts[at] = true
	return at, starts
}

func checkSpans(t interface{ Fatalf(string, ...any) }, set *Set, text string) {
	n, starts := unitsOf(text)
	out := set.Spans(Message{Text: text}, nil)
	last := int32(0)
	for i := 0; i < len(out); i += 3 {
		from, to, rule := out[i], out[i+1], out[i+2]
		if from < last || to <= from || int(to) > n || !starts[int(from)] || !starts[int(to)] {
			t.Fatalf("span %d-%d of %d units in %q", from, to, n, text)
		}
		if rule < 0 || int(rule) >= len(set.rules) {
			t.Fatalf("rule %d", rule)
		}
		last = from
	}
	if again := set.Spans(Message{Text: text}, nil); !slices.Equal(out, again) {
		t.Fatalf("%q gives %v, then %v", text, out, again)
	}
	got := set.Check(Message{Text: text})
	if len(got.Findings) != len(out)/3 {
		t.Fatalf("%q: Check finds %d, Spans %d", text, len(got.Findings), len(out)/3)
	}
	whole := utf16.Encode([]rune(text))
	for i, f := range got.Findings {
		if int32(f.Start) != out[3*i] || int32(f.End) != out[3*i+1] {
			t.Fatalf("%q: Check and Spans differ at %d", text, i)
		}
		if utf8.ValidString(text) && string(utf16.Decode(whole[f.Start:f.End])) != f.Text {
			t.Fatalf("%q: text of %d-%d is not %q", text, f.Start, f.End, f.Text)
		}
		if f.Replace == nil {
			continue
		}
		if f.Replace.Start > f.Start || f.Replace.End < f.End || f.Replace.End > n || !starts[f.Replace.Start] || !starts[f.Replace.End] {
			t.Fatalf("%q: replace %v of %d-%d", text, *f.Replace, f.Start, f.End)
		}
		mended := string(utf16.Decode(whole[:f.Replace.Start])) + f.Rewrite + string(utf16.Decode(whole[f.Replace.End:]))
		if rule, _ := set.index(f.Rule); set.fires(rule, Message{Text: mended}) {
			t.Fatalf("%q: %s still flags %q", text, f.Rule, mended)
		}
	}
}

func TestSpansLieOnCharactersAndRewritesMend(t *testing.T) {
	set := shipped(t)
	rapid.Check(t, func(t *rapid.T) { checkSpans(t, set, drawText(t)) })
}

func FuzzCheck(f *testing.F) {
	for _, p := range pieces {
		f.Add(p)
	}
	f.Add("亲,改成好评给您返10元红包")
	f.Add("加.微.信 \xff\xfe abc")
	set := shipped(f)
	f.Fuzz(func(t *testing.T, text string) { checkSpans(t, set, text) })
}

func FuzzParseRule(f *testing.F) {
	f.Add([]byte(`{"id":"a"}`))
	f.Add([]byte(`[]`))
	f.Add([]byte(minimal))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseRule("pack", data)
		if err != nil {
			return
		}
		// A rule that flags its own rewrite is never put to use: Merge refuses it.
		if set, err := New([]Rule{r}); err == nil && r.Verify(set) == nil {
			checkSpans(t, set, r.Rewrite+r.Examples.Flag[0].Text)
		}
	})
}
