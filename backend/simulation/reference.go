package simulation

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"pingban/internal/cases"
)

// The reference says what a case is in the plainest way: a note is a row of texts that stand, the
// first its own and the others beside it, and each event replaces the one it was based on.

type text struct{ event, text string }

type refNote struct {
	stands  []text
	deleted bool
}

type reference struct {
	notes    map[string]*refNote
	fields   map[string]text // event and value
	contacts int
	erased   bool
}

// fold gives what the events of one case, in order of seq, add up to.
func fold(events []cases.Event) *reference {
	r := &reference{notes: map[string]*refNote{}, fields: map[string]text{}}
	for _, e := range events {
		r.apply(e)
	}
	return r
}

func (r *reference) apply(e cases.Event) {
	var b struct {
		Note, Text, Name string
		Value            json.RawMessage
	}
	_ = json.Unmarshal(e.Body, &b) // a body without these names has none of them
	switch e.Kind {
	case cases.Note:
		if r.notes[e.ID] == nil {
			r.notes[e.ID] = &refNote{stands: []text{{e.ID, b.Text}}}
		}
	case cases.NoteEdit:
		n := r.note(b.Note, e.Base)
		if i := n.based(e.Base); i >= 0 {
			n.stands[i] = text{e.ID, b.Text}
			n.deleted = n.deleted && i > 0
		} else {
			n.stands = append(n.stands, text{e.ID, b.Text})
		}
	case cases.NoteDelete:
		n := r.note(b.Note, e.Base)
		switch i := n.based(e.Base); {
		case i == 0:
			n.deleted, n.stands[0].event = true, e.ID
		case i > 0:
			n.stands = slices.Delete(n.stands, i, i+1)
		}
	case cases.Field:
		r.fields[b.Name] = text{e.ID, string(b.Value)}
	case cases.Contact:
		r.contacts++
	case cases.Erased:
		r.erased = true
	}
}

// note gives a note; one that a restore lost stands for the text that was based on it.
func (r *reference) note(id, base string) *refNote {
	if r.notes[id] == nil {
		r.notes[id] = &refNote{stands: []text{{base, ""}}}
	}
	return r.notes[id]
}

func (n *refNote) based(on string) int {
	return slices.IndexFunc(n.stands, func(t text) bool { return t.event == on })
}

// differs says how a state is not what the reference says, "" where it is.
func (r *reference) differs(s *cases.State) string {
	if len(s.Notes) != len(r.notes) || len(s.Fields) != len(r.fields) || s.Contacts != r.contacts || s.Erased != r.erased {
		return fmt.Sprintf("%d notes, %d fields, %d contacts, want %d, %d, %d", len(s.Notes), len(s.Fields), s.Contacts, len(r.notes), len(r.fields), r.contacts)
	}
	for _, n := range s.Notes {
		got := []text{{n.Head, n.Text}}
		for _, o := range n.Others {
			got = append(got, text{o.Event, o.Text})
		}
		want := r.notes[n.ID]
		if want == nil || n.Deleted != want.deleted || !slices.Equal(got, want.stands) {
			return fmt.Sprintf("note %s is %v (deleted %v), want %+v", n.ID, got, n.Deleted, want)
		}
	}
	for name, f := range s.Fields {
		if want := r.fields[name]; f.Head != want.event || !sameJSON(f.Value, []byte(want.text)) {
			return fmt.Sprintf("field %s is %s by %s, want %+v", name, f.Value, f.Head, want)
		}
	}
	return ""
}

func sameJSON(a, b []byte) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}
