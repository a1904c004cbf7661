package pack

import (
	"encoding/json"
	"errors"

	"pingban/internal/sight"
)

func readSite(raw json.RawMessage) (string, error) {
	s, err := sight.ParseSite(raw)
	var f *sight.Fault
	if errors.As(err, &f) {
		return "", &Fault{f.Path, f.Reason}
	}
	return s.ID, err
}
