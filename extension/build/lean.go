package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// dataFiles are what the engine embeds.
var dataFiles = []string{"internal/*/*/*.json"}

// leanData writes the embedded data files into dir without white space and with one example of
// each kind, which is as many as their readers ask for, and gives the file for go build's -overlay
// that puts them in place. The tests run every example on the full files; in the engine they would
// cost 10 KB gzip and a tenth of its start.
func leanData(dir string) (overlay string, err error) {
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for _, pattern := range dataFiles {
		files, err := filepath.Glob(pattern)
		if err != nil {
			return "", err
		}
		for _, file := range files {
			full, err := os.ReadFile(file)
			if err != nil {
				return "", err
			}
			lean, err := leanJSON(full)
			if err != nil {
				return "", fmt.Errorf("%s: %w", file, err)
			}
			to := filepath.Join(dir, file)
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				return "", err
			}
			if err := os.WriteFile(to, lean, 0o644); err != nil {
				return "", err
			}
			replace[filepath.Join(root, file)] = filepath.Join(root, to)
		}
	}
	if len(replace) == 0 {
		return "", fmt.Errorf("no file matches %v: run this from the repository's root", dataFiles)
	}
	table, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, table, 0o644)
}

// leanJSON drops white space and all but the first of any list of examples, numbers as written.
func leanJSON(full []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(full))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	trim(v)
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(out.Bytes()), err
}

// trim shortens in place every list of examples below v, given plain or by kind.
func trim(v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			trim(item)
		}
	case map[string]any:
		for key, value := range v {
			if key != "examples" {
				trim(value)
				continue
			}
			v[key] = first(value)
			if kinds, ok := value.(map[string]any); ok {
				for kind, list := range kinds {
					kinds[kind] = first(list)
				}
			}
		}
	}
}

// first is a list's first item alone; anything else is itself.
func first(v any) any {
	if list, ok := v.([]any); ok && len(list) > 1 {
		return list[:1]
	}
	return v
}
