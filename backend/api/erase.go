package api

import (
	"pingban/internal/cases"
)

// erase takes a case's texts out of the log for good. Asked twice it is done twice, which changes
// nothing more.
func (a *API) erase(c *call) (any, error) {
	var in struct {
		Case string `json:"case" validate:"required,max=128"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	if _, err := cases.ParseCase(in.Case); err != nil {
		return nil, invalidField("case", "it must be a case's id, such as taobao:1001:2")
	}
	if err := a.Store.Erase(c.Context(), c.who.Team, c.who.Member, newID(c.now), in.Case, stamp(c.now), c.now); err != nil {
		return nil, err
	}
	head, err := a.Store.FoldCases(c.Context(), c.who.Team, []string{in.Case}, c.now)
	return struct {
		Head int64 `json:"head"`
	}{max(head, c.who.Log.Head)}, err
}
