package clock

import (
	"embed"
	"slices"
	"strings"

	"pingban/internal/sorting"
)

//go:embed windows/*.json
var shipped embed.FS

// Item is one window as data: what starts it, how long it lasts, what it allows and the rule it
// rests on.
type Item struct {
	ID       string `json:"id"` // <platform>.<kind>
	Platform string `json:"platform"`
	Kind     Kind   `json:"kind"`

	From    string `json:"from"`              // the Input's field with the time that starts it
	Days    int    `json:"days,omitempty"`    // length; a day is 24 hours
	Hours   int    `json:"hours,omitempty"`   // added to Days
	Promise bool   `json:"promise,omitempty"` // the item's own promise replaces the length
	End     string `json:"end,omitempty"`     // inclusive: open at the closing second itself, or exclusive
	Count   int    `json:"count,omitempty"`   // how often it can be used; 0 is any number of times

	Only      string   `json:"only,omitempty"`       // shipped or unshipped orders only
	UsedBy    []string `json:"used_by,omitempty"`    // fields of the Input: a flag, or a time that must not be late
	StoppedBy string   `json:"stopped_by,omitempty"` // flag of the Input that stops the clock
	Never     string   `json:"never,omitempty"`      // why it is never possible here
	Needs     *Need    `json:"needs,omitempty"`

	Changes       map[string]Change `json:"changes,omitempty"`        // by rating: good, neutral, bad
	UnknownRating string            `json:"unknown_rating,omitempty"` // what to say while the rating is not known
	UnknownStart  string            `json:"unknown_start,omitempty"`  // what to say where the start has no time
	Remarks       map[string]string `json:"remarks,omitempty"`        // flag of the Input → what to say then
	Cost          *Cost             `json:"cost,omitempty"`
	Tip           TipWords          `json:"tip"`

	Source     Source    `json:"source"`
	Confidence string    `json:"confidence"` // high, medium or low
	Note       string    `json:"note,omitempty"`
	Examples   []Example `json:"examples"`
}

// Change is what a review of one rating may become. With nothing allowed the window is none.
type Change struct {
	Allowed  []string `json:"allowed,omitempty"`
	Disputed []string `json:"disputed,omitempty"`
	Why      string   `json:"why,omitempty"`
}

// Need is a fact without which the window does not exist.
type Need struct {
	Fact    string `json:"fact"` // both_rated
	Why     string `json:"why"`
	Unknown string `json:"unknown"` // what to say while it is not known
}

// Cost is what missing the window costs: a share of the order's amount, within bounds in yuan.
type Cost struct {
	Percent float64 `json:"percent"`
	Min     float64 `json:"min"`
	Max     float64 `json:"max"`
}

// TipWords tell which of the page's countdowns speak of a window: 回复 in 还有27天可回复, or the
// label of the action a tip stands beside.
type TipWords struct {
	Words   []string `json:"words,omitempty"`
	Actions []string `json:"actions,omitempty"`
}

// Example is an input and what the window must then be. Fields of Want that are absent may be
// anything.
type Example struct {
	Name string `json:"name"`
	In   Input  `json:"in"`
	Want Want   `json:"want"`
}

// Want is the part of a Window an example speaks of.
type Want struct {
	Absent   bool     `json:"absent,omitempty"`
	State    State    `json:"state,omitempty"`
	Basis    Basis    `json:"basis,omitempty"`
	Closes   string   `json:"closes,omitempty"`
	Allowed  []string `json:"allowed,omitempty"`
	Disputed []string `json:"disputed,omitempty"`
	Cost     *float64 `json:"cost,omitempty"`
	NoCost   bool     `json:"no_cost,omitempty"`
}

// Tables is a set of windows, at most one for each platform and kind. It is never changed once made.
type Tables struct {
	items []Item // by platform, then in the order of Kinds
	off   []string
}

// Default gives the shipped tables. Its error is a *Fault that names the file.
func Default() (*Tables, error) {
	files, err := shipped.ReadDir("windows")
	if err != nil {
		return nil, err
	}
	all := &Tables{}
	for _, f := range files {
		data, err := shipped.ReadFile("windows/" + f.Name())
		if err != nil {
			return nil, err
		}
		t, err := Parse(data)
		if err != nil {
			return nil, inFile(f.Name(), err)
		}
		for _, item := range t.items {
			if all.find(item.ID) != nil {
				return nil, &Fault{f.Name() + ": " + item.ID, "another file has this window too"}
			}
		}
		all = all.over(t)
	}
	return all, nil
}

// Merge gives tables in which the overlay's windows replace those of the same id or join them, and
// those it turns off are missing; t stays as it is. An id turned off that t lacks is no error: a
// team's pack may be older than the shipped tables. A failing example of the overlay is a *Fault.
func (t *Tables) Merge(overlay *Tables) (*Tables, error) {
	merged := t.over(overlay)
	for i := range overlay.items {
		if err := merged.runExamples(&overlay.items[i], "windows["+overlay.items[i].ID+"]"); err != nil {
			return nil, err
		}
	}
	return merged, nil
}

// Items gives every window, by platform and then in the order of Kinds.
func (t *Tables) Items() []Item { return slices.Clone(t.items) }

func (t *Tables) over(overlay *Tables) *Tables {
	merged := &Tables{items: slices.Clone(overlay.items)}
	for _, item := range t.items {
		if overlay.find(item.ID) == nil && !slices.Contains(overlay.off, item.ID) {
			merged.items = append(merged.items, item)
		}
	}
	merged.sort()
	return merged
}

func (t *Tables) find(id string) *Item {
	for i := range t.items {
		if t.items[i].ID == id {
			return &t.items[i]
		}
	}
	return nil
}

func (t *Tables) sort() {
	sorting.Stably(t.items, func(a, b Item) int {
		if c := strings.Compare(a.Platform, b.Platform); c != 0 {
			return c
		}
		return a.Kind.rank() - b.Kind.rank()
	})
}

func (k Kind) rank() int { return slices.Index(Kinds, k) }
