package e2e

import (
	"net/http"
	"testing"
	"time"
)

type reportAnswer struct {
	From, To    string
	Now, Before struct {
		Cases, Bad, Good, Open, Touched, Resolved int
		Contacts, Paid, Fen                       int64
		TouchMedian                               int64 `json:"touch_median"`
		ResolveMedian                             int64 `json:"resolve_median"`
	}
	Reasons, Products, Statuses []struct {
		Key                string
		Cases, Bad, Before int
	}
	People []struct {
		Member                string
		Cases, Open, Resolved int
		Contacts, Fen         int64
	}
	Rules []struct {
		Rule                        string
		Shown, Fixed, Sent, Ignored int64
	}
	Payments []struct {
		Key    string
		N, Fen int64
	}
	Days []struct {
		Day             string
		Cases, Resolved int
	}
}

func TestAReportCountsWhatHappened(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		wang, li := lead.agent("小王"), lead.agent("小李")
		now := time.Now()
		one, two, old := "taobao:9201:1", "taobao:9202:1", "taobao:9203:1"
		did := func(id, kind string, body map[string]any) event {
			return event{"id": ulid(), "case": id, "kind": kind, "at": now.Format(time.RFC3339), "body": body}
		}
		wang.push(
			review(one, "bad", now.Add(-3*time.Hour)), field(one, "assignee", wang.member), field(one, "reasons", []string{"质量", "色差"}), note(one, "一条"),
			did(one, "contact", map[string]any{"channel": "电话", "result": "同意补发", "when": now.Format(time.RFC3339)}),
			did(one, "compensation", map[string]any{"amount": "10.10", "form": "补发", "why": "掉色"}),
			did(one, "compensation", map[string]any{"amount": "0.20", "form": "券\x1e\x1f", "why": "掉色"}),
			did(one, "finding", map[string]any{"rule": "cashback", "label": "review_inducement", "action": "shown"}),
			did(one, "finding", map[string]any{"rule": "cashback", "label": "review_inducement", "action": "fixed"}),
			field(one, "status", "已解决"))
		li.push(review(two, "neutral", now.Add(-30*time.Hour)), field(two, "assignee", li.member), field(two, "reasons", []string{"质量"}))
		li.push(review(old, "good", now.Add(-40*24*time.Hour)))

		var r reportAnswer
		lead.get("/v1/report", &r)
		n := r.Now
		if n.Cases != 2 || n.Bad != 2 || n.Good != 0 || n.Open != 1 || n.Touched != 1 || n.Resolved != 1 || n.Contacts != 1 || n.Paid != 2 || n.Fen != 1030 {
			t.Errorf("the period: %+v", n)
		}
		if n.TouchMedian < 180 || n.TouchMedian > 182 || n.ResolveMedian < 180 || n.ResolveMedian > 182 {
			t.Errorf("first touched after %d, resolved after %d minutes, want 180", n.TouchMedian, n.ResolveMedian)
		}
		if r.Before.Cases != 1 || r.Before.Good != 1 || len(r.Days) != 30 {
			t.Errorf("the period before: %+v, %d days", r.Before, len(r.Days))
		}
		if len(r.Reasons) != 2 || r.Reasons[0].Key != "质量" || r.Reasons[0].Cases != 2 || r.Products[0].Before != 1 {
			t.Errorf("reasons %+v, products %+v", r.Reasons, r.Products)
		}
		if len(r.Rules) != 1 || r.Rules[0].Shown != 1 || r.Rules[0].Fixed != 1 || len(r.Payments) != 2 || r.Payments[0].Key != "券  " || r.Payments[0].Fen != 20 || r.Payments[1].Fen != 1010 {
			t.Errorf("rules %+v, payments %+v", r.Rules, r.Payments)
		}
		// Every figure opens its rows: the list under the same filters has as many.
		today := now.In(time.FixedZone("CST", 8*3600))
		for query, want := range map[string]int{"reason=%E8%89%B2%E5%B7%AE": 1, "status=%E5%B7%B2%E8%A7%A3%E5%86%B3": 1, "assignee=" + li.member: 1, "platform=taobao": 2, "rating=poor": 2, "rating=bad": 1, "overdue=1": 0, "platform=tmall": 0, "shop=x": 0} {
			period := "&from=" + today.AddDate(0, 0, -29).Format(time.DateOnly) + "&to=" + today.Format(time.DateOnly)
			var list caseList
			var part reportAnswer
			lead.get("/v1/cases?all=1&"+query+period, &list)
			lead.get("/v1/report?"+query+period, &part)
			if list.Total != want || part.Now.Cases != want {
				t.Errorf("%s: %d rows, %d reported, want %d", query, list.Total, part.Now.Cases, want)
			}
		}
		var resolved caseList
		lead.get("/v1/cases?all=1&resolved=1&from="+r.From+"&to="+r.To, &resolved)
		if resolved.Total != n.Resolved {
			t.Errorf("%d rows resolved, %d reported", resolved.Total, n.Resolved)
		}
		// What is no case is listed one by one: as many as were counted, and their sum.
		type deedList struct {
			Deeds []struct {
				Case, Actor, Key, Action string
				Fen                      int64
			}
		}
		for query, want := range map[string]int{"contact": 1, "contact&actor=" + wang.member: 1, "contact&actor=" + li.member: 0, "compensation": 2, "compensation&key=%E8%A1%A5%E5%8F%91": 1, "compensation&key=%E5%88%B8++": 1, "compensation&key=": 0,
			"finding&key=cashback&action=shown": 1, "finding&key=cashback": 2, "script": 0, "contact&shop=x": 0, "contact&to=2026-01-02&from=2026-01-01": 0} {
			var list deedList
			lead.get("/v1/deeds?kind="+query, &list)
			sum := int64(0)
			for _, d := range list.Deeds {
				if sum += d.Fen; d.Case != one || d.Actor != wang.member {
					t.Errorf("%s: %+v", query, d)
				}
			}
			if len(list.Deeds) != want || query == "compensation" && sum != n.Fen {
				t.Errorf("%s: %d deeds of %d fen, want %d", query, len(list.Deeds), sum, want)
			}
		}
		var hers deedList
		if li.get("/v1/deeds?kind=contact", &hers); len(hers.Deeds) != 0 {
			t.Errorf("Li sees what Wang did: %+v", hers.Deeds)
		}
		for _, bad := range []string{"", "kind=note", "kind=contact&from=x", "kind=contact&lacking=x"} {
			lead.call("GET", "/v1/deeds?"+bad, nil).refused(t, http.StatusBadRequest, "invalid")
		}
		for query, want := range map[string]int{"resolved=1&resolver=" + wang.member: 1, "resolved=1&resolver=" + li.member: 0, "lacking=shop": 3, "lacking=product": 0} {
			var list caseList
			if lead.get("/v1/cases?all=1&"+query, &list); list.Total != want {
				t.Errorf("%s: %d rows, want %d", query, list.Total, want)
			}
		}
		var own reportAnswer
		wang.get("/v1/report", &own)
		if own.Now.Cases != 1 || len(own.People) != 1 || own.People[0].Member != wang.member || own.People[0].Resolved != 1 || own.People[0].Fen != 1030 {
			t.Errorf("Wang's own: %+v %+v", own.Now, own.People)
		}
		for _, bad := range []string{"from=x", "from=2026-11-02&to=2026-11-01", "from=2020-01-01&to=2026-01-01", "to=1999-01-01"} {
			lead.call("GET", "/v1/report?"+bad, nil).refused(t, http.StatusBadRequest, "invalid")
		}
	})
}

