package house

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func imports(t *testing.T, s source) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), s.path, s.text, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestInternalThinksWithoutTheWorld(t *testing.T) {
	banned := []string{"net", "net/http", "os", "syscall/js"}
	for _, s := range sources(t, ".go") {
		if !strings.HasPrefix(s.path, "internal/") || strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		for _, p := range imports(t, s) {
			ours := strings.HasPrefix(p, "pingban/") && !strings.HasPrefix(p, "pingban/internal/")
			if ours || slices.Contains(banned, p) {
				t.Errorf("%s imports %s: internal/ does no I/O and knows no program; hand in what it needs", s.path, p)
			}
		}
	}
}

func TestInternalReadsNoClock(t *testing.T) {
	for _, s := range sources(t, ".go") {
		if strings.HasPrefix(s.path, "internal/") && !strings.HasSuffix(s.path, "_test.go") && strings.Contains(s.text, "time.Now()") {
			t.Errorf("%s calls time.Now: take now as an argument", s.path)
		}
	}
}

func TestOneFileKnowsWasmExports(t *testing.T) {
	const home = "wasm/main_wasip1.go"
	mark := "//go:wasm" + "export"
	found := false
	for _, s := range sources(t, ".go") {
		if !strings.Contains(s.text, mark) {
			continue
		}
		if s.path != home {
			t.Errorf("%s exports to wasm: %s is the only place for that", s.path, home)
		}
		found = true
	}
	if !found {
		t.Errorf("%s exports nothing: this test looks at the wrong file", home)
	}
}

func TestSyscallJSStaysInTheWorkerProgram(t *testing.T) {
	for _, s := range sources(t, ".go") {
		if slices.Contains(imports(t, s), "syscall/js") && !(path.Dir(s.path) == "backend" && strings.HasSuffix(s.path, "_js.go")) {
			t.Errorf("%s imports syscall/js: only backend/*_js.go may", s.path)
		}
	}
}

func TestOneFileListsRoutes(t *testing.T) {
	const home = "backend/api/routes.go"
	route := regexp.MustCompile(`"(GET|POST|PUT|PATCH|DELETE) /`)
	found := false
	for _, s := range sources(t, ".go") {
		if strings.HasSuffix(s.path, "_test.go") || !route.MatchString(s.text) {
			continue
		}
		if s.path != home {
			t.Errorf("%s names a route (%s): list it in %s", s.path, route.FindString(s.text), home)
		}
		found = true
	}
	if !found {
		t.Errorf("%s lists no route: this test looks at the wrong file", home)
	}
}

func TestOneFolderKnowsAConsolesDOM(t *testing.T) {
	// Marks of the console's own pages: Fusion classes and the texts rows are found by.
	marks := []string{"next-table", "next-dialog", "rate-content", "comment-content", "初次评价", "订单号["}
	for _, s := range sources(t, ".go", ".ts", ".tsx") {
		if strings.HasSuffix(s.path, "_test.go") || strings.HasPrefix(s.path, "extension/e2e/") {
			continue
		}
		for _, m := range marks {
			if strings.Contains(s.text, m) {
				t.Errorf("%s knows %q of a console's page: put it in a file of internal/sight/sites", s.path, m)
			}
		}
	}
}

func TestTheReactorStaysLight(t *testing.T) {
	// Each costs the engine 0.1 to 1.5 MB gzip and start-up time in every service worker.
	heavy := []string{
		"github.com/go-playground/validator/v10", "text/template", "html/template", "time/tzdata",
		"regexp", "net/http", "golang.org/x/text/unicode/norm", "pingban/internal/pack",
	}
	c := exec.Command("go", "list", "-deps", "./wasm")
	c.Dir = root
	c.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	out, err := c.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "pingban/internal/lint") {
		t.Fatal("the engine does not depend on internal/lint: this test looks at the wrong program")
	}
	for _, h := range heavy {
		if slices.Contains(deps, h) {
			t.Errorf("the engine depends on %s: find who brings it with `GOOS=wasip1 GOARCH=wasm go list -deps` and do without", h)
		}
	}
}
