package house

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pingban/internal/changes"
	"pingban/internal/sight"
)

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(read(t, file)), into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

type manifest struct {
	Version                string
	Key                    string
	DefaultLocale          string                       `json:"default_locale"`
	Permissions            []string                     `json:"permissions"`
	OptionalPermissions    []string                     `json:"optional_permissions"`
	HostPermissions        []string                     `json:"host_permissions"`
	CSP                    map[string]string            `json:"content_security_policy"`
	WebAccessibleResources []any                        `json:"web_accessible_resources"`
	ContentScripts         []struct{ Matches []string } `json:"content_scripts"`
}

func TestManifestAsksForTheLeast(t *testing.T) {
	var m manifest
	readJSON(t, "manifest.json", &m)
	if m.Key == "" {
		t.Error("manifest.json has no key: without it the extension's id, and with it its data, changes with the folder")
	}
	readme := read(t, "extension/README.md")
	for _, p := range slices.Concat(m.Permissions, m.OptionalPermissions) {
		if !strings.Contains(readme, "`"+p+"`") {
			t.Errorf("permission %s is not explained in extension/README.md: say what it is for, or drop it", p)
		}
	}
	if csp := m.CSP["extension_pages"]; strings.Contains(csp, "http") || strings.Contains(csp, "'unsafe-eval'") || !strings.Contains(csp, "'wasm-unsafe-eval'") {
		t.Errorf("extension_pages has CSP %q: it must run our wasm and nothing from outside", csp)
	}

	sites, err := sight.Default()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, s := range sites {
		for _, h := range s.Hosts {
			known["https://"+h+"/"] = true
		}
	}
	matches := slices.Clone(m.HostPermissions)
	for _, c := range m.ContentScripts {
		matches = append(matches, c.Matches...)
	}
	for _, match := range matches {
		host := match[:strings.Index(match[len("https://"):], "/")+len("https://")+1]
		if !known[host] {
			t.Errorf("manifest.json runs on %s, which no file of internal/sight/sites names", match)
		}
	}
}

func TestTheManifestsVersionSaysWhatIsNewInIt(t *testing.T) {
	var m manifest
	readJSON(t, "manifest.json", &m)
	all, err := changes.All()
	if err != nil {
		t.Fatal(err)
	}
	if all[0].Version != m.Version {
		t.Errorf("manifest.json has version %s and internal/changes/changes.json ends at %s: say what is new in it", m.Version, all[0].Version)
	}
}

func TestHostsAskedForAreThoseOfTheSites(t *testing.T) {
	var m manifest
	readJSON(t, "manifest.json", &m)
	sites, err := sight.Default()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, s := range sites {
		for _, h := range s.Hosts {
			builtIn := slices.ContainsFunc(m.ContentScripts, func(c struct{ Matches []string }) bool {
				return slices.ContainsFunc(c.Matches, func(match string) bool { return strings.HasPrefix(match, "https://"+h+"/") })
			})
			if !builtIn {
				want["https://"+h] = true
			}
			if !builtIn && s.Enabled {
				t.Errorf("%s is enabled on %s, which manifest.json does not run on: ship it switched off, its host is asked for when it is switched on", s.ID, h)
			}
		}
	}
	for _, s := range sources(t, ".ts") {
		if s.path != "extension/worker/hosts.ts" {
			continue
		}
		for _, found := range regexp.MustCompile(`'(https://[\w.]+)'`).FindAllStringSubmatch(s.text, -1) {
			if !want[found[1]] {
				t.Errorf("%s names %s, which no file of internal/sight/sites needs: take it out", s.path, found[1])
			}
			delete(want, found[1])
		}
	}
	for host := range want {
		t.Errorf("extension/worker/hosts.ts lacks %s, which a file of internal/sight/sites names: add it", host)
	}
}

func TestLocalesHaveTheSameKeys(t *testing.T) {
	type messages map[string]struct{ Message string }
	var zh, en messages
	readJSON(t, "extension/_locales/zh_CN/messages.json", &zh)
	readJSON(t, "extension/_locales/en/messages.json", &en)
	for key := range maps.Keys(zh) {
		if en[key].Message == "" {
			t.Errorf("extension/_locales/en/messages.json lacks %s: %s", key, zh[key].Message)
		}
	}
	for key := range maps.Keys(en) {
		if zh[key].Message == "" {
			t.Errorf("extension/_locales/zh_CN/messages.json lacks %s: %s", key, en[key].Message)
		}
	}
}

func TestTheReaderLooksAtTheSitesAnswers(t *testing.T) {
	sites, err := sight.Default()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, s := range sites {
		for _, a := range s.API {
			want[a.Name] = true
		}
	}
	var code strings.Builder
	for _, s := range sources(t, ".ts") {
		if strings.HasPrefix(s.path, "extension/page/") {
			code.WriteString(s.text)
		}
	}
	for name := range want {
		if !strings.Contains(code.String(), "'"+name+"'") {
			t.Errorf("extension/page does not look for %s, which a file of internal/sight/sites names", name)
		}
	}
	for _, m := range regexp.MustCompile(`'(mtop\.[\w.]+)'`).FindAllStringSubmatch(code.String(), -1) {
		if !want[m[1]] {
			t.Errorf("extension/page looks for %s, which no file of internal/sight/sites names", m[1])
		}
	}
}

// TestSwitchesNameTheFeaturesThereAre holds the two lists of features together: the one that the
// backend lets a lead switch off, and the one that the extension switches.
func TestSwitchesNameTheFeaturesThereAre(t *testing.T) {
	pack := regexp.MustCompile(`json:"feature" validate:"oneof=([a-z_ ]+)"`).FindStringSubmatch(read(t, "internal/pack/items.go"))
	protocol := regexp.MustCompile(`export const FEATURES = \[([^\]]+)\]`).FindStringSubmatch(read(t, "extension/protocol.ts"))
	if pack == nil || protocol == nil {
		t.Fatal("this test no longer finds the lists: point it at where they are now")
	}
	shell := strings.NewReplacer("'", "", ",", "", "\n", " ").Replace(protocol[1])
	if got, want := strings.Fields(pack[1]), strings.Fields(shell); !slices.Equal(got, want) {
		t.Errorf("a lead may switch %v, the extension has %v: make internal/pack/items.go and extension/protocol.ts agree", got, want)
	}
}
