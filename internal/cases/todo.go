package cases

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"pingban/internal/clock"
	"pingban/internal/sorting"
)

// TodoItem is a case in one line of a list.
type TodoItem struct {
	Case     string       `json:"case"`
	Product  string       `json:"product"`
	Buyer    string       `json:"buyer"`
	Text     string       `json:"text"` // the beginning of the review
	Status   string       `json:"status"`
	Assignee string       `json:"assignee"`
	Badge    *clock.Badge `json:"badge"`
	Notes    int          `json:"notes"`
	Pending  bool         `json:"pending"` // some of it is only on this device
	Updated  string       `json:"updated"` // RFC 3339 of the last event, by its device's clock
	NextStep string       `json:"next_step,omitempty"`
	NextAt   string       `json:"next_at,omitempty"` // RFC 3339
	// Waiting is since when a neutral or bad review, or an after-sale request, has gone without a
	// contact, note, script or complaint: its time, RFC 3339; empty once somebody has touched it.
	Waiting string `json:"waiting,omitempty"`
}

// Todo is a list of cases with time left first, the most pressing on top, and its counts.
type Todo struct {
	Items []TodoItem `json:"items"`
	Today int        `json:"today"` // 今天到期: closes before midnight, China Standard Time
	Over  int        `json:"over"`  // 超期
	Mine  int        `json:"mine"`  // 待我跟进
	Total int        `json:"total"`
}

// closed are the statuses that need nobody's attention any more.
var closed = []string{"已解决", "已解释", "放弃"}

// Closed tells whether a status needs nobody's attention any more.
func Closed(status string) bool { return slices.Contains(closed, status) }

// Done tells whether a case needs nobody's attention any more: by its status, or by what pages say.
func (s *State) Done() bool { return Closed(s.Text(FieldStatus)) || s.Settled() }

// excerptRunes is how much of a review a line shows.
const excerptRunes = 60

// Narrowings of a list: what each of its counts counts.
const (
	OnlyToday = "today"
	OnlyOver  = "over"
	OnlyMine  = "mine"
)

// TodoAsk is what a list is asked for. Only is one of the narrowings, "" for none; the counts are
// of everything before it and before Limit, 0 being no limit. Closed cases are left out unless All.
type TodoAsk struct {
	Now   time.Time
	Me    string // member id, "" before joining
	All   bool
	Only  string
	Limit int
}

// TodoOf lists states.
func TodoOf(states []*State, tables *clock.Tables, ask TodoAsk) Todo {
	lines := make([]*TodoItem, 0, len(states))
	for _, s := range states {
		if !ask.All && s.Done() {
			continue // before its windows are computed, which is nearly all the work
		}
		item := s.Line(tables, ask.Now)
		lines = append(lines, &item)
	}
	return ask.list(lines)
}

// Todo lists the cases of these ids. It is TodoOf of their states, at the price of those whose line
// reads otherwise than when it was last asked for.
func (s *Store) Todo(ids []string, tables *clock.Tables, ask TodoAsk) Todo {
	lines := make([]*TodoItem, 0, len(ids))
	for _, id := range ids {
		if line := s.line(id, tables, ask.Now, ask.All); line != nil {
			lines = append(lines, line)
		}
	}
	return ask.list(lines)
}

func (ask TodoAsk) list(lines []*TodoItem) Todo {
	todo := Todo{Items: []TodoItem{}, Total: len(lines)}
	today := ask.Now.In(clock.CST).Format(time.DateOnly)
	fit := lines[:0]
	for _, item := range lines {
		mine := ask.Me != "" && item.Assignee == ask.Me
		over := item.Badge != nil && item.Badge.State == clock.Over
		due := item.Badge != nil && !over && strings.HasPrefix(item.Badge.Closes, today) // ends are written in CST
		for _, c := range []struct {
			counts bool
			count  *int
		}{{mine, &todo.Mine}, {over, &todo.Over}, {due, &todo.Today}} {
			if c.counts {
				*c.count++
			}
		}
		switch ask.Only {
		case OnlyMine:
			due = mine
		case OnlyOver:
			due = over
		case OnlyToday:
		default:
			due = true
		}
		if due {
			fit = append(fit, item)
		}
	}
	for _, item := range sorting.Least(fit, ask.Limit, byPressure) {
		todo.Items = append(todo.Items, *item)
	}
	return todo
}

// lined is a case's line as it reads from a moment until the next at which it will read otherwise.
type lined struct {
	item        *TodoItem // nil for a closed case that was not asked for yet: most of a team's are
	done        bool
	tables      *clock.Tables
	from, until time.Time // until is zero where it stays as it is
}

// line is the case's line, nil where nothing is known of the case, or where it is closed and not all
// are wanted. It is the store's own: read it only.
func (s *Store) line(id string, tables *clock.Tables, now time.Time, all bool) *TodoItem {
	c := s.cases[id]
	if c == nil {
		return nil
	}
	l := c.line
	if l == nil || l.tables != tables || now.Before(l.from) || !l.until.IsZero() && !now.Before(l.until) ||
		all && l.item == nil {
		l = lineOf(s.Case(id), tables, now, all)
		c.line = l
	}
	if l.done && !all {
		return nil
	}
	return l.item
}

