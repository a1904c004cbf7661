package simulation

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"pingban/internal/cases"
)

// start is where the world's clock stands; devices' own clocks may be years away from it.
var start = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// id makes a ULID out of nothing but chance: the order of ids must not matter.
func (d *device) id() string {
	b := make([]byte, 26)
	for i := range b {
		b[i] = digits[d.rng.IntN(32)]
	}
	b[0] = digits[d.rng.IntN(8)]
	return string(b)
}

// compose makes what an agent does next in a case, from what the device shows of it. Bad is one the
// backend will never take.
func (d *device) compose(caseID string, n int) (e cases.Event, bad bool) {
	e = cases.Event{ID: d.id(), Case: caseID, At: start.Add(d.skew + time.Duration(n)*time.Second).Format(time.RFC3339)}
	body := func(kind cases.Kind, v any) {
		e.Kind = kind
		e.Body, _ = json.Marshal(v) // of our own types
	}
	says := fmt.Sprintf("%s写的第%d句", d.name, n)
	state := d.disk.state(caseID)
	note := d.pickNote(state)
	switch k := d.rng.IntN(12); {
	case k < 5 && note != nil:
		e.Base = note.Head
		if others := note.Others; len(others) > 0 && d.rng.IntN(2) == 0 {
			e.Base = others[d.rng.IntN(len(others))].Event
		}
		if d.rng.IntN(5) == 0 {
			body(cases.NoteDelete, cases.NoteDeleteBody{Note: note.ID})
		} else {
			body(cases.NoteEdit, cases.NoteEditBody{Note: note.ID, Text: says})
		}
	case k == 5:
		name, value := cases.FieldOutcome, any(says)
		if d.rng.IntN(2) == 0 {
			name, value = cases.FieldStatus, cases.Statuses[d.rng.IntN(len(cases.Statuses))]
		}
		text, _ := json.Marshal(value)
		if state != nil {
			e.Base = state.Fields[name].Head
		}
		body(cases.Field, cases.FieldBody{Name: name, Value: text})
	case k == 6:
		body(cases.Contact, cases.ContactBody{Channel: cases.ChannelPhone, Result: says, When: e.At})
	case k == 7:
		body(cases.Compensation, cases.CompensationBody{Amount: "10.50", Form: "补发", Why: says})
	case k == 8:
		id, _ := cases.ParseCase(caseID)
		body(cases.ReviewSeen, cases.ReviewBody{
			Platform: "taobao", Order: id.Order, Item: id.Item, Product: "四件套", Buyer: "云**朵", Text: says, Rating: "bad",
		})
	case k == 9:
		// A device of an older version, which does not see the phone number.
		body(cases.Note, cases.NoteBody{Text: says + "，回电 13812345678"})
		return e, true
	default:
		body(cases.Note, cases.NoteBody{Text: says})
	}
	return e, false
}

func (d *device) pickNote(s *cases.State) *cases.NoteState {
	if s == nil || len(s.Notes) == 0 {
		return nil
	}
	return &s.Notes[d.rng.IntN(len(s.Notes))]
}

func dropAll(s *disk, batch []cases.Event) {
	for _, e := range batch {
		s.drop(e.ID)
	}
}

// renew gives a batch new ids, as a client that makes them when it sends would.
func (d *device) renew(batch []cases.Event) error {
	return d.write(func(s *disk) {
		for i, e := range batch {
			fresh := d.id()
			at := slices.IndexFunc(s.queue, func(q queued) bool { return q.event.ID == e.ID })
			s.queue[at].event.ID = fresh
			batch[i].ID = fresh
		}
	})
}

// rebase bases edits on whatever is there by now.
func (d *device) rebase(batch []cases.Event) {
	for i, e := range batch {
		var b cases.NoteEditBody
		if e.Kind != cases.NoteEdit || json.Unmarshal(e.Body, &b) != nil {
			continue
		}
		s := cases.Fold(d.disk.ofCase(e.Case), nil)
		if s == nil {
			continue
		}
		for _, n := range s.Notes {
			if n.ID == b.Note {
				batch[i].Base = n.Head
			}
		}
	}
}
