// Package cases remembers what happened to a review. Everything is an immutable event; a case is
// a pure fold of its events, the same on every side. It does no I/O and reads no clock.
package cases

import "encoding/json"

// Kind of an event.
type Kind string

const (
	ReviewSeen   Kind = "review"
	Note         Kind = "note"
	NoteEdit     Kind = "note_edit"
	NoteDelete   Kind = "note_delete"
	Field        Kind = "field"
	Contact      Kind = "contact"
	Compensation Kind = "compensation"
	FindingEvent Kind = "finding"
	ScriptUsed   Kind = "script"
	Complaint    Kind = "complaint"
	Erased       Kind = "erased" // the server's own
)

// Event is one thing that happened, made by a device and never changed. Team, Actor, Seq and
// ReceivedAt are the server's; a device that sends them is refused.
type Event struct {
	ID   string          `json:"id"`   // ULID, made by the device
	Case string          `json:"case"` // <site>:<order>:<item> or <site>:<order>:#<request>
	Kind Kind            `json:"kind"`
	At   string          `json:"at"`             // RFC 3339, the device's clock, for display only
	Base string          `json:"base,omitempty"` // the event whose state was edited
	Body json.RawMessage `json:"body"`

	Team       string `json:"team,omitempty"`
	Actor      string `json:"actor,omitempty"` // member id
	Seq        int64  `json:"seq,omitempty"`
	ReceivedAt string `json:"received_at,omitempty"`
}

// Bodies, one struct for each kind.
type (
	ReviewBody struct {
		Platform  string `json:"platform"`
		Order     string `json:"order"`
		Item      string `json:"item"`
		Product   string `json:"product"`
		SKU       string `json:"sku,omitempty"`
		Shop      string `json:"shop,omitempty"`
		Buyer     string `json:"buyer"` // masked
		Text      string `json:"text"`
		Rating    string `json:"rating,omitempty"`
		Sentiment string `json:"sentiment,omitempty"`
		RatedAt   string `json:"rated_at,omitempty"`
		Append    string `json:"append,omitempty"`
		// Page is what the page told of the case's clocks, where it told more than the above.
		Page *PageClock `json:"page,omitempty"`
	}
	NoteBody struct {
		Text string `json:"text"`
	}
	NoteEditBody struct {
		Note string `json:"note"` // id of the note event
		Text string `json:"text"`
	}
	NoteDeleteBody struct {
		Note string `json:"note"`
	}
	FieldBody struct {
		Name  string          `json:"name"` // assignee status rating reasons buyer_type outcome next_step next_at
		Value json.RawMessage `json:"value"`
	}
	ContactBody struct {
		Channel string `json:"channel"` // 旺旺 电话 短信
		Result  string `json:"result"`
		When    string `json:"when"` // RFC 3339
	}
	CompensationBody struct {
		Amount string `json:"amount"` // yuan, a decimal with at most two places
		Form   string `json:"form"`
		Why    string `json:"why"`
	}
	FindingBody struct {
		Rule   string `json:"rule"`
		Label  string `json:"label"`
		Action string `json:"action"` // shown fixed ignored sent reported
		Text   string `json:"text,omitempty"`
	}
	ScriptBody struct {
		Script string `json:"script"`
		Edited bool   `json:"edited"`
	}
	ComplaintBody struct {
		Type     string   `json:"type"`
		Evidence []string `json:"evidence"`
		FiledAt  string   `json:"filed_at"`
		Result   string   `json:"result"`
	}
)

// Entry is one version of a note.
type Entry struct {
	Event string `json:"event"`
	Actor string `json:"actor"`
	At    string `json:"at"`
	Text  string `json:"text"`
	Seq   int64  `json:"seq"` // 0 while only this device has it
}

// NoteState is a note as folded. Others holds texts whose base was no longer the head: kept, and
// shown beside.
type NoteState struct {
	ID      string  `json:"id"`
	Head    string  `json:"head"` // base for the next edit
	Text    string  `json:"text"`
	Actor   string  `json:"actor"`
	At      string  `json:"at"`
	Deleted bool    `json:"deleted,omitempty"`
	Pending bool    `json:"pending,omitempty"` // some of it is only on this device
	History []Entry `json:"history"`           // oldest first
	Others  []Entry `json:"others"`
}

// FieldState is a field's value, and whose value it replaced without having seen it.
type FieldState struct {
	Value    json.RawMessage `json:"value"`
	Head     string          `json:"head"`
	Actor    string          `json:"actor"`
	At       string          `json:"at"`
	Pending  bool            `json:"pending,omitempty"`
	Replaced *FieldState     `json:"replaced,omitempty"`
}

// Item is one line of a case's timeline.
type Item struct {
	Event   string          `json:"event"`
	Kind    Kind            `json:"kind"`
	Actor   string          `json:"actor"`
	At      string          `json:"at"`
	Body    json.RawMessage `json:"body"`
	Pending bool            `json:"pending,omitempty"`
}

// State is a case: the fold of its events in seq order, then this device's own pending ones.
type State struct {
	Case     string                `json:"case"`
	Review   *ReviewBody           `json:"review"`          // without its Page
	Pages    []PageClock           `json:"pages,omitempty"` // of each kind the one read last
	Fields   map[string]FieldState `json:"fields"`
	Notes    []NoteState           `json:"notes"`
	Timeline []Item                `json:"timeline"` // oldest first
	Contacts int                   `json:"contacts"`
	Erased   bool                  `json:"erased,omitempty"`
	Touched  string                `json:"touched,omitempty"` // first contact, note, script or complaint, RFC 3339
	Updated  string                `json:"updated"`
	FoldedTo int64                 `json:"folded_to"`
}

// Masked is a stretch of personal data that was masked in a text before it was stored.
type Masked struct {
	Field string `json:"field"` // path in the body: text
	Kind  string `json:"kind"`  // phone, address, id, account
	Was   string `json:"was"`   // shown to its writer once, never stored
	Now   string `json:"now"`
}

// Advice says whether this is a time to contact the buyer. Limits: three calls a case, quiet
// 21:00-09:00, lunch 12:00-14:00 advised against.
type Advice struct {
	OK     bool   `json:"ok"`
	Reason string `json:"reason"` // plain Chinese, "" where there is nothing to say
	Next   string `json:"next"`   // RFC 3339: the next good time, "" if now
	Count  int    `json:"count"`  // contacts so far
	Limit  int    `json:"limit"`
}
