package store_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"pingban/backend/sqlite"
	"pingban/backend/store"
	"pingban/internal/cases"
)

// listening is a database that writes down every statement asked of it.
type listening struct {
	driver driver.Driver
	file   string
	mu     sync.Mutex
	heard  []string
}

func (l *listening) Connect(context.Context) (driver.Conn, error) {
	c, err := l.driver.Open(l.file)
	return listeningConn{c, l}, err
}

func (l *listening) Driver() driver.Driver { return l.driver }

// listeningConn has only what every driver must have, so that all goes through Prepare.
type listeningConn struct {
	driver.Conn
	l *listening
}

func (c listeningConn) Prepare(query string) (driver.Stmt, error) {
	c.l.mu.Lock()
	c.l.heard = append(c.l.heard, query)
	c.l.mu.Unlock()
	return c.Conn.Prepare(query)
}

// walks are steps of a plan that read a table or an index from end to end. json_each is what the
// caller gave, and what a subquery reads is a step of its own.
var walks = regexp.MustCompile(`^SCAN ([^\s(]\S*)`)

// bare are the aliases of json_each, and of the days of a period, in the store's statements.
var bare = map[string]bool{"j": true, "json_each": true, "CONSTANT": true, "day": true}

// What is asked every day, and with every push and pull, looks up what it needs: no plan walks a
// whole table, and the purge reads by when cases were erased, not the team's log.
func TestNoStatementWalksATable(t *testing.T) {
	db, _ := open(t, t.TempDir())
	var file string
	if err := db.Read.QueryRow(`SELECT file FROM pragma_database_list WHERE name = 'main'`).Scan(&file); err != nil {
		t.Fatal(err)
	}
	ear := &listening{driver: db.Read.Driver(), file: file}
	heard := sql.OpenDB(ear)
	t.Cleanup(func() { _ = heard.Close() })
	s := store.New(heard, heard)
	ctx := t.Context()
	code := store.Code{Hash: "h", Team: "team", Kind: "invite", Role: "agent", By: "lead", Expires: now.Add(time.Hour)}
	year := store.CaseFilter{From: now.AddDate(-1, 0, 0), To: now}
	asked := []func() error{
		func() error { return s.AddCode(ctx, code, now) },
		func() error { return s.DropStale(ctx, "team", now) },
		func() error { _, err := s.DueForTending(ctx, "team", now); return err },
		func() error {
			_, err := s.Append(ctx, "team", "lead", []cases.Event{noteEvent("e", "taobao:1:1")}, now)
			return err
		},
		func() error { _, err := s.Events(ctx, "team", "", 0, 200); return err },
		func() error { _, err := s.Events(ctx, "team", "taobao:1:1", 0, 200); return err },
		func() error { _, err := s.FoldCases(ctx, "team", []string{"taobao:1:1"}, now); return err },
		func() error { return s.Erase(ctx, "team", "lead", "x", "taobao:1:1", "2026-11-22T10:00:00+08:00", now) },
		func() error { _, err := s.Quiet(ctx, "team", now, 200); return err },
		func() error { _, err := s.Purge(ctx, "team", now, 200); return err },
		func() error { return s.RatedCases(ctx, "team", year, now, func(store.RatedCase) {}) },
		func() error { return s.ResolvedCases(ctx, "team", year, now, func(store.ResolvedCase) {}) },
		func() error { return s.Deeds(ctx, "team", year, now, func(store.Deed) {}) },
	}
	for i, ask := range asked {
		if err := ask(); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
	}
	purges, covered := 0, 0
	for _, query := range ear.heard {
		plan := planOf(t, db, query)
		for _, step := range plan {
			if m := walks.FindStringSubmatch(step); m != nil && !bare[m[1]] {
				t.Errorf("%s\nwalks through %s:\n%s", query, m[1], strings.Join(plan, "\n"))
			}
		}
		if strings.HasPrefix(query, "DELETE FROM events") {
			purges++
			if all := strings.Join(plan, "\n"); !strings.Contains(all, "SEARCH x USING COVERING INDEX erased_when (team=? AND received_at<?)") &&
				!strings.Contains(all, "SEARCH x USING INDEX erased_when (team=? AND received_at<?)") {
				t.Errorf("the purge does not go by when cases were erased:\n%s", all)
			}
		}
		if strings.Contains(query, "WITH RECURSIVE day") {
			covered++
			if all := strings.Join(plan, "\n"); !regexp.MustCompile(`(?m)^SEARCH [ce] USING COVERING INDEX \w+ \(team=\? AND \w+>\? AND \w+<\?\)$`).MatchString(all) {
				t.Errorf("a report reads more than its index, or more than its period:\n%s\n%s", query, all)
			}
		}
		if strings.HasPrefix(query, "DELETE FROM codes") && !strings.Contains(strings.Join(plan, "\n"), "expires_at<?") {
			t.Errorf("codes are not looked up by when they ran out:\n%s", strings.Join(plan, "\n"))
		}
	}
	if len(ear.heard) < len(asked) || purges != 1 || covered != 3 {
		t.Errorf("only %d statements were heard, %d of them a purge, %d a report's", len(ear.heard), purges, covered)
	}
}

// planOf asks SQLite how it would go about a statement; D1 is SQLite too.
func planOf(t *testing.T, db *sqlite.DB, query string) []string {
	t.Helper()
	rows, err := db.Write.Query(`EXPLAIN QUERY PLAN `+query, make([]any, 20)...) // no value changes the plan
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	return steps
}
