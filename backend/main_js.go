//go:build js

package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/syumai/workers"
	"github.com/syumai/workers/cloudflare"
	_ "github.com/syumai/workers/cloudflare/d1"

	"pingban/backend/api"
	"pingban/backend/store"
)

// version is the program's, set at build time.
var version = "dev"

// defaultRate is how many requests a member, or an address without a valid token, has in a minute.
const defaultRate = 600

func main() {
	// Memory is what the isolate is short of: 128 MB for all instances.
	debug.SetGCPercent(50)
	handler, err := newHandler()
	if err != nil {
		// Nothing may be thrown here: the entry would start one instance after another.
		handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			fmt.Println("start:", err)
			send(w, http.StatusInternalServerError, []byte(`{"error":{"code":"internal","message":"the Worker is not set up; its log says why"}}`))
		})
	}
	workers.Serve(guarded(handler))
}

func newHandler() (http.Handler, error) {
	db, err := sql.Open("d1", "DB")
	if err != nil {
		return nil, err
	}
	config := api.Config{
		Store: store.New(db, db), Now: time.Now, Log: os.Stdout,
		OperatorSecret: cloudflare.Getenv("PINGBAN_OPERATOR_SECRET"), Origins: origins(cloudflare.Getenv("PINGBAN_ORIGINS")),
		Version: version, Send: send,
	}
	rate := defaultRate
	if text := cloudflare.Getenv("PINGBAN_RATE_LIMIT"); text != "" {
		if rate, err = strconv.Atoi(text); err != nil || rate < 0 {
			return nil, fmt.Errorf("PINGBAN_RATE_LIMIT is %q, not a number of requests a minute", text)
		}
	}
	if rate > 0 {
		config.Limiter = isolateLimiter{rate}
	}
	return api.New(config), nil
}