func lineOf(state *State, tables *clock.Tables, now time.Time, all bool) *lined {
	l := &lined{done: state.Done(), tables: tables, from: now}
	if l.done && !all {
		return l
	}
	item := state.Line(tables, now)
	l.item = &item
	if b := item.Badge; b != nil && b.Next != "" {
		l.until, _ = time.Parse(time.RFC3339, b.Next) // one that is none would mean: computed once
	}
	return l
}

// byPressure puts what closes first on top, then what is over, the latest first, then the rest.
func byPressure(a, b *TodoItem) int {
	if c := cmp.Compare(pressure(a), pressure(b)); c != 0 {
		return c
	}
	if a.Badge == nil {
		return cmp.Compare(a.Case, b.Case)
	}
	c := cmp.Compare(a.Badge.Closes, b.Badge.Closes)
	if a.Badge.State == clock.Over {
		c = -c
	}
	return cmp.Or(c, cmp.Compare(a.Case, b.Case))
}

func pressure(i *TodoItem) int {
	switch {
	case i.Badge == nil:
		return 2
	case i.Badge.State == clock.Over:
		return 1
	default:
		return 0
	}
}

// Line is the case in one line, its badge as of now.
func (s *State) Line(tables *clock.Tables, now time.Time) TodoItem {
	item := TodoItem{
		Case:     s.Case,
		Status:   s.Text("status"),
		Assignee: s.Text("assignee"),
		Updated:  strings.Clone(s.Updated), // a part of it would keep the whole log of the case
		NextStep: s.Text(FieldNextStep),
		NextAt:   s.Text(FieldNextAt),
		Waiting:  s.waiting(),
	}
	if item.Status == "" {
		item.Status = "新"
	}
	if s.Review != nil {
		item.Product, item.Buyer, item.Text = s.Review.Product, s.Review.Buyer, excerpt(s.Review.Text)
	}
	for _, n := range s.Notes {
		if !n.Deleted {
			item.Notes++
		}
	}
	item.Pending = slices.ContainsFunc(s.Timeline, func(i Item) bool { return i.Pending })
	_, item.Badge = s.Windows(tables, now)
	return item
}

// waiting is the rating's time of an untouched review that is not a good one, or when an untouched
// after-sale request was made, else "".
func (s *State) waiting() string {
	if s.Review == nil || s.Touched != "" || s.Done() {
		return ""
	}
	if s.isRequest() && len(s.Pages) > 0 {
		return s.Pages[0].RefundAt
	}
	switch cmp.Or(s.Text(FieldRating), s.Review.Rating) {
	case "neutral", "bad":
		return s.Review.RatedAt
	case "":
		if s.Review.Sentiment == "neutral" || s.Review.Sentiment == "negative" {
			return s.Review.RatedAt
		}
	}
	return ""
}

// Windows are what can still happen to the case's review as of now, and the most pressing of them;
// empty and nil where no review is known.
func (s *State) Windows(tables *clock.Tables, now time.Time) ([]clock.Window, *clock.Badge) {
	in, ok := s.Clock(now)
	if !ok {
		return []clock.Window{}, nil
	}
	ws, err := tables.WindowsAt(in, now)
	if err != nil {
		return []clock.Window{}, nil // a review another version wrote; its texts still show
	}
	return ws, clock.Pressing(ws, in, s.Review.Sentiment, now)
}

// Clock is what the case's windows are computed from: the review, and what pages told beside it. An
// agent's own rating wins over the page's. Its Now is when the tips were read.
func (s *State) Clock(now time.Time) (in clock.Input, ok bool) {
	if s.Review == nil {
		return clock.Input{}, false
	}
	rating := s.Text("rating")
	if rating == "" {
		rating = s.Review.Rating
	}
	in = clock.Input{
		ID:        s.Case,
		Platform:  s.Review.Platform,
		Now:       now.In(clock.CST).Format(time.RFC3339),
		Rating:    rating,
		RatedAt:   s.Review.RatedAt,
		Appended:  s.Review.Append != "",
		Explained: s.Text("status") == "已解释",
	}
	for _, kind := range pageKinds {
		for i := range s.Pages {
			if s.Pages[i].Kind == kind {
				s.Pages[i].onto(&in)
			}
		}
	}
	return in, true
}

// Text is the value of a field that holds text, "" where it is not set.
func (s *State) Text(field string) string {
	var text string
	if f, ok := s.Fields[field]; ok {
		_ = json.Unmarshal(f.Value, &text) // a field of another shape has no text
	}
	return text
}

func excerpt(text string) string {
	n := 0
	for i := range text {
		if n == excerptRunes {
			return text[:i] + "…"
		}
		n++
	}
	return text
}
