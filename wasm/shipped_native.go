//go:build !wasip1

package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/script"
	"pingban/internal/sight"
)

// builtIn is what is shipped, read from the files that this program embeds.
func builtIn() shipped {
	return shipped{
		rules:   once(lint.Default),
		reasons: once(lint.DefaultReasons),
		tables:  once(clock.Default),
		library: once(script.Default),
		sites:   once(sight.Default),
	}
}

// parts is what is shipped as the bytes that readShipped takes, by kind. Windows keep one example,
// which their reader asks for: in the extension nobody runs them.
func parts() (map[string][]byte, error) {
	s := builtIn()
	windows := s.tables().Items()
	for i := range windows {
		windows[i].Examples = windows[i].Examples[:1]
	}
	clocks, err := json.Marshal(map[string]any{"windows": windows})
	if err != nil {
		return nil, err
	}
	scripts, err := json.Marshal(s.library().All())
	if err != nil {
		return nil, err
	}
	sites, err := json.Marshal(s.sites())
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		kindRules: s.rules().Freeze(), kindReasons: s.reasons().Freeze(),
		kindClocks: clocks, kindScripts: scripts, kindSites: sites,
	}, nil
}

// writeParts writes each part into dir, in a file named after its kind, and the handbook.
func writeParts(dir string) error {
	all, err := parts()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for kind, data := range all {
		if err := os.WriteFile(filepath.Join(dir, kind+".bin"), data, 0o644); err != nil {
			return err
		}
	}
	return writeHandbook(dir)
}
