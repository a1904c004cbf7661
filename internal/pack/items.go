package pack

import (
	"encoding/json"
	"errors"
	"strings"

	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/script"
)

func readRule(raw json.RawMessage) (string, error) {
	r, err := lint.ParseRule("", raw)
	var f *lint.RuleError
	if errors.As(err, &f) {
		return "", &Fault{f.Path, f.Reason}
	}
	return r.ID, err
}

func readScript(raw json.RawMessage) (string, error) {
	var s script.Script
	if err := strictly(raw, &s); err != nil {
		return "", err
	}
	var f *script.Fault
	if err := s.Check(); errors.As(err, &f) {
		return "", &Fault{f.Path, f.Reason}
	}
	return s.ID, nil
}

func readClock(raw json.RawMessage) (string, error) {
	table, err := json.Marshal(map[string][]json.RawMessage{"windows": {raw}})
	if err != nil {
		return "", &Fault{"", err.Error()}
	}
	t, err := clock.Parse(table)
	var f *clock.Fault
	if errors.As(err, &f) {
		return "", &Fault{strings.TrimPrefix(strings.TrimPrefix(f.Path, "windows[0]"), "."), f.Reason}
	}
	if err != nil {
		return "", err
	}
	return t.Items()[0].ID, nil
}

// Switch turns a feature off without a release.
type Switch struct {
	Feature string `json:"feature" validate:"oneof=reader badges bar check guard scripts notes ignore_block"`
	Version string `json:"version" validate:"omitempty,max=20"` // of the extension; "" is every one
	Reason  string `json:"reason" validate:"required,max=200"`  // shown to whoever misses the feature
}

func readSwitch(raw json.RawMessage) (string, error) {
	var s Switch
	if err := strictly(raw, &s); err != nil {
		return "", err
	}
	if faults := tags(s); len(faults) > 0 {
		return "", &faults[0]
	}
	return s.Feature + "@" + s.Version, nil
}
