//go:build !js

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"pingban/backend/sqlite"
	"pingban/backend/store"
	"pingban/internal/cases"
)

func TestTheServerListensAndStopsWhenTold(t *testing.T) {
	t.Setenv("PINGBAN_OPERATOR_SECRET", "secret")
	r, w := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, slog.New(slog.NewJSONHandler(w, nil)), "127.0.0.1:0", filepath.Join(t.TempDir(), "pingban.db"), 0, "")
		_ = w.Close()
	}()
	lines := bufio.NewScanner(r)
	var line struct{ Msg, URL string }
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &line) != nil || line.Msg != "listening" {
		t.Fatalf("the first line of the log is %q", lines.Text())
	}
	go func() {
		for lines.Scan() { // or the server could not write on
		}
	}()
	res, err := http.Get(line.URL + "/readyz")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%v %v", res, err)
	}
	_ = res.Body.Close()
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("it ended with %v", err)
		}
	case <-time.After(15 * time.Second):
		t.Error("it does not end")
	}
}

func TestPushesAreFoldedAwayFromTheRequest(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "pingban.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	s := store.New(db.Write, db.Read)
	if err := s.CreateTeam(t.Context(), "team", "一组", "epoch", "lead", "主管", "hash", time.Now()); err != nil {
		t.Fatal(err)
	}
	f := newFolder(s, slog.New(slog.DiscardHandler))
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { f.run(ctx); close(done) }()
	e := cases.Event{ID: "01JD0000000000000000000001", Case: "taobao:1:1", Kind: cases.Note, At: "2026-11-22T10:00:00+08:00", Body: json.RawMessage(`{"text":"一条"}`)}
	if _, err := s.Append(t.Context(), "team", "lead", []cases.Event{e}, time.Now()); err != nil {
		t.Fatal(err)
	}
	f.wake("team")
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		var behind int
		if err := db.Read.QueryRow(`SELECT COUNT(*) FROM case_state WHERE head > folded_to`).Scan(&behind); err != nil {
			t.Fatal(err)
		}
		if behind == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the case is still behind the log")
		}
	}
	stop()
	<-done
}

func TestOriginsDefaultToTheShippedExtension(t *testing.T) {
	if got := origins(" , "); len(got) != 1 || got[0] != extensionOrigin {
		t.Errorf("no origins given: %v", got)
	}
	if got := origins("chrome-extension://a, chrome-extension://b"); len(got) != 2 || got[1] != "chrome-extension://b" {
		t.Errorf("two origins: %v", got)
	}
}
