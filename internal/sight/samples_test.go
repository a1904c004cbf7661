package sight

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sample is what a NAME.want.json beside a page's samples says.
type sample struct {
	Page    string
	Address string
	Now     string
	Answers []struct{ URL, File string }
	Rows    map[string]struct {
		Case    string
		Refused string
		Badge   *struct{ Kind, State, Basis, Closes string }
		Ends    map[string][]string
		May     []struct {
			Case string
			Ends map[string][]string
		}
	}
	Chat *struct{ First, Other, Doubtful string }
}

func samplesOf(t *testing.T, s Site) map[string]sample {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("sites", s.ID, "*.want.json"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]sample{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var one sample
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&one); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[file] = one
	}
	return all
}

func TestEverySiteHasSamplesThatSayWhatIsSeen(t *testing.T) {
	for _, s := range sites(t) {
		samples := samplesOf(t, s)
		if len(samples) == 0 {
			t.Errorf("internal/sight/sites/%s.json has no sample: put a page into internal/sight/sites/%[1]s/NAME.html and what must be seen on it into NAME.want.json beside it; the README of extension/ says how", s.ID)
		}
		badges, chats := 0, 0
		for file, one := range samples {
			page := one.Page
			if page == "" {
				page = strings.TrimSuffix(filepath.Base(file), ".want.json") + ".html"
			}
			if at, err := url.Parse(one.Address); err != nil || !slices.Contains(s.Hosts, at.Host) || !regexp.MustCompile(s.Path).MatchString(at.Path) {
				t.Errorf("%s: address is %q, which is none of the page's: its host must be one of hosts, its path fit path", file, one.Address)
			}
			html, err := os.ReadFile(filepath.Join("sites", s.ID, page))
			if err != nil {
				t.Errorf("%s: its page is missing: %v", file, err)
			}
			for key, row := range one.Rows {
				if row.Badge != nil {
					badges++
				}
				if (row.Badge == nil) == (row.Refused == "") {
					t.Errorf("%s: rows.%s must say either badge or refused", file, key)
				}
				if !strings.Contains(string(html), `data-row="`+key+`"`) {
					t.Errorf("%s: rows.%s is on no element of %s: put data-row=%q on the one that holds the row's order number", file, key, page, key)
				}
			}
			for _, a := range one.Answers {
				if _, err := os.Stat(filepath.Join("sites", s.ID, a.File)); err != nil {
					t.Errorf("%s: %v", file, err)
				}
			}
			if one.Chat != nil {
				chats++
			}
		}
		if s.Kind == Chat && chats == 0 && len(samples) > 0 {
			t.Errorf("no sample of %s has a chat: say in one who is written to first, who next, and whose name two share", s.ID)
		}
		if s.Kind != Chat && badges == 0 && len(samples) > 0 {
			t.Errorf("no sample of %s has a row with a badge: a page on which nothing is ever seen proves nothing", s.ID)
		}
	}
}

func TestTheAnswersOfTheSamplesAreRead(t *testing.T) {
	for _, s := range sites(t) {
		for file, one := range samplesOf(t, s) {
			for _, a := range one.Answers {
				body, err := os.ReadFile(filepath.Join("sites", s.ID, a.File))
				if err != nil {
					t.Fatal(err)
				}
				rows, ignored := Rows(body)
				if len(rows) == 0 || len(ignored) > 0 {
					t.Errorf("%s: %d rows of %s, ignored %v", file, len(rows), a.File, ignored)
				}
			}
		}
	}
}
