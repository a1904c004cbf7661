package board

import (
	"os"
	"strings"
	"testing"
)

// Beside a Worker the page is static assets, whose headers stand in a file of their own.
func TestStaticAssetsHaveTheSamePolicy(t *testing.T) {
	text, err := os.ReadFile("_headers")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "\n  Content-Security-Policy: "+Policy+"\n") {
		t.Errorf("_headers has another Content-Security-Policy than board.Policy: write %s there", Policy)
	}
}

func TestEveryFileHasAKind(t *testing.T) {
	entries, err := files.ReadDir(".")
	if err != nil || len(entries) == 0 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	for _, e := range entries {
		if _, kind, etag, ok := File(e.Name()); !ok || kind == "" || etag == "" {
			t.Errorf("%s is served as %q with tag %q", e.Name(), kind, etag)
		}
	}
}
