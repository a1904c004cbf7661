package lint

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// minimal is a rule with nothing optional.
const minimal = `{
  "id": "team-gold", "label": "promise_breach", "severity": "warn", "platforms": [],
  "message": "金价不能口头保证。", "source": {"title": "本店规定", "date": "2026-01"},
  "rewrite": "价格以页面为准。",
  "patterns": [{"slots": ["保证|承诺", "回购"]}],
  "examples": {"flag": ["我们保证回购"], "pass": ["价格以页面为准"]}
}`

func TestParseRuleSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, old, new, path, reason string }{
		{"unknown field", `"id"`, `"note": "x", "id"`, "", `unknown field "note"`},
		{"unknown field in a pattern", `{"slots"`, `{"slot": 1, "slots"`, "", `unknown field "slot"`},
		{"unknown field in a condition", `"回购"]`, `"回购"], "unless": [{"any": "不", "at": "before", "in": 3}]`, "", `unknown field "in"`},
		{"wrong type", `"platforms": []`, `"platforms": "jd"`, "platforms", "a string cannot stand here"},
		{"not JSON", `"id"`, `id`, "", "invalid character"},
		{"two values", minimal, minimal + minimal, "", "there is more after the JSON value"},
		{"bad id", "team-gold", "Team Gold", "id", "lower-case"},
		{"no such label", "promise_breach", "promises", "label", "no label"},
		{"no such severity", `"warn"`, `"fatal"`, "severity", "block, warn or hint"},
		{"a label that may only warn", `"warn"`, `"block"`, "severity", "may only warn"},
		{"no such platform", `"platforms": []`, `"platforms": ["pdd"]`, "platforms[0]", "taobao, tmall or jd"},
		{"no message", "金价不能口头保证。", "", "message", "characters"},
		{"no date", "2026-01", "last year", "source.date", "YYYY"},
		{"no pattern", `"patterns": [{"slots": ["保证|承诺", "回购"]}],`, "", "patterns", "likeness, or when"},
		{"likeness of a wrong sign beside patterns", `"patterns"`, `"likeness": 0.4, "patterns"`, "likeness", "-5 to -0.05 beside patterns"},
		{"likeness of a wrong sign alone", `"patterns": [{"slots": ["保证|承诺", "回购"]}],`, `"likeness": -0.4,`, "likeness", "0.05 to 5 without patterns"},
		{"likeness to no label", `"promise_breach", "severity": "warn"`, `"", "severity": "hint", "likeness": -1`, "label", "likeness to what"},
		{"too far", `"回购"]`, `"回购"], "within": 400`, "patterns[0].within", "0 to"},
		{"bad scope", `"回购"]`, `"回购"], "scope": "page"`, "patterns[0].scope", "clause, sentence or text"},
		{"bad place", `"回购"]`, `"回购"], "unless": [{"any": "不", "at": "near"}]`, "patterns[0].unless[0].at", "before"},
		{"no example", `["我们保证回购"]`, `[]`, "examples.flag", "want 1"},
		{"empty when", `"patterns"`, `"when": [{}], "patterns"`, "when[0]", "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseRule("pack", []byte(strings.Replace(minimal, c.old, c.new, 1)))
			var fault *RuleError
			if !errors.As(err, &fault) {
				t.Fatalf("got %v", err)
			}
			if fault.Path != c.path || !strings.Contains(fault.Reason, c.reason) {
				t.Errorf("got path %q, reason %q", fault.Path, fault.Reason)
			}
		})
	}
	if _, err := ParseRule("rules/other.json", []byte(minimal)); err == nil || !strings.Contains(err.Error(), "file's name") {
		t.Errorf("a file of another name: %v", err)
	}
}

func TestARuleSurvivesWritingAndReading(t *testing.T) {
	for _, r := range shipped(t).Rules() {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseRule(r.ID, b)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(r, back); d != "" {
			t.Errorf("%s: %s", r.ID, d)
		}
	}
}

