package main

import (
	"encoding/json"
	"unicode/utf16"

	"pingban/internal/lint"
	"pingban/internal/script"
)

func (e *engine) check(m lint.Message) (lint.Report, error) {
	if err := knownPlatform(m.Platform); err != nil {
		return lint.Report{}, err
	}
	return e.rules().Check(m), nil
}

// spans is check for every keystroke: triples of start, end and rule index appended to out, and
// how many UTF-16 units of the text were covered. An unknown platform index counts as any. context
// is a lint.Context in JSON, empty where nothing is known beside the text; one that is none is an error.
func (e *engine) spans(text string, platform int32, context []byte, out []int32) ([]int32, int32, error) {
	m := lint.Message{Text: text}
	if platform > 0 && int(platform) < len(platforms) {
		m.Platform = platforms[platform]
	}
	if len(context) > 0 {
		if err := json.Unmarshal(context, &m.Context); err != nil {
			return out, 0, fault{message: "context is not one: " + err.Error(), field: "context"}
		}
	}
	return e.rules().Spans(m, out), covers(text), nil
}

// covers counts the UTF-16 units of text up to lint's cap.
func covers(text string) int32 {
	var units, runes int32
	for _, r := range text {
		if runes == lint.MaxRunes {
			break
		}
		runes++
		units += int32(max(utf16.RuneLen(r), 1))
	}
	return units
}

func (e *engine) scripts(q script.Query) (Hits, error) {
	if _, err := moment(q.Now); err != nil {
		return Hits{}, err
	}
	return Hits{Hits: e.library().Search(q)}, nil
}

func (e *engine) fill(r FillRequest) (script.Filled, error) {
	return e.library().Fill(r.Script, r.Vars)
}