func TestAFalseAlarmReachesTheLead(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		agent := lead.agent("小王")
		id := "taobao:9401:1"
		found := func(action, text string) event {
			return event{"id": ulid(), "case": id, "kind": "finding", "at": "2026-11-22T10:00:00+08:00", "body": map[string]any{"rule": "cashback", "label": "review_inducement", "action": action, "text": text}}
		}
		agent.push(found("shown", "不是误报"), found("reported", "这句不该提示"))
		var list []struct{ Case, Actor, Rule, Text, At string }
		lead.get("/v1/false-alarms", &list)
		if len(list) != 1 || list[0].Text != "这句不该提示" || list[0].Actor != agent.member || list[0].Rule != "cashback" || list[0].At == "" {
			t.Errorf("what the lead sees: %+v", list)
		}
	})
}

func TestAProposalBecomesAPackOnlyByALead(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		agent := lead.agent("小王")
		item := map[string]any{
			"id": "team-hello", "title": "问候", "text": "亲，您好，有什么可以帮您？", "phase": "确认", "reasons": []string{}, "buyer_types": []string{},
			"channels": []string{"旺旺"}, "platforms": []string{"taobao"}, "ratings": []string{},
		}
		var made struct{ ID string }
		agent.call("POST", "/v1/proposals", map[string]any{"kind": "scripts", "item": item, "why": "常用"}).into(t, &made)
		bad := map[string]any{"id": "team-bad", "title": "", "unknown": 1}
		if f := agent.call("POST", "/v1/proposals", map[string]any{"kind": "scripts", "item": bad}).refused(t, http.StatusBadRequest, "invalid"); f.Field == "" {
			t.Errorf("nobody says where the fault is: %+v", f)
		}
		agent.call("POST", "/v1/proposals", map[string]any{"kind": "sites", "item": item}).refused(t, http.StatusBadRequest, "invalid")
		agent.call("POST", "/v1/proposals/"+made.ID, map[string]string{"decision": "approved"}).refused(t, http.StatusForbidden, "forbidden")
		var list []struct{ ID, Status, Name, Why string }
		lead.get("/v1/proposals", &list)
		if len(list) != 1 || list[0].Status != "open" || list[0].Name != "小王" || list[0].Why != "常用" {
			t.Fatalf("what waits: %+v", list)
		}
		var done struct{ Version int64 }
		lead.call("POST", "/v1/proposals/"+made.ID, map[string]string{"decision": "approved", "answer": "好"}).into(t, &done)
		lead.call("POST", "/v1/proposals/"+made.ID, map[string]string{"decision": "declined"}).refused(t, http.StatusConflict, "conflict")
		lead.call("POST", "/v1/proposals/"+ulid(), map[string]string{"decision": "approved"}).refused(t, http.StatusNotFound, "not_found")
		var pack struct {
			Version int64
			Body    struct{ Items []struct{ ID string } }
		}
		agent.get("/v1/packs/scripts", &pack)
		if done.Version != 1 || pack.Version != 1 || len(pack.Body.Items) != 1 || pack.Body.Items[0].ID != "team-hello" {
			t.Errorf("the pack after approval: %+v, version %d", pack, done.Version)
		}
	})
}

