package script

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"pingban/internal/strict"
)

// Fault says which part of a script or pack is wrong, and why. Path is as precise as is known:
// wuliu-man.json: phase in a file, reasons[0] in a script.
type Fault struct {
	Path   string
	Reason string
}

func (f *Fault) Error() string { return f.Path + ": " + f.Reason }

// maxText leaves room for blanks: the platform takes 500 characters of an explanation.
const (
	maxTitle = 40
	maxText  = 1000
)

// Parse reads one script file strictly. The file's name without .json must be the script's id.
func Parse(name string, data []byte) (Script, error) {
	var s Script
	if err := strict.Decode(data, &s); err != nil {
		return Script{}, &Fault{name, err.Error()}
	}
	if err := s.check(name + ": "); err != nil {
		return Script{}, err
	}
	if s.ID+".json" != name {
		return Script{}, &Fault{name + ": id", "the file's name must be the id, this is " + s.ID}
	}
	return s, nil
}

// Check tells what keeps a script out of a library, as a *Fault whose path is the field, or nil.
func (s Script) Check() error {
	return s.check("")
}

func (s Script) check(path string) error {
	fault := func(field, reason string) error { return &Fault{path + field, reason} }
	if !validID(s.ID) {
		return fault("id", "an id is 2 to 64 of a-z, 0-9 and -")
	}
	if n := utf8.RuneCountInString(s.Title); n == 0 || n > maxTitle || strings.TrimSpace(s.Title) != s.Title {
		return fault("title", "a title has 1 to 40 characters and no space around it")
	}
	if strings.ContainsFunc(s.Title, unicode.IsControl) {
		return fault("title", "a title has no control characters")
	}
	if n := utf8.RuneCountInString(s.Text); n > maxText || strings.TrimSpace(s.Text) == "" {
		return fault("text", "a text has 1 to 1000 characters")
	}
	if _, err := parseTemplate(s.Text); err != nil {
		return fault("text", err.Error())
	}
	if !slices.Contains(Phases, s.Phase) {
		return fault("phase", "one of "+strings.Join(Phases, " "))
	}
	for _, list := range []struct {
		field         string
		values, known []string
	}{
		{"reasons", s.Reasons, Reasons},
		{"buyer_types", s.BuyerTypes, BuyerTypes},
		{"channels", s.Channels, Channels},
		{"platforms", s.Platforms, Platforms},
		{"ratings", s.Ratings, Ratings},
	} {
		for i, v := range list.values {
			at := list.field + "[" + strconv.Itoa(i) + "]"
			if !slices.Contains(list.known, v) {
				return fault(at, strconv.Quote(v)+" is none of "+strings.Join(list.known, " "))
			}
			if slices.Contains(list.values[:i], v) {
				return fault(at, strconv.Quote(v)+" is there twice")
			}
		}
	}
	if s.Expires != "" {
		if _, err := time.Parse(time.DateOnly, s.Expires); err != nil {
			return fault("expires", "a date is YYYY-MM-DD")
		}
	}
	return nil
}

func validID(id string) bool {
	if len(id) < 2 || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}
