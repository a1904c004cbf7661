package e2e

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// client calls a server as one device, or as nobody.
type client struct {
	t     *testing.T
	url   string
	token string

	team, member string
}

type reply struct {
	status int
	header http.Header
	body   []byte
}

// call sends a request; body may be nil, a string sent as it is, or a value sent as JSON.
func (c *client) call(method, path string, body any, headers ...string) reply {
	c.t.Helper()
	r, err := c.try(method, path, body, headers...)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return r
}

// try is call for goroutines of a test's own.
func (c *client) try(method, path string, body any, headers ...string) (reply, error) {
	var content io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		content = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		if err != nil {
			return reply{}, err
		}
		content = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, c.url+path, content)
	if err != nil {
		return reply{}, err
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return reply{res.StatusCode, res.Header, b}, err
}

// get reads an answer of status 200 into v.
func (c *client) get(path string, v any) {
	c.t.Helper()
	c.call(http.MethodGet, path, nil).into(c.t, v)
}

func (r reply) into(t *testing.T, v any) {
	t.Helper()
	if r.status != http.StatusOK {
		t.Fatalf("status %d: %s", r.status, r.body)
	}
	if err := json.Unmarshal(r.body, v); err != nil {
		t.Fatalf("%v: %s", err, r.body)
	}
}

// fault is the error of an answer, which must have the fixed shape.
type fault struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Field   string `json:"field"`
}

// refused checks that an answer is an error of this status and code, and gives it.
func (r reply) refused(t *testing.T, status int, code string) fault {
	t.Helper()
	var shape struct {
		Error *fault `json:"error"`
	}
	d := json.NewDecoder(bytes.NewReader(r.body))
	d.DisallowUnknownFields()
	if err := d.Decode(&shape); err != nil || shape.Error == nil || shape.Error.Message == "" {
		t.Fatalf("not an error of the fixed shape: %d %s", r.status, r.body)
	}
	if r.status != status || shape.Error.Code != code {
		t.Fatalf("got %d %s, want %d %s: %s", r.status, shape.Error.Code, status, code, r.body)
	}
	return *shape.Error
}

func (s *server) as(t *testing.T, token string) *client {
	return &client{t: t, url: s.url, token: token}
}

type joined struct{ Team, Member, Token string }

// team makes a team and gives its lead.
func (s *server) team(t *testing.T) *client {
	t.Helper()
	var j joined
	s.as(t, operatorSecret).call("POST", "/v1/teams", map[string]string{"name": "售后一组", "lead": "林主管"}).into(t, &j)
	return &client{t, s.url, j.Token, j.Team, j.Member}
}

// invite makes a code of a role.
func (c *client) invite(role string) string {
	c.t.Helper()
	var code struct{ Code string }
	c.call("POST", "/v1/invites", map[string]string{"role": role}).into(c.t, &code)
	return code.Code
}

// join lets in whoever has a code.
func (c *client) join(code, name string) *client {
	c.t.Helper()
	var j joined
	(&client{t: c.t, url: c.url}).call("POST", "/v1/join", map[string]string{"code": code, "name": name}).into(c.t, &j)
	return &client{c.t, c.url, j.Token, j.Team, j.Member}
}

func (c *client) agent(name string) *client {
	c.t.Helper()
	return c.join(c.invite("agent"), name)
}

type event map[string]any

// ulid makes an id as a device does.
func ulid() string {
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var b [26]byte
	_, _ = rand.Read(b[:])
	for i := range b {
		b[i] = digits[b[i]%32]
	}
	b[0] = digits[b[0]%8]
	return string(b[:])
}

func note(caseID, text string) event {
	return event{"id": ulid(), "case": caseID, "kind": "note", "at": "2026-11-22T10:00:00+08:00", "body": map[string]string{"text": text}}
}

func review(caseID, rating string, ratedAt time.Time) event {
	parts := strings.Split(caseID, ":")
	return event{"id": ulid(), "case": caseID, "kind": "review", "at": "2026-11-22T10:00:00+08:00", "body": map[string]string{
		"platform": "taobao", "order": parts[1], "item": parts[2], "product": "纯棉四件套", "buyer": "云**朵",
		"text": "洗了一次就掉色", "rating": rating, "rated_at": ratedAt.Format(time.RFC3339),
	}}
}

func field(caseID, name string, value any) event {
	return event{"id": ulid(), "case": caseID, "kind": "field", "at": "2026-11-22T10:00:00+08:00", "body": map[string]any{"name": name, "value": value}}
}

type pushed struct {
	Accepted, Duplicate []string
	Refused             []struct {
		ID    string
		Error fault
	}
	Head int64
}

func (c *client) push(events ...event) pushed {
	c.t.Helper()
	var p pushed
	if events == nil {
		events = []event{} // a list even where it is empty
	}
	c.call("POST", "/v1/events", map[string]any{"events": events}).into(c.t, &p)
	return p
}

type pulled struct {
	Events []struct {
		Seq                             int64
		ID, Case, Kind, Actor, Team, At string
		Base                            string
		ReceivedAt                      string `json:"received_at"`
		Body                            json.RawMessage
	}
	Next  int64
	More  bool
	Epoch string
}

func (c *client) pull(after int64, limit int) pulled {
	c.t.Helper()
	var p pulled
	c.get(fmt.Sprintf("/v1/events?after=%d&limit=%d", after, limit), &p)
	return p
}
