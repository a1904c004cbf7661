// Package flat writes numbers and texts one after another, and reads them back in the same order.
// It is for tables that are made once, when the extension is built, and read at every start: no
// names, no reflection, nothing to look up.
package flat

import (
	"encoding/binary"
	"errors"
	"math"
)

// ErrShort says that the data ends too early or is none of ours.
var ErrShort = errors.New("flat: the data is cut off or damaged")

// Writer gathers what is written. The zero value is ready.
type Writer struct{ data []byte }

// Bytes is all that was written so far.
func (w *Writer) Bytes() []byte { return w.data }

// Int writes a number; small ones, below zero too, take one byte.
func (w *Writer) Int(v int) { w.data = binary.AppendVarint(w.data, int64(v)) }

// Bool writes a truth.
func (w *Writer) Bool(v bool) {
	if v {
		w.Int(1)
		return
	}
	w.Int(0)
}

// Float writes a number with all its digits.
func (w *Writer) Float(v float64) {
	w.data = binary.LittleEndian.AppendUint64(w.data, math.Float64bits(v))
}

// Text writes a text with its length.
func (w *Writer) Text(s string) {
	w.Int(len(s))
	w.data = append(w.data, s...)
}

// Ints writes a list with its length.
func Ints[N ~int32](w *Writer, list []N) {
	w.Int(len(list))
	for _, v := range list {
		w.Int(int(v))
	}
}

// Reader reads what a Writer wrote. After the first fault it gives zeroes and Err says why.
type Reader struct {
	data []byte
	err  error
}

// NewReader reads data, which it keeps and never changes.
func NewReader(data []byte) *Reader { return &Reader{data: data} }

// Err is ErrShort if any reading so far failed.
func (r *Reader) Err() error { return r.err }

// Int reads a number.
func (r *Reader) Int() int {
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.err, r.data = ErrShort, nil
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

// Float reads a number that Float wrote.
func (r *Reader) Float() float64 {
	if len(r.data) < 8 {
		r.err, r.data = ErrShort, nil
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(r.data))
	r.data = r.data[8:]
	return v
}

// Bool reads a truth.
func (r *Reader) Bool() bool { return r.Int() != 0 }

// Len reads the length of a list, never more than the data could hold.
func (r *Reader) Len() int {
	n := r.Int()
	if n < 0 || n > len(r.data) {
		r.err, r.data = ErrShort, nil
		return 0
	}
	return n
}

// Text reads a text.
func (r *Reader) Text() string {
	n := r.Len()
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

// Lists writes lists one after another.
func Lists[N ~int32](w *Writer, lists [][]N) {
	counts, all := make([]int32, len(lists)), []N{}
	for i, list := range lists {
		counts[i] = int32(len(list))
		all = append(all, list...)
	}
	Ints(w, counts)
	Ints(w, all)
}

// ReadLists reads lists, which share their memory and must not be appended to in place; empty ones
// are nil.
func ReadLists[N ~int32](r *Reader) [][]N {
	counts, all := ReadInts[int32](r), ReadInts[N](r)
	lists := make([][]N, len(counts))
	for i, n := range counts {
		if n < 0 || int(n) > len(all) {
			r.err, r.data = ErrShort, nil
			return lists
		}
		if n > 0 {
			lists[i], all = all[:n:n], all[n:]
		}
	}
	return lists
}

// ReadInts reads a list; an empty one is nil.
func ReadInts[N ~int32](r *Reader) []N {
	if n := r.Len(); n > 0 {
		return fill(r, make([]N, n))
	}
	return nil
}

// ReadIntsAfter reads a list behind a place that stays zero: who needs one there saves the copy.
func ReadIntsAfter[N ~int32](r *Reader) []N {
	list := make([]N, r.Len()+1)
	fill(r, list[1:])
	return list
}

// fill reads as many numbers as the list has places.
func fill[N ~int32](r *Reader, list []N) []N {
	// Not binary.Varint: a start reads hundreds of thousands of them.
	data, at := r.data, 0
	for i := range list {
		var u, shift uint32
		for {
			if at == len(data) || shift > 28 {
				r.err, r.data = ErrShort, nil
				return list
			}
			b := data[at]
			at++
			u |= uint32(b&0x7f) << shift
			if b < 0x80 {
				break
			}
			shift += 7
		}
		list[i] = N(int32(u>>1) ^ -int32(u&1))
	}
	r.data = data[at:]
	return list
}
