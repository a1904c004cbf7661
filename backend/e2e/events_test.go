package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPushIsIdempotent(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		a, b := note("taobao:1001:1", "第一条"), note("taobao:1001:1", "第二条")
		first := lead.push(a, b)
		if want := []string{a["id"].(string), b["id"].(string)}; !cmp.Equal(first.Accepted, want) || first.Head != 2 {
			t.Fatalf("first push: %+v", first)
		}
		again := lead.push(b, a, note("taobao:1001:1", "第三条"))
		if len(again.Accepted) != 1 || !cmp.Equal(again.Duplicate, []string{b["id"].(string), a["id"].(string)}) || again.Head != 3 {
			t.Fatalf("second push: %+v", again)
		}
		log := lead.pull(0, 500)
		var seqs []int64
		for _, e := range log.Events {
			seqs = append(seqs, e.Seq)
			if e.Actor != lead.member || e.Team != lead.team || e.ReceivedAt == "" {
				t.Errorf("the server did not fill in its own: %+v", e)
			}
		}
		if !cmp.Equal(seqs, []int64{1, 2, 3}) {
			t.Errorf("seqs are %v, want 1, 2, 3 without a gap", seqs)
		}
		if got := string(log.Events[0].Body); got != `{"text":"第一条"}` {
			t.Errorf("the body came back as %s", got)
		}
	})
}

func TestAnIDWithOtherContentIsAConflict(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		first := note("taobao:1001:1", "原文")
		lead.push(first)
		other := note("taobao:1001:1", "换了内容")
		other["id"] = first["id"]
		twin, odd := note("taobao:1001:1", "一批里"), note("taobao:1001:1", "同一个编号")
		odd["id"] = twin["id"]
		got := lead.push(other, twin, odd, twin)
		if len(got.Refused) != 2 || got.Refused[0].Error.Code != "conflict" || got.Refused[1].ID != odd["id"] {
			t.Errorf("refused: %+v", got.Refused)
		}
		if len(got.Accepted) != 1 || len(got.Duplicate) != 1 || got.Head != 2 {
			t.Errorf("the twins: %+v", got)
		}
		if body := string(lead.pull(0, 10).Events[0].Body); body != `{"text":"原文"}` {
			t.Errorf("the first event was changed to %s", body)
		}
	})
}

func TestAFaultyEventHindersNoOther(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		bad := func(change func(event)) event {
			e := note("taobao:1001:1", "正文")
			change(e)
			return e
		}
		table := []struct {
			name, field string
			event       event
		}{
			{"unknown field", "mood", bad(func(e event) { e["mood"] = 1 })},
			{"server's own field", "seq", bad(func(e event) { e["seq"] = 1 })},
			{"another's name", "actor", bad(func(e event) { e["actor"] = "x" })},
			{"no ULID", "id", bad(func(e event) { e["id"] = "1; DROP TABLE events" })},
			{"no case", "case", bad(func(e event) { delete(e, "case") })},
			{"tmall's own case", "case", bad(func(e event) { e["case"] = "tmall:1:1" })},
			{"unknown kind", "kind", bad(func(e event) { e["kind"] = "party" })},
			{"the server's kind", "kind", bad(func(e event) { e["kind"] = "erased" })},
			{"no time", "at", bad(func(e event) { e["at"] = "yesterday" })},
			{"unknown field in the body", "body.mood", bad(func(e event) { e["body"] = map[string]any{"text": "x", "mood": 1} })},
			{"a phone number in the text", "body.text", bad(func(e event) { e["body"] = map[string]any{"text": "回电 13812345678"} })},
		}
		good := note("taobao:1001:1", "没问题的一条")
		var all []event
		for _, row := range table {
			all = append(all, row.event)
		}
		got := lead.push(append(all, good)...)
		if !cmp.Equal(got.Accepted, []string{good["id"].(string)}) {
			t.Errorf("accepted %v, want the good one", got.Accepted)
		}
		if len(got.Refused) != len(table) {
			t.Fatalf("refused %d of %d: %+v", len(got.Refused), len(table), got.Refused)
		}
		for i, row := range table {
			r := got.Refused[i]
			if r.ID != row.event["id"] || r.Error.Code != "invalid" || r.Error.Field != row.field || r.Error.Message == "" {
				t.Errorf("%s: %+v, want field %s", row.name, r, row.field)
			}
		}
	})
}

func TestPushHasLimits(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		many := make([]event, 201)
		for i := range many {
			many[i] = note("taobao:1001:1", "x")
		}
		lead.call("POST", "/v1/events", map[string]any{"events": many}).refused(t, http.StatusRequestEntityTooLarge, "too_large")
		big := `{"events":[{"id":"` + strings.Repeat("x", 1<<20) + `"}]}`
		lead.call("POST", "/v1/events", big).refused(t, http.StatusRequestEntityTooLarge, "too_large")
		if p := lead.push(many[:200]...); len(p.Accepted) != 200 {
			t.Errorf("200 events at once: %d accepted, %d refused", len(p.Accepted), len(p.Refused))
		}
		if p := lead.push(); p.Accepted == nil || p.Duplicate == nil || p.Refused == nil {
			t.Errorf("no events: %+v, want empty lists", p)
		}
	})
}

