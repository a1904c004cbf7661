package api

import "pingban/internal/changes"

type changesAnswer struct {
	Version string           `json:"version"` // the newest
	Changes []changes.Change `json:"changes"` // newer than the one asked about, the newest first
}

// showChanges says what an extension of version since misses.
func (a *API) showChanges(c *call) (any, error) {
	since := c.URL.Query().Get("since")
	if len(since) > 20 {
		return nil, invalidField("since", "it must be a version, such as 0.1.0")
	}
	all, err := changes.All()
	if err != nil {
		return nil, err
	}
	newer, err := changes.Since(since)
	return changesAnswer{all[0].Version, newer}, err
}
