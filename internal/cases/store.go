package cases

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strconv"

	"pingban/internal/sorting"
)

// Store holds the log of a team's cases and gives the state of each. It is what Fold says of the
// same events, at the price of what was touched: a case is folded when it is asked for, and again
// only after something happened to it. It is not safe for concurrent use.
type Store struct {
	cases  map[string]*entry
	sorted []string          // ids of all cases but the fresh; nil: to be made again
	fresh  []string          // ids that came since sorted was made
	names  map[string]string // one string for each member and kind
	head   int64
	folded int // entries that hold a state
}

// entry is one case: its log, what waits on this device, and what was made of them. The log is
// kept as the timeline that a state shows, so that a hundred thousand events are held once; case,
// team and time of arrival are kept for none of them.
type entry struct {
	items    []Item // by seq
	meta     []meta // of the item at the same index
	pending  []Event
	erased   bool // the log holds an erase
	state    *State
	haystack string // "" until something is searched for
	line     *lined
}

// meta is what the fold needs of an event beside its item.
type meta struct {
	seq  int64
	base string
}

// maxFolded bounds the states kept at hand, a few kilobytes each. Lists rest on lines and summaries,
// which are made of a state once.
const maxFolded = 2000

// New gives an empty store.
func New() *Store {
	s := &Store{}
	s.Reset()
	return s
}

// Reset forgets everything, pending events too.
func (s *Store) Reset() {
	*s = Store{cases: map[string]*entry{}, names: map[string]string{}}
}

// Append takes accepted events and gives the cases they touched, sorted, and the log's head. What
// the log already holds is passed over; numbers may be left out and come in any order, though
// ascending is cheapest. An event without id, case or number makes the whole call fail with an
// *Invalid and changes nothing: no server sends that, so the batch is broken.
func (s *Store) Append(events []Event) (touched []string, head int64, err error) {
	for i, e := range events {
		field := "events[" + strconv.Itoa(i) + "]."
		switch {
		case e.ID == "":
			return nil, s.head, invalid(field+"id", "不能为空")
		case e.Case == "":
			return nil, s.head, invalid(field+"case", "不能为空")
		case e.Seq <= 0:
			return nil, s.head, invalid(field+"seq", "应为正整数")
		}
	}
	for _, e := range events {
		s.head = max(s.head, e.Seq)
		c := s.entry(e.Case)
		if c.holds(e.ID) {
			continue
		}
		e.Actor, e.Kind = s.name(e.Actor), Kind(s.name(string(e.Kind)))
		c.insert(e)
		s.stale(c)
		touched = append(touched, e.Case)
	}
	return distinct(touched), s.head, nil
}

// SetPending replaces the device's own events that the log does not hold yet, in the order they
// were made, and gives the cases that this touches, sorted. Events without id or case are passed
// over.
func (s *Store) SetPending(events []Event) (touched []string) {
	for id, c := range s.cases {
		if len(c.pending) == 0 {
			continue
		}
		c.pending = nil
		s.stale(c)
		touched = append(touched, id)
	}
	for _, e := range events {
		if e.ID == "" || e.Case == "" {
			continue
		}
		c := s.entry(e.Case)
		c.pending = append(c.pending, e)
		s.stale(c)
		touched = append(touched, e.Case)
	}
	touched = distinct(touched)
	for _, id := range touched {
		if c := s.cases[id]; len(c.items) == 0 && len(c.pending) == 0 {
			delete(s.cases, id)
			s.sorted = nil
		}
	}
	return touched
}

// Head is the highest seq the log holds, 0 for none.
func (s *Store) Head() int64 { return s.head }

// Cases gives the ids of all cases, sorted. The list is the store's own: read it only.
func (s *Store) Cases() []string {
	if s.sorted == nil {
		s.fresh = slices.AppendSeq(make([]string, 0, len(s.cases)), maps.Keys(s.cases))
	}
	if len(s.fresh) > 0 {
		sort.Strings(s.fresh)
		s.sorted, s.fresh = merged(s.sorted, s.fresh), nil
	}
	return s.sorted
}

// Case gives the state of a case, nil if nothing is known of it. It is the store's own: read it
// only, and ask again after the next Append or SetPending.
func (s *Store) Case(id string) *State {
	c := s.cases[id]
	if c == nil {
		return nil
	}
	if c.state == nil {
		if s.folded >= maxFolded {
			for _, other := range s.cases {
				other.state = nil
			}
			s.folded = 0
		}
		c.state = c.fold(id)
		s.folded++
	}
	return c.state
}

func (c *entry) fold(id string) *State {
	events := make([]Event, len(c.items))
	for i, item := range c.items {
		events[i] = Event{
			ID: item.Event, Case: id, Kind: item.Kind, At: item.At, Body: item.Body, Actor: item.Actor,
			Seq: c.meta[i].seq, Base: c.meta[i].base,
		}
	}
	state := Fold(events, c.pending)
	// The fold made an exact copy of the timeline: it becomes the log, without the room that
	// appending left in the old one.
	c.items = state.Timeline[:len(c.items):len(c.items)]
	c.meta = append(make([]meta, 0, len(c.meta)), c.meta...)
	return state
}

// holds says whether the log has an event. A case has a few dozen: to look through them costs less
// than a table of all ids, which for a hundred thousand events takes 7 MB.
func (c *entry) holds(id string) bool {
	return slices.ContainsFunc(c.items, func(i Item) bool { return i.Event == id })
}

// insert puts an event in its place.
func (c *entry) insert(e Event) {
	at := len(c.items)
	for at > 0 && cmp.Or(cmp.Compare(c.meta[at-1].seq, e.Seq), cmp.Compare(c.items[at-1].Event, e.ID)) > 0 {
		at--
	}
	c.items = slices.Insert(c.items, at, Item{Event: e.ID, Kind: e.Kind, Actor: e.Actor, At: e.At, Body: e.Body})
	c.meta = slices.Insert(c.meta, at, meta{e.Seq, e.Base})
	c.erased = c.erased || e.Kind == Erased
	if c.erased {
		c.scrub()
	}
}

// scrub takes the texts that an erase reaches out of the log too: they are to be gone from memory,
// and the fold is the same without them.
func (c *entry) scrub() {
	first := slices.IndexFunc(c.items, func(i Item) bool { return i.Kind == Erased })
	last := first
	for i := first; i < len(c.items); i++ {
		if c.items[i].Kind == Erased {
			last = i
		}
	}
	for i, item := range c.items {
		if i < last || i > first && item.Kind == ReviewSeen {
			c.items[i].Body = Event{Kind: item.Kind, Body: item.Body}.Erase().Body
		}
	}
}

func (s *Store) name(n string) string {
	if known, ok := s.names[n]; ok {
		return known
	}
	s.names[n] = n
	return n
}

func (s *Store) entry(id string) *entry {
	c := s.cases[id]
	if c == nil {
		c = &entry{}
		s.cases[id] = c
		if s.sorted != nil {
			s.fresh = append(s.fresh, id)
		}
	}
	return c
}

// stale drops what was made of a case.
func (s *Store) stale(c *entry) {
	if c.state != nil {
		s.folded--
	}
	c.state, c.haystack, c.line = nil, "", nil
}

// merged gives both of two sorted lists that have nothing in common, sorted.
func merged(a, b []string) []string {
	all := make([]string, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

func distinct(ids []string) []string {
	if len(ids) == 0 {
		return []string{}
	}
	sorting.By(ids, cmp.Compare[string])
	return slices.Compact(ids)
}
