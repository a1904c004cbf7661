package api

import (
	"encoding/json"
	"net/http"
	"time"
)

// entry is what the log will say of a request. Nothing personal is in it: no address, no name, no
// query, no body.
type entry struct {
	member, code, err string
}

type entryKey struct{}

func entryOf(r *http.Request) (*entry, bool) {
	e, ok := r.Context().Value(entryKey{}).(*entry)
	return e, ok
}

// logLine is one line of the log, with the keys log/slog uses. That package would do as well, but
// costs a Worker 50 KB.
type logLine struct {
	Time   string  `json:"time"`
	Level  string  `json:"level"`
	Msg    string  `json:"msg"`
	Method string  `json:"method,omitempty"`
	Route  string  `json:"route,omitempty"`
	Status int     `json:"status,omitempty"`
	Ms     float64 `json:"ms"`
	Bytes  int     `json:"bytes"`
	Member string  `json:"member,omitempty"`
	Code   string  `json:"code,omitempty"`
	Error  string  `json:"error,omitempty"`
	Ray    string  `json:"ray,omitempty"`
}

// log writes one line about an answered request.
func (a *API) log(r *http.Request, out *answer, e *entry, took time.Duration) {
	line := logLine{
		Level: "INFO", Msg: "request", Method: method(r.Method), Route: r.Pattern, Status: out.status,
		Ms: float64(took.Microseconds()) / 1000, Bytes: len(out.body), Member: e.member, Code: e.code, Error: e.err, Ray: ray(r),
	}
	if line.Route == "/" || line.Route == "" {
		line.Route = "none"
	}
	if out.status >= http.StatusInternalServerError {
		line.Level = "ERROR"
	}
	a.write(line)
}

func (a *API) write(line logLine) {
	line.Time = stamp(a.Now())
	b, err := json.Marshal(line)
	if err != nil {
		panic(err) // strings and numbers are always JSON
	}
	_, _ = a.Log.Write(append(b, '\n')) // a log that cannot be written must not stop the work
}

// method keeps invented methods, which may hold anything, out of the log.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// ray is Cloudflare's id of the request, where there is one.
func ray(r *http.Request) string {
	id := r.Header.Get("Cf-Ray")
	if len(id) > 40 {
		return ""
	}
	return id
}
