package script

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const now = "2026-11-22T20:10:00+08:00"

func ids(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, h.Script.ID)
	}
	return out
}

func index(list []string, s string) int {
	for i, v := range list {
		if v == s {
			return i
		}
	}
	return -1
}

func TestSearchFindsByTitleBodyPinyinAndInitials(t *testing.T) {
	l := shippedLibrary(t)
	for _, c := range []struct{ query, want string }{
		{"物流迟", "wuliu-chi-le"},
		{"wuliuchi", "wuliu-chi-le"},
		{"wlc", "wuliu-chi-le"},
		{"WLC", "wuliu-chi-le"},
		{"ｗｌｃ", "wuliu-chi-le"},
		{"wlcs", "wuliu-chaoshi"},
		{"wlm", "wuliu-man-jieshi"},
		{"wuliuman", "wuliu-man-jieshi"},
		{"wuliu man", "wuliu-man-jieshi"},
		{"wulium", "wuliu-man-jieshi"},
		{"fapiao", "fapiao-kaiju"},
		{"fp wan", "fapiao-wan-le"},
		{"dhtg", "dianhua-diyici"},
		{"dianhuatigang", "dianhua-diyici"},
		{"se差", "secha-jieshi"},
		{"登记查件", "wuliu-chaoshi"},
		{"dengjichajian", "wuliu-chaoshi"},
		{"djcj", "wuliu-chaoshi"},
		{"zhongping", "xinshou-zhongping"},
	} {
		t.Run(c.query, func(t *testing.T) {
			hits := l.Search(Query{Text: c.query, Now: now})
			if i := index(ids(hits), c.want); i < 0 || i > 4 {
				t.Errorf("%s is at %d of %v", c.want, i, ids(hits))
			}
		})
	}
	for _, nothing := range []string{"区块链", "zzzz", "wlcwlcwlc"} {
		if hits := l.Search(Query{Text: nothing, Now: now}); len(hits) != 0 {
			t.Errorf("%s found %v", nothing, ids(hits))
		}
	}
}

func TestMatchSaysWhereInTheTitle(t *testing.T) {
	l, err := New([]Script{{ID: "one", Title: "😀物流慢，重发一件", Text: "正文", Phase: "解决"}})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string][][2]int{
		"wlm":      {{2, 5}},
		"物流":       {{2, 4}},
		"liuman":   {{3, 5}},
		"wl cf":    {{2, 4}, {6, 8}},
		"流慢 慢重":    {{3, 7}},
		"物流 流慢":    {{2, 5}},
		"manchong": {{4, 7}},
		"zhengwen": {},
		"zhongfa":  nil, // 重发 is chóngfā
	} {
		hits := l.Search(Query{Text: query, Now: now})
		if want == nil {
			if len(hits) != 0 {
				t.Errorf("%s found %v", query, hits[0].Match)
			}
			continue
		}
		if len(hits) != 1 {
			t.Errorf("%s found nothing", query)
			continue
		}
		if diff := cmp.Diff(want, hits[0].Match); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
}

func TestSuggestionsFitTheCase(t *testing.T) {
	l := shippedLibrary(t)
	hits := l.Search(Query{Channel: "评价解释", Platform: "taobao", Rating: "negative", Reasons: []string{"物流"}, Now: now})
	if len(hits) == 0 || hits[0].Script.ID != "wuliu-man-jieshi" {
		t.Fatalf("got %v", ids(hits))
	}
	if want := "用于评价解释 · 适合差评 · 说的是物流"; hits[0].Why != want {
		t.Errorf("why is %q, want %q", hits[0].Why, want)
	}
	for _, h := range hits {
		s := h.Script
		if len(s.Channels) > 0 && index(s.Channels, "评价解释") < 0 || len(s.Ratings) > 0 && index(s.Ratings, "bad") < 0 {
			t.Errorf("%s is suggested though it is for %v %v", s.ID, s.Channels, s.Ratings)
		}
	}
	if general := l.Search(Query{Channel: "评价解释", Rating: "bad", Now: now}); general[0].Script.ID != "tongyong-jieshi" {
		t.Errorf("without a known reason %s comes before the explanation for any", general[0].Script.ID)
	}
	if own := l.Search(Query{Channel: "旺旺", Rating: "bad", Reasons: []string{"质量"}, Now: now}); !strings.HasPrefix(own[0].Script.ID, "zhiliang-") {
		t.Errorf("%s comes before the scripts that are about 质量 first of all", own[0].Script.ID)
	}
	tmall := l.Search(Query{Text: "评价怎么改", Platform: "tmall", Now: now})
	if index(ids(tmall), "zenme-gai-pingjia") >= 0 {
		t.Error("how to edit a review is offered on Tmall, where none can be edited")
	}
	if got := len(l.Search(Query{Channel: "旺旺", Now: now, Limit: 3})); got != 3 {
		t.Errorf("%d suggestions, want 3", got)
	}
}

