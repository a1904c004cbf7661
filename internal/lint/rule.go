package lint

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"pingban/internal/strict"
)

// Rule says what must not be written, why, and what to write instead. It is plain data: one JSON
// file in rules/, named after its ID.
//
// It fires where one of its Patterns matches, no condition of Unless holds there, and one of When
// (if it has any) holds in the message's context. One with Likeness fires only on clauses that read at
// least so much like messages of its label: 0 is the line between lawful and not, 1 and -1 are as far off it
// as most of what was learned. Beside patterns it is below 0 and keeps the rule silent in what clearly reads
// lawful; in their place it is above 0. A rule without patterns and Likeness fires on When alone.
//
// A slot is a list of terms separated by |. A term is a literal ("返现"), a shared lexicon
// ("@review"), or an identifier that is recognised by its form ("#phone"; see Identifiers).
// Literals may hold braces: 给{您,你,}返 stands for three words.
type Rule struct {
	ID        string      `json:"id"`
	Label     string      `json:"label"` // one of the twelve codes; empty only for a hint
	Severity  string      `json:"severity"`
	Platforms []string    `json:"platforms"` // taobao, tmall, jd; empty means all
	Message   string      `json:"message"`
	Penalty   *Penalty    `json:"penalty,omitempty"`
	Source    Source      `json:"source"`
	Rewrite   string      `json:"rewrite"`
	Over      []string    `json:"over,omitempty"` // ids of wider rules for which it speaks where both fire
	When      []When      `json:"when,omitempty"` // any of these
	Patterns  []Pattern   `json:"patterns,omitempty"`
	Likeness  float64     `json:"likeness,omitempty"`
	Unless    []Condition `json:"unless,omitempty"`
	Examples  Examples    `json:"examples"`
}

// Where the slots of a pattern must lie together.
const (
	Clause   = "clause"   // between commas; the default
	Sentence = "sentence" // between full stops
	Text     = "text"
)

// Pattern is a sequence of slots. Lengths are in characters of the folded text.
type Pattern struct {
	Slots  []string    `json:"slots"`
	Within int         `json:"within,omitempty"` // most characters between neighbours; 0 means DefaultWithin
	Order  string      `json:"order,omitempty"`  // "any", else as written
	Scope  string      `json:"scope,omitempty"`
	Whole  bool        `json:"whole,omitempty"` // the clauses hold nothing else but fillers such as 亲 and 哦
	If     []Condition `json:"if,omitempty"`    // all of these
	Unless []Condition `json:"unless,omitempty"`
}

// Where a condition looks.
const (
	Before  = "before"  // ends before the match, in the same clause
	After   = "after"   // begins after it, in the same clause
	Earlier = "earlier" // before, in the same sentence
	Later   = "later"   // after, in the same sentence
	Inside  = "inside"  // between the match's slots
)

// Condition asks whether a term of Any stands near a match. In JSON a string stands for a named
// guard, a list of conditions of which one must hold.
type Condition struct {
	Use    string // name of a guard; all else empty
	Any    string
	At     string // one of the above, or clause, sentence, text
	Within int    // for the first four: 1 is directly beside, 0 any distance
	Slot   int    // measure from this slot (1 is the first) instead of the whole match
}

type condition struct {
	Any    string `json:"any"`
	At     string `json:"at"`
	Within int    `json:"within,omitempty"`
	Slot   int    `json:"slot,omitempty"`
}

// UnmarshalJSON reads a guard's name or a condition.
func (c *Condition) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		*c = Condition{}
		return readString(b, &c.Use)
	}
	var v condition
	if err := strict.Decode(b, &v); err != nil {
		return err
	}
	*c = Condition{Any: v.Any, At: v.At, Within: v.Within, Slot: v.Slot}
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads.
func (c Condition) MarshalJSON() ([]byte, error) {
	if c.Use != "" {
		return json.Marshal(c.Use)
	}
	return json.Marshal(condition{c.Any, c.At, c.Within, c.Slot})
}

// When is a state of the context; every field given must hold, and a field that the context does
// not know never does.
type When struct {
	Contacts           *Range `json:"contacts,omitempty"`
	ContactsToday      *Range `json:"contacts_today,omitempty"`
	Hour               *Hours `json:"hour,omitempty"`
	OrderingAccount    *bool  `json:"ordering_account,omitempty"`
	Explained          *bool  `json:"explained,omitempty"`
	ExplainedAppend    *bool  `json:"explained_append,omitempty"`
	Shipped            *bool  `json:"shipped,omitempty"`
	CompensationLinked *bool  `json:"compensation_linked,omitempty"`
	Length             *Range `json:"length,omitempty"` // of the text in characters; needs no context
}

// Range is inclusive; an absent end is open.
type Range struct {
	Min *int `json:"min,omitempty"`
	Max *int `json:"max,omitempty"`
}

// Hours runs from From:00 up to To:00, over midnight where From is the later one. Asia/Shanghai.
type Hours struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Examples are a rule's own tests, and the practice's questions.
type Examples struct {
	Flag []Example `json:"flag"` // the rule fires
	Pass []Example `json:"pass"` // it does not
}

// Example is a message. In JSON a string stands for its text alone.
type Example struct {
	Text     string
	Platform string
	Context  *Context
}

type example struct {
	Text     string   `json:"text"`
	Platform string   `json:"platform,omitempty"`
	Context  *Context `json:"context,omitempty"`
}

// UnmarshalJSON reads a text or a message.
func (e *Example) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		*e = Example{}
		return readString(b, &e.Text)
	}
	var v example
	if err := strict.Decode(b, &v); err != nil {
		return err
	}
	*e = Example(v)
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads.
func (e Example) MarshalJSON() ([]byte, error) {
	if e.Platform == "" && e.Context == nil {
		return json.Marshal(e.Text)
	}
	return json.Marshal(example(e))
}

// readString decodes a JSON string that a decoder has already found well formed. Rules hold many,
// nearly all without an escape, and are read while the engine starts.
func readString(b []byte, s *string) error {
	if bytes.IndexByte(b, '\\') < 0 && utf8.Valid(b) {
		*s = string(b[1 : len(b)-1])
		return nil
	}
	return json.Unmarshal(b, s)
}

func (e Example) message() Message {
	return Message(e)
}
