package lint

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"pingban/internal/strict"
)

// Bounds of a rule, so that one from outside cannot make checking slow.
const (
	DefaultWithin = 8
	maxWithin     = 60
	maxSlots      = 5
	maxAnySlots   = 3
	maxPatterns   = 40
	maxConditions = 24
	maxWord       = 24
	maxSlotText   = 2000
	maxProse      = 500
	maxExamples   = 200
	leastLikeness = 0.05
	mostLikeness  = 5.0
)

// blockable are the labels that may block; the others at most warn.
var blockable = []string{ReviewInducement, ExternalContact, OffPlatformPayment, InfoLeak, Insult, Threat}

// Labels are the codes of all labels, sorted.
func Labels() []string {
	return []string{
		ExternalContact, FakeShipping, Harassment, InfoLeak, Insult, InvoiceViolation,
		OffPlatformPayment, OrderClosure, PromiseBreach, RefundReasonSteering, ReviewInducement, Threat,
	}
}

// RuleError says which place of which rule is at fault.
type RuleError struct {
	File   string // as given to ParseRule, or the rule's id
	Path   string // patterns[0].slots[1]; empty for the whole file
	Reason string
	Offset int64 // bytes into the file where a JSON fault was seen, else 0
}

// Error is file, path and reason in one line.
func (e *RuleError) Error() string {
	if e.Path == "" {
		return e.File + ": " + e.Reason
	}
	return e.File + ": " + e.Path + ": " + e.Reason
}

// ParseRule reads one rule. It refuses unknown fields, missing or wrong values, and, where file
// ends in .json, an id that is not the file's name. Lexicons are looked up later, by New. Every
// error is a *RuleError.
func ParseRule(file string, data []byte) (Rule, error) {
	var r Rule
	if err := strict.Decode(data, &r); err != nil {
		return Rule{}, jsonFault(file, err)
	}
	if name, ok := strings.CutSuffix(path.Base(file), ".json"); ok && name != r.ID {
		return Rule{}, &RuleError{File: file, Path: "id", Reason: fmt.Sprintf("%q is not the file's name", r.ID)}
	}
	if err := r.validate(file); err != nil {
		return Rule{}, err
	}
	return r, nil
}

func jsonFault(file string, err error) error {
	e := &RuleError{File: file, Reason: strings.TrimPrefix(err.Error(), "json: ")}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		e.Offset = syntax.Offset
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		e.Path, e.Offset = kind.Field, kind.Offset
		e.Reason = "a " + kind.Value + " cannot stand here"
	}
	return e
}

func (r *Rule) validate(file string) error {
	var fault error
	bad := func(path, format string, args ...any) {
		if fault == nil {
			fault = &RuleError{File: file, Path: path, Reason: fmt.Sprintf(format, args...)}
		}
	}
	if !isID(r.ID) {
		bad("id", "%q: want lower-case letters, digits and hyphens", r.ID)
	}
	switch r.Severity {
	case Block, Warn:
		if !slices.Contains(Labels(), r.Label) {
			bad("label", "%q is no label", r.Label)
		}
		if r.Severity == Block && !slices.Contains(blockable, r.Label) {
			bad("severity", "%s may only warn", r.Label)
		}
	case Hint:
		if r.Label != "" && !slices.Contains(Labels(), r.Label) {
			bad("label", "%q is no label", r.Label)
		}
	default:
		bad("severity", "%q: want block, warn or hint", r.Severity)
	}
	for i, p := range r.Platforms {
		if !isPlatform(p) {
			bad(fmt.Sprintf("platforms[%d]", i), "%q: want taobao, tmall or jd", p)
		}
	}
	for _, f := range [...]struct{ path, text string }{
		{"message", r.Message}, {"rewrite", r.Rewrite}, {"source.title", r.Source.Title},
	} {
		if strings.TrimSpace(f.text) == "" || utf8.RuneCountInString(f.text) > maxProse {
			bad(f.path, "must hold 1 to %d characters", maxProse)
		}
	}
	if !isDate(r.Source.Date) {
		bad("source.date", "%q: want YYYY, YYYY-MM or YYYY-MM-DD", r.Source.Date)
	}
	if p := r.Penalty; p != nil && (p.Text == "" || !isDate(p.Date)) {
		bad("penalty", "needs a text and a date as YYYY, YYYY-MM or YYYY-MM-DD")
	}
	if len(r.Patterns) == 0 && len(r.When) == 0 && r.Likeness == 0 {
		bad("patterns", "a rule needs patterns, likeness, or when")
	}
	if r.Likeness != 0 {
		r.validateLikeness(bad)
	}
	r.validatePatterns(bad)
	for i := range r.When {
		r.When[i].validate(fmt.Sprintf("when[%d]", i), bad)
	}
	if n := len(r.Examples.Flag); n == 0 || n > maxExamples {
		bad("examples.flag", "want 1 to %d", maxExamples)
	}
	if n := len(r.Examples.Pass); n == 0 || n > maxExamples {
		bad("examples.pass", "want 1 to %d", maxExamples)
	}
	return fault
}

