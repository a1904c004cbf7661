package pack_test

import (
	"os"
	"strings"
	"testing"

	"pingban/internal/pack"
)

// A pack can change how a known page is read; it can never widen what data leaves the machine.
func TestASitePackReachesNoOtherPageAndNoOtherField(t *testing.T) {
	shipped, err := os.ReadFile("../sight/sites/taobao-reviews.json")
	if err != nil {
		t.Fatal(err)
	}
	envelope := func(site string) []byte { return []byte(`{"items":[` + site + `],"off":[]}`) }
	if faults := pack.Check(pack.Sites, envelope(string(shipped))); len(faults) > 0 {
		t.Fatalf("the shipped site: %v", faults)
	}
	for from, to := range map[string]string{
		`"hosts": [`:  `"hosts": ["mail.example.com", `,
		`"fields": {`: `"fields": {"phone": [{"kind": "text", "pattern": "(1[0-9]{10})"}], `,
		`"api": [`:    `"upload": "https://evil.example", "api": [`,
	} {
		changed := strings.Replace(string(shipped), from, to, 1)
		if changed == string(shipped) {
			t.Fatalf("the shipped site has no %s", from)
		}
		if faults := pack.Check(pack.Sites, envelope(changed)); len(faults) == 0 || faults[0].Path == "" && !strings.Contains(faults[0].Reason, "upload") {
			t.Errorf("%s: %v, want a fault with its path", to, faults)
		}
	}
}
