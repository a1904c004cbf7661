package e2e

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestTeamsNeedTheOperatorsSecret(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		body := map[string]string{"name": "一组", "lead": "主管"}
		for _, secret := range []string{"", "wrong", operatorSecret + "x", s.team(t).token} {
			s.as(t, secret).call("POST", "/v1/teams", body).refused(t, http.StatusUnauthorized, "unauthorized")
		}
		f := s.as(t, operatorSecret).call("POST", "/v1/teams", map[string]string{"name": "一组", "lead": "主管", "role": "x"}).refused(t, http.StatusBadRequest, "invalid")
		if f.Field != "role" {
			t.Errorf("the unknown field is named %q", f.Field)
		}
	})
}

func TestACodeWorksOnceUnder64Tries(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		code := lead.invite("agent")
		nobody := s.as(t, "")
		var in, spent atomic.Int32
		var wg sync.WaitGroup
		for range 64 {
			wg.Go(func() {
				r, err := nobody.try("POST", "/v1/join", map[string]string{"code": code, "name": "小王"})
				switch {
				case err != nil:
					t.Error(err)
				case r.status == http.StatusOK:
					in.Add(1)
				case r.status == http.StatusConflict:
					spent.Add(1)
				default:
					t.Errorf("%d %s", r.status, r.body)
				}
			})
		}
		wg.Wait()
		if in.Load() != 1 || spent.Load() != 63 {
			t.Errorf("%d got in and %d were told it was spent, want 1 and 63", in.Load(), spent.Load())
		}
		var members []struct{ Name string }
		lead.get("/v1/members", &members)
		if len(members) != 2 {
			t.Errorf("the team has %d members, want the lead and one more", len(members))
		}
	})
}

func TestCodesThatDoNotWork(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead, nobody := s.team(t), s.as(t, "")
		join := func(code string) reply {
			return nobody.call("POST", "/v1/join", map[string]string{"code": code, "name": "小王"})
		}
		join("AAAA-BBBB-CCCC-DDDD").refused(t, http.StatusNotFound, "not_found")
		join(strings.Repeat("A", 65)).refused(t, http.StatusBadRequest, "invalid")

		var short struct{ Code string }
		lead.call("POST", "/v1/invites", map[string]any{"role": "agent", "ttl_s": 1}).into(t, &short)
		time.Sleep(1100 * time.Millisecond)
		join(short.Code).refused(t, http.StatusConflict, "conflict")

		code := lead.invite("agent")
		nobody.call("POST", "/v1/login", map[string]string{"code": code}).refused(t, http.StatusNotFound, "not_found")
		lead.join(" "+strings.ToLower(strings.ReplaceAll(code, "-", " ")), "打字的人")
		for _, bad := range []any{
			map[string]any{"role": "boss"}, map[string]any{}, map[string]any{"role": "agent", "ttl_s": 0}, map[string]any{"role": "agent", "uses": 5},
		} {
			lead.call("POST", "/v1/invites", bad).refused(t, http.StatusBadRequest, "invalid")
		}
	})
}

func TestALeadsCodesEndWithThem(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		first := s.team(t)
		second := first.join(first.invite("lead"), "第二主管")
		code := second.invite("lead")
		if r := first.call("DELETE", "/v1/members/"+second.member, nil); r.status != http.StatusNoContent {
			t.Fatalf("revoking: %d %s", r.status, r.body)
		}
		s.as(t, "").call("POST", "/v1/join", map[string]string{"code": code, "name": "后门"}).refused(t, http.StatusConflict, "conflict")
	})
}

