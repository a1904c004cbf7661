package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// The table that a Go program finds its functions by (cmd/link's pclntab, unchanged since Go 1.20):
// a header, names, files, the pc tables, then an index and a record for each function.
const (
	tableHeader = "\xf1\xff\xff\xff\x00\x00\x01\x08" // magic, padding, pc quantum 1, 8-byte words
	headerWords = 8                                  // functions, files, text, names, units, files, pc tables, functions

	// Offsets into a function's record, of 32-bit fields.
	recordFixed  = 44 // bytes before its list of pc tables
	recordPCSP   = 16
	recordPCFile = 20
	recordPCLine = 24
	recordTables = 28
)

// dropLines empties the tables that say which file and line a place in the code is from: 100 KB
// gzip of the engine that only the text of a trap reads. Such a text still names each function; to
// get its lines, run the same input through the native command. What the program itself needs, for
// its stack and its garbage collector, stays.
func dropLines(memory []byte) error {
	at := bytes.Index(memory, []byte(tableHeader))
	if at < 0 {
		return errors.New("no table of functions: Go's format has changed, see internal/abi and runtime/symtab.go")
	}
	table := memory[at:]
	var header [headerWords]uint64
	for i := range header {
		header[i] = binary.LittleEndian.Uint64(table[len(tableHeader)+8*i:])
	}
	count, tables, functions := int(header[0]), header[6], header[7]
	if count == 0 || count > 1<<20 || tables >= functions || functions >= uint64(len(table)) {
		return errors.New("the table of functions does not hold together: Go's format has changed")
	}
	pcs, records := table[tables:functions], table[functions:]

	var lines []uint32
	used := map[uint32]bool{0: true}
	for i := range count {
		record := records[binary.LittleEndian.Uint32(records[8*i+4:]):]
		for _, field := range []int{recordPCFile, recordPCLine} {
			lines = append(lines, binary.LittleEndian.Uint32(record[field:]))
			binary.LittleEndian.PutUint32(record[field:], 0) // 0 is "no table"
		}
		used[binary.LittleEndian.Uint32(record[recordPCSP:])] = true
		for j := range int(binary.LittleEndian.Uint32(record[recordTables:])) {
			used[binary.LittleEndian.Uint32(record[recordFixed+4*j:])] = true
		}
	}

	// Equal tables are stored once, so a line table that something else uses too stays. One ends
	// where the next that anything uses begins.
	starts := slices.Clone(lines)
	for at := range used {
		starts = append(starts, at)
	}
	starts = append(starts, uint32(len(pcs)))
	slices.Sort(starts)
	starts = slices.Compact(starts)
	for i, from := range starts[:len(starts)-1] {
		if to := starts[i+1]; !used[from] && int(to) <= len(pcs) {
			clear(pcs[from:to])
		}
	}
	return nil
}
