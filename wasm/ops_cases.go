package main

import (
	"time"

	"github.com/tidwall/gjson"

	"pingban/internal/cases"
	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/sight"
)

func (r *FoldRequest) read(request []byte) (err error) {
	text := string(request)
	r.Reset = gjson.Get(text, "reset").Bool()
	r.Events, err = cases.ReadEvents(gjson.Get(text, "events").Raw)
	return err
}

func (e *engine) fold(r FoldRequest) (Folded, error) {
	if r.Reset {
		e.store.Reset()
	}
	touched, head, err := e.store.Append(r.Events)
	if err != nil {
		return Folded{}, err
	}
	return Folded{Cases: touched, Head: head}, nil
}

func (e *engine) pending(r PendingRequest) (Folded, error) {
	return Folded{Cases: e.store.SetPending(r.Events), Head: e.store.Head()}, nil
}

func (e *engine) caseOf(r CaseRequest) (CaseAnswer, error) {
	now, err := moment(r.Now)
	if err != nil {
		return CaseAnswer{}, err
	}
	state := e.store.Case(r.Case)
	answer := CaseAnswer{State: state, Windows: []clock.Window{}, Contact: cases.Advise(state, now, ""), Linked: []string{}}
	if state != nil {
		answer.Linked = state.LinkedCompensations()
		answer.Windows, answer.Badge = state.Windows(e.tables(), now)
		answer.Context = contextOf(state, len(answer.Linked) > 0, now)
	}
	return answer, nil
}

func (e *engine) todo(r TodoRequest) (TodoAnswer, error) {
	now, err := moment(r.Now)
	if err != nil {
		return TodoAnswer{}, err
	}
	ids := e.store.Cases()
	if r.Text != "" {
		ids = e.store.Search(r.Text)
	}
	// A search looks at closed cases too: one searches for what one remembers.
	ask := cases.TodoAsk{Now: now, Me: r.Me, All: r.Text != "", Only: r.Only, Limit: r.Limit}
	return TodoAnswer{e.store.Todo(ids, e.tables(), ask)}, nil
}

func (e *engine) remind(r RemindRequest) (cases.Reminders, error) {
	now, err := moment(r.Now)
	if err != nil {
		return cases.Reminders{}, err
	}
	since, err := moment(r.Since)
	if err != nil {
		return cases.Reminders{}, err
	}
	return e.store.Reminders(e.tables(), since, now, r.Quiet), nil
}

func (e *engine) draft(r DraftRequest) (DraftAnswer, error) {
	event, masked, err := cases.Draft(r.ID, r.Now, r.Case, r.Kind, r.Base, r.Body)
	if err != nil {
		return DraftAnswer{}, err
	}
	return DraftAnswer{Event: event, Masked: masked}, nil
}

// facts is what the team knows of a case beyond what its row shows.
func (e *engine) facts(id string) *sight.Facts {
	state := e.store.Case(id)
	if state == nil {
		return nil
	}
	review, appended := state.Explained()
	return &sight.Facts{Rating: state.Text("rating"), Explained: review, ExplainedAppend: appended}
}

// contextOf is what the log tells of any message to the buyer of a case. Which of its comments a text
// explains, and at what hour, only the box tells; that an order is still not shipped, only its page.
func contextOf(state *cases.State, linked bool, now time.Time) lint.Context {
	calls, today := state.Calls(), state.ContactsToday(now)
	c := lint.Context{Contacts: &calls, ContactsToday: &today, CompensationLinked: &linked}
	if shipped := state.Shipped(); shipped {
		c.Shipped = &shipped
	}
	return c
}
