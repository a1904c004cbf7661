#!/bin/sh
# Builds the Worker's program and the package's glue into build/, or the folder named. The tag keeps
# validator's validateFn out, which would switch off the linker's removal of dead code: 0.7 MB.
# Packages that no request spends time in are compiled without inlining: 0.15 MB gzip. (All
# packages without it would save as much again and make a push a third slower; net/http grows.)
set -eu
out=${1:-build}
tags=validator_novalidatefn${2:+,$2}
cd "$(dirname "$0")/.."
set --
for cold in github.com/go-playground/... github.com/leodido/... github.com/gabriel-vasile/... \
  github.com/tidwall/... golang.org/... regexp/... debug/... mime/... math/big fmt time net database/sql; do
  set -- "$@" "-gcflags=$cold=-l"
done
go run github.com/syumai/workers/cmd/workers-assets-gen -mode=go -o "$out"
GOOS=js GOARCH=wasm go build -tags "$tags" -trimpath -buildvcs=false "$@" \
  -ldflags="-s -w -buildid=" -o "$out/app.wasm" .
# The board: static assets, which the runtime serves by itself.
rm -rf "$out/assets"
mkdir -p "$out/assets/board"
cp board/*.html board/_headers "$out/assets/"
cp board/*.js board/*.css board/*.svg "$out/assets/board/"
# The engine, which makes the downloads, where `go run ./extension/build` has put it.
! [ -e board/engine.wasm.gz ] || cp board/engine.wasm.gz "$out/assets/board/"
