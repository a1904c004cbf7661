package main

import (
	"fmt"
	"regexp"
	"strings"

	aho "github.com/BobuSumisu/aho-corasick"
	"github.com/cloudflare/ahocorasick"

	"pingban/internal/lint"
)

// matcher is one way to look at a text; it says whether anything was found, and always looks to the end.
type matcher struct {
	name, words string
	flag        func(t text) bool
}

// native is our engine as any Go program calls it; findings that are only hints do not count.
func native() (matcher, error) {
	set, err := lint.Default()
	if err != nil {
		return matcher{}, err
	}
	rules := set.Rules()
	var out []int32
	return matcher{"Pingban, native", "rules", func(t text) bool {
		out = set.Spans(lint.Message{Text: t.Text, Platform: t.Platform}, out[:0])
		found := false
		for i := 2; i < len(out); i += 3 {
			found = found || rules[out[i]].Severity != lint.Hint
		}
		return found
	}}, nil
}

// peers are Go's tools that know words alone, with a list of words.
func peers(list string, words []string) ([]matcher, error) {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	pattern, err := regexp.Compile(strings.Join(quoted, "|"))
	if err != nil {
		return nil, fmt.Errorf("the alternation: %w", err)
	}
	pattern.Longest()
	trie := aho.NewTrieBuilder().AddStrings(words).Build()
	machine := ahocorasick.NewStringMatcher(words)
	return []matcher{
		{"cloudflare/ahocorasick, Go", list, func(t text) bool { return len(machine.Match([]byte(t.Text))) > 0 }},
		{"BobuSumisu/aho-corasick, Go", list, func(t text) bool { return len(trie.MatchString(t.Text)) > 0 }},
		{"regexp alternation, Go", list, func(t text) bool { return len(pattern.FindAllStringIndex(t.Text, -1)) > 0 }},
	}, nil
}
