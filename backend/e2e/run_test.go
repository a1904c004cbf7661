package e2e

import (
	"net/http"
	"testing"
)

func TestHealthAndReadiness(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		var health struct {
			OK      bool
			Version string
		}
		s.as(t, "").get("/healthz", &health)
		var ready struct {
			OK     bool
			Schema string
		}
		s.as(t, "").get("/readyz", &ready)
		if !health.OK || health.Version == "" || !ready.OK || ready.Schema == "" {
			t.Errorf("%+v %+v", health, ready)
		}
	})
}

// The stock entry is the way back, should the pooled one fail at an upgrade: it must work.
func TestTheStockEntryServesToo(t *testing.T) {
	s := &server{url: startWorker(t, "stock", "", true, map[string]string{"PINGBAN_RATE_LIMIT": "60"}).URL}
	lead := s.team(t)
	agent := lead.agent("小王")
	agent.push(note("taobao:5001:1", "一条"))
	if log := lead.pull(0, 10); len(log.Events) != 1 {
		t.Errorf("the lead pulls %+v", log)
	}
	var list caseList
	lead.get("/v1/cases", &list)
	if list.Total != 1 {
		t.Errorf("the lead's list: %+v", list)
	}
	t.Run("limits are the isolate's", func(t *testing.T) { limited(t, agent, 60) })
}

func TestLimitsHoldNatively(t *testing.T) {
	s := native(t, 60)
	limited(t, s.team(t), 60)
}

// limited calls until the limit of a minute shows; at the turn of a minute that takes twice as many.
func limited(t *testing.T, c *client, limit int) {
	t.Helper()
	for i := range 2*limit + 2 {
		r := c.call("GET", "/v1/me", nil)
		if r.status == http.StatusOK {
			continue
		}
		r.refused(t, http.StatusTooManyRequests, "too_many")
		if r.header.Get("Retry-After") == "" {
			t.Error("nobody says when to come back")
		}
		if i > 2*limit {
			t.Errorf("the limit of %d showed after %d requests", limit, i)
		}
		return
	}
	t.Errorf("%d requests passed a limit of %d", 2*limit+2, limit)
}