func TestNewRefusesWhatNothingIsCalledBy(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"lexicon", `"回购"`, `"@gold"`, `patterns[0].slots[1]: no lexicon is called "gold"`},
		{"identifier", `"回购"`, `"#iban"`, `patterns[0].slots[1]: "#iban"`},
		{"guard", `"回购"]`, `"回购"], "unless": ["sometimes"]`, `patterns[0].unless[0]: no guard is called "sometimes"`},
		{"brace", `"回购"`, `"回{购"`, "a brace is not closed"},
		{"empty word", `"保证|承诺"`, `"保证|"`, "a word has 1 to"},
	} {
		r, err := ParseRule("pack", []byte(strings.Replace(minimal, c.old, c.new, 1)))
		if err != nil {
			t.Fatal(c.name, err)
		}
		if _, err := New([]Rule{r}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	r, err := ParseRule("pack", []byte(minimal))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New([]Rule{r, r}); err == nil {
		t.Error("two rules of one id")
	}
}

func TestMerge(t *testing.T) {
	set := shipped(t)
	rule, err := ParseRule("pack", []byte(minimal))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("AddsAndTurnsOff", func(t *testing.T) {
		next, err := set.Merge([]Rule{rule}, []string{"insult-words", "insult-reads-like", "no-such-rule"})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(next.Rules()); n != len(set.Rules())-1 {
			t.Errorf("%d rules of %d, want one less", n, len(set.Rules()))
		}
		if got := next.Check(Message{Text: "我们保证回购"}); len(got.Labels) != 1 || got.Labels[0] != PromiseBreach {
			t.Errorf("got %v", got.Labels)
		}
		if got := set.Check(Message{Text: "我们保证回购"}); len(got.Labels) != 0 {
			t.Error("the set before has changed")
		}
		if got := next.Check(Message{Text: "你是不是傻逼"}); len(got.Labels) != 0 {
			t.Errorf("a rule turned off finds %v", got.Labels)
		}
	})
	t.Run("ReplacesByID", func(t *testing.T) {
		other := rule
		other.ID = "insult-words"
		next, err := set.Merge([]Rule{other}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(next.Rules()) != len(set.Rules()) {
			t.Errorf("%d rules", len(next.Rules()))
		}
	})
	for _, c := range []struct{ name, old, new, want string }{
		{"FlagExampleFails", `["我们保证回购"]`, `["我们保证回购", "一切都好"]`, `team-gold: examples.flag[1]: "一切都好" is not flagged`},
		{"PassExampleFails", `"pass": [`, `"pass": ["这家承诺回购", `, `team-gold: examples.pass[0]: "这家承诺回购" is flagged`},
		{"RewriteIsFlagged", "价格以页面为准。\",\n", "我们承诺回购。\",\n", "team-gold: rewrite"},
		{"RewriteBreaksAnotherRule", "价格以页面为准。\",\n", "加我微信聊。\",\n", "is flagged by contact-add"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := ParseRule("pack", []byte(strings.Replace(minimal, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := set.Merge([]Rule{r}, nil); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestEveryLexiconAndGuardIsUsed(t *testing.T) {
	names, err := loadShared()
	if err != nil {
		t.Fatal(err)
	}
	all, err := json.Marshal([]any{shipped(t).Rules(), names.guards})
	if err != nil {
		t.Fatal(err)
	}
	used := string(all)
	for _, l := range names.lexicons {
		used += " @" + strings.Join(l.Include, " @") + " "
	}
	ends := func(name string) bool {
		for _, end := range []string{`"`, "|", " "} {
			if strings.Contains(used, name+end) {
				return true
			}
		}
		return false
	}
	for name := range names.lexicons {
		switch used, sense := ends("@"+name), strings.HasPrefix(name, "sense_"); {
		case sense && used:
			t.Errorf("lexicon %s: a rule uses it; it is as wide as only Likeness may read it", name)
		case !sense && !used && name != fillerLexicon && name != ordinaryLexicon:
			t.Errorf("lexicon %s: no rule uses it; call it sense_%s if it is for Likeness", name, name)
		}
	}
	for name := range names.guards {
		if !strings.Contains(used, `"`+name+`"`) {
			t.Errorf("guard %s: no rule uses it", name)
		}
	}
}
