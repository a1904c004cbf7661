package api

import (
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"strings"
	"time"

	"pingban/backend/store"
)

const (
	cookieName = "pingban"
	sessionFor = 14 * 24 * time.Hour
)

// admit lets a call through to its route or says why not. Successful calls count against their
// member, all others against the address they come from.
func (a *API) admit(r route, c *call) error {
	switch r.access {
	case anyone:
		if c.Method == http.MethodPost {
			return a.limitAddress(c)
		}
		return nil
	case operator:
		if err := a.limitAddress(c); err != nil {
			return err
		}
		if a.OperatorSecret == "" || !equal(bearer(c.Request), a.OperatorSecret) {
			return errorf(unauthorized, "making a team needs the operator's secret")
		}
		return nil
	}
	if err := a.authenticate(c); err != nil {
		var e *Error
		if errors.As(err, &e) {
			if limited := a.limitAddress(c); limited != nil {
				return limited
			}
		}
		return err
	}
	if !a.allow(c, "member "+c.who.Member) {
		return errorf(tooMany, "too many requests in a minute; try again in one")
	}
	if r.access == lead && c.who.Role != "lead" {
		return errorf(forbidden, "only a lead may do this")
	}
	return nil
}

// authenticate finds out who is calling: by bearer token, or by the board's cookie, which counts
// only where the request comes from the board itself.
func (a *API) authenticate(c *call) error {
	token := bearer(c.Request)
	if token == "" {
		cookie, err := c.Cookie(cookieName)
		if err != nil {
			return errorf(unauthorized, "a token is needed")
		}
		if a.csrf.Check(c.Request) != nil {
			return errorf(forbidden, "the request comes from another site")
		}
		token = cookie.Value
	}
	if !wellFormed(token) {
		return errorf(unauthorized, "the token is not one of ours; was it copied whole?")
	}
	c.token = hash(token)
	who, err := a.Store.Authenticate(c.Context(), c.token, c.now)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return errorf(unauthorized, "the token is not known or has expired")
	case err != nil:
		return err
	case who.Revoked:
		return &Error{unauthorized, "you are no longer a member of this team", "member"}
	}
	c.who = who
	return nil
}

func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// equal compares secrets in a time that tells nothing about either.
func equal(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(hash(a)), []byte(hash(b))) == 1
}

func (a *API) limitAddress(c *call) error {
	address, _, err := net.SplitHostPort(c.RemoteAddr)
	if err != nil {
		address = c.RemoteAddr // a Worker is given the address alone
	}
	if !a.allow(c, "address "+address) {
		return errorf(tooMany, "too many requests in a minute; try again in one")
	}
	return nil
}

func (a *API) allow(c *call, key string) bool {
	return a.Limiter == nil || a.Limiter.Allow(c.Context(), key, c.now)
}
