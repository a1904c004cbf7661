package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// budgets are the sizes, in bytes, that what ships may have. The rules are read before the first
// check, so they are held as the engine is. The Worker's is that of the old limit of the free plan,
// kept because size is start-up time there.
var budgets = []struct {
	file  string
	gzip  bool
	limit int
}{
	{filepath.Join(dist, "engine.wasm"), true, 1_200_000},
	{filepath.Join(dist, "data/rules.bin"), true, 1_600_000},
	{filepath.Join(dist, "page.js"), false, 3_072},
	{"backend/build/app.wasm", true, 3_000_000},
}

// measure prints each size next to its budget; its error names those over it.
func measure(w io.Writer) error {
	var over error
	for _, b := range budgets {
		raw, err := os.ReadFile(b.file)
		if err != nil {
			return fmt.Errorf("%w: run make build first", err)
		}
		size, how := len(raw), "bytes"
		if b.gzip {
			size, how = len(packed(raw)), "bytes gzip"
		}
		fmt.Fprintf(w, "%-28s %9d of %9d %s\n", b.file, size, b.limit, how)
		if size > b.limit {
			over = errors.Join(over, fmt.Errorf("%s has %d %s, %d over its budget", b.file, size, how, size-b.limit))
		}
	}
	return over
}

// packed is b in gzip, as small as it gets; the same bytes every time.
func packed(b []byte) []byte {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err) // only an unknown level gives an error
	}
	_, _ = z.Write(b) // a bytes.Buffer takes everything
	_ = z.Close()
	return out.Bytes()
}
