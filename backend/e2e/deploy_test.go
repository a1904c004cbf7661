package e2e

import (
	"bytes"
	"context"
	"database/sql"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pingban/backend/sqlite"
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

// What `make deploy` does, by its own script with wrangler, to an account where nothing is yet: the database is
// made once and with every migration, the Worker is what was built and bound to it, the secret is asked for once.
func TestDeployingMakesWhatIsMissingAndOnlyThat(t *testing.T) {
	t.Parallel()
	c, tree := newCloud(t), deployTree(t)
	const secret, another = "a-secret-that-was-typed-once-only", "another-secret-nobody-asked-for-x"
	deployed := func(env, name, typed string) *cloudScript {
		t.Helper()
		if out, err := deploy(t, tree, env, c.URL, cloudToken, typed); err != nil {
			t.Fatalf("%s: %v\n%s", env, err, out)
		}
		made := slices.DeleteFunc(slices.Clone(c.databases), func(d *cloudDatabase) bool { return d.Name != name })
		if len(made) != 1 {
			t.Fatalf("%s: %d databases are named %s, want one", env, len(made), name)
		}
		if got, want := schema(t, made[0].db), nativeSchema(t); !maps.Equal(got, want) {
			t.Errorf("%s: the database has other tables than a native one:\n%v\nwant\n%v", env, got, want)
		}
		s := c.scripts[name]
		if s == nil {
			t.Fatalf("%s: no Worker named %s; there are %v", env, name, slices.Collect(maps.Keys(c.scripts)))
		}
		bound := map[string]any{}
		for _, b := range s.Bindings {
			bound[b["name"].(string)] = b["type"]
			if b["type"] == "d1" && b["id"] != made[0].ID {
				t.Errorf("%s: the Worker is bound to the database %v, made was %s", env, b["id"], made[0].ID)
			}
		}
		if want := map[string]any{"DB": "d1", "RATE": "ratelimit", "PINGBAN_RATE_LIMIT": "plain_text"}; !maps.Equal(bound, want) {
			t.Errorf("%s: bindings %v, want %v", env, bound, want)
		}
		return s
	}

	staging := deployed("staging", "pingban-staging", secret)
	sameProgram(t, staging, tree)
	sameAssets(t, c, staging, tree)
	deployed("staging", "pingban-staging", another)
	if staging.uploads != 2 || staging.secrets["PINGBAN_OPERATOR_SECRET"] != secret {
		t.Errorf("a second deploy gave %d uploads and the secret %q, want two and what was typed the first time",
			staging.uploads, staging.secrets["PINGBAN_OPERATOR_SECRET"])
	}
	// Its database has the name that stands at the top of wrangler.jsonc too, beside an id of zeros.
	production := deployed("production", "pingban", another)
	if production.secrets["PINGBAN_OPERATOR_SECRET"] != another || staging.uploads != 2 || len(c.databases) != 2 {
		t.Errorf("production beside staging: secret %q, %d uploads of staging, %d databases",
			production.secrets["PINGBAN_OPERATOR_SECRET"], staging.uploads, len(c.databases))
	}
}

func TestADeployThatFailsUploadsNothing(t *testing.T) {
	t.Parallel()
	c, tree := newCloud(t), deployTree(t)
	if out, err := deploy(t, tree, "staging", c.URL, "", "unused"); err == nil || !strings.Contains(out, "wrangler login") {
		t.Errorf("without an account: %v, want to be told to log in\n%s", err, out)
	}
	if len(c.databases) != 0 {
		t.Errorf("without an account %d databases were made", len(c.databases))
	}
	bad := filepath.Join(tree, "backend/store/migrations/9999_bad.sql")
	if err := os.WriteFile(bad, []byte("ALTER TABLE nothing_of_that_name ADD COLUMN x TEXT;"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := deploy(t, tree, "staging", c.URL, cloudToken, "unused"); err == nil || !strings.Contains(out, "nothing_of_that_name") {
		t.Errorf("with a migration that fails: %v, want its error\n%s", err, out)
	}
	if len(c.scripts) != 0 {
		t.Errorf("with a migration that fails the Worker was uploaded: %v", c.scripts)
	}
	// Mended, it goes on where it stopped.
	if err := os.Remove(bad); err != nil {
		t.Fatal(err)
	}
	if out, err := deploy(t, tree, "staging", c.URL, cloudToken, "a-secret-that-was-typed-once-only"); err != nil {
		t.Errorf("mended: %v\n%s", err, out)
	}
	if len(c.databases) != 1 || c.scripts["pingban-staging"] == nil {
		t.Errorf("mended: %d databases, Workers %v", len(c.databases), c.scripts)
	}
}

// deployTree is a copy of what deploying reads and writes: wrangler.jsonc is changed by it.
func deployTree(t *testing.T) string {
	t.Helper()
	root, err := workerd.Root()
	if err != nil {
		t.Fatal(err)
	}
	tree := t.TempDir()
	copied := func(path string) {
		if err := os.CopyFS(filepath.Join(tree, path), os.DirFS(filepath.Join(root, "..", path))); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{"internal", "backend/api", "backend/board", "backend/entry", "backend/sqlite", "backend/store"} {
		copied(dir)
	}
	files := []string{"go.mod", "go.sum", "backend/wrangler.jsonc"}
	programs, err := filepath.Glob(filepath.Join(root, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, program := range programs {
		files = append(files, "backend/"+filepath.Base(program))
	}
	for _, path := range files {
		b, err := os.ReadFile(filepath.Join(root, "..", path))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(tree, path), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(root, "node_modules"), filepath.Join(tree, "backend/node_modules")); err != nil {
		t.Fatal(err)
	}
	return tree
}

// deploy runs entry/deploy.sh in tree against the API at url, with what is typed on its standard input.
func deploy(t *testing.T, tree, env, url, token, typed string) (out string, err error) {
	t.Helper()
	c := exec.Command("sh", filepath.Join(tree, "backend/entry/deploy.sh"), env)
	c.Stdin = strings.NewReader(typed + "\n")
	c.Env = append(os.Environ(), "CI=1", "WRANGLER_SEND_METRICS=false", "WRANGLER_LOG_PATH="+t.TempDir(),
		"XDG_CONFIG_HOME="+t.TempDir(), "CLOUDFLARE_API_BASE_URL="+url, "CLOUDFLARE_API_TOKEN="+token,
		"CLOUDFLARE_ACCOUNT_ID="+cloudAccount)
	b, err := c.CombinedOutput()
	return string(b), err
}

func schema(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	rows, err := db.Query(`SELECT type || ' ' || name, sql FROM sqlite_master
		WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '%d1_migrations%'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			t.Fatal(err)
		}
		all[name] = text
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func nativeSchema(t *testing.T) map[string]string {
	t.Helper()
	db, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "native.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	return schema(t, db.Write)
}

// sameProgram holds the modules of s to what build.sh has put into the tree.
func sameProgram(t *testing.T, s *cloudScript, tree string) {
	t.Helper()
	built, err := os.ReadFile(filepath.Join(tree, "backend/build/app.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	var program string
	for name, b := range s.modules {
		if bytes.Equal(b, built) {
			program = filepath.Base(name)
		}
	}
	if program == "" {
		t.Fatalf("no module uploaded is build/app.wasm: %v", slices.Collect(maps.Keys(s.modules)))
	}
	if !bytes.Contains(s.modules[s.Main], []byte(program)) {
		t.Errorf("%s, the main module, does not import %s", s.Main, program)
	}
}

// sameAssets holds the board's files of s to what build.sh has put into the tree.
func sameAssets(t *testing.T, c *cloud, s *cloudScript, tree string) {
	t.Helper()
	assets, n := filepath.Join(tree, "backend/build/assets"), 0
	err := filepath.WalkDir(assets, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "_headers" {
			return err
		}
		n++
		want, err := os.ReadFile(file)
		if got := c.files[s.hashes[file[len(assets):]]]; !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes were uploaded, the file has %d", file[len(assets):], len(got), len(want))
		}
		return err
	})
	if err != nil || n == 0 || n != len(s.hashes) {
		t.Errorf("%d assets are built, %d uploaded (%v)", n, len(s.hashes), err)
	}
	if headers, _ := s.Assets.Config["_headers"].(string); !strings.Contains(headers, "Content-Security-Policy") {
		t.Errorf("the board's headers were uploaded as %q", headers)
	}
}
