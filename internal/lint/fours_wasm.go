package lint

import "unsafe"

// fours reads numbers of four bytes where they lie: a start must not wait for three hundred thousand of them to
// be copied. WebAssembly has its bytes in this order and reads a number from any address.
func fours(b []byte) []uint32 {
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(b))), len(b)/4)
}
