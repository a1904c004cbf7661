package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pingban/backend/api"
)

// caller is one column of the matrix: who asks, and in which state their token is.
type caller struct {
	name   string
	client *client
	cookie string
	team   string // ours, theirs or none
	role   string // lead, agent or none
}

// The matrix: every route of the table against every kind of caller. It is made from the table, so
// a new route is covered by being there.
func TestEveryRouteAgainstEveryCaller(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		w := matrix(t, s)
		cells := 0
		for _, route := range api.Routes() {
			for _, who := range w.callers {
				if route.Access == "anyone" {
					continue // asked below: no token may make a difference to them
				}
				cells++
				w.cell(t, route, who)
			}
		}
		for _, route := range api.Routes() {
			if route.Access == "anyone" && strings.HasPrefix(route.Pattern, "GET") {
				for _, who := range w.callers {
					cells++
					w.open(t, route, who)
				}
			}
		}
		w.unchanged(t)
		t.Logf("%d routes, %d kinds of callers, %d cells", len(api.Routes()), len(w.callers), cells)
	})
}

const ourSecret = "只有我们队知道"

type world struct {
	lead, agent *client
	callers     []caller
	fill        *strings.Replacer
	before      string
}

func matrix(t *testing.T, s *server) *world {
	lead := s.team(t)
	agent, gone, rotated := lead.agent("小王"), lead.agent("走了的"), lead.agent("换了的")
	theirs := s.team(t)
	caseID := "taobao:9100:1"
	agent.push(note(caseID, ourSecret))
	var made struct{ ID string }
	agent.call("POST", "/v1/proposals", map[string]any{"kind": "scripts", "item": proposable("team-hello", ourSecret), "why": ourSecret}).into(t, &made)
	lead.call("DELETE", "/v1/members/"+gone.member, nil)
	session := func(c *client) string {
		r := s.as(t, "").call("POST", "/v1/login", map[string]string{"code": loginCode(t, c)})
		cookie, _, _ := strings.Cut(r.header.Get("Set-Cookie"), ";")
		return cookie
	}
	var fresh struct{ Token string }
	rotated.call("POST", "/v1/members/"+rotated.member+"/token", nil).into(t, &fresh)
	nobody := s.as(t, "")
	callers := []caller{
		{"no token", nobody, "", "none", "none"},
		{"a malformed token", s.as(t, "pbm_x"), "", "none", "none"},
		{"a token with a typo", s.as(t, lead.token[:20]+flip(lead.token[20])+lead.token[21:]), "", "none", "none"},
		{"an unknown token", s.as(t, unknownToken()), "", "none", "none"},
		{"a revoked member", gone, "", "none", "none"},
		{"another team's lead", theirs, "", "theirs", "lead"},
		{"another team's agent", theirs.agent("外人"), "", "theirs", "agent"},
		{"an agent", agent, "", "ours", "agent"},
		{"an agent's session", nobody, session(agent), "ours", "agent"},
		{"a session with a typo", nobody, session(agent) + "X", "none", "none"},
		{"the operator's secret", s.as(t, operatorSecret), "", "operator", "none"},
	}
	if s.advance != nil { // the Worker's clock cannot be moved
		s.advance(24*time.Hour + time.Second)
		callers = append(callers, caller{"a token replaced a day ago", rotated, "", "none", "none"})
	}
	w := &world{
		lead: lead, agent: agent, callers: callers,
		fill: strings.NewReplacer("/members/{id}", "/members/"+agent.member, "/proposals/{id}", "/proposals/"+made.ID, "{case}", caseID, "{kind}", "rules", "{file}", "main.js", "{$}", ""),
	}
	w.before = w.state()
	return w
}

// proposable is a script as an agent proposes it.
func proposable(id, text string) map[string]any {
	return map[string]any{"id": id, "title": "问候", "text": "亲，" + text, "phase": "确认", "channels": []string{"旺旺"}, "platforms": []string{"taobao"}}
}

func flip(c byte) string {
	if c == 'A' {
		return "B"
	}
	return "A"
}

func unknownToken() string { token, _ := api.NewDeviceToken(); return token }

func (w *world) state() string {
	return string(w.lead.call("GET", "/v1/events", nil).body) + string(w.lead.call("GET", "/v1/packs/rules/versions", nil).body) +
		string(w.lead.call("GET", "/v1/proposals", nil).body) + string(w.lead.call("GET", "/v1/team", nil).body)
}