func TestOwnUseMovesAScriptUp(t *testing.T) {
	l := shippedLibrary(t)
	q := Query{Channel: "旺旺", Rating: "bad", Reasons: []string{"质量"}, Now: now}
	plain := ids(l.Search(q))
	last := plain[len(plain)-1]
	q.Used = map[string]int{last: 12}
	hits := l.Search(q)
	at := index(ids(hits), last)
	if at >= len(plain)-1 {
		t.Fatalf("used 12 times, %s stays last", last)
	}
	if !strings.HasSuffix(hits[at].Why, "你用过12次") {
		t.Errorf("why is %q", hits[at].Why)
	}
}

func TestExpiredScriptsAreLeftOut(t *testing.T) {
	l, err := New([]Script{{ID: "sale", Title: "大促说明", Text: "正文", Phase: "确认", Expires: "2026-11-22"}})
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]int{
		"2026-11-22T23:59:59+08:00": 1,
		"2026-11-22T16:00:00Z":      0, // 2026-11-23 in China
		"yesterday":                 0,
	} {
		if got := len(l.Search(Query{Now: at})); got != want {
			t.Errorf("at %s %d scripts, want %d", at, got, want)
		}
	}
}

func TestEveryScriptIsFoundByItsOwnTitle(t *testing.T) {
	l := shippedLibrary(t)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(l.All()).Draw(t, "script")
		var typed strings.Builder
		for _, c := range cells(s.Title) {
			switch {
			case c.gap:
			case c.readings == nil:
				typed.WriteRune(c.char)
			default:
				reading := rapid.SampledFrom(c.readings).Draw(t, "reading")
				typed.WriteString(rapid.SampledFrom([]string{string(c.char), reading, reading[:1]}).Draw(t, "typed"))
			}
		}
		hits := l.Search(Query{Text: typed.String(), Now: now})
		at := index(ids(hits), s.ID)
		if at < 0 {
			t.Fatalf("%q does not find %s", typed.String(), s.Title)
		}
		title := utf16.Encode([]rune(s.Title))
		for _, r := range hits[at].Match {
			if r[0] < 0 || r[1] <= r[0] || r[1] > len(title) {
				t.Fatalf("range %v is outside of %q", r, s.Title)
			}
		}
	})
}

func TestAnyQueryIsSurvived(t *testing.T) {
	l := shippedLibrary(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z ]{0,60}`)).Draw(t, "text")
		l.Search(Query{Text: text, Rating: rapid.String().Draw(t, "rating"), Now: now})
	})
}

func manyScripts(b *testing.B) *Library {
	var many []Script
	all := shippedLibrary(b).All()
	for i := range 500 {
		s := all[i%len(all)]
		s.ID = fmt.Sprintf("%s-%d", s.ID, i)
		many = append(many, s)
	}
	l, err := New(many)
	if err != nil {
		b.Fatal(err)
	}
	return l
}

// The picker searches on every letter; 5 ms for 500 scripts is the budget.
func BenchmarkSearch500(b *testing.B) {
	l := manyScripts(b)
	for _, text := range []string{"", "wlc", "wuliu", "物流", "s", "zhishiyi"} {
		b.Run("q="+text, func(b *testing.B) {
			for b.Loop() {
				l.Search(Query{Text: text, Channel: "旺旺", Rating: "bad", Reasons: []string{"物流"}, Now: now})
			}
		})
	}
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTheTypeOfBuyerDecidesWhatIsSuggested(t *testing.T) {
	l := shippedLibrary(t)
	q := Query{Channel: "旺旺", Rating: "bad", Buyer: "挑剔", Now: now}
	hits := l.Search(q)
	if len(hits) == 0 || index(hits[0].Script.BuyerTypes, "挑剔") < 0 || !strings.Contains(hits[0].Why, "对挑剔买家") {
		t.Fatalf("first is %+v", hits[0])
	}
	for _, h := range hits {
		if len(h.Script.BuyerTypes) > 0 && index(h.Script.BuyerTypes, "挑剔") < 0 {
			t.Errorf("%s is suggested though it is for %v", h.Script.ID, h.Script.BuyerTypes)
		}
	}
}
