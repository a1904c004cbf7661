package api

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"time"
)

// answer holds a reply until it is complete, so that a panic half-way leaves no half of one and a
// Worker can send it in one piece.
type answer struct {
	header http.Header
	status int
	body   []byte
}

func (w *answer) Header() http.Header { return w.header }

func (w *answer) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *answer) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	w.body = append(w.body, b...)
	return len(b), nil
}

// ServeHTTP answers a request, logs one line about it, and survives a panic.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	e := &entry{}
	r = r.WithContext(context.WithValue(r.Context(), entryKey{}, e))
	out := &answer{header: w.Header()}
	a.standing(out.header)
	if a.cors(out, r) {
		out.WriteHeader(http.StatusNoContent)
	} else {
		a.route(out, r, e)
	}
	a.Send(w, out.status, out.body)

	a.log(r, out, e, time.Since(start))
}

func (a *API) route(out *answer, r *http.Request, e *entry) {
	defer func() {
		if p := recover(); p != nil {
			e.err = fmt.Sprintf("panic: %v\n%s", p, debug.Stack())
			e.code = internal
			out.status, out.body = 0, nil
			writeJSON(out, http.StatusInternalServerError, map[string]*Error{"error": public(fmt.Errorf("panic"))})
		}
	}()
	a.routes.ServeHTTP(out, r)
}

// standing sets the headers every answer has. The date is ours because a Worker's runtime adds
// none, and agents' computers correct their clocks by it.
func (a *API) standing(h http.Header) {
	h.Set("Date", a.Now().UTC().Format(http.TimeFormat))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}

// cors answers browsers' questions for the extensions it knows, with fixed lists: what a preflight
// asks for is not read. It says whether the request was such a question.
func (a *API) cors(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	h.Add("Vary", "Origin")
	if origin := r.Header.Get("Origin"); slices.Contains(a.Origins, origin) {
		h.Set("Access-Control-Allow-Origin", origin)
		h.Set("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match, If-None-Match")
		h.Set("Access-Control-Expose-Headers", "Date, ETag, Retry-After")
		h.Set("Access-Control-Max-Age", strconv.Itoa(int((24 * time.Hour).Seconds())))
	}
	return r.Method == http.MethodOptions
}
