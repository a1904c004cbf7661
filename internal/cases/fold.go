package cases

import (
	"cmp"
	"slices"

	"pingban/internal/sorting"
)

// Fold gives the state of one case: its events in seq order, then the device's own pending ones in
// the order they were made. Nothing else decides it: neither the order of delivery nor a clock.
// An event that is there twice counts once, and a pending one that the log already holds counts
// as the log's. Events of another case than the first one's are passed over. No events, no state.
//
// Conflicts follow the base an edit carries. An edit of a note whose base is the note's head
// becomes the head. One whose base is a text kept beside continues that text. Any other stands
// beside, in Others, and nothing of either is lost. A deletion counts where it saw the head; one
// that saw a text kept beside settles that text alone; one that saw neither is passed over, since
// somebody wrote after it was decided. An edit based on the deletion brings the note back. A field
// takes the later value, and says whose it replaced unseen.
func Fold(events []Event, pending []Event) *State {
	log := slices.Clone(events)
	sorting.By(log, func(a, b Event) int { return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID)) })
	var f *folder
	for _, e := range log {
		if f == nil {
			f = newFolder(e.Case, len(events)+len(pending))
		}
		f.apply(e, false)
	}
	for _, e := range pending {
		if f == nil {
			f = newFolder(e.Case, len(pending))
		}
		f.apply(e, true)
	}
	if f == nil {
		return nil
	}
	return f.state
}

// folder is a fold under way.
type folder struct {
	state *State
	seen  map[string]bool
	notes map[string]int // note id → index in state.Notes
}

func newFolder(caseID string, events int) *folder {
	return &folder{
		state: &State{Case: caseID, Fields: map[string]FieldState{}, Notes: []NoteState{}, Timeline: make([]Item, 0, events)},
		seen:  make(map[string]bool, events),
		notes: map[string]int{},
	}
}

// apply takes the next event. A body nobody can read is kept in the timeline and changes nothing
// else: a newer version may know what it says.
func (f *folder) apply(e Event, pending bool) {
	s := f.state
	if e.Case != s.Case || f.seen[e.ID] {
		return
	}
	f.seen[e.ID] = true
	if !pending {
		s.FoldedTo = max(s.FoldedTo, e.Seq)
	}
	s.Updated = e.At
	if e.Kind == Erased {
		f.erase()
	}
	if e.Kind == ReviewSeen && s.Erased {
		e = e.Erase() // what the page shows of an erased case stays erased
	}
	s.Timeline = append(s.Timeline, Item{Event: e.ID, Kind: e.Kind, Actor: e.Actor, At: e.At, Body: e.Body, Pending: pending})
	switch e.Kind {
	case Contact, Note, ScriptUsed, Complaint:
		s.Touched = cmp.Or(s.Touched, e.At)
	}
	switch b := looseBody(e.Kind, e.Body).(type) {
	case *ReviewBody:
		f.review(b)
	case *NoteBody:
		f.note(e, b, pending)
	case *NoteEditBody:
		f.noteEdit(e, b, pending)
	case *NoteDeleteBody:
		f.noteDelete(e, b, pending)
	case *FieldBody:
		f.field(e, b, pending)
	case *ContactBody:
		s.Contacts++
	}
}

// review takes what a page showed last; what that page did not tell stays as it was known.
func (f *folder) review(b *ReviewBody) {
	if b.Page != nil {
		f.state.Pages = turn(f.state.Pages, *b.Page)
		bare := *b
		bare.Page = nil
		b = &bare
	}
	old := f.state.Review
	if old == nil {
		f.state.Review = b
		return
	}
	merged := *old
	for _, v := range []struct {
		known *string
		shown string
	}{
		{&merged.Platform, b.Platform}, {&merged.Order, b.Order}, {&merged.Item, b.Item},
		{&merged.Product, b.Product}, {&merged.SKU, b.SKU}, {&merged.Shop, b.Shop},
		{&merged.Buyer, b.Buyer}, {&merged.Text, b.Text}, {&merged.Rating, b.Rating},
		{&merged.Sentiment, b.Sentiment}, {&merged.RatedAt, b.RatedAt}, {&merged.Append, b.Append},
	} {
		*v.known = cmp.Or(v.shown, *v.known)
	}
	f.state.Review = &merged
}

func (f *folder) field(e Event, b *FieldBody, pending bool) {
	next := FieldState{Value: b.Value, Head: e.ID, Actor: e.Actor, At: e.At, Pending: pending}
	if old, set := f.state.Fields[b.Name]; set && e.Base != old.Head && string(old.Value) != string(b.Value) {
		next.Replaced = shorten(&old, maxReplaced)
	}
	f.state.Fields[b.Name] = next
}

// maxReplaced bounds how many unseen values a field shows; the timeline has them all.
const maxReplaced = 5

func shorten(s *FieldState, most int) *FieldState {
	if s == nil || most == 0 {
		return nil
	}
	short := *s
	short.Replaced = shorten(s.Replaced, most-1)
	return &short
}

// erase takes the texts of all that was folded so far.
func (f *folder) erase() {
	s := f.state
	s.Erased = true
	for i, item := range s.Timeline {
		s.Timeline[i].Body = Event{Kind: item.Kind, Body: item.Body}.Erase().Body
	}
	if s.Review != nil {
		r := *s.Review
		r.Text, r.Append, r.Buyer = "", "", ""
		s.Review = &r
	}
	for name, field := range s.Fields {
		s.Fields[name] = eraseField(name, field)
	}
	for i := range s.Notes {
		n := &s.Notes[i]
		n.Text = ""
		for _, entries := range [][]Entry{n.History, n.Others} {
			for k := range entries {
				entries[k].Text = ""
			}
		}
	}
}

// eraseField also forgets what a text replaced: a log that was erased before it came here cannot
// tell that there was another, and the states must be equal.
func eraseField(name string, field FieldState) FieldState {
	if name == FieldOutcome || name == FieldNextStep {
		field.Value, field.Replaced = []byte(`""`), nil
	}
	return field
}
