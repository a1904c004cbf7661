package api

import (
	"strings"

	"pingban/backend/board"
)

func (a *API) boardPage(c *call) (any, error) { return file(c, "index.html") }

// loginPage only shows a page: a code in the address is spent by what the page posts, so that a
// preview of the link in a chat does not spend it.
func (a *API) loginPage(c *call) (any, error) { return file(c, "login.html") }

func (a *API) boardFile(c *call) (any, error) {
	name := c.PathValue("file")
	if strings.HasSuffix(name, ".html") {
		return a.notFound(c)
	}
	return file(c, name)
}

func file(c *call, name string) (any, error) {
	body, kind, etag, ok := board.File(name)
	if !ok {
		return nil, errorf(notFound, "there is nothing at this address")
	}
	c.header.Set("Content-Security-Policy", board.Policy)
	c.header.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.header.Set("Cache-Control", "no-cache")
	c.header.Set("ETag", etag)
	if strong(c.Header.Get("If-None-Match")) == etag {
		return notModified{}, nil
	}
	return page{kind, body}, nil
}
