//go:build !wasip1

package main

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestACaseTellsWhatAMessageAboutItIsCheckedWith(t *testing.T) {
	e := newEngine(builtIn())
	const fold = `{"reset":true,"events":[
		{"id":"01KAN1G3M0000000000000000A","seq":1,"actor":"m1","case":"taobao:1:2","kind":"contact","at":"2026-11-21T10:00:00+08:00","body":{"channel":"电话","result":"没接","when":"2026-11-21T10:00:00+08:00"}},
		{"id":"01KAN1G3M0000000000000000B","seq":2,"actor":"m1","case":"taobao:1:2","kind":"contact","at":"2026-11-22T09:30:00+08:00","body":{"channel":"旺旺","result":"","when":"2026-11-22T09:30:00+08:00"}},
		{"id":"01KAN1G3M0000000000000000C","seq":3,"actor":"m1","case":"taobao:1:2","kind":"compensation","at":"2026-11-22T09:40:00+08:00","body":{"amount":"5","form":"现金","why":"改好评"}},
		{"id":"01KAN1G3M0000000000000000D","seq":4,"actor":"m1","case":"taobao:3:4","kind":"note","at":"2026-11-22T09:40:00+08:00","body":{"text":"看一下"}}]}`
	if answer := e.answer(11, []byte(fold)); !json.Valid(answer) || string(answer[:5]) != `{"ok"` {
		t.Fatalf("fold: %s", answer)
	}
	for id, want := range map[string]string{
		"taobao:1:2": `{"contacts_today":1,"contacts":1,"compensation_linked":true}`,
		"taobao:3:4": `{"contacts_today":0,"contacts":0,"compensation_linked":false}`,
		"taobao:5:6": `{}`,
	} {
		var answer struct {
			OK struct{ Context json.RawMessage }
		}
		if err := json.Unmarshal(e.answer(13, []byte(`{"case":"`+id+`","now":"2026-11-22T10:00:00+08:00"}`)), &answer); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(answer.OK.Context)); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
}
