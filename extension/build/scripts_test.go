package main

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

func TestTheManifestRunsThePiecesOfAScriptInTheirOrder(t *testing.T) {
	b, err := os.ReadFile("../../manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	type script struct {
		Matches []string
		JS      []string
		RunAt   string `json:"run_at"`
		Frames  bool   `json:"all_frames"`
	}
	var m struct {
		ContentScripts []script `json:"content_scripts"`
	}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	stages := []string{"document_start", "document_end", "document_idle"}
	for _, bundle := range bundles {
		if len(bundle.out) == 1 {
			continue
		}
		before := -1
		for i, piece := range bundle.out {
			at := slices.IndexFunc(m.ContentScripts, func(s script) bool { return slices.Equal(s.JS, []string{piece}) })
			if at < 0 {
				t.Fatalf("manifest.json has no content script of %s alone, a piece of %s: give it one", piece, bundle.entry)
			}
			script := m.ContentScripts[at]
			stage := slices.Index(stages, script.RunAt)
			if stage <= before {
				t.Errorf("%s runs at %q, which is not after the piece before it: only another run_at keeps the order and makes it a task of its own", piece, script.RunAt)
			}
			before = stage
			last := m.ContentScripts[len(m.ContentScripts)-1]
			if !slices.Equal(script.Matches, last.Matches) || script.Frames != last.Frames {
				t.Errorf("piece %d, %s, does not run everywhere the last one does", i+1, piece)
			}
		}
	}
}
