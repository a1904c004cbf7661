package sqlite_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pingban/backend/sqlite"
	"pingban/backend/store"
	"pingban/internal/cases"
)

func note(id, text string) cases.Event {
	body, _ := json.Marshal(cases.NoteBody{Text: text})
	return cases.Event{ID: id, Case: "taobao:1:1", Kind: cases.Note, At: "2026-11-22T10:00:00+08:00", Body: body}
}

// fill makes a team with one event.
func fill(t *testing.T, file string) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	s := store.New(db.Write, db.Read)
	if err := s.CreateTeam(t.Context(), "team", "一组", "epoch", "lead", "主管", "hash", time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), "team", "lead", []cases.Event{note("01JD0000000000000000000001", "'; DROP TABLE events; --\n第二行")}, time.Now()); err != nil {
		t.Fatal(err)
	}
	return db
}

// log reads a file's log and epoch, and checks that its triggers work.
func log(t *testing.T, file string) ([]cases.Event, string) {
	t.Helper()
	db, err := sqlite.Open(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s := store.New(db.Write, db.Read)
	page, err := s.Events(context.Background(), "team", "", 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	events := make([]cases.Event, len(page.Events))
	for i, raw := range page.Events {
		if err := json.Unmarshal(raw, &events[i]); err != nil {
			t.Fatal(err)
		}
	}
	who, err := s.Authenticate(context.Background(), "hash", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(context.Background(), "team", "lead", []cases.Event{note("01JD0000000000000000000009", "又一条")}, time.Now()); err != nil {
		t.Fatal(err)
	}
	if head, err := s.Head(context.Background(), "team"); err != nil || head != int64(len(events)+1) {
		t.Errorf("after one more event the head is %d %v, want %d", head, err, len(events)+1)
	}
	return events, who.Log.Epoch
}

func TestABackupOfARunningServerIsRestoredUnderAnotherEpoch(t *testing.T) {
	dir := t.TempDir()
	live, copied, back := filepath.Join(dir, "live.db"), filepath.Join(dir, "copy.db"), filepath.Join(dir, "back.db")
	fill(t, live)
	if err := sqlite.Backup(t.Context(), live, copied); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Backup(t.Context(), live, copied); err == nil {
		t.Error("a backup replaced another one")
	}
	if err := sqlite.Restore(t.Context(), copied, live); err == nil {
		t.Error("a restore replaced a database in use")
	}
	if err := sqlite.Restore(t.Context(), copied, back); err != nil {
		t.Fatal(err)
	}
	events, epoch := log(t, back)
	if len(events) != 1 || epoch == "epoch" || epoch == "" {
		t.Errorf("restored: %d events, epoch %q", len(events), epoch)
	}
	broken := filepath.Join(dir, "broken.db")
	if err := os.WriteFile(broken, []byte("no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Restore(t.Context(), broken, filepath.Join(dir, "new.db")); err == nil {
		t.Error("what is no database was restored")
	}
}

func TestAnExportLoadsIntoAnEmptyDatabase(t *testing.T) {
	dir := t.TempDir()
	fill(t, filepath.Join(dir, "live.db"))
	out, err := os.Create(filepath.Join(dir, "dump.sql"))
	if err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Export(t.Context(), filepath.Join(dir, "live.db"), out); err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	text, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "loaded.db")
	db, err := sqlite.Open(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Write.Exec(string(text)); err != nil {
		t.Fatal(err)
	}
	db.Close()
	events, _ := log(t, to)
	if len(events) != 1 || string(events[0].Body) != string(note("", "'; DROP TABLE events; --\n第二行").Body) {
		t.Errorf("loaded %+v", events)
	}
}
