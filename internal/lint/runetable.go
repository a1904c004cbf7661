package lint

// runeTable maps characters to numbers other than 0, in pages, for a look-up without hashing.
// Characters from 0x20000 on have no place in it.
type runeTable [0x200]*[256]int32

func (t *runeTable) put(r rune, v int32) {
	if r < 0 || int(r>>8) >= len(t) {
		return
	}
	p := t[r>>8]
	if p == nil {
		p = new([256]int32)
		t[r>>8] = p
	}
	p[r&0xff] = v
}

func (t *runeTable) get(r rune) int32 {
	if i := int(r >> 8); i < len(t) {
		if p := t[i]; p != nil {
			return p[r&0xff]
		}
	}
	return 0
}
