package cases

import (
	"slices"
	"strconv"

	"pingban/internal/sorting"
)

// Store holds the log of a team's cases and gives the state of each. It is what Fold says of the
// same events, at the price of what was touched: a case is folded when it is asked for, and again
// only after something happened to it. It is not safe for concurrent use.
type Store struct {
	cases  map[string]*entry
	sorted []string // ids of all cases but the fresh; nil: to be made again
	fresh  []string // ids that came since sorted was made
	names  names
	head   int64
	folded []*entry // those that hold a state, and some that did
}

// entry is one case: its log, what waits on this device, and what was made of them.
type entry struct {
	log      packed
	pending  []Event
	erased   bool // the log holds an erase
	state    *State
	haystack string // "" until something is searched for
	line     *lined
}

// maxFolded bounds the states kept at hand, a few kilobytes each. Lists rest on lines and searches
// on haystacks, which are made of a state once.
const maxFolded = 500

// New gives an empty store.
func New() *Store {
	s := &Store{}
	s.Reset()
	return s
}

// Reset forgets everything, pending events too.
func (s *Store) Reset() {
	*s = Store{cases: map[string]*entry{}, names: names{at: map[string]int{}}}
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
		if c.log.holds(e.ID) {
			continue
		}
		c.log.add(e, &s.names)
		if c.erased = c.erased || e.Kind == Erased; c.erased {
			c.log.set(scrubbed(c.log.events(e.Case, &s.names)), &s.names)
		}
		c.stale()
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
		c.stale()
		touched = append(touched, id)
	}
	for _, e := range events {
		if e.ID == "" || e.Case == "" {
			continue
		}
		c := s.entry(e.Case)
		c.pending = append(c.pending, e)
		c.stale()
		touched = append(touched, e.Case)
	}
	touched = distinct(touched)
	for _, id := range touched {
		if c := s.cases[id]; c.log.empty() && len(c.pending) == 0 {
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
		s.fresh = make([]string, 0, len(s.cases))
		for id := range s.cases {
			s.fresh = append(s.fresh, id)
		}
	}
	if len(s.fresh) > 0 {
		sorting.Strings(s.fresh)
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
		if len(s.folded) >= maxFolded {
			for _, other := range s.folded {
				other.state = nil
			}
			clear(s.folded)
			s.folded = s.folded[:0]
		}
		c.log.fit()
		c.state = Fold(c.log.events(id, &s.names), c.pending)
		s.folded = append(s.folded, c)
	}
	return c.state
}

// scrubbed gives a case's events without the texts that an erase among them reaches: they are to be
// gone from memory, and the fold is the same without them.
func scrubbed(events []Event) []Event {
	first := slices.IndexFunc(events, func(e Event) bool { return e.Kind == Erased })
	last := first
	for i := first; i < len(events); i++ {
		if events[i].Kind == Erased {
			last = i
		}
	}
	for i, e := range events {
		if i < last || i > first && e.Kind == ReviewSeen {
			events[i].Body = e.Erase().Body
		}
	}
	return events
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
func (c *entry) stale() {
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
	sorting.Strings(ids)
	return slices.Compact(ids)
}
