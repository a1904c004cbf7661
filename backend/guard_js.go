//go:build js && guard

package main

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// guarded adds what the entry's guard test asks for: every way a request can leave a Go instance
// that the next one must not notice. Only builds with the tag guard have it.
func guarded(h http.Handler) http.Handler {
	served := 0
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		served++
		name, ok := strings.CutPrefix(r.URL.Path, "/guard/")
		if !ok {
			h.ServeHTTP(w, r)
			return
		}
		ms, _ := strconv.Atoi(r.URL.Query().Get("ms"))
		wait := time.Duration(ms) * time.Millisecond
		switch name {
		case "sleep":
			time.Sleep(wait)
		case "timer": // left behind, to run out in a later request
			time.AfterFunc(wait, func() {})
		case "busy": // several at once, one of which ends the request
			for i := range 4 {
				time.AfterFunc(wait*time.Duration(i+2), func() {})
			}
			time.Sleep(wait)
		case "panic":
			panic("in the handler")
		case "panic-late": // where nobody can recover it
			go func() { panic("in a goroutine") }()
			select {}
		}
		w.Header().Set("Served", strconv.Itoa(served))
		send(w, http.StatusOK, []byte(r.URL.Query().Get("echo")))
	})
}
