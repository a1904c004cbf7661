package script

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"pingban/internal/cases"
)

func shippedLibrary(t testing.TB) *Library {
	t.Helper()
	l, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestScriptsSpeakOfReasonsAndBuyersAsCasesDo(t *testing.T) {
	if diff := cmp.Diff(cases.Reasons, Reasons); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(cases.BuyerTypes, BuyerTypes); diff != "" {
		t.Error(diff)
	}
}

func TestShippedExplanationsFitTheBox(t *testing.T) {
	// The platform takes 500 characters of an explanation; half is left for what fills the blanks.
	l := shippedLibrary(t)
	for _, s := range l.All() {
		if !slices.Contains(s.Channels, "评价解释") {
			continue
		}
		f, err := l.Fill(s.ID, someVars)
		if err != nil {
			t.Fatal(err)
		}
		if n := len([]rune(f.Text)); n > 250 {
			t.Errorf("%s is %d characters long; an explanation has at most 250 before its blanks are filled", s.ID, n)
		}
		if strings.Contains(s.Text, "亲，") {
			t.Errorf("%s: an explanation is written for later readers, who are no 亲", s.ID)
		}
	}
}

func TestEveryCharacterOfShippedScriptsHasAReading(t *testing.T) {
	missing := map[rune]string{}
	for _, s := range shippedLibrary(t).All() {
		for _, r := range s.Title + s.Text {
			if unicode.Is(unicode.Han, r) && pinyin().readings[r] == nil {
				missing[r] = s.ID
			}
		}
	}
	for r, id := range missing {
		t.Errorf("pinyin.txt has no reading of %c (script %s): add it to the line of its syllable under \"Further readings\"", r, id)
	}
}

func TestFaultsNamePathAndReason(t *testing.T) {
	const good = `{"id":"a-b","title":"标题","text":"您好","phase":"道歉","reasons":[],"buyer_types":[],"channels":[],"platforms":[],"ratings":[]}`
	if _, err := Parse("a-b.json", []byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown field":     {`"title"`, `"tilte"`, `a-b.json: json: unknown field "tilte"`},
		"two values":        {`"ratings":[]}`, `"ratings":[]}{}`, "a-b.json: there is more after the JSON value"},
		"other file name":   {`"a-b"`, `"a-c"`, "a-b.json: id: "},
		"bad id":            {`"a-b"`, `"A b"`, "a-b.json: id: "},
		"no title":          {`"标题"`, `""`, "a-b.json: title: "},
		"no text":           {`"您好"`, `" "`, "a-b.json: text: "},
		"unknown phase":     {`"道歉"`, `"抱歉"`, "a-b.json: phase: "},
		"unknown variable":  {`"您好"`, `"{{phone}}"`, "a-b.json: text: {{phone}} is no variable"},
		"open brace":        {`"您好"`, `"{{order"`, "a-b.json: text: {{ without }}"},
		"stray brace":       {`"您好"`, `"order}}"`, "a-b.json: text: }} without {{"},
		"mark of a blank":   {`"您好"`, `"〔什么〕"`, "a-b.json: text: 〔"},
		"empty prompt":      {`"您好"`, `"{{? }}"`, "a-b.json: text: {{?}}"},
		"unknown reason":    {`"reasons":[]`, `"reasons":["质量","好看"]`, `a-b.json: reasons[1]: "好看"`},
		"reason twice":      {`"reasons":[]`, `"reasons":["质量","质量"]`, `a-b.json: reasons[1]: "质量" is there twice`},
		"date without zero": {`"ratings":[]`, `"ratings":[],"expires":"2026-1-1"`, "a-b.json: expires: "},
		"wrong type":        {`"phase":"道歉"`, `"phase":3`, "a-b.json: json: cannot unmarshal number"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("a-b.json", []byte(strings.Replace(good, c.old, c.new, 1)))
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %s…", err, c.want)
			}
		})
	}
}

func TestMergeReplacesJoinsAndTurnsOff(t *testing.T) {
	l := shippedLibrary(t)
	before := len(l.All())
	own := l.All()[0]
	own.Title = "我们自己的说法"
	added := own
	added.ID = "team-new"
	off := l.All()[1].ID
	m, err := l.Merge([]Script{own, added}, []string{off, "gone-long-ago"})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(m.All()); got != before {
		t.Errorf("%d scripts, want %d: one more and one less", got, before)
	}
	if got := m.All()[0]; got.ID != own.ID || got.Title != own.Title {
		t.Errorf("got %q %q, want the team's version", got.ID, got.Title)
	}
	if _, err := m.Fill(off, nil); err == nil {
		t.Error("a script turned off can still be filled")
	}
	if len(l.All()) != before || l.All()[0].Title == own.Title {
		t.Error("merging changed the library it started from")
	}
	if _, err := l.Merge([]Script{own, own}, nil); err == nil {
		t.Error("an id twice in the overlay was accepted")
	}
	if _, err := l.Merge([]Script{{ID: "empty"}}, nil); err == nil {
		t.Error("an empty script was accepted")
	}
}

func TestOwnScriptsJoinTheTeamsAndYieldToThem(t *testing.T) {
	one := func(id, title string) Script {
		return Script{ID: id, Title: title, Text: "亲，您好。", Phase: "确认"}
	}
	team, err := shippedLibrary(t).Merge([]Script{one("team-hello", "团队问候"), one("my-approved", "团队的")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := team.With([]Script{one("my-hello", "我的问候"), one("my-approved", "我的"), {ID: "my-broken"}})
	for text, want := range map[string]string{"团队问候": FromTeam, "我的问候": FromOwn, "团队的": FromTeam} {
		hits := all.Search(Query{Text: text, Now: now})
		if len(hits) != 1 || hits[0].From != want {
			t.Errorf("%s: %+v", text, hits)
		}
	}
	if n := len(all.All()) - len(team.All()); n != 1 {
		t.Errorf("%d scripts joined, want the one that is neither taken nor broken", n)
	}
	if hits := team.Search(Query{Text: "我的问候", Now: now}); len(hits) != 0 {
		t.Error("the library it was made from has it too")
	}
}
