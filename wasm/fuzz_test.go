//go:build !wasip1

package main

import (
	"encoding/json"
	"testing"
)

// FuzzAnswer hands any bytes to any operation: the answer is JSON that says ok or why not, and the same
// the second time where the operation keeps nothing.
func FuzzAnswer(f *testing.F) {
	keeps := map[string]bool{"packs": true, "fold": true, "pending": true}
	for _, o := range operations {
		f.Add(o.number, []byte(`{}`))
	}
	f.Add(int32(3), []byte(`{"text":"改成好评给您返10元红包","platform":"taobao","context":{"contacts":3}}`))
	f.Add(int32(2), []byte(`{"packs":[{"kind":"rules","body":{"rules":[{"id":"a"}]}}]}`))
	f.Add(int32(16), []byte(`{"id":"1","text":"太差了`+"\xff\\ud800"+`","rating":"bad"}`))
	f.Fuzz(func(t *testing.T, number int32, request []byte) {
		e := newEngine(builtIn())
		first := e.answer(number, request)
		var answer map[string]json.RawMessage
		if err := json.Unmarshal(first, &answer); err != nil || len(answer) != 1 || answer["ok"] == nil && answer["error"] == nil {
			t.Fatalf("operation %d on %q answers %q", number, request, first)
		}
		for _, o := range operations {
			if o.number == number && !keeps[o.name] {
				if again := e.answer(number, request); string(again) != string(first) {
					t.Fatalf("operation %d on %q answers %q, then %q", number, request, first, again)
				}
			}
		}
	})
}

// FuzzSpans hands any bytes to the check of every keystroke: it never says to have covered more than
// there is, and its findings are of rules the tables know.
func FuzzSpans(f *testing.F) {
	f.Add("加.微.信 \xff\xfe abc", int32(1), "")
	f.Add("好评返现🧧", int32(-1), `{"hour":23,"explained":true}`)
	e := newEngine(builtIn())
	tables, err := e.describe(Empty{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, platform int32, context string) {
		triples, covered, err := e.spans(text, platform, []byte(context), nil)
		if err != nil && len(triples) > 0 {
			t.Fatalf("%q: %v and %v", context, err, triples)
		}
		if int(covered) > len(text) || len(triples)%3 != 0 {
			t.Fatalf("%q: %v, %d covered", text, triples, covered)
		}
		for i := 0; i < len(triples); i += 3 {
			if triples[i+1] > covered || int(triples[i+2]) >= len(tables.Rules) {
				t.Fatalf("%q: %v, %d covered, %d rules", text, triples[i:i+3], covered, len(tables.Rules))
			}
		}
	})
}
