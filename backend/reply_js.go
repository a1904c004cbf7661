//go:build js

package main

import (
	"net/http"
	"syscall/js"
)

// pooled says that the entry keeps this instance for more requests. A streamed reply ends the
// program, so a pooled one answers in one piece; the package's stock entry waits for that end.
var pooled = js.Global().Get("context").Get("pooled").Truthy()

// send writes a finished answer.
func send(w http.ResponseWriter, status int, body []byte) {
	w.WriteHeader(status)
	raw, ok := w.(interface{ WriteRawJSBody(js.Value) })
	if !pooled || !ok {
		_, _ = w.Write(body) // the caller may be gone; there is nobody to tell
		return
	}
	bytes := js.Global().Get("Uint8Array").New(len(body))
	js.CopyBytesToJS(bytes, body)
	raw.WriteRawJSBody(bytes)
}
