//go:build !js

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The Worker's entry hands on only the headers it lists: one that the handlers read and the list
// lacks would be missing on Cloudflare alone.
func TestTheEntryHandsOnEveryHeaderTheHandlersRead(t *testing.T) {
	text, err := os.ReadFile("entry/pool.mjs")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(text), "HEADERS = [")
	list, _, _ = strings.Cut(list, "]")
	// What net/http itself reads: of the cookie, and against requests from other sites.
	read := []string{"cookie", "sec-fetch-site", "origin", "host", "content-length", "cf-connecting-ip"}
	files, err := filepath.Glob("api/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`Header\.(?:Get|Values)\("([\w-]+)"\)`).FindAllStringSubmatch(string(source), -1) {
			read = append(read, strings.ToLower(m[1]))
			found++
		}
	}
	if found < 5 {
		t.Fatalf("the handlers read %d headers: this test no longer finds them", found)
	}
	slices.Sort(read)
	for _, name := range slices.Compact(read) {
		if !strings.Contains(list, "'"+name+"'") {
			t.Errorf("entry/pool.mjs does not hand on %s, which a handler reads", name)
		}
	}
}
