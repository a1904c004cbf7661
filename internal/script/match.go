package script

// How well a term fits a text, better is more.
const (
	noMatch  = 0
	initials = 1 // 物流慢 by wlm
	spelled  = 2 // by wuliuman
	literal  = 3 // by its own characters
)

// maxTerm bounds what is searched for: longer terms are cut, nobody types them.
const maxTerm = 40

// match is one place where a term fits.
type match struct {
	quality    int
	first, end int // cells
}

// find gives the best place of a term in a text, the earliest of several that are equally good.
func find(text []cell, term []rune) match {
	var best match
	for i := range text {
		c := &text[i]
		if c.char != term[0] && (term[0] < 'a' || term[0] > 'z' || c.mask>>(term[0]-'a')&1 == 0) {
			continue
		}
		if end, q := run(text, term, i, literal); q > best.quality {
			best = match{q, i, end}
			if q == literal {
				break
			}
		}
	}
	return best
}

// run matches the whole term from cell i on. A Han character is met by itself, by its reading, by
// the beginning of its reading where the term ends, and by its initial (zh, ch and sh as one or
// two letters). It gives the cell after the match and the match's quality, at most limit.
func run(text []cell, term []rune, i, limit int) (int, int) {
	if len(term) == 0 {
		return i, limit
	}
	if i == len(text) {
		return 0, noMatch
	}
	c := &text[i]
	bestEnd, best := 0, noMatch
	try := func(consumed, limit int) {
		if limit <= best {
			return
		}
		if end, q := run(text, term[consumed:], i+1, limit); q > best {
			bestEnd, best = end, q
		}
	}
	if c.char == term[0] {
		try(1, limit)
	} else if c.gap {
		try(0, limit)
	}
	for _, reading := range c.readings {
		n := common(term, reading)
		if n == len(reading) || n >= 2 && n == len(term) {
			try(n, min(limit, spelled))
		}
		if n >= 1 {
			try(1, min(limit, initials))
		}
		if n >= 2 && reading[1] == 'h' {
			try(2, min(limit, initials))
		}
	}
	return bestEnd, best
}

// common counts the letters that term and reading begin with alike.
func common(term []rune, reading string) int {
	n := 0
	for n < len(term) && n < len(reading) && term[n] == rune(reading[n]) {
		n++
	}
	return n
}
