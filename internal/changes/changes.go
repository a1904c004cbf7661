// Package changes tells what each version brought, in words for those who use it. The extension ships
// the same file; a backend made of a newer tree tells older extensions what they miss.
package changes

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"
)

//go:embed changes.json
var file []byte

// Change is one version and what is new in it.
type Change struct {
	Version string   `json:"version"`
	Date    string   `json:"date"` // YYYY-MM-DD
	Zh      []string `json:"zh"`
	En      []string `json:"en"`
}

// All gives every version, the newest first.
func All() ([]Change, error) {
	var all []Change
	return all, json.Unmarshal(file, &all)
}

// Since gives the versions newer than one, the newest first; all of them where it is no version.
func Since(version string) ([]Change, error) {
	all, err := All()
	if err != nil {
		return nil, err
	}
	newer := []Change{}
	for _, c := range all {
		if Newer(c.Version, version) {
			newer = append(newer, c)
		}
	}
	return newer, nil
}

// Newer tells whether version a comes after b: numbers apart by dots, a missing one is 0, and what is
// no number comes before any.
func Newer(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(as), len(bs)) {
		if x, y := part(as, i), part(bs, i); x != y {
			return x > y
		}
	}
	return false
}

func part(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	n, err := strconv.Atoi(parts[i])
	if err != nil {
		return -1
	}
	return n
}
