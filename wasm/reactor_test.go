//go:build !wasip1

package main

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"pingban/internal/lint"
)

// built compiles the reactor once for all tests and gives its bytes.
var built = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "engine")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "engine.wasm")
	c := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", file, ".")
	c.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	c.Stderr = os.Stderr
	if err := c.Run(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// reactor is one instance of the engine as the service worker sees it.
type reactor struct {
	t   *testing.T
	mod api.Module
}

// startReactors gives a function that makes a new instance each time it is called.
func startReactors(t *testing.T) func() *reactor {
	t.Helper()
	code, err := built()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	t.Cleanup(func() { _ = runtime.Close(ctx) })
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	compiled, err := runtime.CompileModule(ctx, code)
	if err != nil {
		t.Fatal(err)
	}
	return func() *reactor {
		config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize").
			WithSysNanotime().WithSysWalltime().WithRandSource(zeroes{})
		mod, err := runtime.InstantiateModule(ctx, compiled, config)
		if err != nil {
			t.Fatal(err)
		}
		return &reactor{t, mod}
	}
}

// zeroes is a source of randomness for tests: the engine draws none of its own, only Go's maps do.
type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func (r *reactor) export(name string, args ...uint64) (int32, error) {
	res, err := r.mod.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	if len(res) == 0 {
		return 0, nil
	}
	return int32(res[0]), nil
}

// take hands over the shipped data of some kinds, as the host does before it first needs them.
func (r *reactor) take(some ...string) *reactor {
	r.t.Helper()
	all, err := parts()
	if err != nil {
		r.t.Fatal(err)
	}
	for _, kind := range some {
		r.write(all[kind])
		if _, err := r.export("take", uint64(slices.Index(kinds, kind)), uint64(len(all[kind]))); err != nil {
			r.t.Fatal(err)
		}
	}
	return r
}

func (r *reactor) write(b []byte) {
	r.t.Helper()
	at, err := r.export("buf", uint64(len(b)))
	if err != nil {
		r.t.Fatal(err)
	}
	if !r.mod.Memory().Write(uint32(at), b) {
		r.t.Fatal("buf gave a pointer outside memory")
	}
}

func (r *reactor) read(n int32) []byte {
	r.t.Helper()
	at, err := r.export("out")
	if err != nil {
		r.t.Fatal(err)
	}
	b, ok := r.mod.Memory().Read(uint32(at), uint32(n))
	if !ok {
		r.t.Fatal("out gave a pointer outside memory")
	}
	return append([]byte(nil), b...)
}

func (r *reactor) call(number int32, request []byte) []byte {
	r.t.Helper()
	r.write(request)
	n, err := r.export("call", uint64(number), uint64(len(request)))
	if err != nil {
		r.t.Fatal(err)
	}
	return r.read(n)
}

// check is the check of every keystroke, its triples as one list.
func (r *reactor) check(text string, platform int, context []byte) []int32 {
	r.t.Helper()
	r.write(slices.Concat([]byte(text), context))
	n, err := r.export("check", uint64(len(text)), uint64(platform), uint64(len(context)))
	if err != nil || n < 0 {
		r.t.Fatalf("%q with %s gives %d, %v", text, context, n, err)
	}
	var triples []int32
	for b := r.read(n * 4); len(b) > 0; b = b[4:] {
		triples = append(triples, int32(binary.LittleEndian.Uint32(b)))
	}
	return triples
}

// requests is one request for each operation, by number, in an order that makes sense.
var requests = []struct {
	number  int32
	request string
}{
	{1, `{}`},
	{2, `{"packs":[{"kind":"switches","body":{"items":[{"feature":"bar","version":"","reason":"试停"}],"off":[]}}]}`},
	{3, `{"text":"亲，改成好评给您返10元红包","platform":"taobao"}`},
	{4, `{"id":"a","platform":"taobao","now":"2026-11-22T10:00:00+08:00","rated_at":"2026-11-20T10:00:00+08:00","tips":["还有28天可回复"]}`},
	{5, `{"body":"{\"data\":{}}"}`},
	{6, `{"site":"taobao-reviews","now":"2026-11-22T10:00:00+08:00","sightings":[{"key":"1","fields":{"order":{"values":["3309081924700000001"],"strategy":"text"},"item":{"values":["979500000001"],"strategy":"link"},"rated_at":{"values":["2026-11-20 10:00"],"strategy":"text"},"sentiment":{"values":["负面评价"],"strategy":"line"}}}],"rows":[]}`},
	{7, `{"now":"2026-11-22T12:00:00+08:00","rows":[{"key":"1","sentiment":"negative","clock":{"id":"a","platform":"taobao","now":"2026-11-22T10:00:00+08:00","rated_at":"2026-11-20T10:00:00+08:00"}}]}`},
	{8, `{}`},
	{9, `{"text":"wl","now":"2026-11-22T10:00:00+08:00","limit":3}`},
	{10, `{"script":"no-such-script","vars":{}}`},
	{15, `{"id":"01KAN1G3M0000000000000000A","now":"2026-11-22T10:00:00+08:00","case":"taobao:3309081924700000001:979500000001","kind":"note","body":{"text":"电话 13800138000 说明天回复"}}`},
	{12, `{"events":[{"id":"01KAN1G3M0000000000000000A","case":"taobao:3309081924700000001:979500000001","kind":"note","at":"2026-11-22T10:00:00+08:00","body":{"text":"已联系，等回复"}}]}`},
	{11, `{"reset":true,"events":[{"id":"01KAN1G3M0000000000000000B","seq":1,"actor":"m1","case":"taobao:3309081924700000001:979500000001","kind":"review","at":"2026-11-22T09:00:00+08:00","body":{"platform":"taobao","order":"3309081924700000001","item":"979500000001","product":"耳机","buyer":"王**","text":"夹耳朵","sentiment":"negative","rated_at":"2026-11-20T10:00:00+08:00"}}]}`},
	{20, `{"now":"2026-12-19T10:00:00+08:00","since":"2026-12-18T10:00:00+08:00","quiet":{"from":21,"until":9}}`},
	{13, `{"case":"taobao:3309081924700000001:979500000001","now":"2026-11-22T10:00:00+08:00"}`},
	{14, `{"now":"2026-11-22T10:00:00+08:00","me":"m1","text":"","limit":10}`},
	{16, `{"id":"a","text":"快递不错，但是质量太差","rating":"bad"}`},
	{21, `{"format":"xlsx","name":"案例","titles":["订单","次数"],"rows":[["3309081924700000001",2],["=1+1",0.5]]}`},
	{21, `{"format":"csv","name":"案例","titles":["订单"],"rows":[["3309081924700000001"],["=1+1"]]}`},
	{21, `{"format":"csv","name":"案例","titles":["订单"],"rows":[[null]]}`},
	{99, `{}`},
	{3, `{"text":`},
}

func TestReactorAnswersAsTheNativeEngineDoes(t *testing.T) {
	native := newEngine(builtIn())
	wasm := startReactors(t)().take(kinds...)
	asked := map[int32]bool{}
	for _, r := range requests {
		asked[r.number] = true
		want, got := native.answer(r.number, []byte(r.request)), wasm.call(r.number, []byte(r.request))
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("operation %d (-native +wasm)\n%s", r.number, diff)
		}
		if !json.Valid(got) {
			t.Errorf("operation %d gives no JSON: %s", r.number, got)
		}
	}
	for _, o := range operations {
		if !asked[o.number] {
			t.Errorf("no request for operation %d %s: add one to requests", o.number, o.name)
		}
	}
}

