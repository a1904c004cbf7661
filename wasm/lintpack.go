//go:build !wasip1

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/pack"
)

// errFaults says that a pack is at fault; what and where was written.
var errFaults = errors.New("faults were found")

// lintPacks checks rule, script, clock and site packs, and single files of those kinds, and writes
// each fault as file:line:col. It gives errFaults if there was any.
func lintPacks(files []string, out io.Writer) error {
	faulty := false
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, f := range lintPack(data) {
			faulty = true
			line, col := place(data, f.Path)
			fmt.Fprintf(out, "%s:%d:%d: %s\n", file, line, col, f.Error())
		}
	}
	if faulty {
		return errFaults
	}
	return nil
}

func lintPack(data []byte) []pack.Fault {
	var top map[string]json.RawMessage
	if err := json.Unmarshal(data, &top); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return []pack.Fault{{Path: "@" + strconv.FormatInt(syntax.Offset, 10), Reason: err.Error()}}
		}
		return []pack.Fault{{Path: "", Reason: "a pack is a JSON object"}}
	}
	body, single := data, false
	if _, isPack := top["items"]; !isPack {
		if _, onlyOff := top["off"]; !onlyOff {
			single = true
			body = bytes.Join([][]byte{[]byte(`{"items":[`), data, []byte(`]}`)}, nil)
			if windows, ok := top["windows"]; ok {
				body = bytes.Join([][]byte{[]byte(`{"items":`), windows, []byte(`}`)}, nil)
			}
		}
	}
	kind := kindOf(body)
	if kind == "" {
		return []pack.Fault{{Path: "", Reason: "it is no pack of rules, scripts, clocks, sites or switches"}}
	}
	faults := pack.Check(kind, body)
	if len(faults) == 0 {
		faults = runExamples(kind, body)
	}
	if single {
		for i := range faults {
			if _, clocks := top["windows"]; clocks {
				faults[i].Path = strings.Replace(faults[i].Path, "items[", "windows[", 1)
			} else {
				faults[i].Path = strings.TrimPrefix(strings.TrimPrefix(faults[i].Path, "items[0]"), ".")
			}
		}
	}
	return faults
}

// kindOf tells a pack's kind by the fields only its items have.
func kindOf(body []byte) string {
	var p struct {
		Items []map[string]json.RawMessage `json:"items"`
	}
	if err := json.Unmarshal(body, &p); err != nil {
		return ""
	}
	if len(p.Items) == 0 {
		return pack.Rules // a pack that only turns off is alike for every kind
	}
	for _, own := range []struct{ kind, field string }{
		{pack.Sites, "hosts"}, {pack.Rules, "rewrite"}, {pack.Rules, "severity"}, {pack.Scripts, "phase"},
		{pack.Clocks, "confidence"}, {pack.Clocks, "kind"}, {pack.Switches, "feature"},
	} {
		if _, has := p.Items[0][own.field]; has {
			return own.kind
		}
	}
	return ""
}

// runExamples merges a pack over what is shipped, which runs the examples it carries.
func runExamples(kind string, body []byte) []pack.Fault {
	var p struct {
		Items []json.RawMessage `json:"items"`
		Off   []string          `json:"off"`
	}
	if err := json.Unmarshal(body, &p); err != nil {
		return []pack.Fault{{Path: "", Reason: err.Error()}}
	}
	if kind == pack.Rules {
		return ruleExamples(p.Items, p.Off)
	}
	if kind == pack.Clocks {
		table, err := json.Marshal(map[string]any{"windows": p.Items})
		if err == nil {
			_, err = clock.Parse(table)
		}
		var f *clock.Fault
		if errors.As(err, &f) {
			return []pack.Fault{{Path: strings.Replace(f.Path, "windows[", "items[", 1), Reason: f.Reason}}
		}
	}
	return nil
}

func ruleExamples(items []json.RawMessage, off []string) []pack.Fault {
	rules := make([]lint.Rule, len(items))
	at := map[string]int{}
	for i, raw := range items {
		r, err := lint.ParseRule("", raw)
		if err != nil {
			return []pack.Fault{{Path: fmt.Sprintf("items[%d]", i), Reason: err.Error()}}
		}
		rules[i], at[r.ID] = r, i
	}
	set, err := lint.Default()
	if err == nil {
		_, err = set.Merge(rules, off)
	}
	if err == nil {
		return nil
	}
	var f *lint.RuleError
	if !errors.As(err, &f) {
		return []pack.Fault{{Path: "", Reason: err.Error()}}
	}
	return []pack.Fault{{Path: strings.TrimSuffix(fmt.Sprintf("items[%d].%s", at[f.File], f.Path), "."), Reason: f.Reason}}
}

// place finds the line and column, from 1 and in bytes, of what path leads to, or of the last step
// of it that is there. A path @N is a byte offset.
func place(data []byte, path string) (line, col int) {
	offset := 0
	if n, ok := strings.CutPrefix(path, "@"); ok {
		offset, _ = strconv.Atoi(n)
	} else {
		offset = offsetOf(data, path)
	}
	offset = min(max(offset, 0), len(data))
	before := data[:offset]
	return 1 + bytes.Count(before, []byte("\n")), offset - bytes.LastIndexByte(before, '\n')
}

func offsetOf(data []byte, path string) int {
	at := bytes.IndexFunc(data, func(r rune) bool { return r > ' ' })
	steps := strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
	for _, step := range steps {
		next, ok := child(data, at, step)
		if !ok {
			break
		}
		at = next
	}
	return max(at, 0)
}

// child is the offset of the value that key or index step has in the object or list at.
func child(data []byte, at int, step string) (int, bool) {
	dec := json.NewDecoder(bytes.NewReader(data[at:]))
	open, err := dec.Token()
	if err != nil {
		return 0, false
	}
	for i := 0; dec.More(); i++ {
		name := strconv.Itoa(i)
		if open == json.Delim('{') {
			key, err := dec.Token()
			if err != nil {
				return 0, false
			}
			name, _ = key.(string)
		} else if open != json.Delim('[') {
			return 0, false
		}
		from := at + int(dec.InputOffset())
		if name == step {
			skip := bytes.IndexFunc(data[from:], func(r rune) bool { return r > ' ' && r != ':' && r != ',' })
			return from + skip, skip >= 0
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return 0, false
		}
	}
	return 0, false
}
