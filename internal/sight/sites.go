package sight

import (
	"embed"
	"errors"
	"slices"
	"strings"

	"pingban/internal/sorting"
	"pingban/internal/strict"
)

//go:embed sites/*.json
var shipped embed.FS

// Fault says which part of a site file or pack is wrong, and why. Path is as precise as is known:
// fields.order[1].pattern.
type Fault struct {
	Path   string
	Reason string
}

func (f *Fault) Error() string { return f.Path + ": " + f.Reason }

// Default gives the shipped sites, by id. Its error is a *Fault that names the file.
func Default() ([]Site, error) {
	files, err := shipped.ReadDir("sites")
	if err != nil {
		return nil, err
	}
	var sites []Site
	for _, f := range files {
		data, err := shipped.ReadFile("sites/" + f.Name())
		if err != nil {
			return nil, err
		}
		s, err := ParseSite(data)
		if fault, ok := errors.AsType[*Fault](err); ok {
			return nil, &Fault{f.Name() + ": " + fault.Path, fault.Reason}
		}
		if s.ID+".json" != f.Name() {
			return nil, &Fault{f.Name() + ": id", "the file's name must be the id, this is " + s.ID}
		}
		sites = append(sites, s)
	}
	return sites, nil
}

// ParseSite reads one site strictly. An unknown field, or one that breaks the format, is a *Fault.
func ParseSite(data []byte) (Site, error) {
	var s Site
	if err := strict.Decode(data, &s); err != nil {
		return Site{}, &Fault{"site", err.Error()}
	}
	if path, reason := s.fault(); reason != "" {
		return Site{}, &Fault{path, reason}
	}
	return s, nil
}

// Merge gives the shipped sites with those of the overlay in place of the same id, or joining
// them, by id.
func Merge(shipped, overlay []Site) []Site {
	merged := slices.Clone(overlay)
	for _, s := range shipped {
		if !slices.ContainsFunc(overlay, func(t Site) bool { return t.ID == s.ID }) {
			merged = append(merged, s)
		}
	}
	sorting.By(merged, func(a, b Site) int { return strings.Compare(a.ID, b.ID) })
	return merged
}
