//go:build !js

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"pingban/backend/workerd"
)

// peerLoads are ours in the words of the CouchDB protocol: _bulk_docs takes documents in, _changes
// gives them after a sequence number.
var peerLoads = []load{
	{name: "healthz", method: "GET", path: "/"},
	{name: "pull of 0", method: "GET", path: "/notes/_changes?since=%d&include_docs=true"},
	{name: "pull of 100", method: "GET", path: "/notes/_changes?since=0&limit=100&include_docs=true"},
	{name: "pull of 1000", method: "GET", path: "/notes/_changes?since=0&limit=1000&include_docs=true"},
	{name: "push of 1", method: "POST", path: "/notes/_bulk_docs", body: func() []byte { return documents(1) }},
	{name: "push of 50", method: "POST", path: "/notes/_bulk_docs", body: func() []byte { return documents(50) }},
}

// documents are the notes of batch, one document each.
func documents(n int) []byte {
	type document struct {
		ID   string            `json:"_id"`
		Case string            `json:"case"`
		At   string            `json:"at"`
		Body map[string]string `json:"body"`
	}
	docs := make([]document, n)
	for i := range docs {
		docs[i] = document{ulid(), fmt.Sprintf("taobao:%d:1", 100000+made.Add(1)%20000), "2026-11-22T10:00:00+08:00",
			map[string]string{"text": "已经联系买家，答应周三前补发，等回复。"}}
	}
	b, err := json.Marshal(map[string]any{"docs": docs})
	if err != nil {
		panic(err) // strings are always JSON
	}
	return b
}

// startPeer runs pouchdb-server, which keeps what it takes in LevelDB.
func startPeer(ctx context.Context, dir string) (*target, error) {
	root, err := workerd.Root()
	if err != nil {
		return nil, err
	}
	program := filepath.Join(root, "bench/peer/node_modules/pouchdb-server/bin/pouchdb-server")
	if _, err := os.Stat(program); err != nil {
		return nil, errors.New("the peer is not installed: run `npm ci` in backend/bench/peer")
	}
	const port = "18788"
	c := exec.CommandContext(ctx, "node", program, "--port", port, "--dir", dir, "--no-stdout-logs")
	c.Dir = dir
	if err := c.Start(); err != nil {
		return nil, err
	}
	t := &target{url: "http://127.0.0.1:" + port, pid: c.Process.Pid, stop: func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait()
	}}
	for range 200 {
		if status, _, err := t.do(ctx, "PUT", "/notes", "", nil); err == nil && status == http.StatusCreated {
			if status, b, err := t.do(ctx, "POST", "/notes/_bulk_docs", "", documents(1000)); err != nil || status != http.StatusCreated {
				t.stop()
				return nil, fmt.Errorf("seeding: %d %s %w", status, b, err)
			}
			return t, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.stop()
	return nil, errors.New("the peer does not answer")
}

// head is where a target's log stands, for a pull that finds nothing new.
func (t *target) head(ctx context.Context, name, token string) (int64, error) {
	var at struct {
		Head    int64
		LastSeq int64 `json:"last_seq"`
	}
	method, path, body := "POST", "/v1/events", []byte(`{"events":[]}`)
	if name == "pouchdb" {
		method, path, body = "GET", "/notes/_changes?limit=1&descending=true", nil
	}
	_, b, err := t.do(ctx, method, path, token, body)
	if err != nil {
		return 0, err
	}
	err = json.Unmarshal(b, &at)
	return max(at.Head, at.LastSeq), err
}
