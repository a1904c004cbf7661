package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"pgregory.net/rapid"
)

func TestCutAndLayOutGiveTheSameMemory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var memory []byte
		for range rapid.IntRange(0, 8).Draw(t, "stretches") {
			memory = append(memory, make([]byte, rapid.IntRange(0, 3*joinWithin).Draw(t, "zeroes"))...)
			memory = append(memory, rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")...)
		}
		segments := cut(memory)
		if got := layOut(segments); !bytes.Equal(got, bytes.TrimRight(memory, "\x00")) {
			t.Fatalf("%d bytes came back as %d", len(memory), len(got))
		}
		read, err := readSegments(writeSegments(segments))
		if err != nil {
			t.Fatal(err)
		}
		if got := layOut(read); !bytes.Equal(got, bytes.TrimRight(memory, "\x00")) {
			t.Fatal("a section read back differs from what was written")
		}
	})
}

func TestSlimRefusesWhatItCannotRead(t *testing.T) {
	const magic = "\x00asm\x01\x00\x00\x00"
	for name, module := range map[string]string{
		"no wasm":           "MZ",
		"section cut off":   magic + "\x0b\x7f\x00",
		"counted segments":  magic + "\x0c\x01\x01",
		"passive segment":   magic + "\x0b\x04\x01\x01\x01a",
		"no function table": magic + "\x0b\x06\x01\x00\x41\x00\x0b\x00",
	} {
		if _, err := slim([]byte(module)); err == nil {
			t.Errorf("%s: slim gives no error", name)
		}
	}
}

// TestSlimEngineStillRuns guards against a Go upgrade that changes the tables slim touches: the
// slimmed engine must collect garbage, grow stacks and trap as before.
func TestSlimEngineStillRuns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "engine.wasm")
	c := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false", "-gcflags=all=-l", "-ldflags=-s -w", "-o", file, "../../wasm")
	c.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	full, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	module, err := slim(full)
	if err != nil {
		t.Fatal(err)
	}
	if saved := len(packed(full)) - len(packed(module)); saved < 100_000 {
		t.Errorf("slim saves %d bytes gzip, want 100,000 and more", saved)
	}

	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	var stderr bytes.Buffer
	mod, err := runtime.InstantiateWithConfig(ctx, module, wazero.NewModuleConfig().
		WithStartFunctions("_initialize").WithSysNanotime().WithSysWalltime().WithRandSource(rand.Reader).WithStderr(&stderr))
	if err != nil {
		t.Fatal(err)
	}
	call := func(name string, args ...uint64) uint64 {
		t.Helper()
		res, err := mod.ExportedFunction(name).Call(ctx, args...)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, stderr.String())
		}
		if len(res) == 0 {
			return 0
		}
		return res[0]
	}
	data := filepath.Join(t.TempDir(), "data")
	if out, err := exec.Command("go", "run", "../../wasm", "data", data).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	rules, err := os.ReadFile(filepath.Join(data, "rules.bin"))
	if err != nil {
		t.Fatal(err)
	}
	mod.Memory().Write(uint32(call("buf", uint64(len(rules)))), rules)
	call("take", 0, uint64(len(rules)))

	call("settle") // garbage is collected from here on
	const check = 3
	request := []byte(`{"text":"亲,改成好评给您返10元红包","platform":"taobao"}`)
	for range 200 { // enough garbage for several collections
		mod.Memory().Write(uint32(call("buf", uint64(len(request)))), request)
		n := call("call", check, uint64(len(request)))
		answer, _ := mod.Memory().Read(uint32(call("out")), uint32(n))
		if !strings.Contains(string(answer), `"review_inducement"`) {
			t.Fatalf("the slimmed engine answers %s", answer)
		}
	}
	if _, err := mod.ExportedFunction("check").Call(ctx, 1<<30, 0, 0); err == nil {
		t.Error("a length beyond the buffer did not trap")
	}
	if !strings.Contains(stderr.String(), "main.check") {
		t.Errorf("a trap names no function:\n%s", stderr.String())
	}
}
