package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

type pack struct {
	Kind    string
	Version int64
	Digest  string
	Body    json.RawMessage
}

func switches(reason string) string {
	return fmt.Sprintf(`{"items":[{"feature":"bar","version":"","reason":%q}],"off":[]}`, reason)
}

func TestPacksAreVersioned(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		agent := lead.agent("小王")
		var none pack
		agent.get("/v1/packs/switches", &none)
		if none.Version != 0 || string(none.Body) != `{"items":[],"off":[]}` {
			t.Errorf("no pack yet: %+v %s", none, none.Body)
		}
		for i, reason := range []string{"第一版", "第二版"} {
			r := lead.call("PUT", "/v1/packs/switches", switches(reason), "If-Match", fmt.Sprintf("%q", fmt.Sprint(i)))
			if r.status != http.StatusOK || r.header.Get("ETag") != fmt.Sprintf("%q", fmt.Sprint(i+1)) {
				t.Fatalf("version %d: %d %s", i+1, r.status, r.body)
			}
		}
		lead.call("PUT", "/v1/packs/switches", switches("迟到的"), "If-Match", `"1"`).refused(t, http.StatusConflict, "conflict")
		lead.call("PUT", "/v1/packs/switches", switches("没看版本的")).refused(t, http.StatusConflict, "conflict")
		lead.call("PUT", "/v1/packs/switches", switches("x"), "If-Match", `*`).refused(t, http.StatusBadRequest, "invalid")

		r := agent.call("GET", "/v1/packs/switches", nil)
		var now pack
		r.into(t, &now)
		if now.Version != 2 || string(now.Body) != switches("第二版") || len(now.Digest) != 64 {
			t.Errorf("the newest: %+v %s", now, now.Body)
		}
		if r := agent.call("GET", "/v1/packs/switches", nil, "If-None-Match", r.header.Get("ETag")); r.status != http.StatusNotModified {
			t.Errorf("unchanged: %d", r.status)
		}
		var old pack
		lead.get("/v1/packs/switches?version=1", &old)
		if string(old.Body) != switches("第一版") {
			t.Errorf("version 1 is %s", old.Body)
		}
		var versions []struct {
			Version int64
			Name    string
			Size    int
		}
		lead.get("/v1/packs/switches/versions", &versions)
		if len(versions) != 2 || versions[0].Version != 2 || versions[0].Name != "林主管" || versions[0].Size != len(switches("第二版")) {
			t.Errorf("versions: %+v", versions)
		}
		agent.call("GET", "/v1/packs/songs", nil).refused(t, http.StatusNotFound, "not_found")
	})
}

func TestOfManyChangesToOneVersionOneWins(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		var won, lost atomic.Int32
		var wg sync.WaitGroup
		for i := range 16 {
			wg.Go(func() {
				r, err := lead.try("PUT", "/v1/packs/switches", switches(fmt.Sprint(i)), "If-Match", `"0"`)
				switch {
				case err != nil:
					t.Error(err)
				case r.status == http.StatusOK:
					won.Add(1)
				case r.status == http.StatusConflict:
					lost.Add(1)
				default:
					t.Errorf("%d %s", r.status, r.body)
				}
			})
		}
		wg.Wait()
		if won.Load() != 1 || lost.Load() != 15 {
			t.Errorf("%d won and %d lost, want 1 and 15", won.Load(), lost.Load())
		}
	})
}

func TestABadPackIsRefusedAndTheLastStays(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		lead := s.team(t)
		lead.call("PUT", "/v1/packs/switches", switches("好的"), "If-Match", `"0"`)
		for _, row := range []struct{ kind, body, field string }{
			{"switches", `{"items":[{"feature":"moon","version":"","reason":"x"}],"off":[]}`, "items[0].feature"},
			{"switches", `{"items":[{"feature":"bar","version":"","reason":"x"},{"feature":"bar","version":"","reason":"y"}],"off":[]}`, "items[1].id"},
			{"switches", `{"items":[],"off":[],"more":1}`, ""},
			{"switches", `nothing`, ""},
			{"rules", `{"items":[{"id":"x","severity":"maybe"}],"off":[]}`, "items[0]"},
			{"scripts", `{"items":[{"id":"hao","title":"好","text":"","phase":"道歉"}],"off":[]}`, "items[0].text"},
			{"clocks", `{"items":[{"id":"taobao.buyer_edit"}],"off":[]}`, "items[0]"},
			{"sites", `{"items":[{"id":"x"}],"off":[]}`, "items[0]"},
			{"rules", `{"items":[],"off":["NOT AN ID"]}`, "off[0]"},
		} {
			f := lead.call("PUT", "/v1/packs/"+row.kind, row.body, "If-Match", `"1"`).refused(t, http.StatusBadRequest, "invalid")
			if !strings.HasPrefix(f.Field, row.field) || f.Message == "" {
				t.Errorf("%s %s: %+v, want field %s", row.kind, row.body, f, row.field)
			}
		}
		var now pack
		lead.get("/v1/packs/switches", &now)
		if now.Version != 1 || string(now.Body) != switches("好的") {
			t.Errorf("the last good one is now %+v", now)
		}
	})
}
