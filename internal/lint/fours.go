//go:build !wasm

package lint

import "encoding/binary"

// fours reads numbers of four bytes.
func fours(b []byte) []uint32 {
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return list
}
