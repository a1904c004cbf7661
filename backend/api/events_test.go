package api

import (
	"fmt"
	"io"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pingban/backend/sqlite"
	"pingban/backend/store"
)

// Where nobody folds beside the requests, a push leaves the lists to the pulls that have nothing to give.
func TestPullsOfNothingBringTheListsUpToDate(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "pingban.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	s := store.New(db.Write, db.Read)
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	token, hash := NewDeviceToken()
	if err := s.CreateTeam(t.Context(), "team", "一组", "epoch", "lead", "主管", hash, now); err != nil {
		t.Fatal(err)
	}
	server := New(Config{Store: s, Now: func() time.Time { return now }, Log: io.Discard})
	ask := func(method, path, body string) {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if w.Code != 200 {
			t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
		}
	}
	behind := func() bool {
		who, err := s.Authenticate(t.Context(), hash, now)
		if err != nil {
			t.Fatal(err)
		}
		return who.Log.Behind
	}
	var events []string
	for n := range 6 {
		events = append(events, fmt.Sprintf(
			`{"id":%q,"case":"taobao:%d:1","kind":"note","at":"2026-11-22T10:00:00+08:00","body":{"text":"已经联系"}}`, newID(now), n))
	}
	ask("POST", "/v1/events", `{"events":[`+strings.Join(events, ",")+`]}`)
	for pull := range 2 {
		if !behind() {
			t.Fatalf("after %d pulls the lists are up to date already: more was folded in one than a request has time for", pull)
		}
		ask("GET", "/v1/events?after=6", "")
	}
	if behind() {
		t.Error("two pulls of nothing did not bring six cases up to date")
	}
}
