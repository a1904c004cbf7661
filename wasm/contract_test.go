//go:build !wasip1

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTypeScriptMirrorsTheContract(t *testing.T) {
	for file, want := range map[string]string{"engine.d.ts": typesFile(), "engine-ops.ts": numbersFile()} {
		got, err := os.ReadFile(filepath.Join("..", "extension", file))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("extension/%s differs from wasm/contract.go: run `make types` (-contract +file)\n%s", file, diff)
		}
	}
}

func TestOperationNumbersAndNamesAreUnique(t *testing.T) {
	numbers, names := map[int32]string{}, map[string]bool{}
	for _, o := range operations {
		if other, taken := numbers[o.number]; taken {
			t.Errorf("%s and %s both have number %d: give the newer one the next free number", other, o.name, o.number)
		}
		if names[o.name] {
			t.Errorf("two operations are named %s", o.name)
		}
		numbers[o.number], names[o.name] = o.name, true
	}
}

func TestTablesWriteThemselvesAsEncodingJSONWould(t *testing.T) {
	e := newEngine(builtIn())
	tables, err := e.describe(Empty{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(tables.write()), string(mustJSON(map[string]any{"ok": tables})); got != want {
		t.Errorf("want %s\ngot  %s", want, got)
	}
}
