package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pingban/backend/workerd"
)

// What `make deploy` would upload, bundled by wrangler from wrangler.jsonc itself: both environments
// have every binding of their own, because they inherit none.
func TestBothEnvironmentsBundleWithAllTheirBindings(t *testing.T) {
	root, err := workerd.Root()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(root, "node_modules", "node", "bin")
	for env, database := range map[string]string{"staging": "pingban-staging", "production": "pingban"} {
		dir := t.TempDir()
		c := exec.Command(filepath.Join(bin, "node"), filepath.Join(root, "node_modules/wrangler/bin/wrangler.js"),
			"deploy", "--dry-run", "--outdir", dir, "--env", env)
		c.Dir = root
		c.Env = append(os.Environ(), "CI=1", "WRANGLER_SEND_METRICS=false", "WRANGLER_LOG_PATH="+t.TempDir(),
			"XDG_CONFIG_HOME="+t.TempDir(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", env, err, out)
		}
		for _, binding := range []string{"env.DB (" + database + ")", "env.RATE", "env.PINGBAN_RATE_LIMIT"} {
			if !strings.Contains(string(out), binding) {
				t.Errorf("%s has no %s:\n%s", env, binding, out)
			}
		}
		modules, err := filepath.Glob(filepath.Join(dir, "*app.wasm"))
		if err != nil || len(modules) != 1 {
			t.Errorf("%s bundles %d programs (%v)", env, len(modules), err)
		}
	}
}
