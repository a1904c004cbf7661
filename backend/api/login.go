package api

import (
	"net/http"
	"time"

	"pingban/backend/store"
)

// login spends a login code for a session of the board.
func (a *API) login(c *call) (any, error) {
	if a.csrf.Check(c.Request) != nil {
		return nil, errorf(forbidden, "the request comes from another site")
	}
	var in struct {
		Code string `json:"code" validate:"required,max=64"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	token := newToken(sessionPrefix)
	_, _, err := a.Store.Redeem(c.Context(), store.Redemption{
		CodeHash: codeHash(in.Code), TokenHash: hash(token), Session: true, Expires: c.now.Add(sessionFor),
	}, c.now)
	if err != nil {
		return nil, unknownCode(err)
	}
	http.SetCookie(headerOnly{c.header}, cookie(c.Request, token, sessionFor))
	return nil, nil
}

// logout ends the session it comes with, if any, and takes the cookie back.
func (a *API) logout(c *call) (any, error) {
	if a.csrf.Check(c.Request) != nil {
		return nil, errorf(forbidden, "the request comes from another site")
	}
	if had, err := c.Cookie(cookieName); err == nil && wellFormed(had.Value) {
		if err := a.Store.DropToken(c.Context(), hash(had.Value)); err != nil {
			return nil, err
		}
	}
	http.SetCookie(headerOnly{c.header}, cookie(c.Request, "", -time.Second))
	return nil, nil
}

// cookie is Secure wherever the page came over TLS; a LAN without it has to do with the rest.
func cookie(r *http.Request, value string, age time.Duration) *http.Cookie {
	secure := r.TLS != nil || r.URL.Scheme == "https" || r.Header.Get("X-Forwarded-Proto") == "https"
	return &http.Cookie{
		Name: cookieName, Value: value, Path: "/", MaxAge: int(age.Seconds()),
		HttpOnly: true, Secure: secure, SameSite: http.SameSiteStrictMode,
	}
}

// headerOnly lets http.SetCookie write to an answer's header.
type headerOnly struct{ h http.Header }

func (h headerOnly) Header() http.Header       { return h.h }
func (headerOnly) Write(b []byte) (int, error) { return len(b), nil }
func (headerOnly) WriteHeader(int)             {}
