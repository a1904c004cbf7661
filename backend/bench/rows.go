//go:build !js

package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	_ "modernc.org/sqlite" // the seeded file is packed with it

	"pingban/backend/workerd"
)

// measureRows runs every request of the board, and those of a device, on workerd with the database
// of the large team, and prints what D1 would count of each: rows read and written, and queries.
func measureRows(ctx context.Context, dir string) error {
	_, token, err := seedInto(ctx, dir)
	if err != nil {
		return err
	}
	packed := filepath.Join(dir, "d1.db")
	if err := pack(ctx, filepath.Join(dir, "pingban.db"), packed); err != nil {
		return err
	}
	build, own := filepath.Join(dir, "built"), filepath.Join(dir, "workerd")
	if err := os.Mkdir(own, 0o700); err != nil {
		return err
	}
	if err := workerd.Build(ctx, build, ""); err != nil {
		return err
	}
	w, err := workerd.Start(ctx, workerd.Options{
		Build: build, Dir: own, Entry: "counted.mjs", Database: packed,
		Vars: map[string]string{"PINGBAN_OPERATOR_SECRET": secret, "PINGBAN_RATE_LIMIT": "0"},
	})
	if err != nil {
		return err
	}
	defer w.Stop()
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "request, 80,000 cases, 300,000 events\trows read\trows written\tqueries")
	once := func(name, method, path string, body []byte) (answer []byte, err error) {
		req, err := http.NewRequestWithContext(ctx, method, w.URL+path, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		defer res.Body.Close()
		if answer, err = io.ReadAll(res.Body); err == nil && res.StatusCode != http.StatusOK {
			err = fmt.Errorf("%s: status %d %.200s", name, res.StatusCode, answer)
		}
		if name != "" {
			fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", name, res.Header.Get("Cost-read"), res.Header.Get("Cost-written"), res.Header.Get("Cost-queries"))
		}
		return answer, err
	}
	// The first request of a day tidies up and folds what came in; it is no view's.
	if _, err := once("first look of the day", "GET", "/v1/cases?limit=1", nil); err != nil {
		return err
	}
	for _, v := range views {
		if _, err := once(v.name, "GET", v.path, nil); err != nil {
			return err
		}
	}
	head, err := once("", "POST", "/v1/events", []byte(`{"events":[]}`))
	if err != nil {
		return err
	}
	var at struct{ Head int64 }
	if err := json.Unmarshal(head, &at); err != nil {
		return err
	}
	for _, r := range []struct {
		name, method, path string
		body               []byte
	}{
		{"pull of 0", "GET", fmt.Sprintf("/v1/events?after=%d", at.Head), nil},
		{"pull of 100", "GET", "/v1/events?after=0&limit=100", nil},
		{"pull of 500", "GET", "/v1/events?after=0&limit=500", nil},
		{"push of 1", "POST", "/v1/events", batch(1)},
		{"push of 50", "POST", "/v1/events", batch(50)},
		{"pull of 0, some cases folded", "GET", fmt.Sprintf("/v1/events?after=%d", at.Head+1+50), nil},
	} {
		if _, err := once(r.name, r.method, r.path, r.body); err != nil {
			return err
		}
	}
	return out.Flush()
}

// pack writes a file's database into one without a log beside it.
func pack(ctx context.Context, from, to string) error {
	db, err := sql.Open("sqlite", from)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `VACUUM INTO '`+strings.ReplaceAll(to, "'", "''")+`'`)
	return err
}
