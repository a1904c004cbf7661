//go:build !js

package board

import "embed"

// The engine, engine.wasm.gz, is there only after a build; go:embed wants a pattern to match something.
//
//go:embed *.html *.css *.js *.svg engine*
var files embed.FS
