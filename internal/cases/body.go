package cases

import (
	"encoding/json"
	"strconv"

	"github.com/tidwall/gjson"
)

// body is the body of an event, decoded.
type body interface {
	// check tells the first thing wrong, its field without the leading "body.".
	check(CaseID) error
	// read takes a value of the log; what it does not know is passed over, one of another type is false.
	read(key string, v gjson.Result) bool
	// texts are the body's free texts: bounded, masked before they are stored, gone after an erase.
	texts() []freeText
}

// freeText is one text a person wrote. Path is its place in the body.
type freeText struct {
	path  string
	text  *string
	max   int  // characters
	empty bool // may be empty
	kept  bool // says nothing of a person, and stays when the case is erased
}

// keys of each kind's body, as its JSON names them.
var bodyKeys = map[Kind][]string{
	ReviewSeen: {
		"platform", "order", "item", "product", "sku", "shop", "buyer", "text", "rating", "sentiment", "rated_at", "append", "page",
	},
	Note:         {"text"},
	NoteEdit:     {"note", "text"},
	NoteDelete:   {"note"},
	Field:        {"name", "value"},
	Contact:      {"channel", "result", "when"},
	Compensation: {"amount", "form", "why"},
	FindingEvent: {"rule", "label", "action", "text"},
	ScriptUsed:   {"script", "edited"},
	Complaint:    {"type", "evidence", "filed_at", "result"},
	Erased:       {},
}

// erasedBody is the server's own: that the texts are gone says everything.
type erasedBody struct{}

// newBody gives an empty body of a kind, nil for a kind that does not exist.
func newBody(k Kind) body {
	switch k {
	case ReviewSeen:
		return &ReviewBody{}
	case Note:
		return &NoteBody{}
	case NoteEdit:
		return &NoteEditBody{}
	case NoteDelete:
		return &NoteDeleteBody{}
	case Field:
		return &FieldBody{}
	case Contact:
		return &ContactBody{}
	case Compensation:
		return &CompensationBody{}
	case FindingEvent:
		return &FindingBody{}
	case ScriptUsed:
		return &ScriptBody{}
	case Complaint:
		return &ComplaintBody{}
	case Erased:
		return &erasedBody{}
	}
	return nil
}

// strictBody decodes a body as a device must write it.
func strictBody(k Kind, raw json.RawMessage) (body, error) {
	b := newBody(k)
	if b == nil {
		return nil, invalid("kind", "没有这种记录")
	}
	if len(raw) == 0 {
		return nil, invalid("body", "不能为空")
	}
	if len(raw) > MaxBody {
		return nil, invalid("body", "内容太大")
	}
	if err := strict(raw, b, bodyKeys[k], "body."); err != nil || k != ReviewSeen {
		return b, err
	}
	return b, strictPage(string(raw))
}

func (b *ReviewBody) texts() []freeText {
	all := []freeText{
		{path: "text", text: &b.Text, max: MaxText, empty: true},
		{path: "append", text: &b.Append, max: MaxText, empty: true},
	}
	if b.Page != nil {
		for i := range b.Page.Tips {
			all = append(all, freeText{path: "page.tips[" + strconv.Itoa(i) + "]", text: &b.Page.Tips[i], max: MaxName, kept: true})
		}
	}
	return all
}

func (b *NoteBody) texts() []freeText {
	return []freeText{{path: "text", text: &b.Text, max: MaxText}}
}

func (b *NoteEditBody) texts() []freeText {
	return []freeText{{path: "text", text: &b.Text, max: MaxText}}
}

func (b *NoteDeleteBody) texts() []freeText { return nil }

// texts of a field are those of the two that hold sentences. The value stays JSON, so a changed
// text has to be put back: see setText.
func (b *FieldBody) texts() []freeText {
	if b.Name != FieldOutcome && b.Name != FieldNextStep {
		return nil
	}
	var text string
	if json.Unmarshal(b.Value, &text) != nil {
		return nil
	}
	return []freeText{{path: "value", text: &text, max: MaxShort, empty: true}}
}

func (b *ContactBody) texts() []freeText {
	return []freeText{{path: "result", text: &b.Result, max: MaxShort, empty: true}}
}

func (b *CompensationBody) texts() []freeText {
	return []freeText{
		{path: "form", text: &b.Form, max: MaxName, kept: true},
		{path: "why", text: &b.Why, max: MaxText, empty: true},
	}
}

func (b *FindingBody) texts() []freeText {
	return []freeText{{path: "text", text: &b.Text, max: MaxText, empty: true}}
}

func (b *ScriptBody) texts() []freeText { return nil }

func (b *ComplaintBody) texts() []freeText {
	all := []freeText{{path: "result", text: &b.Result, max: MaxShort, empty: true}}
	for i := range b.Evidence {
		all = append(all, freeText{path: "evidence[" + strconv.Itoa(i) + "]", text: &b.Evidence[i], max: MaxShort})
	}
	return all
}

func (b *erasedBody) texts() []freeText { return nil }

// rewrite passes every free text of a body through f and puts the result back.
func rewrite(b body, f func(freeText) string) error {
	for _, t := range b.texts() {
		changed := f(t)
		if changed == *t.text {
			continue
		}
		*t.text = changed
		if field, ok := b.(*FieldBody); ok {
			value, err := compact(changed)
			if err != nil {
				return err
			}
			field.Value = value
		}
	}
	return nil
}
