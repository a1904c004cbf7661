package api

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"pingban/backend/store"
	"pingban/internal/pack"
)

type packAnswer struct {
	Kind    string          `json:"kind"`
	Version int64           `json:"version"` // 0: the team has none
	Digest  string          `json:"digest"`  // SHA-256 of body, hex; "" without one
	Body    json.RawMessage `json:"body"`
}

// noPack is the body of a pack that changes nothing.
const noPack = `{"items":[],"off":[]}`

func (c *call) packKind() (string, error) {
	kind := c.PathValue("kind")
	if !slices.Contains(pack.Kinds, kind) {
		return "", &Error{notFound, "a pack is one of: " + strings.Join(pack.Kinds, ", "), "kind"}
	}
	return kind, nil
}

// showPack gives the newest version, or to a lead the one asked for.
func (a *API) showPack(c *call) (any, error) {
	kind, err := c.packKind()
	if err != nil {
		return nil, err
	}
	version, err := number(c, "version", 0, 1<<31)
	if err != nil {
		return nil, err
	}
	if version != 0 && c.who.Role != "lead" {
		return nil, errorf(forbidden, "only a lead may read older versions")
	}
	p, err := a.Store.Pack(c.Context(), c.who.Team, kind, version)
	if errors.Is(err, store.ErrNotFound) && version == 0 {
		p, err = store.Pack{Body: noPack}, nil
	}
	if err != nil {
		return nil, err
	}
	c.header.Set("ETag", etag(p.Version))
	if strong(c.Header.Get("If-None-Match")) == etag(p.Version) {
		return notModified{}, nil
	}
	return packAnswer{kind, p.Version, p.Digest, json.RawMessage(p.Body)}, nil
}

// putPack stores the version after the one named by If-Match, if nothing is wrong with it. A clocks
// pack may be looked at first: preview=1 says what it would change.
func (a *API) putPack(c *call) (any, error) {
	kind, err := c.packKind()
	if err != nil {
		return nil, err
	}
	base, err := c.ifMatch()
	if err != nil {
		return nil, err
	}
	body, err := c.raw()
	if err != nil {
		return nil, err
	}
	if err := packFault(kind, body); err != nil {
		return nil, err
	}
	if kind == pack.Clocks {
		next, err := clocksFault(body)
		if err != nil {
			return nil, err
		}
		if c.URL.Query().Get("preview") == "1" {
			return a.previewClocks(c, next)
		}
	}
	digest := hash(string(body))
	version, err := a.Store.PutPack(c.Context(), c.who.Team, kind, base, string(body), digest, c.who.Member, c.now)
	if err != nil {
		return nil, err
	}
	if kind == pack.Clocks {
		if err := a.Store.Recount(c.Context(), c.who.Team); err != nil {
			return nil, err
		}
	}
	c.header.Set("ETag", etag(version))
	return packAnswer{kind, version, digest, body}, nil
}

// ifMatch is the version a change was made to. Without the header that is the first one: a change
// that names no version must not overwrite any.
func (c *call) ifMatch() (int64, error) {
	tag := c.Header.Get("If-Match")
	if tag == "" {
		return 0, nil
	}
	version, err := strconv.ParseInt(strings.Trim(strong(tag), `"`), 10, 64)
	if err != nil || version < 0 || version > 1<<31 {
		return 0, invalidField("If-Match", `it must be the version the change was made to, such as "3"`)
	}
	return version, nil
}

// strong undoes what proxies do to a tag when they compress an answer.
func strong(tag string) string { return strings.TrimPrefix(tag, "W/") }

func etag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

func (a *API) listPackVersions(c *call) (any, error) {
	kind, err := c.packKind()
	if err != nil {
		return nil, err
	}
	type line struct {
		Version   int64  `json:"version"`
		Digest    string `json:"digest"`
		Size      int64  `json:"size"`
		Author    string `json:"author"`
		Name      string `json:"name"`
		CreatedAt string `json:"created_at"`
	}
	versions, err := a.Store.PackVersions(c.Context(), c.who.Team, kind)
	lines := make([]line, len(versions))
	for i, p := range versions {
		lines[i] = line{p.Version, p.Digest, p.Size, p.Author, p.Name, stamp(store.Time(p.CreatedAt))}
	}
	return lines, err
}
