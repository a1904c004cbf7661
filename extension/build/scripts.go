package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// target is what the bundles are written for: the manifest's minimum_chrome_version.
const target = "120"

// bundles maps an entry of the shell to its files in dist. The page's reader is an entry of its own
// so that nothing else runs in the page's world. The content script is cut: the manifest gives each
// piece a run_at of its own, so that a page that loads never waits for all of it at once, most of
// which is the parsing of its text.
var bundles = []struct {
	entry string
	out   []string
}{
	{"extension/worker/main.ts", []string{"worker.js"}},
	{"extension/content/main.ts", []string{"content-first.js", "content.js"}},
	{"extension/page/main.ts", []string{"page.js"}},
	{"extension/views/panel.tsx", []string{"views/panel.js"}},
	{"extension/views/options.tsx", []string{"views/options.js"}},
	{"extension/views/popup.tsx", []string{"views/popup.js"}},
	{"extension/views/handbook.tsx", []string{"views/handbook.js"}},
	{"extension/views/welcome.tsx", []string{"views/welcome.js"}},
}

// bundleShell bundles every entry into dist.
func bundleShell(version string) error {
	for _, b := range bundles {
		options := bundling(b.entry, version)
		if len(b.out) > 1 {
			if err := bundlePieces(options, b.out); err != nil {
				return fmt.Errorf("%s: %w", b.entry, err)
			}
			continue
		}
		options.Format = api.FormatIIFE
		if err := bundle(options, filepath.Join(dist, b.out[0])); err != nil {
			return fmt.Errorf("%s: %w", b.entry, err)
		}
	}
	return nil
}

func bundling(entry, version string) api.BuildOptions {
	return api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		Engines:           []api.Engine{{Name: api.EngineChrome, Version: target}},
		Charset:           api.CharsetUTF8,
		JSX:               api.JSXAutomatic,
		JSXImportSource:   "preact",
		Define:            map[string]string{"__VERSION__": fmt.Sprintf("%q", version)},
	}
}

func bundle(options api.BuildOptions, out string) error {
	code, err := built(options)
	if err != nil {
		return err
	}
	return os.WriteFile(out, code, 0o644)
}

func built(options api.BuildOptions) ([]byte, error) {
	result := api.Build(options)
	if err := told(result.Errors, result.Warnings); err != nil {
		return nil, err
	}
	return result.OutputFiles[0].Contents, nil
}

// module begins each module in a bundle whose white space is kept.
var module = regexp.MustCompile(`(?m)^// .+\.\w+$`)

// bundlePieces writes one bundle as pieces of about the same size, cut between modules. They are classic
// scripts, which share what stands at their top, and are to run in this order: nothing but definitions
// comes before the last one. A piece runs only after the one before it of the same build: an update may come
// between two.
func bundlePieces(options api.BuildOptions, out []string) error {
	options.Format = api.FormatESModule // no function around it all
	options.MinifyWhitespace = false
	code, err := built(options)
	if err != nil {
		return err
	}
	var modules []string
	starts := module.FindAllIndex(code, -1)
	for i, at := range starts {
		end := len(code)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		modules = append(modules, string(code[at[0]:end]))
	}
	if len(modules) < len(out) {
		return fmt.Errorf("it has %d modules, which are not enough for %d pieces", len(modules), len(out))
	}
	pieces := make([]strings.Builder, len(out))
	done := 0
	for _, text := range modules {
		pieces[done*len(out)/len(code)].WriteString(text)
		done += len(text)
	}
	build := sha256.Sum256(code)
	for i := range pieces {
		banner := `"use strict";` // a bundle of modules is strict without saying so
		if i > 0 {
			banner += fmt.Sprintf(`if(pingbanPiece!=="%x.%d")throw Error("Pingban was updated while this page loaded");`, build[:8], i-1)
		}
		banner += fmt.Sprintf(`var pingbanPiece="%x.%d";`, build[:8], i)
		result := api.Transform(pieces[i].String(), api.TransformOptions{
			MinifyIdentifiers: true,
			MinifySyntax:      true,
			MinifyWhitespace:  true,
			Engines:           options.Engines,
			Charset:           options.Charset,
			Banner:            banner,
		})
		if err := errors.Join(told(result.Errors, result.Warnings), os.WriteFile(filepath.Join(dist, out[i]), result.Code, 0o644)); err != nil {
			return err
		}
	}
	return nil
}

// told makes an error of what the bundler complains of; a warning stops the build as well.
func told(errs, warnings []api.Message) error {
	if len(errs)+len(warnings) == 0 {
		return nil
	}
	lines := append(
		api.FormatMessages(errs, api.FormatMessagesOptions{Kind: api.ErrorMessage}),
		api.FormatMessages(warnings, api.FormatMessagesOptions{Kind: api.WarningMessage})...)
	return errors.New(strings.Join(lines, ""))
}
