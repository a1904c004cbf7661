package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestErasingACaseTakesItsTextsForGood(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		agent := lead.agent("小王")
		id, other := "taobao:8001:1", "taobao:8002:1"
		secrets := []string{"秘密备注", "秘密结果", "秘密原因", "秘密句子", "秘密证据", "秘密下一步", "云**朵", "洗了一次就掉色"}
		made := func(kind string, body map[string]any) event {
			return event{"id": ulid(), "case": id, "kind": kind, "at": "2026-11-22T10:00:00+08:00", "body": body}
		}
		first := note(id, "秘密备注")
		agent.push(first, review(id, "bad", time.Now()),
			made("contact", map[string]any{"channel": "电话", "result": "秘密结果", "when": "2026-11-22T10:00:00+08:00"}),
			made("compensation", map[string]any{"amount": "12.50", "form": "补发", "why": "秘密原因"}),
			made("finding", map[string]any{"rule": "r", "label": "insult", "action": "reported", "text": "秘密句子"}),
			made("complaint", map[string]any{"type": "恶意评价", "evidence": []string{"秘密证据"}, "filed_at": "2026-11-22T10:00:00+08:00", "result": "秘密结果"}),
			field(id, "next_step", "秘密下一步"), field(id, "status", "已联系"), note(other, "别的案例"))
		agent.call("POST", "/v1/erase", map[string]string{"case": id}).refused(t, http.StatusForbidden, "forbidden")
		lead.call("POST", "/v1/erase", map[string]string{"case": "taobao:1:1"}).refused(t, http.StatusNotFound, "not_found")
		for _, bad := range []any{map[string]string{"case": "x"}, map[string]string{}, map[string]string{"case": id, "why": "x"}} {
			lead.call("POST", "/v1/erase", bad).refused(t, http.StatusBadRequest, "invalid")
		}
		var done struct{ Head int64 }
		lead.call("POST", "/v1/erase", map[string]string{"case": id}).into(t, &done)
		if done.Head != 10 {
			t.Errorf("head %d, want the tombstone's 10", done.Head)
		}
		late := review(id, "bad", time.Now())
		agent.push(late)
		for _, path := range []string{"/v1/events?after=0", "/v1/events?case=" + id, "/v1/cases/" + id, "/v1/cases?text=%E7%A7%98%E5%AF%86", "/v1/cases?all=1"} {
			r := lead.call("GET", path, nil)
			if r.status != http.StatusOK {
				t.Errorf("%s: %d %s", path, r.status, r.body)
			}
			for _, secret := range secrets {
				if strings.Contains(string(r.body), secret) {
					t.Errorf("%s still says %s: %s", path, secret, r.body)
				}
			}
		}
		log := string(lead.call("GET", "/v1/events?after=0", nil).body)
		for _, kept := range []string{"别的案例", "12.50", "已联系", `"kind":"erased"`} {
			if !strings.Contains(log, kept) {
				t.Errorf("%s is gone too", kept)
			}
		}
		// A device that sends again what was erased meanwhile is told that it arrived.
		if p := agent.push(first, late); len(p.Duplicate) != 2 {
			t.Errorf("sent again: %+v", p)
		}
	})
}