func TestReactorChecksAsTheNativeEngineDoes(t *testing.T) {
	native := newEngine(builtIn())
	wasm := startReactors(t)().take(kindRules)
	for _, text := range []string{
		"", "亲，收到啦，这边马上帮您看", "亲，改成好评给您返10元红包", "😀加我微信 abc_12345 好评返现5元", "\xff\xfe好评返现",
	} {
		for p := range platforms {
			want, covered, err := native.spans(text, int32(p), nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := wasm.check(text, p, nil)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q on %q (-native +wasm)\n%s", text, platforms[p], diff)
			}
			if c, err := wasm.export("checked"); err != nil || c != covered {
				t.Errorf("%q: checked gives %d (%v), want %d", text, c, err, covered)
			}
		}
	}
}

// Whatever the full check says of a text in its context, the check of every keystroke says too.
func TestTheFastCheckKnowsTheContext(t *testing.T) {
	native := newEngine(builtIn())
	wasm := startReactors(t)().take(kindRules)
	rules := native.rules().Rules()
	tried := 0
	for _, r := range rules {
		for _, e := range slices.Concat(r.Examples.Flag, r.Examples.Pass) {
			if e.Context == nil {
				continue
			}
			tried++
			context, err := json.Marshal(e.Context)
			if err != nil {
				t.Fatal(err)
			}
			type found struct {
				rule       string
				start, end int
			}
			var want, got []found
			for _, f := range native.rules().Check(lint.Message(e)).Findings {
				want = append(want, found{f.Rule, f.Start, f.End})
			}
			triples := wasm.check(e.Text, max(0, slices.Index(platforms, e.Platform)), context)
			for i := 0; i < len(triples); i += 3 {
				got = append(got, found{rules[triples[i+2]].ID, int(triples[i]), int(triples[i+1])})
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(found{})); diff != "" {
				t.Errorf("%q with %s (-full +fast)\n%s", e.Text, context, diff)
			}
		}
	}
	if tried < 50 {
		t.Errorf("only %d examples have a context", tried)
	}
	for _, none := range []string{"{", `{"hour":"noon"}`, `{"hour":7.5}`} {
		wasm.write([]byte(none))
		n, err := wasm.export("check", 0, 0, uint64(len(none)))
		if err != nil || n >= 0 {
			t.Fatalf("%s as a context gives %d, %v; want a fault", none, n, err)
		}
		var f Fault
		if err := json.Unmarshal(wasm.read(-n), &f); err != nil || f.Field != "context" {
			t.Errorf("%s as a context gives the fault %v, %v", none, f, err)
		}
	}
}