func TestRoles(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		agent := lead.agent("小王")
		for _, row := range []struct {
			method, path string
			body         any
		}{
			{"POST", "/v1/invites", map[string]string{"role": "agent"}},
			{"GET", "/v1/members", nil},
			{"DELETE", "/v1/members/" + lead.member, nil},
			{"PATCH", "/v1/members/" + lead.member, map[string]string{"name": "别人"}},
			{"PATCH", "/v1/members/" + agent.member, map[string]string{"role": "lead"}},
			{"POST", "/v1/members/" + lead.member + "/token", nil},
			{"PUT", "/v1/packs/rules", `{"items":[],"off":[]}`},
			{"GET", "/v1/packs/rules/versions", nil},
			{"GET", "/v1/packs/rules?version=1", nil},
		} {
			agent.call(row.method, row.path, row.body).refused(t, http.StatusForbidden, "forbidden")
			s.as(t, "").call(row.method, row.path, row.body).refused(t, http.StatusUnauthorized, "unauthorized")
		}
		if r := agent.call("PATCH", "/v1/members/"+agent.member, map[string]string{"name": "王小小"}); r.status != http.StatusNoContent {
			t.Errorf("renaming oneself: %d %s", r.status, r.body)
		}
		if r := lead.call("PATCH", "/v1/members/"+agent.member, map[string]string{"role": "lead"}); r.status != http.StatusNoContent {
			t.Errorf("making a lead: %d %s", r.status, r.body)
		}
		var members []struct {
			Name, Role string
			Devices    int
			LastSeen   string `json:"last_seen"`
		}
		agent.get("/v1/members", &members)
		if len(members) != 2 || members[1].Name != "王小小" || members[1].Role != "lead" || members[1].Devices != 1 || members[1].LastSeen == "" {
			t.Errorf("members: %+v", members)
		}
	})
}

func TestATeamKeepsALead(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		lead.agent("小王")
		lead.call("DELETE", "/v1/members/"+lead.member, nil).refused(t, http.StatusConflict, "conflict")
		lead.call("PATCH", "/v1/members/"+lead.member, map[string]string{"role": "agent"}).refused(t, http.StatusConflict, "conflict")
	})
}

func TestRevokedAndMalformedTokens(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		agent := lead.agent("小王")
		agent.call("GET", "/v1/events", nil).into(t, &pulled{})
		lead.call("DELETE", "/v1/members/"+agent.member, nil)
		if f := agent.call("GET", "/v1/events", nil).refused(t, http.StatusUnauthorized, "unauthorized"); f.Field != "member" {
			t.Errorf("a revoked member is not told so: %+v", f)
		}
		lead.call("DELETE", "/v1/members/"+agent.member, nil).refused(t, http.StatusNotFound, "not_found")
		for _, token := range []string{"x", "pbm_", lead.token[:len(lead.token)-1], lead.token[:len(lead.token)-1] + "!", strings.Replace(lead.token, "pbm_", "pbs_", 1), operatorSecret, "' OR 1=1"} {
			s.as(t, token).call("GET", "/v1/me", nil).refused(t, http.StatusUnauthorized, "unauthorized")
		}
	})
}

func TestRotatedTokensOverlap(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		agent := lead.agent("小王")
		var fresh struct{ Token string }
		agent.call("POST", "/v1/members/"+agent.member+"/token", nil).into(t, &fresh)
		next := s.as(t, fresh.Token)
		for _, c := range []*client{agent, next} {
			c.call("GET", "/v1/events", nil).into(t, &pulled{})
		}
		if s.advance == nil {
			return
		}
		s.advance(24*time.Hour + time.Second)
		agent.call("GET", "/v1/events", nil).refused(t, http.StatusUnauthorized, "unauthorized")
		next.call("GET", "/v1/events", nil).into(t, &pulled{})
	})
}

func TestOneTeamNeverSeesAnother(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		ours, theirs := s.team(t), s.team(t)
		shared := note("taobao:1001:1", "我们的")
		ours.push(shared)
		ours.call("PUT", "/v1/packs/switches", `{"items":[{"feature":"bar","version":"","reason":"先关掉"}],"off":[]}`, "If-Match", `"0"`)

		if p := theirs.pull(0, 10); len(p.Events) != 0 {
			t.Errorf("their log has our events: %+v", p.Events)
		}
		copied := note("taobao:1001:1", "他们的")
		copied["id"] = shared["id"]
		if p := theirs.push(copied); len(p.Accepted) != 1 || p.Head != 1 {
			t.Errorf("an id of ours is taken in their log: %+v", p)
		}
		theirs.call("GET", "/v1/cases/taobao:9999:1", nil).refused(t, http.StatusNotFound, "not_found")
		if r := theirs.call("GET", "/v1/packs/switches", nil); !strings.Contains(string(r.body), `"version":0`) {
			t.Errorf("their pack: %s", r.body)
		}
		for _, row := range [][2]string{{"DELETE", ""}, {"POST", "/token"}, {"PATCH", ""}} {
			theirs.call(row[0], "/v1/members/"+ours.member+row[1], map[string]string{"name": "x"}).refused(t, http.StatusNotFound, "not_found")
		}
		if body := string(ours.pull(0, 10).Events[0].Body); body != `{"text":"我们的"}` {
			t.Errorf("our event became %s", body)
		}
	})
}
