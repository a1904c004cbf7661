package cases

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// The log is read a hundred thousand events at a time when a service worker wakes, so it is read
// with gjson: encoding/json takes five times as long in wasm.

// ReadEvents reads a list of events as the log has them. Fields it does not know are passed over,
// one of another type than the field's is an *Invalid with its path. Nothing of data is kept.
func ReadEvents(data string) ([]Event, error) {
	if data == "" {
		return nil, nil
	}
	if !gjson.Valid(data) {
		return nil, invalid("events", "JSON 不完整")
	}
	list := gjson.Parse(data)
	if list.Type != gjson.Null && !list.IsArray() {
		return nil, invalid("events", "应为一个列表")
	}
	var events []Event
	var fault error
	list.ForEach(func(_, one gjson.Result) bool {
		var e Event
		if field := e.read(one); field != "" {
			fault = invalid("events["+strconv.Itoa(len(events))+"]"+strings.TrimSuffix(field, "."), "类型不对")
			return false
		}
		events = append(events, e)
		return true
	})
	return events, fault
}

// read gives the first field that is of another type.
func (e *Event) read(from gjson.Result) (wrong string) {
	if !from.IsObject() {
		return "."
	}
	from.ForEach(func(key, v gjson.Result) bool {
		ok := true
		switch key.Str {
		case "id":
			ok = readText(&e.ID, v)
		case "case":
			ok = readText(&e.Case, v)
		case "kind":
			ok = readText((*string)(&e.Kind), v)
		case "at":
			ok = readText(&e.At, v)
		case "base":
			ok = readText(&e.Base, v)
		case "team":
			ok = readText(&e.Team, v)
		case "actor":
			ok = readText(&e.Actor, v)
		case "received_at":
			ok = readText(&e.ReceivedAt, v)
		case "seq":
			ok = v.Type == gjson.Number
			e.Seq = v.Int()
		case "body":
			e.Body = json.RawMessage(v.Raw)
		}
		if !ok {
			wrong = "." + key.Str
		}
		return ok
	})
	return wrong
}

// looseBody decodes a body from the log, which a newer version may have written: what it does not
// know is passed over, and a body it cannot read at all is nil.
func looseBody(k Kind, raw json.RawMessage) body {
	b := newBody(k)
	text := string(raw)
	if b == nil || !gjson.Valid(text) {
		return nil
	}
	object := gjson.Parse(text)
	if !object.IsObject() {
		return nil
	}
	ok := true
	object.ForEach(func(key, v gjson.Result) bool {
		ok = v.Type == gjson.Null || b.read(key.Str, v)
		return ok
	})
	if !ok {
		return nil
	}
	return b
}

// readText takes a text out of what was read, which may then go.
func readText(into *string, v gjson.Result) bool {
	*into = strings.Clone(v.Str)
	return v.Type == gjson.String
}

func (b *ReviewBody) read(key string, v gjson.Result) bool {
	if key == "page" {
		b.Page = &PageClock{}
		return b.Page.read(v)
	}
	for _, f := range []struct {
		key  string
		into *string
	}{
		{"platform", &b.Platform}, {"order", &b.Order}, {"item", &b.Item}, {"product", &b.Product},
		{"sku", &b.SKU}, {"shop", &b.Shop}, {"buyer", &b.Buyer}, {"text", &b.Text}, {"rating", &b.Rating},
		{"sentiment", &b.Sentiment}, {"rated_at", &b.RatedAt}, {"append", &b.Append},
	} {
		if f.key == key {
			return readText(f.into, v)
		}
	}
	return true
}

func (b *NoteBody) read(key string, v gjson.Result) bool {
	return key != "text" || readText(&b.Text, v)
}

func (b *NoteEditBody) read(key string, v gjson.Result) bool {
	switch key {
	case "note":
		return readText(&b.Note, v)
	case "text":
		return readText(&b.Text, v)
	}
	return true
}

func (b *NoteDeleteBody) read(key string, v gjson.Result) bool {
	return key != "note" || readText(&b.Note, v)
}

func (b *FieldBody) read(key string, v gjson.Result) bool {
	switch key {
	case "name":
		return readText(&b.Name, v)
	case "value":
		b.Value = json.RawMessage(v.Raw)
	}
	return true
}

func (b *ContactBody) read(key string, v gjson.Result) bool {
	switch key {
	case "channel":
		return readText(&b.Channel, v)
	case "result":
		return readText(&b.Result, v)
	case "when":
		return readText(&b.When, v)
	}
	return true
}

func (b *CompensationBody) read(key string, v gjson.Result) bool {
	switch key {
	case "amount":
		return readText(&b.Amount, v)
	case "form":
		return readText(&b.Form, v)
	case "why":
		return readText(&b.Why, v)
	}
	return true
}

func (b *FindingBody) read(key string, v gjson.Result) bool {
	switch key {
	case "rule":
		return readText(&b.Rule, v)
	case "label":
		return readText(&b.Label, v)
	case "action":
		return readText(&b.Action, v)
	case "text":
		return readText(&b.Text, v)
	}
	return true
}

func (b *ScriptBody) read(key string, v gjson.Result) bool {
	switch key {
	case "script":
		return readText(&b.Script, v)
	case "edited":
		b.Edited = v.Bool()
		return v.IsBool()
	}
	return true
}

func (b *ComplaintBody) read(key string, v gjson.Result) bool {
	switch key {
	case "type":
		return readText(&b.Type, v)
	case "evidence":
		ok := v.IsArray()
		b.Evidence = []string{} // lists are never null
		v.ForEach(func(_, one gjson.Result) bool {
			var text string
			ok = readText(&text, one)
			b.Evidence = append(b.Evidence, text)
			return ok
		})
		return ok
	case "filed_at":
		return readText(&b.FiledAt, v)
	case "result":
		return readText(&b.Result, v)
	}
	return true
}

func (b *erasedBody) read(string, gjson.Result) bool { return true }
