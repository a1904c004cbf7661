package api

import (
	"time"

	"pingban/backend/store"
)

type teamSettings struct {
	Name     string `json:"name"`
	KeepDays int    `json:"keep_days"` // texts of a case at rest are kept so long; 0: for ever
}

func (a *API) showTeam(c *call) (any, error) {
	t, err := a.Store.Team(c.Context(), c.who.Team)
	return teamSettings{t.Name, t.KeepDays}, err
}

func (a *API) changeTeam(c *call) (any, error) {
	var in struct {
		Name     string `json:"name,omitempty" validate:"omitempty,name"`
		KeepDays *int   `json:"keep_days,omitempty" validate:"omitempty,min=0,max=3650"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	if in.KeepDays != nil && *in.KeepDays > 0 && *in.KeepDays < leastKept {
		return nil, invalidField("keep_days", "it must be 0, for ever, or at least %d: the platform's own windows are that long", leastKept)
	}
	t, err := a.Store.Team(c.Context(), c.who.Team)
	if err != nil {
		return nil, err
	}
	if in.Name != "" {
		t.Name = in.Name
	}
	if in.KeepDays != nil {
		t.KeepDays = *in.KeepDays
	}
	return teamSettings{t.Name, t.KeepDays}, a.Store.SetTeam(c.Context(), c.who.Team, t)
}

const (
	leastKept  = 30  // days
	purgeAfter = 180 // days after which an erased case leaves the log
	tendAtOnce = 200 // cases in one go: a Worker has little time
	byItself   = "system"
)

// tend keeps a team's house: texts older than the lead wants are erased, what was erased long ago
// leaves the log, codes and tokens that ran out are dropped. A failure is logged and tried again
// the next day; it must not spoil the request that happened to come by.
func (a *API) tend(c *call) {
	if c.now.Sub(c.who.Tended) < store.TendEvery {
		return
	}
	due, err := a.Store.DueForTending(c.Context(), c.who.Team, c.now)
	if err == nil && due {
		err = a.tendNow(c)
	}
	if err != nil {
		a.write(logLine{Level: "ERROR", Msg: "tend", Error: err.Error()})
	}
}

func (a *API) tendNow(c *call) error {
	ctx, team := c.Context(), c.who.Team
	if err := a.Store.DropStale(ctx, team, c.now); err != nil {
		return err
	}
	t, err := a.Store.Team(ctx, team)
	if err != nil {
		return err
	}
	if t.KeepDays > 0 {
		if err := a.eraseQuiet(c, t); err != nil {
			return err
		}
	}
	_, err = a.Store.Purge(ctx, team, c.now.AddDate(0, 0, -purgeAfter), tendAtOnce)
	return err
}

func (a *API) eraseQuiet(c *call, t store.Team) error {
	quiet, err := a.Store.Quiet(c.Context(), c.who.Team, c.now.Add(-time.Duration(t.KeepDays)*24*time.Hour), tendAtOnce)
	if err != nil || len(quiet) == 0 {
		return err
	}
	ids := make([]string, len(quiet))
	for i := range ids {
		ids[i] = newID(c.now)
	}
	return a.Store.EraseAll(c.Context(), c.who.Team, byItself, ids, quiet, stamp(c.now), c.now)
}
