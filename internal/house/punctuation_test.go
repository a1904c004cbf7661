package house

import (
	"regexp"
	"strings"
	"testing"
)

// What people read of a data file; the rest of it is matched against what they write, or is an example.
var said = regexp.MustCompile(`"(?:message|rewrite|never|unknown_start|why|zh|appended|intervened)": ?(?:"[^"]*"|\[[^\]]*\])|"(?:source|penalty)": ?\{[^}]*\}`)

// half is a half-width mark between Han characters, or before an opening one.
var half = regexp.MustCompile(`\p{Han}[,;:?!(]\p{Han}|\p{Han}[,;:]["'` + "`" + `]`)

var full = strings.NewReplacer(",", "，", ";", "；", ":", "：", "?", "？", "!", "！", "(", "（", ")", "）")

// Chinese has marks of its own; half-width ones squeeze a sentence, and beside full ones it looks careless.
func TestChineseHasChineseMarks(t *testing.T) {
	show := func(path string, line int, text string) {
		if m := half.FindString(text); m != "" {
			t.Errorf("%s:%d says %q: write %q", path, line+1, m, full.Replace(m))
		}
	}
	for _, s := range sources(t, ".ts", ".tsx", ".js", ".go") {
		if !spoken(s.path) {
			continue
		}
		for i, line := range strings.Split(s.text, "\n") {
			if code := strings.TrimSpace(line); !strings.HasPrefix(code, "//") && !strings.HasPrefix(code, "*") && !strings.HasPrefix(code, "/*") {
				show(s.path, i, line)
			}
		}
	}
	for _, s := range sources(t, ".json") {
		all := strings.HasPrefix(s.path, "extension/_locales/zh_CN/")
		if !all && !strings.HasPrefix(s.path, "internal/") {
			continue
		}
		if all {
			for i, line := range strings.Split(s.text, "\n") {
				show(s.path, i, line)
			}
			continue
		}
		for _, m := range said.FindAllStringIndex(s.text, -1) {
			show(s.path, strings.Count(s.text[:m[0]], "\n"), s.text[m[0]:m[1]])
		}
	}
}

// spoken tells whether strings of a source are shown to people.
func spoken(path string) bool {
	if strings.HasSuffix(path, "_test.go") {
		return false
	}
	for _, part := range []string{"extension/content/", "extension/views/", "extension/worker/", "backend/board/", "internal/clock/", "internal/cases/", "internal/report/"} {
		if strings.HasPrefix(path, part) {
			return true
		}
	}
	return false
}
