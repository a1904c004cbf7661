// Package api is the backend's face: JSON over HTTP and the board's pages. The same handlers run on
// Cloudflare Workers and natively, so they start no goroutine that outlives a request, keep nothing
// in memory that matters, and build each answer whole before it is sent.
package api

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"pingban/backend/store"
)

// maxBody is the largest request taken, in bytes.
const maxBody = 1 << 20

// Limiter says whether one more request under key is within a minute's limit.
type Limiter interface {
	Allow(ctx context.Context, key string, now time.Time) bool
}

// Config is what the API needs of the program it runs in.
type Config struct {
	Store   *store.Store
	Now     func() time.Time
	Log     io.Writer // one line of JSON for each request
	Limiter Limiter   // nil: no limits
	// OperatorSecret makes teams. Empty, nobody can.
	OperatorSecret string
	// Origins are the extensions that may call from a browser, as chrome-extension://<id>.
	Origins []string
	Version string
	// Folded is called with a team after its log grew, to fold beside the requests. Nil folds in a
	// request now and then.
	Folded func(team string)
	// Send writes a finished answer. Nil writes it to w as net/http does.
	Send func(w http.ResponseWriter, status int, body []byte)
}

// API is an http.Handler.
type API struct {
	Config
	routes *http.ServeMux
	csrf   *http.CrossOriginProtection
}

// New makes the API from its configuration.
func New(c Config) *API {
	if c.Send == nil {
		c.Send = func(w http.ResponseWriter, status int, body []byte) {
			w.WriteHeader(status)
			_, _ = w.Write(body) // the caller may be gone; there is nobody to tell
		}
	}
	a := &API{Config: c, csrf: http.NewCrossOriginProtection()}
	a.routes = a.mux()
	return a
}

// call is one request on its way through.
type call struct {
	*http.Request
	who    store.Who
	token  string // hash of the token it came with
	now    time.Time
	header http.Header // of the answer
}

const jsonKind = "application/json; charset=utf-8"

// page is an answer that is complete as it is.
type page struct {
	kind string
	body []byte
}

// notModified is the answer to a conditional request whose condition holds.
type notModified struct{}

// serve turns a route into a handler: limits, who is calling, the work, the answer.
func (a *API) serve(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		c := &call{Request: req, now: a.Now(), header: w.Header()}
		req.Body = http.MaxBytesReader(w, req.Body, maxBody)
		err := a.admit(r, c)
		if e, ok := entryOf(req); ok {
			e.member = c.who.Member
		}
		var answer any
		if err == nil {
			answer, err = r.handle(a, c)
		}
		if err != nil {
			a.fail(w, req, err)
			return
		}
		respond(w, answer)
	})
}

func respond(w http.ResponseWriter, answer any) {
	switch answer := answer.(type) {
	case nil:
		w.WriteHeader(http.StatusNoContent)
	case notModified:
		w.WriteHeader(http.StatusNotModified)
	case page:
		w.Header().Set("Content-Type", answer.kind)
		_, _ = w.Write(answer.body)
	default:
		writeJSON(w, http.StatusOK, answer)
	}
}

func (a *API) fail(w http.ResponseWriter, r *http.Request, err error) {
	e := public(err)
	if entry, ok := entryOf(r); ok {
		entry.code = e.Code
		if e.Code == internal {
			entry.err = err.Error()
		}
	}
	switch e.Code {
	case tooMany:
		w.Header().Set("Retry-After", "60")
	case unauthorized:
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	writeJSON(w, statuses[e.Code], map[string]*Error{"error": e})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", jsonKind)
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // only a value of ours that cannot be JSON
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(b.String()))
}

func (a *API) notFound(*call) (any, error) {
	return nil, errorf(notFound, "there is nothing at this address")
}
