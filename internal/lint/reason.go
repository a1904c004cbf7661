package lint

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"pingban/internal/strict"
)

// What a review complains of is found by the same means as what an agent must not write: one file
// for each class in reasons/, with its patterns and its own examples, and reasons/words.json for
// the words they share.
//
//go:embed reasons/*.json
var reasonFiles embed.FS

// Class is one reason of a review, such as 质量: its patterns, in which a reason that is denied or
// praised does not count.
type Class struct {
	ID       string      `json:"id"`
	Reason   string      `json:"reason"` // as the agents' records name it
	Patterns []Pattern   `json:"patterns"`
	Unless   []Condition `json:"unless,omitempty"`
	Examples Examples    `json:"examples"`
}

const (
	// OtherReason stands for a complaint that no class explains.
	OtherReason = "其他"
	// vagueReason is the class of anger without a cause: 太差了. It says that there is a complaint, which
	// is of the goods more often than of all else together (81 of 180 labelled reviews).
	vagueReason = "vague"
	mostReason  = "质量"
)

// Complaints are the classes made ready. It may be used by many goroutines.
type Complaints struct{ set *Set }

var madeReasons struct {
	once sync.Once
	got  *Complaints
	err  error
}

// DefaultReasons gives the shipped classes. The same ones are returned every time.
func DefaultReasons() (*Complaints, error) {
	madeReasons.once.Do(func() { madeReasons.got, madeReasons.err = readReasons() })
	return madeReasons.got, madeReasons.err
}

func readReasons() (*Complaints, error) {
	const words = "reasons/words.json"
	shared := &shared{lexicons: map[string]Lexicon{}, guards: map[string][]Condition{}}
	if err := shared.readFile(reasonFiles, words); err != nil {
		return nil, err
	}
	fold, err := loadFold()
	if err != nil {
		return nil, err
	}
	base, err := newBase(fold, &soundTable{latin: map[string][]rune{}}, shared)
	if err != nil {
		return nil, err
	}
	classes, err := readClasses()
	if err != nil {
		return nil, err
	}
	rules := make([]Rule, len(classes))
	for i, c := range classes {
		rules[i] = Rule{ID: c.ID, Label: c.Reason, Severity: Hint, Patterns: c.Patterns, Unless: c.Unless}
	}
	set, err := newSet(rules, base)
	if err != nil {
		return nil, err
	}
	return &Complaints{set}, nil
}

func readClasses() ([]Class, error) {
	files, err := reasonFiles.ReadDir("reasons")
	if err != nil {
		return nil, err
	}
	var all []Class
	for _, f := range files {
		if f.Name() == "words.json" {
			continue
		}
		name := path.Join("reasons", f.Name())
		data, err := reasonFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var c Class
		if err := strict.Decode(data, &c); err != nil {
			return nil, jsonFault(name, err)
		}
		if err := c.validate(name); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

func (c *Class) validate(file string) (fault error) {
	bad := func(path, format string, args ...any) {
		if fault == nil {
			fault = &RuleError{File: file, Path: path, Reason: fmt.Sprintf(format, args...)}
		}
	}
	if c.ID+".json" != path.Base(file) {
		bad("id", "must be the file's name")
	}
	if c.Reason == "" {
		bad("reason", "must name the class")
	}
	if len(c.Patterns) == 0 {
		bad("patterns", "a class needs one")
	}
	r := Rule{Patterns: c.Patterns, Unless: c.Unless}
	r.validatePatterns(bad)
	return fault
}

// Of gives the reasons of a review's text, each once, in the order in which they come up; none where
// it complains of nothing. The rating (good, neutral, bad, "" unknown) only decides whether a text
// that names nothing complains at all. Only the first MaxRunes characters are read.
func (c *Complaints) Of(text, rating string) []string {
	reasons := []string{}
	vague := false
	for _, f := range c.set.Check(Message{Text: text}).Findings {
		vague = vague || f.Label == vagueReason
		if f.Label != vagueReason && !slices.Contains(reasons, f.Label) {
			reasons = append(reasons, f.Label)
		}
	}
	switch {
	case len(reasons) > 0 || rating == "good" || strings.TrimSpace(text) == "":
	case vague:
		reasons = append(reasons, mostReason)
	case rating == "bad" || rating == "neutral":
		reasons = append(reasons, OtherReason)
	}
	return reasons
}

// Freeze gives the classes as bytes for ThawReasons.
func (c *Complaints) Freeze() []byte { return c.set.Freeze() }

// ThawReasons makes classes from what Freeze gave. Damaged data is an error.
func ThawReasons(frozen []byte) (*Complaints, error) {
	set, err := Thaw(frozen)
	if err != nil {
		return nil, err
	}
	return &Complaints{set}, nil
}
