// Package eval measures a rule set on labelled messages.
package eval

import (
	"fmt"
	"hash/fnv"
	"strings"

	"pingban/internal/lint"
	"pingban/internal/strict"
)

// Row is one labelled message.
type Row struct {
	ID       string        `json:"id"`
	Text     string        `json:"text"`
	Labels   []string      `json:"labels"`             // must be found; nothing else may be
	Optional []string      `json:"optional,omitempty"` // may be found
	Kind     string        `json:"kind,omitempty"`     // of a message without labels: why it is hard
	Platform string        `json:"platform,omitempty"`
	Context  *lint.Context `json:"context,omitempty"`
}

func (r *Row) message() lint.Message {
	return lint.Message{Text: r.Text, Platform: r.Platform, Context: r.Context}
}

// Read reads rows from JSON lines; name is for the error, which gives the line.
func Read(name, data string) ([]Row, error) {
	var rows []Row
	n := 0
	for line := range strings.Lines(data) {
		n++
		if strings.TrimSpace(line) == "" {
			continue
		}
		var r Row
		if err := strict.Decode([]byte(line), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// Halves splits rows by a hash of their text: one half to tune on, one to leave alone.
func Halves(rows []Row) (tuning, aside []Row) {
	for _, r := range rows {
		h := fnv.New32a()
		h.Write([]byte(r.Text))
		if (h.Sum32()>>7)&1 == 0 {
			tuning = append(tuning, r)
		} else {
			aside = append(aside, r)
		}
	}
	return tuning, aside
}