func TestATrapLeavesTheNextInstanceSound(t *testing.T) {
	start := startReactors(t)
	broken := start()
	if _, err := broken.export("check", 1<<30, 0, 0); err == nil {
		t.Fatal("a length beyond the buffer did not trap")
	}
	again := start().take(kindRules)
	if got := again.call(1, []byte(`{}`)); !json.Valid(got) {
		t.Errorf("a new instance answers %s", got)
	}
}

func TestAnOperationNeedsNoDataButWhatItSaysItRestsOn(t *testing.T) {
	start := startReactors(t)
	for _, o := range operations {
		for _, r := range requests {
			if r.number == o.number {
				start().take(o.rests...).call(r.number, []byte(r.request)) // ends the test where it traps
			}
		}
	}
	for _, kind := range []string{kindRules, kindClocks, kindScripts, kindSites} {
		body := fmt.Sprintf(`{"packs":[{"kind":%q,"body":{"items":[],"off":["nothing"]}}]}`, kind)
		answer := string(start().take(kind).call(2, []byte(body)))
		if want := `{"ok":{"faults":[],"switches":[]}}`; answer != want {
			t.Errorf("a pack of %s over its own data gives %s", kind, answer)
		}
	}
}

func TestWhatShipsAsDataIsWhatIsBuiltIn(t *testing.T) {
	all, err := parts()
	if err != nil {
		t.Fatal(err)
	}
	native, read := newEngine(builtIn()), newEngine(readShipped(func(kind string) []byte { return all[kind] }))
	for _, r := range requests {
		want, got := native.answer(r.number, []byte(r.request)), read.answer(r.number, []byte(r.request))
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("operation %d (-built in +data)\n%s", r.number, diff)
		}
	}
}