func (w *world) ask(route api.Route, who caller) reply {
	method, path, _ := strings.Cut(w.fill.Replace(route.Pattern), " ")
	var body any
	if method != http.MethodGet {
		body = `{}`
	}
	var headers []string
	if who.cookie != "" {
		headers = []string{"Cookie", who.cookie, "Sec-Fetch-Site", "same-origin"}
	}
	return who.client.call(method, path, body, headers...)
}

// cell checks one caller at one route that asks who calls.
func (w *world) cell(t *testing.T, route api.Route, who caller) {
	t.Helper()
	if route.Access == "operator" {
		if who.team != "operator" {
			w.ask(route, who).refused(t, http.StatusUnauthorized, "unauthorized")
		}
		return
	}
	own := strings.Contains(route.Pattern, "/members/{id}") && who.team == "ours"
	switch {
	case who.team == "none" || who.team == "operator":
		w.ask(route, who).refused(t, http.StatusUnauthorized, "unauthorized")
	case route.Access == "lead" && who.role == "agent":
		w.ask(route, who).refused(t, http.StatusForbidden, "forbidden")
	case own:
		// One's own token and name are one's own: the tests of members look at that.
	default:
		r := w.ask(route, who)
		if r.status >= 500 || r.status == http.StatusUnauthorized {
			t.Errorf("%s as %s: %d %s", route.Pattern, who.name, r.status, r.body)
		}
		if who.team == "theirs" && strings.Contains(string(r.body), ourSecret) {
			t.Errorf("%s shows %s what is ours: %s", route.Pattern, who.name, r.body)
		}
		if who.team == "theirs" && r.status < 300 && (strings.Contains(route.Pattern, "{id}") || strings.Contains(route.Pattern, "{case}")) {
			t.Errorf("%s lets %s at what is ours: %d", route.Pattern, who.name, r.status)
		}
	}
}

// open checks that a route for anyone shows nothing of a team, whoever asks.
func (w *world) open(t *testing.T, route api.Route, who caller) {
	t.Helper()
	if r := w.ask(route, who); r.status >= 500 || strings.Contains(string(r.body), ourSecret) {
		t.Errorf("%s as %s: %d %s", route.Pattern, who.name, r.status, r.body)
	}
}

// unchanged checks that all that asking changed nothing of ours.
func (w *world) unchanged(t *testing.T) {
	t.Helper()
	if after := w.state(); after != w.before {
		t.Errorf("our team was changed:\n%s\nbefore:\n%s", after, w.before)
	}
}

// Whatever is sent to a route that reads a body, it is refused in the fixed shape, and nothing
// breaks.
func TestHostileBodiesAtEveryRoute(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		w := matrix(t, s)
		bodies := map[string]string{
			"no JSON": "<xml/>", "half": `{"a":`, "a list": "[]", "null": "null", "a number": "1e999", "two": "{} {}",
			"unknown field": `{"unheard_of":1}`, "deep": strings.Repeat(`{"a":`, 5000), "not UTF-8": "\xff\xfe{}", "too large": `{"a":"` + strings.Repeat("x", 1<<20) + `"}`,
			"wrong types": `{"name":[],"role":{},"code":1,"events":"x","case":[],"kind":0,"decision":1,"keep_days":"x","item":1}`,
		}
		asked := 0
		for _, route := range api.Routes() {
			method, path, _ := strings.Cut(w.fill.Replace(route.Pattern), " ")
			if method == http.MethodGet || method == http.MethodDelete || path == "" || path == "/v1/login-codes" || path == "/v1/logout" || strings.HasSuffix(path, "/token") {
				continue // these read no body
			}
			who := w.lead
			if route.Access == "operator" {
				who = s.as(t, operatorSecret)
			}
			for name, body := range bodies {
				asked++
				r := who.call(method, path, body)
				if r.status < 400 || r.status >= 500 {
					t.Errorf("%s with %s: %d %s", route.Pattern, name, r.status, r.body)
					continue
				}
				code := map[int]string{400: "invalid", 413: "too_large", 404: "not_found"}[r.status]
				r.refused(t, r.status, code)
			}
		}
		w.unchanged(t)
		t.Logf("%d hostile requests", asked)
	})
}
