//go:build !js

package board

import "embed"

//go:embed *.html *.css *.js *.svg
var files embed.FS
