package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// window is a team's buyer_edit for Taobao, so many days long, with the example that proves it.
func window(days, closes string) string {
	return `{"items":[{"id":"taobao.buyer_edit","platform":"taobao","kind":"buyer_edit","from":"rated_at","days":` + days + `,"end":"inclusive",` +
		`"tip":{},"source":{"title":"平台公告","date":"2026-11"},"confidence":"high",` +
		`"examples":[{"name":"时长","in":{"now":"2026-03-01T10:00:00+08:00","rated_at":"2026-03-01T10:00:00+08:00"},"want":{"closes":"` + closes + `"}}]}],"off":[]}`
}

const afterTen = "2026-03-11T10:00:00+08:00"

func TestATeamsCasesAreCountedByItsOwnWindows(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead, other := s.team(t), s.team(t)
		rated := time.Now().Add(-24 * time.Hour)
		id := "taobao:3001:1"
		lead.push(review(id, "bad", rated))
		other.push(review(id, "bad", rated))
		closes := func(c *client) time.Duration {
			t.Helper()
			var list caseList
			c.get("/v1/cases", &list)
			if len(list.Cases) != 1 || list.Cases[0].Badge == nil {
				t.Fatalf("cases %+v", list)
			}
			at, err := time.Parse(time.RFC3339, list.Cases[0].Badge.Closes)
			if err != nil {
				t.Fatal(err)
			}
			return at.Sub(rated).Round(time.Hour)
		}
		const day = 24 * time.Hour
		if got := closes(lead); got != 30*day {
			t.Errorf("as shipped it closes after %v", got)
		}

		path := "/v1/packs/clocks"
		var preview struct {
			Changes []struct{ ID, Before, After string }
		}
		lead.call("PUT", path+"?preview=1", window("10", afterTen)).into(t, &preview)
		if len(preview.Changes) != 1 || preview.Changes[0].ID != "taobao.buyer_edit" || preview.Changes[0].After >= preview.Changes[0].Before {
			t.Errorf("preview %+v", preview)
		}
		if got := closes(lead); got != 30*day {
			t.Errorf("looking changed it to %v", got)
		}
		refusal := lead.call("PUT", path, window("9", afterTen)).refused(t, http.StatusBadRequest, "invalid")
		if !strings.Contains(refusal.Field, "examples[0]") {
			t.Errorf("an example that fails is named: %+v", refusal)
		}

		if r := lead.call("PUT", path, window("10", afterTen)); r.status != http.StatusOK {
			t.Fatalf("%d %s", r.status, r.body)
		}
		if got := closes(lead); got != 10*day {
			t.Errorf("after the change it closes after %v", got)
		}
		if got := closes(other); got != 30*day {
			t.Errorf("another team's closes after %v", got)
		}
		var clocks struct{ Items, Shipped []struct{ ID string } }
		lead.get("/v1/clocks", &clocks)
		if len(clocks.Items) == 0 || len(clocks.Items) != len(clocks.Shipped) {
			t.Errorf("%d windows in force, %d shipped", len(clocks.Items), len(clocks.Shipped))
		}
	})
}

func TestEveryoneKnowsTheirColleaguesByName(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		wang, li := lead.agent("小王"), lead.agent("小李")
		lead.call("DELETE", "/v1/members/"+li.member, nil)
		var me struct {
			People []struct {
				Member, Name string
				Left         bool
			}
		}
		wang.get("/v1/me", &me)
		names := map[string]bool{}
		for _, p := range me.People {
			names[p.Name] = p.Left
		}
		if left, known := names["小李"]; len(me.People) != 3 || !known || !left || names["小王"] {
			t.Errorf("people %+v", me.People)
		}

		var newer struct {
			Version string
			Changes []struct{ Version string }
		}
		wang.get("/v1/changes?since=0.0.1", &newer)
		if len(newer.Changes) == 0 || newer.Changes[0].Version != newer.Version {
			t.Errorf("changes since 0.0.1: %+v", newer)
		}
		wang.get("/v1/changes?since="+newer.Version, &newer)
		if len(newer.Changes) != 0 {
			t.Errorf("nothing is newer than the newest: %+v", newer)
		}
	})
}
