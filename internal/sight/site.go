package sight

// What the rows of a page are.
const (
	Reviews = "reviews"
	Orders  = "orders"
	Refunds = "refunds"
	Chat    = "chat" // no rows: a composer and the conversation it belongs to
)

// Site is one page Pingban knows, as a file in sites/. The recogniser in the page interprets it;
// nothing outside the file knows the page's DOM. Patterns are written in the subset that
// JavaScript and Go's regexp share, matched with the u flag; the first group is the value.
// Selectors are CSS as Chromium has it.
type Site struct {
	ID       string   `json:"id"` // the file's name: <site>-<page>
	Version  int      `json:"version"`
	Site     string   `json:"site"` // prefix of a case id: taobao, pdd, jd, douyin
	Title    string   `json:"title"`
	Enabled  bool     `json:"enabled"`  // false: ships switched off
	Kind     string   `json:"kind"`     // what its rows are: reviews, orders or refunds; chat has none
	Evidence string   `json:"evidence"` // how well the page is known: A several sources, B one good one, C weak
	Hosts    []string `json:"hosts"`
	Path     string   `json:"path"`
	Ratings  []Filter `json:"ratings"` // filters in the address that tell the rating
	Ready    Ready    `json:"ready"`
	Row      RowRule  `json:"row"`
	// Fields maps a field (those of a Sighting) to its strategies, tried in order; the first that
	// finds anything counts, with every distinct value it finds.
	Fields map[string][]Strategy `json:"fields"`
	API    []API                 `json:"api"`
	Editor *Editor               `json:"editor"`
	// Overlays are the page's own layers; while one that is not the reply dialog shows, ours hide.
	Overlays string `json:"overlays"`
}

// Filter is a query parameter whose value tells the rating of every row on the page.
type Filter struct {
	Param  string `json:"param"`
	Value  string `json:"value"`
	Rating string `json:"rating"` // good, neutral or bad
}

// Ready says when the page is there to be read.
type Ready struct {
	Texts   []string `json:"texts"`   // all must be visible
	Headers []string `json:"headers"` // texts of the table's header cells, all must be there
}

// RowRule finds a row: from a text that matches Anchor climb at most Climb parents until the text
// matches every pattern of Until; the climb ends with no row as soon as One matches twice. The
// anchor is the order number's label, not an action: a review whose reply period is over has no
// action left. Text inside Untrusted does not exist for any of the three.
type RowRule struct {
	Anchor    string   `json:"anchor"`
	Climb     int      `json:"climb"`
	Until     []string `json:"until"`
	One       string   `json:"one"`
	Next      string   `json:"next"`      // selector the next sibling must match to belong to the row
	Untrusted string   `json:"untrusted"` // selector of what the buyer wrote: read for text alone
	// Beside is the pattern of a label that stands in one cell with the buyer's words. Where Untrusted
	// finds nothing, all of that cell but the label is the buyer's; without such a cell a row says nothing.
	Beside string `json:"beside"`
	Cell   string `json:"cell"` // selector of the cell a badge may be appended to
}

// Strategy reads one field. Kinds: text (Pattern over the row's own text, the buyer's words left
// out), line (Pattern against each trimmed text of the row's leaf elements), attr (Pattern over
// attribute Attr of what Selector matches), innermost (the text of each element Selector matches
// that holds no other match; the only kind that looks inside Untrusted). Scope row is the default;
// next reads the expanded row.
type Strategy struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Pattern  string `json:"pattern,omitempty"`
	Selector string `json:"selector,omitempty"`
	Attr     string `json:"attr,omitempty"`
	Scope    string `json:"scope,omitempty"`
}

// API is an answer of the page's own that the reader looks at, matched by name in the address.
type API struct {
	Name  string `json:"name"`
	Shape string `json:"shape"` // reviews or orders
}

// Editor is where an agent writes, and what sends it.
type Editor struct {
	Open string `json:"open"` // pattern of the label that opens it; "" on a chat, where it is there from the start
	// Append is the pattern of those of the labels by which one answers an appended review, not the
	// first; "" where nothing tells.
	Append   string `json:"append,omitempty"`
	Selector string `json:"selector"` // the editor itself
	Dialog   string `json:"dialog"`   // selector of the dialog it may sit in; else it sits in the row
	Submit   string `json:"submit"`   // pattern of the label that sends
	Cancel   string `json:"cancel"`
	Max      int    `json:"max"`   // characters the platform takes
	Enter    bool   `json:"enter"` // the Enter key alone sends
	// Conversation tells on a chat whom the editor writes to; absent where rows tell it.
	Conversation *Conversation `json:"conversation"`
}

// Conversation finds the name of the open conversation: the first text of the one element in sight
// that a selector matches, the selectors tried in order. A name that more than one element of Among
// begins with is no name: what is written may be for either.
type Conversation struct {
	Selectors []string `json:"selectors"`
	Among     string   `json:"among"`
}
