package e2e

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// The pooled entry depends on private fields of Go's wasm_exec.js and on habits of the runtime.
// These tests try every way one request could spoil the next, on the real runtime; run them at
// every upgrade of Go, of the workers package and of wrangler. With one slot's worth of luck a fault
// hides, so each is tried often enough to reach every program of the pool.
const rounds = 30

// guard is the runtime itself: wrangler's proxy would finish the requests of clients that go away.
func guard(t *testing.T) *server {
	url, _ := startWorker(t, "guard", "guard", false, nil).Direct()
	return &server{url: url}
}

// alive asks something with a body, the database and a reply, often enough to meet every program.
func alive(t *testing.T, s *server, lead *client) {
	t.Helper()
	for range rounds {
		if r := lead.call("GET", "/v1/me", nil); r.status != http.StatusOK {
			t.Fatalf("the next request: %d %s", r.status, r.body)
		}
	}
	if p := lead.push(note("taobao:6001:1", "还在")); len(p.Accepted) != 1 {
		t.Fatalf("the next push: %+v", p)
	}
}

func TestGuardProgramsAreKept(t *testing.T) {
	s := guard(t)
	most := 0
	for range rounds {
		r := s.as(t, "").call("GET", "/guard/echo?echo=ping", nil)
		if string(r.body) != "ping" {
			t.Fatalf("%d %s", r.status, r.body)
		}
		n := 0
		if _, err := fmt.Sscan(r.header.Get("Served"), &n); err != nil {
			t.Fatal(err)
		}
		most = max(most, n)
	}
	if most < rounds/2 {
		t.Errorf("no program served more than %d of %d requests: they are not kept", most, rounds)
	}
}

func TestGuardTimersOfAPastRequest(t *testing.T) {
	s := guard(t)
	nobody := s.as(t, "")
	for i := range rounds {
		nobody.call("GET", "/guard/timer?ms=30", nil)
		if i%3 == 0 {
			nobody.call("GET", "/guard/busy?ms=5", nil)
		}
		start := time.Now()
		if r := nobody.call("GET", "/guard/sleep?ms=20&echo=woke", nil); string(r.body) != "woke" {
			t.Fatalf("round %d: a sleep after a left timer: %d %s", i, r.status, r.body)
		}
		if took := time.Since(start); took < 15*time.Millisecond || took > 3*time.Second {
			t.Fatalf("round %d: a sleep of 20 ms took %v", i, took)
		}
	}
	alive(t, s, s.team(t))
}

func TestGuardPanicsCostOneRequest(t *testing.T) {
	s := guard(t)
	lead := s.team(t)
	for _, name := range []string{"panic", "panic-late"} {
		for range 8 {
			start := time.Now()
			s.as(t, "").call("GET", "/guard/"+name, nil).refused(t, http.StatusInternalServerError, "internal")
			if took := time.Since(start); took > 5*time.Second {
				t.Fatalf("%s was answered after %v", name, took)
			}
		}
		alive(t, s, lead)
	}
}

func TestGuardClientsThatGoAwayTakeNoProgram(t *testing.T) {
	s := guard(t)
	lead := s.team(t)
	for range 3 {
		var wg sync.WaitGroup
		for range 12 {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), 40*time.Millisecond)
				defer cancel()
				req, err := http.NewRequestWithContext(ctx, "GET", s.url+"/guard/sleep?ms=300", nil)
				if err != nil {
					t.Error(err)
					return
				}
				if res, err := http.DefaultClient.Do(req); err == nil {
					_ = res.Body.Close()
					t.Error("the request was not abandoned")
				}
			})
		}
		wg.Wait()
	}
	// Work goes on after its caller left, so that a push is never half done: 36 sleeps on 6 programs.
	time.Sleep(2500 * time.Millisecond)
	// All six programs must be free: six sleeps at once take no longer than one and a bit.
	start := time.Now()
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			if r, err := lead.try("GET", "/guard/sleep?ms=500&echo=ok", nil); err != nil || string(r.body) != "ok" {
				t.Errorf("%v %d %s", err, r.status, r.body)
			}
		})
	}
	wg.Wait()
	if took := time.Since(start); took > 950*time.Millisecond {
		t.Errorf("six programs took %v for what one does in 500 ms: some are lost", took)
	}
	alive(t, s, lead)
}

func TestGuardMoreRequestsThanPrograms(t *testing.T) {
	s := guard(t)
	lead := s.team(t)
	const callers = 96
	// On a machine with other work some are told to come back, and do, as a device does.
	patient := func(method, path string, body any) (r reply, err error) {
		for range 20 {
			if r, err = lead.try(method, path, body); err != nil || r.status != http.StatusTooManyRequests {
				break
			}
			time.Sleep(time.Second)
		}
		return r, err
	}
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			text := fmt.Sprintf("第%d条", i)
			r, err := patient("POST", "/v1/events", map[string]any{"events": []event{note(fmt.Sprintf("taobao:%d:1", 7000+i), text)}})
			if err != nil || r.status != http.StatusOK || !strings.Contains(string(r.body), `"accepted":["`) {
				t.Errorf("caller %d: %v %d %s", i, err, r.status, r.body)
			}
			echo := fmt.Sprintf("echo-%d", i)
			if r, err := patient("GET", "/guard/sleep?ms=1&echo="+echo, nil); err != nil || string(r.body) != echo {
				t.Errorf("caller %d got another's answer: %v %d %s", i, err, r.status, r.body)
			}
		})
	}
	wg.Wait()
	if log := lead.pull(0, 500); len(log.Events) != callers {
		t.Errorf("%d events of %d were stored", len(log.Events), callers)
	}
}

func TestGuardLargeBodies(t *testing.T) {
	s := guard(t)
	lead := s.team(t)
	text := strings.Repeat("很长的备注。", 500)
	for range 12 {
		var all []event
		for range 50 {
			all = append(all, note("taobao:6002:1", text))
		}
		if p := lead.push(all...); len(p.Accepted) != len(all) {
			t.Fatalf("%+v", p.Refused)
		}
	}
	alive(t, s, lead)
}
