# Pingban 评伴. `make` alone lists what there is; every target installs what it needs.

SHELL := /bin/sh
EXT := extension
NPM := PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --no-fund --no-audit --loglevel=error
SEEDS ?= 20000
MUTANTS ?= 2000
NETWORKS ?= 500

# Nothing in these runs beside anything else, or not first: what learns is raced in its own package. The race
# detector would only make them three times as long.
UNRACED := /backend/simulation$$|pingban/wasm$$|pingban/wasm/learn$$|/extension/build$$

.DEFAULT_GOAL := help
.PHONY: help plots build run test soak check learn eval e2e bench dist deploy types site look sample deps ext-deps backend-deps browser go-test vulns clean

help: ## What each target does
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ── Build ────────────────────────────────────────────────────────────────────────────────────────

build: ext-deps plots ## The unpacked extension in dist/pingban, the Worker, the native server
	go run ./$(EXT)/build
	go build -o .cache/pingban-server ./backend
	sh backend/entry/build.sh

dist: ext-deps ## dist/pingban/ to load unpacked, and dist/pingban.zip
	go run ./$(EXT)/build -zip

site: ext-deps ## A new page to read: NAME=taobao-something [KIND=reviews] gives a site file, a sample and its expectations
	@node $(EXT)/e2e/samples/scaffold.mjs "$(NAME)" $(KIND)

look: dist browser ## A sample in Chromium with its badges: NAME=site/page [PICTURE=file.png]
	@node $(EXT)/e2e/samples/look.mjs "$(NAME)" "$(PICTURE)"

sample: ext-deps ## A saved page made a sample, nothing personal left: NAME=site/page HTML=… [JSON=… or HAR=…]
	@node $(EXT)/e2e/samples/redact.mjs "$(NAME)" "$(HTML)" "$(or $(JSON),$(HAR))"

types: ## extension/engine.d.ts from the engine's contract
	go run ./wasm types $(EXT)

run: dist browser plots ## A shop to try: backend, demo team, console, and a Chromium with Pingban in it
	node $(EXT)/e2e/demo/run.mjs

deploy: backend-deps plots dist ## The backend on Cloudflare Workers: D1 migrated, then the Worker
	cd backend && PATH="$$PWD/node_modules/node/bin:$$PWD/node_modules/.bin:$$PATH" npm run deploy

# ── Prove ────────────────────────────────────────────────────────────────────────────────────────

test: check go-test e2e ## Everything: checks, Go with the race detector, both runtimes, Chromium
	@echo "make test: all passed"

check: ext-deps build ## Formatters, linters, types, sizes, known vulnerabilities
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo "gofmt -w these"; exit 1; }
	go vet ./...
	go -C wasm/bench vet ./...
	GOOS=wasip1 GOARCH=wasm go vet ./wasm
	GOOS=js GOARCH=wasm go vet -tags validator_novalidatefn ./backend
	go tool staticcheck ./...
	cd $(EXT) && npx biome check --error-on-warnings . ../backend/board ../backend/entry ../wasm/bench && npx tsc --noEmit && npx tsc --noEmit -p e2e
	go run ./$(EXT)/build -sizes
	@$(MAKE) --no-print-directory vulns

vulns: ## Known vulnerabilities in what ships, where the database can be reached
	@out=$$(go tool govulncheck ./... 2>&1); code=$$?; \
	if echo "$$out" | grep -q 'fetching vulnerabilities'; then \
		echo "govulncheck: its database cannot be reached from here; nothing was checked"; \
	else echo "$$out"; exit $$code; fi

go-test: build backend-deps ## Go tests with the race detector, natively and on workerd
	go test -race -count=1 $$(go list ./... | grep -vE '$(UNRACED)')
	go test -count=1 $$(go list ./... | grep -E '$(UNRACED)')

e2e: dist browser backend-deps plots ## Playwright on Chromium: the whole main job
	cd $(EXT) && npx playwright test -c e2e

soak: ## The seeded tests by the thousand; a failure prints the seed that repeats it
	go test -count=1 -timeout 2h $$(grep -rl --include='*_test.go' --exclude-dir=node_modules pgregory.net/rapid . | xargs -n 1 dirname | sort -u) -rapid.checks=$(SEEDS)
	go test -count=1 -timeout 2h ./backend/simulation -run Nothing -runs $(SEEDS) -v
	$(MAKE) --no-print-directory dist browser backend-deps
	cd $(EXT) && MUTANTS=$(MUTANTS) NETWORKS=$(NETWORKS) npx playwright test -c e2e mutants.spec.ts faults.spec.ts

learn: ## internal/lint/likeness.bin anew from the labelled messages and the rules' examples
	go run ./wasm/learn

eval: ## How well the rules do: their examples, the development set, and DATA=folder with every alarm
	go run ./wasm/eval -mistakes $(DATA)

bench: dist browser backend-deps plots ## Figures next to their budgets, rules next to word lists, the backend under load
	node $(EXT)/e2e/bench/run.mjs
	cd wasm/bench && $(NPM) ci && go run .
	cd backend/bench/peer && $(NPM) ci
	go run ./backend/bench -seconds 3
	go run ./backend/bench -views 40
	go run ./backend/bench -rows

# ── What the machine needs ───────────────────────────────────────────────────────────────────────

deps: ext-deps backend-deps browser ## npm packages, workerd, a browser and Chinese fonts

ext-deps: $(EXT)/node_modules/.package-lock.json
$(EXT)/node_modules/.package-lock.json: $(EXT)/package-lock.json
	cd $(EXT) && $(NPM) ci && touch node_modules/.package-lock.json

backend-deps: backend/node_modules/.package-lock.json
backend/node_modules/.package-lock.json: backend/package-lock.json
	cd backend && $(NPM) ci && touch node_modules/.package-lock.json

# The board's plots, from npm: the page works without, and shows its tables alone.
plots: backend/board/uplot.js
backend/board/uplot.js: backend/node_modules/.package-lock.json
	cp backend/node_modules/uplot/dist/uPlot.min.css backend/board/uplot.css
	go tool esbuild backend/node_modules/uplot/dist/uPlot.esm.js --minify --format=esm --log-level=warning --outfile=$@

browser: ext-deps
	@sh $(EXT)/e2e/browser.sh

clean: ## Everything built; data under run/ stays
	rm -rf dist .cache backend/build $(EXT)/test-results
