package api

import (
	"slices"
	"time"

	"pingban/backend/store"
	"pingban/internal/cases"
)

const mostDeeds = 500

// deed is one thing done that a report counts.
type deed struct {
	Event  string `json:"event"`
	Case   string `json:"case"`
	Actor  string `json:"actor"`
	Key    string `json:"key"`    // rule, script, channel of a contact, form of a compensation
	Action string `json:"action"` // what became of a finding; edited for a script changed before it was sent
	Fen    int64  `json:"fen"`    // of a compensation, 1/100 yuan
	At     string `json:"at"`
}

type deedList struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Deeds   []deed   `json:"deeds"`
	More    bool     `json:"more"`
	Members []person `json:"members"`
	AsOf    string   `json:"as_of"`
	Head    int64    `json:"head"`
	Epoch   string   `json:"epoch"`
}

// listDeeds gives what a figure of a report counts that is no case, one by one, the latest first: of
// a kind (contact, compensation, finding or script), and narrowed by key, action and actor, in the
// report's period and under its filters. An agent gets their own.
func (a *API) listDeeds(c *call) (any, error) {
	f, err := c.filter()
	if err != nil {
		return nil, err
	}
	f.Resolved = false
	if _, err := c.period(&f); err != nil {
		return nil, err
	}
	q := c.URL.Query()
	d := store.DeedFilter{Kind: cases.Kind(q.Get("kind")), Actor: q.Get("actor"), Action: q.Get("action")}
	if !slices.Contains([]cases.Kind{cases.Contact, cases.Compensation, cases.FindingEvent, cases.ScriptUsed}, d.Kind) {
		return nil, invalidField("kind", "it must be contact, compensation, finding or script")
	}
	if q.Has("key") {
		key := q.Get("key")
		d.Key = &key
	}
	if err := a.Store.Refresh(c.Context(), c.who.Team, c.now); err != nil {
		return nil, err
	}
	found, err := a.Store.ListDeeds(c.Context(), c.who.Team, f, d, mostDeeds+1, c.now)
	if err != nil {
		return nil, err
	}
	out := deedList{
		From: f.From.Format(time.DateOnly), To: f.To.AddDate(0, 0, -1).Format(time.DateOnly), Deeds: []deed{}, More: len(found) > mostDeeds,
		AsOf: stamp(c.now), Head: c.who.Log.Head, Epoch: c.who.Log.Epoch,
	}
	for _, o := range found[:min(len(found), mostDeeds)] {
		out.Deeds = append(out.Deeds, deed{o.Event, o.Case, o.Actor, o.Key, o.Action, o.Fen, stamp(store.Time(o.At))})
	}
	out.Members, err = a.people(c)
	return out, err
}
