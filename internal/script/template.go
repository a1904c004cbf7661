package script

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf16"
)

// part is a stretch of a template: literal text, a variable with or without a fallback, or a
// prompt, which is a blank in every case.
type part struct {
	text     string // literal
	name     string // variable
	fallback string
	has      bool // a fallback was written; an empty one leaves the place empty
	prompt   string
}

// maxValue bounds what a page may put into a sentence: product titles have at most 60 characters.
const maxValue = 200

// parseTemplate splits a text at its {{name}}, {{name|fallback}} and {{?prompt}}.
func parseTemplate(text string) ([]part, error) {
	var parts []part
	for text != "" {
		open := strings.Index(text, "{{")
		literal := text
		if open >= 0 {
			literal = text[:open]
		}
		if strings.Contains(literal, "}}") {
			return nil, errors.New("}} without {{")
		}
		if strings.ContainsAny(literal, "〔〕") {
			return nil, errors.New("〔 and 〕 are the marks of a blank: write {{?prompt}}")
		}
		if literal != "" {
			parts = append(parts, part{text: literal})
		}
		if open < 0 {
			break
		}
		inner, rest, closed := strings.Cut(text[open+2:], "}}")
		if !closed {
			return nil, errors.New("{{ without }}")
		}
		p, err := parseHole(inner)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
		text = rest
	}
	return parts, nil
}

func parseHole(inner string) (part, error) {
	if strings.ContainsAny(inner, "{}〔〕\n") {
		return part{}, errors.New("{{" + inner + "}} holds a bracket or a line break")
	}
	if prompt, ok := strings.CutPrefix(inner, "?"); ok {
		if strings.TrimSpace(prompt) == "" {
			return part{}, errors.New("{{?}} asks for nothing: write {{?what is missing}}")
		}
		return part{prompt: strings.TrimSpace(prompt)}, nil
	}
	name, fallback, has := strings.Cut(inner, "|")
	name = strings.TrimSpace(name)
	if _, known := Variables[name]; !known {
		return part{}, errors.New("{{" + name + "}} is no variable")
	}
	return part{name: name, fallback: fallback, has: has}, nil
}

// fill puts the values in. A variable without a value takes its fallback, else it is a blank.
func fill(parts []part, vars map[string]string) Filled {
	var b strings.Builder
	at := 0 // UTF-16
	write := func(s string) {
		b.WriteString(s)
		at += utf16Len(s)
	}
	blanks := []Blank{}
	blank := func(name string) {
		start := at
		write("〔" + name + "〕")
		blanks = append(blanks, Blank{Name: name, Start: start, End: at})
	}
	for _, p := range parts {
		value := clean(vars[p.name])
		switch {
		case p.text != "":
			write(p.text)
		case p.prompt != "":
			blank(p.prompt)
		case value != "":
			write(value)
		case p.has:
			write(p.fallback)
		default:
			blank(Variables[p.name])
		}
	}
	return Filled{Text: b.String(), Blanks: blanks}
}

// clean makes a value from the page fit for a sentence: one line, no control or direction marks,
// no marks of a blank, and not longer than a title can be.
func clean(value string) string {
	kept := strings.Map(func(r rune) rune {
		switch {
		case r == '〔' || r == '〕' || r == unicode.ReplacementChar:
			return -1
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, value)
	kept = strings.Join(strings.Fields(kept), " ")
	if runes := []rune(kept); len(runes) > maxValue {
		kept = strings.TrimSpace(string(runes[:maxValue]))
	}
	return kept
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
