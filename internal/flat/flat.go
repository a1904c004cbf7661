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
	if len(r.data) > 0 && r.data[0] < 0x80 { // most are small, and a start reads tens of thousands
		b := int(r.data[0])
		r.data = r.data[1:]
		return b>>1 ^ -(b & 1)
	}
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
func (r *Reader) Text() string { return string(r.Raw()) }

// Raw reads a text as part of the data it is read from: it must not be changed, and keeps all that data.
func (r *Reader) Raw() []byte {
	n := r.Len()
	raw := r.data[:n]
	r.data = r.data[n:]
	return raw
}

// Lists writes lists of what Fixed takes one after another.
func Lists(w *Writer, lists [][]int32) {
	counts, all := make([]int32, len(lists)), []int32{}
	for i, list := range lists {
		counts[i] = int32(len(list))
		all = append(all, list...)
	}
	Fixed(w, counts)
	Fixed(w, all)
}

// ReadLists reads lists, which share their memory and must not be appended to in place; empty ones
// are nil.
func ReadLists(r *Reader) [][]int32 {
	counts, all := ReadFixed(r, 0), ReadFixed(r, 0)
	lists := make([][]int32, len(counts))
	for i, n := range counts {
		if int(n) > len(all) {
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

// fill reads as many numbers of Ints as the list has places.
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

// Fixed writes numbers from 0 to 2^24-1 with their length, each in as many bytes as the greatest needs: for long
// lists, which a Reader reads several times as fast as those of Ints.
func Fixed(w *Writer, list []int32) {
	width := 1
	for _, v := range list {
		for v>>(8*width) > 0 {
			width++
		}
	}
	w.Int(len(list))
	w.Int(width)
	for _, v := range list {
		for k := range width {
			w.data = append(w.data, byte(v>>(8*k)))
		}
	}
}

// ReadFixed reads a list that Fixed wrote, behind as many places that stay zero: who needs one there saves the copy.
func ReadFixed(r *Reader, before int) []int32 {
	n, width := r.Len(), r.Int()
	if width < 1 || width > 3 || n > len(r.data)/width {
		r.err, r.data, n, width = ErrShort, nil, 0, 1
	}
	list := make([]int32, before+n)
	data := r.data[:n*width]
	r.data = r.data[n*width:]
	to := list[before:]
	switch width { // written out: what is in the loop is done half a million times at a start
	case 1:
		for i, low := range data {
			to[i] = int32(low)
		}
	case 2:
		for i := range to {
			to[i] = int32(data[0]) | int32(data[1])<<8
			data = data[2:]
		}
	case 3:
		for i := range to {
			to[i] = int32(data[0]) | int32(data[1])<<8 | int32(data[2])<<16
			data = data[3:]
		}
	}
	return list
}
