package api

import (
	"fmt"

	"pingban/backend/store"
)

// health answers without the database: the program runs.
func (a *API) health(*call) (any, error) {
	return struct {
		OK      bool   `json:"ok"`
		Version string `json:"version"`
	}{true, a.Version}, nil
}

// ready answers with the database: it is there, and has the tables this program needs.
func (a *API) ready(c *call) (any, error) {
	schema, err := a.Store.Schema(c.Context())
	if err != nil {
		return nil, err
	}
	if schema < store.Newest() {
		return nil, fmt.Errorf("the database has schema %s, this program needs %s: apply the migrations", schema, store.Newest())
	}
	return struct {
		OK     bool   `json:"ok"`
		Schema string `json:"schema"`
	}{true, schema}, nil
}
