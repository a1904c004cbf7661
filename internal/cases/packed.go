package cases

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sort"
)

// packed is what a case's log holds, by seq, event after event in one stretch of bytes: as structs
// they take more than twice the room, and an agent's browser holds a team's log of years. Team, case
// and time of arrival are kept of none. An event is its length, then as uvarints seq and the numbers
// of its kind and actor, then id, base and time with their lengths, then its body.
type packed struct {
	bytes []byte
	n     int
	last  int64 // the highest seq
}

// names numbers what few events differ in: members and kinds.
type names struct {
	all []string
	at  map[string]int
}

func (n *names) number(name string) uint64 {
	at, ok := n.at[name]
	if !ok {
		at = len(n.all)
		n.all = append(n.all, name)
		n.at[name] = at
	}
	return uint64(at)
}

func (p *packed) empty() bool { return p.n == 0 }

// add puts an event in its place.
func (p *packed) add(e Event, n *names) {
	if e.Seq > p.last {
		p.append(e, n)
		return
	}
	events := p.events("", n)
	at := sort.Search(len(events), func(i int) bool {
		return cmp.Or(cmp.Compare(events[i].Seq, e.Seq), cmp.Compare(events[i].ID, e.ID)) >= 0
	})
	events = append(events, e)
	copy(events[at+1:], events[at:]) // slices.Insert is 1 KB of the engine
	events[at] = e
	p.set(events, n)
}

// set puts other events in the place of all.
func (p *packed) set(events []Event, n *names) {
	*p = packed{bytes: make([]byte, 0, len(p.bytes))}
	for _, e := range events {
		p.append(e, n)
	}
}

func (p *packed) append(e Event, n *names) {
	var head [3 * binary.MaxVarintLen64]byte
	h := binary.AppendUvarint(head[:0], uint64(e.Seq))
	h = binary.AppendUvarint(h, n.number(string(e.Kind)))
	h = binary.AppendUvarint(h, n.number(e.Actor))
	texts := [...]string{e.ID, e.Base, e.At}
	size := len(h) + len(e.Body)
	for _, text := range texts {
		size += uvarintLen(len(text)) + len(text)
	}
	b := binary.AppendUvarint(p.bytes, uint64(size))
	b = append(b, h...)
	for _, text := range texts {
		b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
	}
	p.bytes = append(b, e.Body...)
	p.n++
	p.last = max(p.last, e.Seq)
}

// fit gives back the room that appending left, where it is worth it.
func (p *packed) fit() {
	if cap(p.bytes)-len(p.bytes) > len(p.bytes)/8 {
		p.bytes = slices.Clone(p.bytes)
	}
}

func uvarintLen(n int) int {
	size := 1
	for ; n >= 0x80; n >>= 7 {
		size++
	}
	return size
}

// reader goes through packed bytes.
type reader struct {
	bytes []byte
	text  string // of the same bytes, so that no string is copied by itself; "" where none is asked for
	at    int
}

func (r *reader) number() int {
	n, size := binary.Uvarint(r.bytes[r.at:])
	r.at += size
	return int(n)
}

// skip passes over a text and gives where it begins and ends.
func (r *reader) skip() (from, to int) {
	size := r.number()
	from = r.at
	r.at += size
	return from, r.at
}

func (r *reader) string() string {
	from, to := r.skip()
	return r.text[from:to]
}

// events gives them as they were added. Their bodies are the log's own: read them only.
func (p *packed) events(id string, n *names) []Event {
	r := reader{bytes: p.bytes, text: string(p.bytes)}
	events := make([]Event, p.n)
	for i := range events {
		end := r.number()
		end += r.at
		e := &events[i]
		e.Case, e.Seq = id, int64(r.number())
		e.Kind, e.Actor = Kind(n.all[r.number()]), n.all[r.number()]
		e.ID, e.Base, e.At = r.string(), r.string(), r.string()
		e.Body = r.bytes[r.at:end:end]
		r.at = end
	}
	return events
}

// holds says whether an event is there. A case has a few dozen: to look through them costs less
// than a table of all ids, which for a hundred thousand events takes 7 MB.
func (p *packed) holds(id string) bool {
	r := reader{bytes: p.bytes}
	for range p.n {
		end := r.number()
		end += r.at
		for range 3 {
			r.number()
		}
		if from, to := r.skip(); string(r.bytes[from:to]) == id {
			return true
		}
		r.at = end
	}
	return false
}