func (r *Rule) validateLikeness(bad func(path, format string, args ...any)) {
	switch v := r.Likeness; {
	case len(r.Patterns) > 0 && !(v >= -mostLikeness && v <= -leastLikeness):
		bad("likeness", "want %g to %g beside patterns", -mostLikeness, -leastLikeness)
	case len(r.Patterns) == 0 && !(v >= leastLikeness && v <= mostLikeness):
		bad("likeness", "want %g to %g without patterns", leastLikeness, mostLikeness)
	case r.Label == "":
		bad("label", "likeness to what? It is learned by label")
	case len(r.Patterns) == 0 && r.Severity == Block:
		bad("severity", "likeness alone may only warn")
	}
}

func (r *Rule) validatePatterns(bad func(path, format string, args ...any)) {
	if len(r.Patterns) > maxPatterns {
		bad("patterns", "more than %d", maxPatterns)
	}
	for i := range r.Patterns {
		r.Patterns[i].validate(fmt.Sprintf("patterns[%d]", i), bad)
	}
	validateConditions("unless", r.Unless, maxSlots, bad)
}

func (p *Pattern) validate(at string, bad func(path, format string, args ...any)) {
	if len(p.Slots) == 0 || len(p.Slots) > maxSlots {
		bad(at+".slots", "want 1 to %d", maxSlots)
	}
	for i, s := range p.Slots {
		if s == "" || len(s) > maxSlotText {
			bad(fmt.Sprintf("%s.slots[%d]", at, i), "want 1 to %d bytes", maxSlotText)
		}
	}
	if p.Within < 0 || p.Within > maxWithin {
		bad(at+".within", "want 0 to %d", maxWithin)
	}
	if p.Order != "" && p.Order != "any" {
		bad(at+".order", "%q: want any, or nothing", p.Order)
	}
	if p.Order == "any" && len(p.Slots) > maxAnySlots {
		bad(at+".order", "any is for at most %d slots", maxAnySlots)
	}
	if p.Scope != "" && p.Scope != Clause && p.Scope != Sentence && p.Scope != Text {
		bad(at+".scope", "%q: want clause, sentence or text", p.Scope)
	}
	validateConditions(at+".if", p.If, len(p.Slots), bad)
	validateConditions(at+".unless", p.Unless, len(p.Slots), bad)
}

func validateConditions(at string, list []Condition, slots int, bad func(path, format string, args ...any)) {
	if len(list) > maxConditions {
		bad(at, "more than %d", maxConditions)
	}
	for i, c := range list {
		at := fmt.Sprintf("%s[%d]", at, i)
		if c.Use != "" {
			continue
		}
		if c.Any == "" || len(c.Any) > maxSlotText {
			bad(at+".any", "want 1 to %d bytes", maxSlotText)
		}
		switch c.At {
		case Before, After, Earlier, Later:
		case Inside, Clause, Sentence, Text:
			if c.Within != 0 {
				bad(at+".within", "has no meaning with %s", c.At)
			}
		default:
			bad(at+".at", "%q: want before, after, earlier, later, inside, clause, sentence or text", c.At)
		}
		if c.Within < 0 || c.Within > maxWithin {
			bad(at+".within", "want 0 to %d", maxWithin)
		}
		if c.Slot < 0 || c.Slot > slots {
			bad(at+".slot", "the pattern has %d slots", slots)
		}
	}
}

func (w *When) validate(at string, bad func(path, format string, args ...any)) {
	if *w == (When{}) {
		bad(at, "asks for nothing")
	}
	if h := w.Hour; h != nil && (h.From < 0 || h.From > 23 || h.To < 0 || h.To > 23 || h.From == h.To) {
		bad(at+".hour", "want two different hours from 0 to 23")
	}
}

func isID(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

func isPlatform(s string) bool { return s == "taobao" || s == "tmall" || s == "jd" }

// isDate accepts a year, a month or a day.
func isDate(s string) bool {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i, c := range s {
		if i == 4 || i == 7 {
			if c != '-' {
				return false
			}
		} else if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