func TestTextsAreKeptNoLongerThanTheLeadWants(t *testing.T) {
	s := native(t, 0)
	lead := s.team(t)
	id := "taobao:9301:1"
	lead.push(note(id, "一年后要忘记的"))
	lead.call("PATCH", "/v1/team", map[string]any{"keep_days": 7}).refused(t, http.StatusBadRequest, "invalid")
	lead.call("PATCH", "/v1/team", map[string]any{"keep_days": 365}).into(t, &struct{}{})
	lead.get("/v1/cases", &caseList{})
	s.advance(366 * 24 * time.Hour)
	fresh := "taobao:9302:1"
	lead.push(note(fresh, "新写的"))
	lead.get("/v1/cases", &caseList{})
	log := lead.pull(0, 10)
	if len(log.Events) != 3 || string(log.Events[0].Body) != `{"text":""}` || string(log.Events[1].Body) != `{"text":"新写的"}` || log.Events[2].Kind != "erased" {
		t.Fatalf("the log after a year: %+v", log.Events)
	}
	// Half a year later what was erased leaves the log, and cursors of before begin anew.
	s.advance(181 * 24 * time.Hour)
	lead.get("/v1/cases", &caseList{})
	lead.call("GET", "/v1/events?after=1&epoch="+log.Epoch, nil).refused(t, http.StatusGone, "gone")
	if log = lead.pull(0, 10); len(log.Events) != 1 || log.Events[0].Case != fresh {
		t.Errorf("the log after the purge: %+v", log.Events)
	}
}
