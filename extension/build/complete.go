package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// shipped matches every file name that the manifest and the pages can refer to.
var shipped = regexp.MustCompile(`"([\w./-]+\.(?:js|html|css|png|wasm|json))"`)

// complete says which file the manifest or a page names that dir does not have: Chrome would
// refuse the folder, or load it with a dead page.
func complete(dir string) error {
	for _, file := range []string{"manifest.json", "views/panel.html", "views/options.html", "views/handbook.html", "views/popup.html"} {
		b, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		base := dir
		if file != "manifest.json" {
			base = filepath.Join(dir, "views")
		} else if !json.Valid(b) {
			return fmt.Errorf("%s is not JSON", file)
		}
		for _, m := range shipped.FindAllSubmatch(b, -1) {
			if _, err := os.Stat(filepath.Join(base, string(m[1]))); err != nil {
				return fmt.Errorf("%s names %s, which is not in %s", file, m[1], base)
			}
		}
	}
	return nil
}
