//go:build !js

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"pingban/backend/workerd"
)

// views are what the board asks for, page by page.
var views = []struct{ name, path string }{
	{"cases in work", "/v1/cases?limit=200"},
	{"all cases", "/v1/cases?limit=200&all=1"},
	{"cases due today", "/v1/cases?limit=200&due=today"},
	{"cases overdue", "/v1/cases?limit=200&due=over"},
	{"cases of one agent", "/v1/cases?limit=200&assignee=member-3"},
	{"cases of one reason", "/v1/cases?limit=200&all=1&reason=" + url.QueryEscape("质量")},
	{"cases of one product", "/v1/cases?limit=200&all=1&product=" + url.QueryEscape("羽绒被")},
	{"search", "/v1/cases?limit=200&text=" + url.QueryEscape("补发")},
	{"report, 30 days", "/v1/report"},
	{"report of one shop", "/v1/report?shop=" + url.QueryEscape("晨屿旗舰店")},
	{"report, 90 days", "/v1/report?from=" + time.Now().AddDate(0, 0, -89).Format(time.DateOnly)},
	{"report, a year", "/v1/report?from=" + time.Now().AddDate(0, 0, -364).Format(time.DateOnly)},
	{"members", "/v1/members"},
	{"proposals", "/v1/proposals"},
}

// measureViews fills a database with a large team and times each of the board's requests on the
// native server, and the first pull of a new device.
func measureViews(ctx context.Context, dir string, rounds int) error {
	said, token, err := seedInto(ctx, dir)
	if err != nil {
		return err
	}
	fmt.Print(said)
	t, err := startNative(ctx, dir)
	if err != nil {
		return err
	}
	defer t.stop()
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "view, 80,000 cases, 300,000 events\tp50 ms\tp95 ms\tKB")
	for _, v := range views {
		var took []time.Duration
		size := 0
		for range rounds {
			began := time.Now()
			if size, err = fetch(ctx, t.url+v.path, token); err != nil {
				return fmt.Errorf("%s: %w", v.name, err)
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		at := func(percent int) float64 { return float64(took[(len(took)*percent+99)/100-1].Microseconds()) / 1000 }
		fmt.Fprintf(out, "%s\t%.1f\t%.1f\t%d\n", v.name, at(50), at(95), size>>10)
	}
	began, pages, size := time.Now(), 0, 0
	for after := 0; after < 300_000; after += 500 {
		n, err := fetch(ctx, fmt.Sprintf("%s/v1/events?after=%d&limit=500", t.url, after), token)
		if err != nil {
			return err
		}
		pages, size = pages+1, size+n
	}
	fmt.Fprintf(out, "first pull, %d pages\t%.0f\t\t%d\n", pages, float64(time.Since(began).Milliseconds()), size>>10)
	return out.Flush()
}

// seedInto makes dir/pingban.db, the large team, and gives what the seeder said and the lead's token.
func seedInto(ctx context.Context, dir string) (said, token string, err error) {
	root, err := workerd.Root()
	if err != nil {
		return "", "", err
	}
	seed := exec.CommandContext(ctx, "go", "run", "./seed", "-db", filepath.Join(dir, "pingban.db"))
	seed.Dir, seed.Stderr = root, os.Stderr
	out, err := seed.Output()
	if err != nil {
		return "", "", fmt.Errorf("seed: %w", err)
	}
	said, _, _ = strings.Cut(string(out), "the lead's token")
	return said, regexp.MustCompile(`pbm_\w+`).FindString(string(out)), nil
}

func fetch(ctx context.Context, address, token string) (size int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d", res.StatusCode)
	}
	return int(n), err
}
