package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func loginCode(t *testing.T, c *client) string {
	t.Helper()
	var code struct{ Code string }
	c.call("POST", "/v1/login-codes", nil).into(t, &code)
	return code.Code
}

func TestALoginCodeGivesOneSession(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead, browser := s.team(t), s.as(t, "")
		code := loginCode(t, lead)
		if r := browser.call("GET", "/login?code="+code, nil); r.status != http.StatusOK {
			t.Fatalf("the page: %d", r.status)
		}
		r := browser.call("POST", "/v1/login", map[string]string{"code": code})
		if r.status != http.StatusNoContent {
			t.Fatalf("login after the page was opened: %d %s", r.status, r.body)
		}
		cookie := r.header.Get("Set-Cookie")
		for _, part := range []string{"HttpOnly", "SameSite=Strict", "Path=/"} {
			if !strings.Contains(cookie, part) {
				t.Errorf("the cookie %q lacks %s", cookie, part)
			}
		}
		browser.call("POST", "/v1/login", map[string]string{"code": code}).refused(t, http.StatusConflict, "conflict")

		session, _, _ := strings.Cut(cookie, ";")
		var me struct{ Member, Role string }
		browser.call("GET", "/v1/me", nil, "Cookie", session).into(t, &me)
		if me.Member != lead.member || me.Role != "lead" {
			t.Errorf("the session is of %+v", me)
		}
		if r := browser.call("POST", "/v1/logout", nil, "Cookie", session); r.status != http.StatusNoContent {
			t.Errorf("logout: %d %s", r.status, r.body)
		}
		browser.call("GET", "/v1/me", nil, "Cookie", session).refused(t, http.StatusUnauthorized, "unauthorized")
	})
}

func TestASessionIsOfNoUseToAnotherSite(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead, browser := s.team(t), s.as(t, "")
		r := browser.call("POST", "/v1/login", map[string]string{"code": loginCode(t, lead)})
		session, _, _ := strings.Cut(r.header.Get("Set-Cookie"), ";")
		body := map[string]string{"role": "lead"}
		for _, from := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}} {
			browser.call("POST", "/v1/invites", body, "Cookie", session, from[0], from[1]).refused(t, http.StatusForbidden, "forbidden")
			browser.call("POST", "/v1/login", map[string]string{"code": loginCode(t, lead)}, from[0], from[1]).refused(t, http.StatusForbidden, "forbidden")
		}
		if r := browser.call("POST", "/v1/invites", body, "Cookie", session, "Sec-Fetch-Site", "same-origin"); r.status != http.StatusOK {
			t.Errorf("the board's own request: %d %s", r.status, r.body)
		}
	})
}

func TestALoginCodeJoinsASecondDevice(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		agent := s.team(t).agent("小王")
		second := agent.join(loginCode(t, agent), "新电脑")
		if second.member != agent.member || second.team != agent.team || second.token == agent.token {
			t.Errorf("the second device is %+v, the first %+v", second, agent)
		}
		var me struct{ Name, Role string }
		second.get("/v1/me", &me)
		if me.Name != "小王" || me.Role != "agent" {
			t.Errorf("the second device is of %+v", me)
		}
	})
}

func TestALoginCodeExpires(t *testing.T) {
	s := native(t, 0)
	lead := s.team(t)
	code := loginCode(t, lead)
	s.advance(5*time.Minute + time.Second)
	s.as(t, "").call("POST", "/v1/login", map[string]string{"code": code}).refused(t, http.StatusConflict, "conflict")
}

func TestOnlyTheExtensionGetsCORS(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		ask := func(origin string) http.Header {
			r := s.as(t, "").call("OPTIONS", "/v1/events", nil, "Origin", origin,
				"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type,x-evil")
			if r.status != http.StatusNoContent {
				t.Errorf("preflight of %s: %d", origin, r.status)
			}
			return r.header
		}
		h := ask(ourOrigin)
		if h.Get("Access-Control-Allow-Origin") != ourOrigin || h.Get("Access-Control-Allow-Credentials") != "" ||
			strings.Contains(strings.ToLower(h.Get("Access-Control-Allow-Headers")), "evil") {
			t.Errorf("our origin: %v", h)
		}
		for _, origin := range []string{"https://evil.example", "null", "chrome-extension://other", ourOrigin + ".evil.example"} {
			if got := ask(origin).Get("Access-Control-Allow-Origin"); got != "" {
				t.Errorf("%s is allowed as %q", origin, got)
			}
		}
		if r := s.as(t, "").call("GET", "/healthz", nil); r.header.Get("Date") == "" {
			t.Error("answers have no date to correct a clock by")
		}
	})
}

func TestTheBoardIsServedUnderAStrictPolicy(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		nobody := s.as(t, "")
		for path, kind := range map[string]string{
			"/": "text/html", "/login": "text/html", "/board/main.js": "text/javascript", "/board/board.css": "text/css", "/board/icon.svg": "image/svg+xml",
		} {
			r := nobody.call("GET", path, nil)
			policy := r.header.Get("Content-Security-Policy")
			if r.status != http.StatusOK || !strings.HasPrefix(r.header.Get("Content-Type"), kind) {
				t.Errorf("%s: %d %s", path, r.status, r.header.Get("Content-Type"))
			}
			if !strings.Contains(policy, "default-src 'none'") || strings.Contains(strings.ReplaceAll(policy, "'wasm-unsafe-eval'", ""), "unsafe") {
				t.Errorf("%s has the policy %q", path, policy)
			}
			if kind == "text/html" && (strings.Contains(string(r.body), "<style") || strings.Contains(string(r.body), "onclick") || strings.Contains(string(r.body), "<script>")) {
				t.Errorf("%s has something inline", path)
			}
			if r := nobody.call("GET", path, nil, "If-None-Match", r.header.Get("ETag")); r.status != http.StatusNotModified {
				t.Errorf("%s again: %d, want 304", path, r.status)
			}
		}
		for _, path := range []string{"/board/index.html", "/board/nothing.js", "/board/..%2fmain.go", "/v1/nothing", "/v1/teams/x"} {
			nobody.call("GET", path, nil).refused(t, http.StatusNotFound, "not_found")
		}
	})
}
