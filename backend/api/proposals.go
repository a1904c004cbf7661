package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"pingban/backend/store"
	"pingban/internal/pack"
)

type proposal struct {
	ID        string          `json:"id"`
	Kind      string          `json:"kind"` // rules or scripts
	Item      json.RawMessage `json:"item"`
	Why       string          `json:"why"`
	Author    string          `json:"author"`
	Name      string          `json:"name"`
	CreatedAt string          `json:"created_at"`
	Status    string          `json:"status"` // open, approved or declined
	DecidedAt string          `json:"decided_at"`
	Answer    string          `json:"answer"`
}

// propose takes a rule or script that a member would like the team to have, if nothing is wrong
// with it.
func (a *API) propose(c *call) (any, error) {
	var in struct {
		Kind string          `json:"kind" validate:"oneof=rules scripts"`
		Item json.RawMessage `json:"item" validate:"required"`
		Why  string          `json:"why" validate:"max=500"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	if err := checkItem(in.Kind, in.Item); err != nil {
		return nil, err
	}
	p := store.Proposal{ID: newID(c.now), Kind: in.Kind, Item: string(in.Item), Why: in.Why, Author: c.who.Member}
	return struct {
		ID string `json:"id"`
	}{p.ID}, a.Store.Propose(c.Context(), c.who.Team, p, c.now)
}

// checkItem checks one item as a pack of its own.
func checkItem(kind string, item json.RawMessage) error {
	body, err := json.Marshal(packBody{[]json.RawMessage{item}, []string{}})
	if err != nil {
		return invalidField("item", "it is not JSON")
	}
	return packFault(kind, body)
}

// listProposals gives the team's, those that wait first.
func (a *API) listProposals(c *call) (any, error) {
	all, err := a.Store.Proposals(c.Context(), c.who.Team)
	list := make([]proposal, len(all))
	for i, p := range all {
		list[i] = proposal{p.ID, p.Kind, json.RawMessage(p.Item), p.Why, p.Author, p.Name, stamp(store.Time(p.CreatedAt)), p.Status, "", p.Answer}
		if p.DecidedAt > 0 {
			list[i].DecidedAt = stamp(store.Time(p.DecidedAt))
		}
	}
	return list, err
}

// decide approves a proposal, which puts its item into the team's pack, or declines it.
func (a *API) decide(c *call) (any, error) {
	var in struct {
		Decision string `json:"decision" validate:"oneof=approved declined"`
		Answer   string `json:"answer" validate:"max=500"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	p, err := a.Store.Proposal(c.Context(), c.who.Team, c.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if p.Status != "open" {
		return nil, store.ErrDecided
	}
	version := int64(0)
	if in.Decision == "approved" {
		// First the pack: where the next step fails, approving again finds the item there already.
		if version, err = a.merge(c, p); err != nil {
			return nil, err
		}
	}
	err = a.Store.Decide(c.Context(), c.who.Team, p.ID, in.Decision, c.who.Member, in.Answer, c.now)
	return struct {
		Version int64 `json:"version"` // of the pack that has it; 0 where it was declined
	}{version}, err
}

// mergeTries is how often a pack may move on under an approval before that is given up.
const mergeTries = 3

// merge puts a proposal's item into the newest pack of its kind, in the place of one with the same
// id if there is one.
func (a *API) merge(c *call, p store.Proposal) (version int64, err error) {
	for range mergeTries {
		newest, err := a.Store.Pack(c.Context(), c.who.Team, p.Kind, 0)
		if errors.Is(err, store.ErrNotFound) {
			newest, err = store.Pack{Body: noPack}, nil
		}
		if err != nil {
			return 0, err
		}
		body, err := withItem(newest.Body, json.RawMessage(p.Item))
		if err != nil {
			return 0, err
		}
		if err := packFault(p.Kind, body); err != nil {
			return 0, err
		}
		version, err = a.Store.PutPack(c.Context(), c.who.Team, p.Kind, newest.Version, string(body), hash(string(body)), c.who.Member, c.now)
		if !errors.Is(err, store.ErrVersion) {
			return version, err
		}
	}
	return 0, store.ErrVersion
}

type packBody struct {
	Items []json.RawMessage `json:"items"`
	Off   []string          `json:"off"`
}

func withItem(body string, item json.RawMessage) ([]byte, error) {
	var p packBody
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		return nil, err
	}
	id := itemID(item)
	p.Off = slices.DeleteFunc(append([]string{}, p.Off...), func(off string) bool { return off == id })
	if i := slices.IndexFunc(p.Items, func(other json.RawMessage) bool { return itemID(other) == id }); i >= 0 {
		p.Items[i] = item
	} else {
		p.Items = append(p.Items, item)
	}
	return json.Marshal(p)
}

func itemID(item json.RawMessage) string {
	var v struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal(item, &v) // it was checked when it came in
	return v.ID
}

// packFault says what is wrong with a pack, the first thing of it, nil where nothing is.
func packFault(kind string, body []byte) error {
	faults := pack.Check(kind, body)
	if len(faults) == 0 {
		return nil
	}
	more := ""
	if n := len(faults) - 1; n > 0 {
		more = fmt.Sprintf(" (and %d more)", n)
	}
	return invalidField(faults[0].Path, "%s%s", faults[0].Reason, more)
}
