package script

import (
	"testing"

	"pingban/internal/lint"
)

func TestShippedScriptsPassEveryRuleOfTheirPlatforms(t *testing.T) {
	set, err := lint.Default()
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Check(lint.Message{Text: "亲，改成好评给您返10元红包"}).Findings) == 0 {
		t.Fatal("the rules find nothing in an offer of money for a review: passing them says nothing")
	}
	l := shippedLibrary(t)
	for _, s := range l.All() {
		platforms := s.Platforms
		if len(platforms) == 0 {
			platforms = Platforms
		}
		for _, vars := range []map[string]string{nil, someVars} {
			filled, err := l.Fill(s.ID, vars)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range platforms {
				for _, f := range set.Check(lint.Message{Text: filled.Text, Platform: p}).Findings {
					t.Errorf("%s on %s: %s (%s) at %q: %s", s.ID, p, f.Rule, f.Severity, f.Text, f.Message)
				}
			}
		}
	}
}
