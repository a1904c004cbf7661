package cases

import "slices"

// noteOf gives the note with an id. A note nobody saw yet, because its edit came without it, is
// made on the spot: its text must not be lost.
func (f *folder) noteOf(id string) (n *NoteState, made bool) {
	if i, ok := f.notes[id]; ok {
		return &f.state.Notes[i], false
	}
	f.notes[id] = len(f.state.Notes)
	f.state.Notes = append(f.state.Notes, NoteState{ID: id, History: []Entry{}, Others: []Entry{}})
	return &f.state.Notes[len(f.state.Notes)-1], true
}

func (f *folder) note(e Event, b *NoteBody, pending bool) {
	n, made := f.noteOf(e.ID)
	if made {
		n.become(e, b.Text, pending)
		return
	}
	// An edit came before the note it edits: the note is the older version.
	n.History = append([]Entry{entryOf(e, b.Text)}, n.History...)
	n.Pending = n.Pending || pending
}

func (f *folder) noteEdit(e Event, b *NoteEditBody, pending bool) {
	n, made := f.noteOf(b.Note)
	if made || e.Base == n.Head {
		n.become(e, b.Text, pending)
		return
	}
	n.Pending = n.Pending || pending
	if i := n.other(e.Base); i >= 0 {
		n.History = append(n.History, n.Others[i])
		n.Others[i] = entryOf(e, b.Text)
		return
	}
	n.Others = append(n.Others, entryOf(e, b.Text))
}

func (f *folder) noteDelete(e Event, b *NoteDeleteBody, pending bool) {
	n, made := f.noteOf(b.Note)
	n.Pending = n.Pending || pending
	if i := n.other(e.Base); i >= 0 {
		n.History = append(n.History, n.Others[i])
		n.Others = slices.Delete(n.Others, i, i+1)
		return
	}
	if !made && e.Base != n.Head {
		return
	}
	n.Deleted, n.Head, n.Actor, n.At = true, e.ID, e.Actor, e.At
}

// become makes an event's text the note's.
func (n *NoteState) become(e Event, text string, pending bool) {
	n.Head, n.Text, n.Actor, n.At, n.Deleted = e.ID, text, e.Actor, e.At, false
	n.Pending = n.Pending || pending
	n.History = append(n.History, entryOf(e, text))
}

// other gives the index of the text kept beside that an event wrote, -1 for none.
func (n *NoteState) other(event string) int {
	return slices.IndexFunc(n.Others, func(o Entry) bool { return o.Event == event })
}

func entryOf(e Event, text string) Entry {
	return Entry{Event: e.ID, Actor: e.Actor, At: e.At, Text: text, Seq: e.Seq}
}
