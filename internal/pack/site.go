package pack

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"pingban/internal/sight"
)

// readSite takes a site whose hosts are among the shipped ones: a pack may teach the extension to
// read a page anew, never to look at other pages, and what may be read and sent on is fixed by the
// fields of a site and the kinds of events.
func readSite(raw json.RawMessage) (string, error) {
	s, err := sight.ParseSite(raw)
	if f, ok := errors.AsType[*sight.Fault](err); ok {
		return "", &Fault{f.Path, f.Reason}
	}
	if err != nil {
		return "", err
	}
	shipped, err := sight.Default()
	if err != nil {
		return "", err
	}
	for i, host := range s.Hosts {
		if !slices.ContainsFunc(shipped, func(known sight.Site) bool { return slices.Contains(known.Hosts, host) }) {
			return "", &Fault{"hosts[" + strconv.Itoa(i) + "]", "the extension has no business at " + host}
		}
	}
	return s.ID, nil
}
