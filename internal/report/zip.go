package report

import "encoding/binary"

// part is one file of an archive.
type part struct{ path, text string }

// Signs and values of a ZIP archive (APPNOTE 4.3).
const (
	signFile      = 0x04034b50
	signDirectory = 0x02014b50
	signEnd       = 0x06054b50
	version20     = 20
	utf8Names     = 0x0800
	firstDay      = 0x0021 // 1980-01-01, the first day ZIP knows: the same table gives the same file
)

// zip packs parts as they are. Written here because archive/zip brings compress/flate and a file
// system along: 87 KB gzip in an engine that has 35 left. A sheet of 200 rows has 60 KB without.
func zip(parts []part) []byte {
	var out, directory []byte
	le := binary.LittleEndian
	for _, p := range parts {
		at := len(out)
		var common []byte // what both headers say
		for _, v := range []uint16{version20, utf8Names, 0, 0, firstDay} {
			common = le.AppendUint16(common, v)
		}
		for _, v := range []uint32{checksum(p.text), uint32(len(p.text)), uint32(len(p.text))} {
			common = le.AppendUint32(common, v)
		}
		common = le.AppendUint16(common, uint16(len(p.path)))
		common = le.AppendUint16(common, 0) // no extra field

		out = append(le.AppendUint32(out, signFile), common...)
		out = append(append(out, p.path...), p.text...)

		directory = le.AppendUint16(le.AppendUint32(directory, signDirectory), version20)
		directory = append(directory, common...)
		directory = append(directory, make([]byte, 10)...) // no comment, first disk, no attributes
		directory = append(le.AppendUint32(directory, uint32(at)), p.path...)
	}
	at := len(out)
	out = append(out, directory...)
	out = le.AppendUint32(out, signEnd)
	for _, v := range []uint16{0, 0, uint16(len(parts)), uint16(len(parts))} {
		out = le.AppendUint16(out, v)
	}
	out = le.AppendUint32(out, uint32(len(directory)))
	out = le.AppendUint32(out, uint32(at))
	return le.AppendUint16(out, 0) // no comment
}

// checksum is the CRC-32 of IEEE 802.3, bit by bit: hash/crc32 is quicker, for 2 KB of the engine.
func checksum(text string) uint32 {
	const polynomial = 0xedb88320
	c := ^uint32(0)
	for i := range len(text) {
		c ^= uint32(text[i])
		for range 8 {
			c = c>>1 ^ polynomial&-(c&1)
		}
	}
	return ^c
}
