package board

import "embed"

// files is empty: entry/build.sh lays the page out as static assets.
var files embed.FS
