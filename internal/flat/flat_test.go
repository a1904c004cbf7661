package flat

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Int().Draw(t, "number")
		fraction := rapid.Float64().Draw(t, "fraction")
		truth := rapid.Bool().Draw(t, "truth")
		text := rapid.String().Draw(t, "text")
		list := rapid.SliceOf(rapid.Int32()).Draw(t, "list")
		natural := rapid.SliceOf(rapid.Int32Range(0, 1<<rapid.IntRange(1, 24).Draw(t, "bits")-1)).Draw(t, "natural")
		var w Writer
		w.Int(number)
		w.Float(fraction)
		Ints(&w, list)
		Fixed(&w, natural)
		w.Bool(truth)
		w.Text(text)
		r := NewReader(w.Bytes())
		if got := r.Int(); got != number {
			t.Fatalf("%d came back as %d", number, got)
		}
		if got := r.Float(); got != fraction {
			t.Fatalf("%v came back as %v", fraction, got)
		}
		if got := ReadInts[int32](r); !slices.Equal(got, list) {
			t.Fatalf("%v came back as %v", list, got)
		}
		if got := ReadFixed(r, 1); !slices.Equal(got, append([]int32{0}, natural...)) {
			t.Fatalf("%v came back as %v behind a zero", natural, got)
		}
		if got := r.Bool(); got != truth {
			t.Fatalf("%t came back as %t", truth, got)
		}
		if got := r.Text(); got != text || r.Err() != nil {
			t.Fatalf("%q came back as %q, %v", text, got, r.Err())
		}
	})
}

func TestDataCutOffAnywhereIsAFaultAndNeverAPanic(t *testing.T) {
	var w Writer
	w.Text("评价")
	Ints(&w, []int32{1, -70000, 3})
	Fixed(&w, []int32{1, 70000, 3})
	w.Int(1 << 40)
	w.Float(0.5)
	for n := range w.Bytes() {
		r := NewReader(w.Bytes()[:n])
		r.Text()
		ReadInts[int32](r)
		ReadFixed(r, 1)
		r.Int()
		r.Float()
		if !errors.Is(r.Err(), ErrShort) {
			t.Errorf("cut at %d: %v", n, r.Err())
		}
	}
}

func TestALengthBeyondTheDataIsAFault(t *testing.T) {
	for _, n := range []int{-1, 5, 1 << 50} {
		var w Writer
		w.Int(n)
		if got := NewReader(w.Bytes()).Len(); got != 0 {
			t.Errorf("length %d is read as %d", n, got)
		}
	}
}
