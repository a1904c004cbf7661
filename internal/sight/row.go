// Package sight turns what a console page shows into reviews that can be trusted.
//
// Two sources feed it: the console's own JSON answers (Rows) and what the recogniser in the page
// read off the screen (Sighting). See joins them. Its one rule: right or nothing. A row that is
// not unique, or on which the sources disagree, is refused with a reason and shows no badge.
// Everything that comes in is untrusted.
package sight

import "pingban/internal/clock"

// Row is one review as the console's answer carries it. Ids are the answer's raw digits.
type Row struct {
	Platform  string   `json:"platform"` // taobao or tmall, by the host of the product's link
	Order     string   `json:"order"`
	Item      string   `json:"item"`
	Feed      string   `json:"feed"`
	Buyer     string   `json:"buyer"` // masked by the platform
	Product   string   `json:"product"`
	Text      string   `json:"text"`
	RatedAt   string   `json:"rated_at"`  // RFC 3339, +08:00, seconds
	Sentiment string   `json:"sentiment"` // positive, neutral, negative or "": the machine's, never a rating
	Append    *Append  `json:"append"`
	Tips      []string `json:"tips"`
	Actions   []string `json:"actions"`

	// A row of another page than the list of reviews: orders or refunds. Its moments are RFC 3339, +08:00.
	Kind      string   `json:"kind,omitempty"`
	Request   string   `json:"request,omitempty"` // number of a refund request
	SKU       string   `json:"sku,omitempty"`     // which kind of the product, as the order names it
	CreatedAt string   `json:"created_at,omitempty"`
	PaidAt    string   `json:"paid_at,omitempty"`
	ShippedAt string   `json:"shipped_at,omitempty"`
	SuccessAt string   `json:"success_at,omitempty"`
	Amount    *float64 `json:"amount,omitempty"` // yuan the order cost
	Ended     bool     `json:"ended,omitempty"`  // closed, not paid yet or paid back: none of its clocks runs
	// Shipped says whether the goods are on their way, by the row's own word; absent where it gives none.
	Shipped *bool `json:"shipped,omitempty"`
}

// Append is a follow-up review. The console's answer gives no time for it, only days since receipt.
type Append struct {
	Text string `json:"text"`
	Days int    `json:"days"`
}

// Reading is what one field's strategies found in a row: all distinct values, in page order, and
// the id of the strategy that found them.
type Reading struct {
	Values   []string `json:"values"`
	Strategy string   `json:"strategy"`
}

// Sighting is one row on screen. Key is the caller's handle for it and means nothing here.
// Fields are those a site file names; see fieldNames.
type Sighting struct {
	Key    string             `json:"key"`
	Fields map[string]Reading `json:"fields"`
}

// Reason why a row on screen gets no badge.
type Reason string

const (
	NoOrder      Reason = "no_order"
	TwoOrders    Reason = "two_orders"
	NoItem       Reason = "no_item"
	TwoItems     Reason = "two_items"
	NoRequest    Reason = "no_request" // a refund without its number, or with two
	NoDate       Reason = "no_date"
	TwoDates     Reason = "two_dates"
	FutureDate   Reason = "future_date"
	BadDate      Reason = "bad_date"
	Duplicate    Reason = "duplicate"      // two rows on screen are the same case
	Ambiguous    Reason = "ambiguous"      // more than one JSON row fits
	Disagree     Reason = "disagree"       // screen and JSON say different things
	SwitchedOff  Reason = "switched_off"   // by the team's kill switch
	NothingToSay Reason = "nothing_to_say" // recognised, but no window to show
	UnknownSite  Reason = "unknown_site"   // the request's site or moment is not one
)

// SeeRequest asks what a screenful of rows is.
type SeeRequest struct {
	Site      string     `json:"site"`           // id of a site file
	Kind      string     `json:"kind,omitempty"` // what its rows are: reviews (absent), orders or refunds
	Now       string     `json:"now"`
	Platform  string     `json:"platform,omitempty"` // the shop's setting, where one is made
	Rating    string     `json:"rating,omitempty"`   // good, neutral or bad where the page's address filters by it
	Sightings []Sighting `json:"sightings"`
	Rows      []Row      `json:"rows"` // JSON rows of the same page, none if the reader is off
}

// Facts is what the team already knows of a case beyond what its row shows.
type Facts struct {
	Rating          string // good, neutral or bad, set by an agent; "" is not known
	Edited          bool   // the buyer has edited the review
	Explained       bool
	ExplainedAppend bool
	Complained      bool
	BothRated       *bool
}

// review says whether the rows of the request are reviews.
func (r SeeRequest) review() bool { return r.Kind == "" || r.Kind == Reviews }

// Seen is one sighting understood, or refused. One refused for having nothing to say is understood
// all the same.
type Seen struct {
	Key     string            `json:"key"`
	Case    string            `json:"case,omitempty"` // <site>:<order>:<item>, or <site>:<order>:#<request>
	Refused Reason            `json:"refused,omitempty"`
	Known   bool              `json:"known,omitempty"` // the team's log has the case
	Row     *Row              `json:"row,omitempty"`
	Joined  bool              `json:"joined,omitempty"`  // JSON and screen both told of it
	Sources map[string]string `json:"sources,omitempty"` // field → json or the strategy's id
	Clock   *clock.Input      `json:"clock,omitempty"`   // ask again with it as time passes
	Windows []clock.Window    `json:"windows,omitempty"`
	Badge   *clock.Badge      `json:"badge,omitempty"`
	Coming  []clock.Badge     `json:"coming,omitempty"` // each from the Next of the one before it
}
