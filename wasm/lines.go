//go:build !wasip1

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/tidwall/gjson"

	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/sight"
)

// lineCommand reads lines from in and writes one JSON object per answer to out.
type lineCommand struct {
	engine *engine
	in     *bufio.Reader
	out    *bufio.Writer
}

// lineFault is the answer to a line that could not be read.
type lineFault struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// each answers every line that is not blank with f. It gives errLines if a line was at fault, and
// stops only where reading or writing fails.
func (c lineCommand) each(f func(line []byte) (any, error)) error {
	var bad error
	for {
		line, err := c.in.ReadBytes('\n')
		if line = bytes.TrimRight(line, "\r\n"); len(bytes.TrimSpace(line)) > 0 {
			answer, fault := f(line)
			if fault != nil {
				bad = errLines
				answer = lineFault{ID: idOf(line), Error: fault.Error()}
			}
			if err := c.write(answer); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return bad
		}
		if err != nil {
			return errors.Join(bad, err)
		}
	}
}

// idOf is the id of a line that is otherwise at fault, "" where it has none that can be read.
func idOf(line []byte) string {
	// gjson reads what stands before the fault in a line that is no JSON as a whole.
	if id := gjson.GetBytes(line, "id"); id.Type == gjson.String {
		return id.Str
	}
	return ""
}

func (c lineCommand) write(v any) error {
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// checkedLine is an answer of check: a report with the id of its line.
type checkedLine struct {
	ID string `json:"id"`
	lint.Report
}

func (e *engine) checkLine(line []byte) (any, error) {
	var m struct {
		ID string `json:"id"`
		lint.Message
	}
	if err := json.Unmarshal(line, &m); err != nil {
		return nil, err
	}
	if err := knownPlatform(m.Platform); err != nil {
		return nil, err
	}
	return checkedLine{ID: m.ID, Report: e.rules().Check(m.Message)}, nil
}

// checkText checks a line that is the message itself; its answer has no id to carry.
func (e *engine) checkText(line []byte) (any, error) {
	return checkedLine{Report: e.rules().Check(lint.Message{Text: string(line)})}, nil
}

func (e *engine) clocksLine(line []byte) (any, error) {
	var in clock.Input
	if err := json.Unmarshal(line, &in); err != nil {
		return nil, err
	}
	return e.clocks(in)
}

func (e *engine) reasonsLine(line []byte) (any, error) {
	var in ReasonsRequest
	if err := json.Unmarshal(line, &in); err != nil {
		return nil, err
	}
	return e.reasons(in)
}

// rows reads one whole answer of the console and writes a line for each review in it.
func (c lineCommand) rows() error {
	body, err := io.ReadAll(c.in)
	if err != nil {
		return err
	}
	rows, ignored := sight.Rows(body)
	for _, r := range rows {
		if err := c.write(r); err != nil {
			return err
		}
	}
	if len(rows) == 0 && len(ignored) > 0 {
		if err := c.write(lineFault{Error: "no review in this answer: " + reasons(ignored)}); err != nil {
			return err
		}
		return errLines
	}
	return nil
}

func reasons(counts map[string]int) string {
	var all []string
	for reason := range counts {
		all = append(all, reason)
	}
	return strings.Join(all, ", ")
}

func (c lineCommand) scripts() error {
	for _, s := range c.engine.library().All() {
		if err := c.write(s); err != nil {
			return err
		}
	}
	return nil
}

// writeTypes writes the contract's TypeScript mirror into dir.
func writeTypes(dir string) error {
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "engine.d.ts"), []byte(typesFile()), 0o644),
		os.WriteFile(filepath.Join(dir, "engine-ops.ts"), []byte(numbersFile()), 0o644),
	)
}
