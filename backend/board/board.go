// Package board holds the lead's web page, as it is served: plain modules. Its plots and the engine come
// from the build; without them it shows tables alone and makes no files. The native server has it inside; beside a Worker its files are static assets, which answer before the Worker
// is asked, so that neither its size nor its time goes on them.
package board

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"sync"
)

// Policy is the Content-Security-Policy of the board's pages. Nothing inline, nothing from
// elsewhere, and no text that could become script; 'wasm-unsafe-eval' lets the engine run, which
// makes the downloads, and no script.
const Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"

var kinds = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
	".gz":   "application/gzip",
}

// File gives a file of the board, its media type and an ETag; ok is false where there is none.
func File(name string) (body []byte, kind, etag string, ok bool) {
	body, err := files.ReadFile(name)
	if err != nil {
		return nil, "", "", false
	}
	return body, kinds[path.Ext(name)], tag(name, body), true
}

var tags sync.Map // name → ETag

func tag(name string, body []byte) string {
	if t, ok := tags.Load(name); ok {
		return t.(string)
	}
	sum := sha256.Sum256(body)
	t := `"` + hex.EncodeToString(sum[:8]) + `"`
	tags.Store(name, t)
	return t
}
