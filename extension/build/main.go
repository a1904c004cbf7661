// Command build lays the extension out as Chrome wants it, in dist/pingban: the engine compiled to
// wasm, the TypeScript bundled, manifest, locales, icons and pages copied. Run it from the
// repository's root. With -zip it also writes dist/pingban.zip; with -sizes it only measures what
// was built against the budgets.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const dist = "dist/pingban"

func main() {
	zipped := flag.Bool("zip", false, "also write dist/pingban.zip")
	sizes := flag.Bool("sizes", false, "only measure what was built")
	flag.Parse()
	if err := run(*zipped, *sizes); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(zipped, sizes bool) error {
	if sizes {
		return measure(os.Stdout)
	}
	version, err := manifestVersion("manifest.json")
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dist, "views"), 0o755); err != nil {
		return err
	}
	if err := compileEngine(version); err != nil {
		return err
	}
	if err := bundleShell(version); err != nil {
		return err
	}
	if err := equipBoard(version); err != nil {
		return err
	}
	if err := copyStatic(); err != nil {
		return err
	}
	if err := complete(dist); err != nil {
		return err
	}
	if zipped {
		return zipFolder(dist, "dist/pingban.zip")
	}
	return nil
}

func manifestVersion(file string) (string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var m struct{ Version string }
	if err := json.Unmarshal(b, &m); err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	if m.Version == "" {
		return "", fmt.Errorf("%s: it has no version", file)
	}
	return m.Version, nil
}

// compileEngine builds wasm/ as a reactor, and the data it is given in the browser. The flags make
// two builds of one tree identical, and the code small: without inlining it is 100 KB gzip smaller
// and a check takes half as long again, a seventh of its budget.
func compileEngine(version string) error {
	engine := filepath.Join(dist, "engine.wasm")
	if err := command([]string{"GOOS=wasip1", "GOARCH=wasm"}, "go", "build", "-buildmode=c-shared",
		"-trimpath", "-buildvcs=false", "-gcflags=all=-l", "-ldflags=-s -w -buildid= -X main.version="+version,
		"-o", engine, "./wasm"); err != nil {
		return err
	}
	module, err := os.ReadFile(engine)
	if err != nil {
		return err
	}
	slimmed, err := slim(module)
	if err != nil {
		return fmt.Errorf("%s: %w", engine, err)
	}
	if err := os.WriteFile(engine, slimmed, 0o644); err != nil {
		return err
	}
	return command(nil, "go", "run", "./wasm", "data", filepath.Join(dist, "data"))
}

// equipBoard puts the engine into the backend's board, which makes its downloads with it. It is
// packed there, and unpacked by the page: a small program without TLS or compression serves it too.
func equipBoard(version string) error {
	const board = "backend/board"
	module, err := os.ReadFile(filepath.Join(dist, "engine.wasm"))
	if err != nil {
		return err
	}
	host := bundling("extension/worker/engine/board.ts", version)
	host.Format = api.FormatESModule
	return errors.Join(
		bundle(host, filepath.Join(board, "enginehost.js")),
		os.WriteFile(filepath.Join(board, "engine.wasm.gz"), packed(module), 0o644),
	)
}

func command(env []string, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), env...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return nil
}

// copyStatic copies what is shipped as it stands. It is an allow-list: nothing else gets in.
func copyStatic() error {
	views, err := filepath.Glob("extension/views/*.html")
	if err != nil {
		return err
	}
	styles, err := filepath.Glob("extension/views/*.css")
	if err != nil {
		return err
	}
	for _, f := range append(views, styles...) {
		if err := copyFile(f, filepath.Join(dist, "views", filepath.Base(f))); err != nil {
			return err
		}
	}
	return errors.Join(
		copyFile("manifest.json", filepath.Join(dist, "manifest.json")),
		copyFile("LICENSE", filepath.Join(dist, "LICENSE")),
		copyFolder("extension/_locales", filepath.Join(dist, "_locales"), ".json"),
		copyFolder("extension/icons", filepath.Join(dist, "icons"), ".png"),
	)
}

func copyFolder(from, to, ext string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ext {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		return copyFile(path, filepath.Join(to, rel))
	})
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o644)
}
