//go:build wasip1

package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"unsafe"
)

// The exports: the only place that knows it is wasm. The host calls _initialize once, then, one
// call at a time: buf for room, writes its bytes there, calls check or call, and reads at out. A
// pointer holds until the next call of buf, check or call. A panic traps; the host then throws the
// instance away and makes a new one.
var (
	usualGC = startWithoutGC()
	in      = make([]byte, room)
	out     []byte
	triples []int32
	outAt   unsafe.Pointer
	brain   = newEngine(readShipped(untake))
	taken   = map[string][]byte{}
	covered int32
)

// atStart is the most memory a start may take, in bytes, before garbage is collected all the same.
const atStart = 24 << 20

// startWithoutGC puts the collector off, which in the first check would find next to nothing and be a
// seventh of what one waits for. Gives the percentage the host set.
func startWithoutGC() int {
	debug.SetMemoryLimit(atStart)
	return debug.SetGCPercent(-1)
}

// settle collects what the start left behind, and from then on garbage is collected as it comes. The
// host calls it once, when nobody waits.
//
//go:wasmexport settle
func settle() {
	endStart()
	runtime.GC()
}

// endStart has garbage collected as it comes. With no more than what a start may take, a log of 100,000 events
// is folded half as fast: the collector then never stops.
func endStart() {
	debug.SetMemoryLimit(math.MaxInt64)
	debug.SetGCPercent(usualGC)
}

// room is enough for any reply, in bytes; an answer of the console makes it grow.
const room = 64 << 10

// take keeps n bytes of buf as the shipped data of the kind with that index in kinds. It comes
// before the first operation that rests on the kind; one without its data traps.
//
//go:wasmexport take
func take(kind, n int32) {
	taken[kinds[kind]] = in[:n:n]
	in = make([]byte, room)
}

//go:wasmexport buf
func buf(n int32) int32 {
	if int(n) > len(in) {
		in = make([]byte, n)
	}
	return int32(uintptr(unsafe.Pointer(&in[0])))
}

//go:wasmexport out
func outPtr() int32 { return int32(uintptr(outAt)) }

// untake gives what was taken, once: read, it is needed no more.
func untake(kind string) []byte {
	part := taken[kind]
	delete(taken, kind)
	return part
}

// check looks at n bytes of UTF-8 in buf for the platform with that index in platforms. Behind them
// lie c bytes of JSON: the text's lint.Context, 0 for none. It gives how many int32s wait at out:
// triples of start, end (UTF-16) and the finding's index in Tables. Where the context is none, a
// Fault waits there, and the answer is minus its bytes.
//
//go:wasmexport check
func check(n, platform, c int32) int32 {
	var err error
	if triples, covered, err = brain.spans(string(in[:n]), platform, in[n:n+c], triples[:0]); err != nil {
		out = mustJSON(faultOf(err))
		outAt = unsafe.Pointer(unsafe.SliceData(out))
		return -int32(len(out))
	}
	outAt = unsafe.Pointer(unsafe.SliceData(triples))
	return int32(len(triples))
}

// checked is how many UTF-16 units the last check covered: fewer than the text has where it is
// over the cap.
//
//go:wasmexport checked
func checked() int32 { return covered }

// call runs an operation of the contract on n bytes of JSON in buf and gives the length of the
// answer at out.
//
//go:wasmexport call
func call(number, n int32) int32 {
	if n > room { // a log, or a pack
		endStart()
	}
	out = brain.answer(number, in[:n])
	outAt = unsafe.Pointer(unsafe.SliceData(out))
	return int32(len(out))
}

func main() {}
