//go:build !js

package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// load is one kind of request, made anew each time.
type load struct {
	name   string
	method string
	path   string // where it holds blanks, several one after another, which count as one
	body   func() []byte
	late   bool // after those that write
}

// stage is when a load has its turn: what only reads comes before what writes.
func (l load) stage() int {
	switch {
	case l.late:
		return 2
	case l.body != nil:
		return 1
	}
	return 0
}

var loads = []load{
	{name: "healthz", method: "GET", path: "/healthz"},
	{name: "pull of 0", method: "GET", path: "/v1/events?after=%d"},
	{name: "pull of 100", method: "GET", path: "/v1/events?after=0&limit=100"},
	{name: "pull of 1000", method: "GET", path: "/v1/events?after=0&limit=500 /v1/events?after=500&limit=500"}, // 500 is the most of a page
	{name: "push of 1", method: "POST", path: "/v1/events", body: func() []byte { return batch(1) }},
	{name: "push of 5", method: "POST", path: "/v1/events", body: func() []byte { return batch(5) }}, // the most a device sends at once
	{name: "push of 50", method: "POST", path: "/v1/events", body: func() []byte { return batch(50) }},
	{name: "pull of 0, the lists behind", method: "GET", path: "/v1/events?after=%d", late: true}, // on a Worker it folds some
	{name: "cases of 100", method: "GET", path: "/v1/cases?limit=100"},
	{name: "report", method: "GET", path: "/v1/report"},
}

var client = &http.Client{
	Transport: &http.Transport{MaxIdleConnsPerHost: 64, MaxConnsPerHost: 64},
	Timeout:   30 * time.Second,
}

func (t *target) ready(ctx context.Context) error {
	for range 100 {
		if status, _, err := t.do(ctx, "GET", "/readyz", "", nil); err == nil && status == http.StatusOK {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("the server does not answer")
}

func (t *target) do(ctx context.Context, method, path, token string, body []byte) (int, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, t.url+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	res, err := client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return res.StatusCode, b, err
}

// measureAll makes a team with 1,000 events, each of a case of its own, then runs every load with 1 and 8 clients.
// Loads that only read come before those that write.
func measureAll(ctx context.Context, out io.Writer, name string, t *target, loads []load, each time.Duration) error {
	_, b, err := t.do(ctx, "POST", "/v1/teams", secret, []byte(`{"name":"bench","lead":"bench"}`))
	if err != nil {
		return err
	}
	var team struct{ Token string }
	if err := json.Unmarshal(b, &team); err != nil || team.Token == "" {
		return fmt.Errorf("no team: %s", b)
	}
	for range 10 {
		if status, b, err := t.do(ctx, "POST", "/v1/events", team.Token, batch(100)); err != nil || status != http.StatusOK {
			return fmt.Errorf("seeding: %d %s %w", status, b, err)
		}
	}
	// Once looked at, the lists are up to date: what is measured first is not to fold.
	if status, b, err := t.do(ctx, "GET", "/v1/cases?limit=1", team.Token, nil); err != nil || status != http.StatusOK {
		return fmt.Errorf("looking at the list: %d %s %w", status, b, err)
	}
	return eachLoad(ctx, out, name, t, team.Token, loads, each)
}

// eachLoad runs loads with 1 and 8 clients, in the order of their stages.
func eachLoad(ctx context.Context, out io.Writer, name string, t *target, token string, loads []load, each time.Duration) error {
	for stage := range 3 {
		for _, l := range loads {
			if l.stage() != stage {
				continue
			}
			for _, clients := range []int{1, 8} {
				if err := measure(ctx, out, name, t, token, l, clients, each); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func measure(ctx context.Context, out io.Writer, name string, t *target, token string, l load, clients int, each time.Duration) error {
	path := l.path
	if strings.HasPrefix(l.name, "pull of 0") {
		head, err := t.head(ctx, name, token)
		if err != nil {
			return err
		}
		path = fmt.Sprintf(l.path, head)
	}
	var failed atomic.Int64
	request := func() {
		var body []byte
		if l.body != nil {
			body = l.body()
		}
		for p := range strings.FieldsSeq(path) {
			if status, _, err := t.do(ctx, l.method, p, token, body); err != nil || status >= 300 {
				failed.Add(1)
			}
		}
	}
	took := make([][]time.Duration, clients)
	before := cpu(t.pid)
	start := time.Now()
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() {
			for time.Since(start) < each && ctx.Err() == nil {
				at := time.Now()
				request()
				took[c] = append(took[c], time.Since(at))
			}
		})
	}
	wg.Wait()
	wall, used := time.Since(start), cpu(t.pid)-before
	all := slices.Concat(took...)
	slices.Sort(all)
	n := len(all)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	its := "-"
	if t.inspector != "" && clients == 1 {
		busy, err := own(ctx, t.inspector, each, request)
		if err != nil {
			return err
		}
		its = fmt.Sprintf("%.2f", busy)
	}
	_, err := fmt.Fprintf(out, "%s\t%s\t%d\t%.0f\t%.2f\t%.2f\t%.2f\t%s\t%.0f\t%d\n", name, l.name, clients,
		float64(n)/wall.Seconds(), ms(all[n/2]), ms(all[n*99/100]), ms(used)/float64(n), its, memory(t.pid), failed.Load())
	return err
}

// made counts notes, to spread them over 20,000 cases.
var made atomic.Int64

// batch makes n notes.
func batch(n int) []byte {
	type event struct {
		ID   string            `json:"id"`
		Case string            `json:"case"`
		Kind string            `json:"kind"`
		At   string            `json:"at"`
		Body map[string]string `json:"body"`
	}
	events := make([]event, n)
	for i := range events {
		events[i] = event{ulid(), fmt.Sprintf("taobao:%d:1", 100000+made.Add(1)%20000), "note", "2026-11-22T10:00:00+08:00",
			map[string]string{"text": "已经联系买家，答应周三前补发，等回复。"}}
	}
	b, err := json.Marshal(map[string]any{"events": events})
	if err != nil {
		panic(err) // strings are always JSON
	}
	return b
}

// ulid is 48 bits of milliseconds, then chance, as devices make it.
func ulid() string {
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var b [26]byte
	_, _ = rand.Read(b[:])
	ms := time.Now().UnixMilli()
	for i := 9; i >= 0; i-- {
		b[i] = byte(ms)
		ms >>= 5
	}
	for i := range b {
		b[i] = digits[b[i]%32]
	}
	return string(b[:])
}
