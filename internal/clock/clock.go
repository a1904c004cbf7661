// Package clock answers what can still happen to a review or an order, and until when.
//
// A window is a span of time that starts at an event (the rating, the payment, the end of the
// trade) and has a length, both read from a table: see windows/. The platform's own tip on the
// page wins over any computation. Nothing here reads a clock: now is always an input, and every
// time is in the console's zone, China Standard Time, which has had no daylight saving since 1991.
package clock

import "time"

// CST is the zone of every time Pingban shows. A fixed zone keeps tzdata out of the engine.
var CST = time.FixedZone("CST", 8*3600)

// Platforms the tables know.
const (
	Taobao = "taobao"
	Tmall  = "tmall"
	JD     = "jd"
)

// Kind names a window.
type Kind string

// The kinds in the order that breaks ties between windows closing at the same second.
const (
	BuyerEdit     Kind = "buyer_edit"
	BuyerDelete   Kind = "buyer_delete"
	Append        Kind = "append"
	Explain       Kind = "explain"
	ExplainAppend Kind = "explain_append"
	Complain      Kind = "complain"
	MutualReview  Kind = "mutual_review"
	Ship          Kind = "ship"
	Aftersale     Kind = "aftersale"
	Invoice       Kind = "invoice"

	// The steps of a refund, each started by the one before it.
	RefundUnshipped Kind = "refund_unshipped" // the seller answers, goods not shipped
	RefundShipped   Kind = "refund_shipped"   // the seller answers, goods shipped
	RefundReturn    Kind = "refund_return"    // the buyer sends the goods back
	RefundReceive   Kind = "refund_receive"   // the seller confirms the returned goods
	RefundRefused   Kind = "refund_refused"   // the buyer answers a refusal
)

// Kinds is every kind in that order.
var Kinds = []Kind{
	BuyerEdit, BuyerDelete, Append, Explain, ExplainAppend, Complain, MutualReview, Ship, Aftersale,
	Invoice, RefundUnshipped, RefundShipped, RefundReturn, RefundReceive, RefundRefused,
}

// State of a window at one moment, times truncated to seconds.
type State string

const (
	Open    State = "open"
	Soon    State = "soon"    // 24 h or less left
	Urgent  State = "urgent"  // 2 h or less left
	Over    State = "over"    // closed, or shipped late
	Done    State = "done"    // used up: edited, explained, shipped in time
	None    State = "none"    // never possible, Why says so
	Unknown State = "unknown" // it started, nobody knows when
)

// Basis says how a window was obtained.
type Basis string

const (
	ByPlatform Basis = "platform" // the platform's own tip
	Computed   Basis = "computed"
	BasisNone  Basis = "unknown"
)

// Source is the rule a window rests on.
type Source struct {
	Title string `json:"title"`
	Date  string `json:"date"` // YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known
}

// Input is what is known of one review or order. Times are RFC 3339 with an offset; an absent
// field is not known, and a window whose starting event is absent is left out of the answer.
type Input struct {
	ID           string   `json:"id"`
	Platform     string   `json:"platform"`         // taobao, tmall or jd
	Now          string   `json:"now"`              // the moment to answer for
	Rating       string   `json:"rating,omitempty"` // good, neutral, bad or unknown; absent is unknown
	RatedAt      string   `json:"rated_at,omitempty"`
	Edited       bool     `json:"edited,omitempty"`
	Explained    bool     `json:"explained,omitempty"`
	BothRated    *bool    `json:"both_rated,omitempty"`
	Appended     bool     `json:"appended,omitempty"`
	AppendedAt   string   `json:"appended_at,omitempty"`
	SuccessAt    string   `json:"success_at,omitempty"`
	PaidAt       string   `json:"paid_at,omitempty"`
	ShippedAt    string   `json:"shipped_at,omitempty"`
	ShipPromiseH float64  `json:"ship_promise_h,omitempty"` // the item's own promise, in hours
	Amount       *float64 `json:"amount,omitempty"`         // what the order cost, in yuan
	// Tips are the page's own countdowns, read at Now. A tip says by its words which window it
	// speaks of (还有27天可回复: the explanation); where the words alone do not tell, the label of
	// the action it stands beside goes before it with a colon: 追评回复:还有27天可回复.
	Tips []string `json:"tips,omitempty"`

	ExplainedAppend bool   `json:"explained_append,omitempty"` // the seller has answered the append
	Complained      bool   `json:"complained,omitempty"`       // a complaint was filed
	RefundAt        string `json:"refund_at,omitempty"`        // the buyer asked for a refund
	RefundAgreedAt  string `json:"refund_agreed_at,omitempty"`
	RefundRefusedAt string `json:"refund_refused_at,omitempty"`
	ReturnShippedAt string `json:"return_shipped_at,omitempty"` // the buyer sent the goods back
	Intervened      bool   `json:"intervened,omitempty"`        // the platform was called in: refund clocks stop
}

// Window is one window of an Input at its Now.
type Window struct {
	Kind       Kind     `json:"kind"`
	State      State    `json:"state"`
	Basis      Basis    `json:"basis"`
	Opens      string   `json:"opens,omitempty"`       // RFC 3339, +08:00
	Closes     string   `json:"closes,omitempty"`      // the last second that still counts
	RemainingS *int64   `json:"remaining_s,omitempty"` // seconds to Closes, absent once closed
	Left       string   `json:"left,omitempty"`        // RemainingS as it is shown everywhere: 11天3小时
	Allowed    []string `json:"allowed,omitempty"`     // good, neutral, delete
	Disputed   []string `json:"disputed,omitempty"`    // what some sources allow and others do not
	Cost       *float64 `json:"cost,omitempty"`        // yuan owed if the window is missed
	Why        string   `json:"why,omitempty"`         // a plain Chinese sentence
	Source     Source   `json:"source"`

	// RoundUp says that the platform's tip counts a begun day as a whole one, so that Left and the
	// badge show the number the page shows.
	RoundUp bool `json:"-"`
}

// Badge is a row's most pressing window, ready to show.
type Badge struct {
	Kind   Kind   `json:"kind"`
	State  State  `json:"state"`
	Basis  Basis  `json:"basis"`
	Closes string `json:"closes"` // "" where only the platform's word says that it is over
	Text   string `json:"text"`   // short: 可改 11天3小时
	Label  string `json:"label"`  // the whole sentence, for a screen reader
	Next   string `json:"next"`   // RFC 3339: when Text or State will next differ, "" for never
	Turns  string `json:"turns"`  // RFC 3339: when State will next differ, "" for never
}
