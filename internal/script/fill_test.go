package script

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var someVars = map[string]string{
	"order": "2951203765016130001", "product": "加厚纯棉四件套", "buyer": "t**3",
	"deadline": "2026-11-30 18:00", "shop": "小满家纺", "agent": "小陈",
}

func TestFillUsesValueThenFallbackThenBlank(t *testing.T) {
	l, err := New([]Script{{ID: "one", Title: "一", Phase: "收尾", Text: "亲，{{product|宝贝}}的{{order}}{{buyer|}}，{{?几点}}见😀{{deadline}}"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		vars map[string]string
		want Filled
	}{
		"nothing known": {nil, Filled{"亲，宝贝的〔订单号〕，〔几点〕见😀〔截止时间〕", []Blank{{"订单号", 5, 10}, {"几点", 11, 15}, {"截止时间", 18, 24}}}},
		"all known": {
			map[string]string{"product": "杯子", "order": "123", "buyer": "t**3", "deadline": "明天", "几点": "8点"},
			Filled{"亲，杯子的123t**3，〔几点〕见😀明天", []Blank{{"几点", 13, 17}}},
		},
		"spaces are no value": {
			map[string]string{"order": " \n", "deadline": "x"},
			Filled{"亲，宝贝的〔订单号〕，〔几点〕见😀x", []Blank{{"订单号", 5, 10}, {"几点", 11, 15}}},
		},
		"a value is one plain line and never a template": {
			map[string]string{"product": "{{order}}\u202e杯\n子〔", "order": "1", "deadline": "x"},
			Filled{"亲，{{order}}杯 子的1，〔几点〕见😀x", []Blank{{"几点", 17, 21}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := l.Fill("one", c.vars)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := l.Fill("two", nil); err == nil || !strings.Contains(err.Error(), "two") {
		t.Errorf("an unknown id gave %v", err)
	}
}

func TestBlanksAreWhereTheTextHasThem(t *testing.T) {
	l := shippedLibrary(t)
	all := l.All()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "script")
		vars := rapid.MapOf(rapid.SampledFrom([]string{"order", "product", "buyer", "deadline", "shop", "agent", "other"}), rapid.String()).Draw(t, "vars")
		f, err := l.Fill(s.ID, vars)
		if err != nil {
			t.Fatal(err)
		}
		units := utf16.Encode([]rune(f.Text))
		last := 0
		for _, b := range f.Blanks {
			if b.Start < last || b.End <= b.Start || b.End > len(units) {
				t.Fatalf("blank %+v is out of order or out of the text (%d)", b, len(units))
			}
			if got := string(utf16.Decode(units[b.Start:b.End])); got != "〔"+b.Name+"〕" {
				t.Fatalf("blank %+v covers %q", b, got)
			}
			last = b.End
		}
		if n := strings.Count(f.Text, "〔"); n != len(f.Blanks) {
			t.Fatalf("%d blanks in the text, %d told of", n, len(f.Blanks))
		}
		if strings.Contains(s.Text, "{{") && !strings.Contains(strings.Join(values(vars), ""), "{") && strings.Contains(f.Text, "{{") {
			t.Fatalf("a hole was left open: %s", f.Text)
		}
	})
}

func values(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

func FuzzTemplate(f *testing.F) {
	for _, seed := range []string{"{{order}}", "{{order|}}x", "{{?几点}}", "{{", "}}", "{{{{order}}}}", "〔", "{{product|{{order}}}}", "\xff{{?\xff}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts, err := parseTemplate(text)
		if err != nil {
			return
		}
		got := fill(parts, nil)
		if n := strings.Count(got.Text, "〔"); n != len(got.Blanks) {
			t.Errorf("%q: %d blanks in the text, %d told of", text, n, len(got.Blanks))
		}
	})
}