func TestPagingNeverSkips(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		const devices, each = 8, 25
		var wg sync.WaitGroup
		for d := range devices {
			wg.Go(func() {
				for range each / 5 {
					var batch []event
					for range 5 {
						batch = append(batch, note(fmt.Sprintf("taobao:%d:1", 2000+d), "并发"))
					}
					if r, err := lead.try("POST", "/v1/events", map[string]any{"events": batch}); err != nil || r.status != http.StatusOK {
						t.Errorf("push: %v %d %s", err, r.status, r.body)
					}
				}
			})
		}
		// A reader that follows along must see every event once, in order.
		var seen []int64
		cursor := int64(0)
		done := make(chan struct{})
		go func() { wg.Wait(); close(done) }()
		for last := false; ; {
			page := lead.pull(cursor, 7)
			for _, e := range page.Events {
				seen = append(seen, e.Seq)
			}
			if page.Next < cursor {
				t.Fatalf("the cursor went back from %d to %d", cursor, page.Next)
			}
			cursor = page.Next
			if last && !page.More {
				break
			}
			select {
			case <-done:
				last = true
			default:
			}
		}
		want := make([]int64, devices*each)
		for i := range want {
			want[i] = int64(i + 1)
		}
		if !slices.Equal(seen, want) {
			t.Errorf("saw %v, want 1 to %d", seen, len(want))
		}
	})
}

func TestACursorThatCannotBeFollowedIsGone(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		lead.push(note("taobao:1001:1", "一"), note("taobao:1001:1", "二"))
		epoch := lead.pull(0, 10).Epoch
		if epoch == "" {
			t.Fatal("the log has no epoch")
		}
		lead.call("GET", "/v1/events?after=2&epoch="+epoch, nil).into(t, &pulled{})
		lead.call("GET", "/v1/events?after=3", nil).refused(t, http.StatusGone, "gone")
		lead.call("GET", "/v1/events?after=1&epoch=another", nil).refused(t, http.StatusGone, "gone")
		for _, q := range []string{"after=-1", "after=x", "limit=0", "limit=501", "limit=x", "after=99999999999999999999"} {
			lead.call("GET", "/v1/events?"+q, nil).refused(t, http.StatusBadRequest, "invalid")
		}
		if p := lead.pull(2, 10); p.Events == nil || p.Next != 2 || p.More {
			t.Errorf("at the head: %+v, want an empty list and the same cursor", p)
		}
	})
}

func TestBadJSONIsRefusedWhole(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		for _, body := range []string{
			"", "null", "[]", "{", `{"events":1}`, `{"events":null}`, `{"events":[]} {}`, `{"events":[],"more":1}`, "\xff\xfe", `{"events":[` + strings.Repeat("[", 20000),
		} {
			lead.call("POST", "/v1/events", body).refused(t, http.StatusBadRequest, "invalid")
		}
		if head := lead.push().Head; head != 0 {
			t.Errorf("something was stored: head %d", head)
		}
	})
}

func TestHostileTextIsOnlyText(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		texts := []string{
			`'); DROP TABLE events; --`, `" OR 1=1 --`, "x\r\nSet-Cookie: a=b", `<script>alert(1)</script>`, "a\u0000b", "😀\u202e右到左", `{"$gt":""}`, "%s%n",
		}
		for _, text := range texts {
			e := note("taobao:1001:1", text)
			if p := lead.push(e); len(p.Accepted) != 1 {
				t.Fatalf("%q: %+v", text, p)
			}
		}
		log := lead.pull(0, 50)
		for i, text := range texts {
			var body struct{ Text string }
			reply{200, nil, log.Events[i].Body}.into(t, &body)
			if body.Text != text {
				t.Errorf("%q came back as %q", text, body.Text)
			}
		}
		for _, path := range []string{"/v1/cases?text='%20OR%201=1", "/v1/cases?assignee=%27%3B--", "/v1/cases?status=%25"} {
			r := lead.call("GET", path, nil)
			if r.status != http.StatusOK || !strings.Contains(string(r.body), `"cases":[]`) {
				t.Errorf("%s: %d %s", path, r.status, r.body)
			}
		}
		for _, name := range []string{"x\r\nX-Evil: 1", "", "   ", strings.Repeat("长", 41)} {
			f := s.as(t, operatorSecret).call("POST", "/v1/teams", map[string]string{"name": name, "lead": "主管"}).refused(t, http.StatusBadRequest, "invalid")
			if f.Field != "name" {
				t.Errorf("%q: field %q", name, f.Field)
			}
		}
	})
}
