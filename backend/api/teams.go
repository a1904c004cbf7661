package api

import (
	"time"

	"pingban/backend/store"
	"pingban/internal/clock"
)

const (
	inviteFor  = 72 * time.Hour
	loginFor   = 5 * time.Minute
	oldTokenOn = 24 * time.Hour // how long a replaced token still holds
)

// joined is what a new device needs to keep.
type joined struct {
	Team   string `json:"team"`
	Member string `json:"member"`
	Token  string `json:"token"`
}

type givenCode struct {
	Code      string `json:"code"`
	ExpiresAt string `json:"expires_at"`
}

func (a *API) createTeam(c *call) (any, error) {
	var in struct {
		Name string `json:"name" validate:"name"`
		Lead string `json:"lead" validate:"name"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	j := joined{newID(c.now), newID(c.now), newToken(devicePrefix)}
	err := a.Store.CreateTeam(c.Context(), j.Team, in.Name, newID(c.now), j.Member, in.Lead, hash(j.Token), c.now)
	return j, err
}

func (a *API) createInvite(c *call) (any, error) {
	var in struct {
		Role string `json:"role" validate:"oneof=agent lead"`
		TTL  *int   `json:"ttl_s" validate:"omitempty,min=1,max=2592000"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	ttl := inviteFor
	if in.TTL != nil {
		ttl = time.Duration(*in.TTL) * time.Second
	}
	return a.giveCode(c, store.Code{Kind: "invite", Role: in.Role}, ttl)
}

// createLoginCode gives a member a code for the board, or for one more device.
func (a *API) createLoginCode(c *call) (any, error) {
	return a.giveCode(c, store.Code{Kind: "login", Role: c.who.Role, Member: c.who.Member}, loginFor)
}

func (a *API) giveCode(c *call, code store.Code, ttl time.Duration) (any, error) {
	plain := newCode()
	code.Hash, code.Team, code.By, code.Expires = codeHash(plain), c.who.Team, c.who.Member, c.now.Add(ttl)
	if err := a.Store.AddCode(c.Context(), code, c.now); err != nil {
		return nil, err
	}
	return givenCode{plain, stamp(code.Expires)}, nil
}

// join spends a code: an invite makes a member, a login code gives its member one more device.
func (a *API) join(c *call) (any, error) {
	var in struct {
		Code string `json:"code" validate:"required,max=64"`
		Name string `json:"name" validate:"name"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	token := newToken(devicePrefix)
	team, member, err := a.Store.Redeem(c.Context(), store.Redemption{
		CodeHash: codeHash(in.Code), Member: newID(c.now), Name: in.Name, TokenHash: hash(token),
	}, c.now)
	return joined{team, member, token}, unknownCode(err)
}

// unknownCode says what was not found.
func unknownCode(err error) error {
	if err == store.ErrNotFound {
		return &Error{notFound, "there is no such code; was it typed whole?", "code"}
	}
	return err
}

// stamp shows a moment as every answer does.
func stamp(t time.Time) string { return t.In(clock.CST).Format(time.RFC3339) }
