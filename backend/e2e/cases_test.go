package e2e

import (
	"net/http"
	"slices"
	"testing"
	"time"
)

type caseList struct {
	Cases []struct {
		Case, Product, Buyer, Status, Assignee string
		LastNote                               string `json:"last_note"`
		Notes                                  int
		Badge                                  *struct{ Kind, State, Closes, Text string }
	}
	Total, Today, Over, Unassigned int
	Head                           int64
	AsOf                           string `json:"as_of"`
}

func (l caseList) ids() []string {
	var ids []string
	for _, c := range l.Cases {
		ids = append(ids, c.Case)
	}
	return ids
}

func TestTheBoardsListShowsWhatWasPushed(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		agent := lead.agent("小王")
		now := time.Now()
		fresh, old := "taobao:3001:1", "taobao:3002:1"
		agent.push(
			review(fresh, "bad", now.Add(-24*time.Hour)), note(fresh, "已经道歉,等回复"),
			review(old, "bad", now.Add(-400*24*time.Hour)),
		)
		var list caseList
		lead.get("/v1/cases", &list)
		if got := list.ids(); !slices.Equal(got, []string{fresh, old}) {
			t.Fatalf("cases %v, want the one with time left first", got)
		}
		first, second := list.Cases[0], list.Cases[1]
		if first.Product != "纯棉四件套" || first.Buyer != "云**朵" || first.LastNote != "已经道歉,等回复" || first.Badge == nil || first.Badge.State != "open" {
			t.Errorf("the fresh case: %+v %+v", first, first.Badge)
		}
		if second.Badge == nil || second.Badge.State != "over" || list.Over != 1 || list.Total != 2 || list.Unassigned != 2 || list.Head != 3 || list.AsOf == "" {
			t.Errorf("the old case %+v, counts %+v", second.Badge, list)
		}

		agent.push(field(fresh, "assignee", agent.member), field(fresh, "status", "已联系"))
		for query, want := range map[string][]string{
			"assignee=" + agent.member: {fresh}, "assignee=none": {old}, "status=已联系": {fresh}, "status=新": {old},
			"text=道歉": {fresh}, "text=3002": {old}, "text=没有这个": nil, "due=over": {old}, "due=today": nil, "limit=1": {fresh}, "limit=1&after=1": {old},
		} {
			var list caseList
			lead.get("/v1/cases?"+query, &list)
			if got := list.ids(); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", query, got, want)
			}
		}
		lead.call("GET", "/v1/cases?due=never", nil).refused(t, http.StatusBadRequest, "invalid")
	})
}

func TestAnAgentSeesTheirOwnCases(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		wang, li := lead.agent("小王"), lead.agent("小李")
		noted, seen, given := "taobao:3101:1", "taobao:3102:1", "taobao:3103:1"
		wang.push(note(noted, "我的"), review(seen, "bad", time.Now()))
		lead.push(field(given, "assignee", wang.member))
		var mine, others caseList
		wang.get("/v1/cases", &mine)
		li.get("/v1/cases", &others)
		got := mine.ids()
		slices.Sort(got)
		if !slices.Equal(got, []string{noted, given}) {
			t.Errorf("Wang sees %v, want what was noted and what was given", got)
		}
		if len(others.Cases) != 0 || others.Total != 0 {
			t.Errorf("Li sees %v", others.ids())
		}
		li.call("GET", "/v1/cases/"+noted, nil).refused(t, http.StatusNotFound, "not_found")
	})
}

func TestACasesPageKeepsEveryVersionOfANote(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		wang, li := lead.agent("小王"), lead.agent("小李")
		id := "taobao:3201:1"
		first := note(id, "第一版")
		wang.push(review(id, "neutral", time.Now()), first)
		edit := func(text string, base any) event {
			return event{"id": ulid(), "case": id, "kind": "note_edit", "at": "2026-11-22T11:00:00+08:00", "base": base, "body": map[string]any{"note": first["id"], "text": text}}
		}
		wang.push(edit("小王改的", first["id"]))
		li.push(edit("小李同时改的", first["id"]))
		var page struct {
			State struct {
				Notes []struct {
					Text    string
					History []struct{ Text, Actor string }
					Others  []struct{ Text, Actor string }
				}
				Timeline []struct{ Kind string }
			}
			Windows []struct{ Kind, State string }
			Badge   *struct{ Text string }
		}
		lead.get("/v1/cases/"+id, &page)
		if len(page.State.Notes) != 1 || len(page.State.Timeline) != 4 || len(page.Windows) == 0 || page.Badge == nil {
			t.Fatalf("the page: %+v", page)
		}
		n := page.State.Notes[0]
		if n.Text != "小王改的" || len(n.History) != 2 || len(n.Others) != 1 || n.Others[0].Text != "小李同时改的" || n.Others[0].Actor != li.member {
			t.Errorf("the note: %+v", n)
		}
	})
}

func TestListsCatchUpAfterALostFold(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		var all []event
		for i := range 200 {
			all = append(all, note("taobao:4000:"+string(rune('A'+i%26))+string(rune('a'+i/26)), "一条"))
		}
		lead.push(all...)
		var list caseList
		lead.get("/v1/cases?limit=500", &list)
		if list.Total != 200 || len(list.Cases) != 200 {
			t.Errorf("%d cases of %d, want 200", len(list.Cases), list.Total)
		}
	})
}
