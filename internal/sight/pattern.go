package sight

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// checkPattern says how many groups a pattern captures, and what keeps it out of the subset that
// JavaScript with the u flag and Go's regexp share: no lookaround, no named groups, no back
// references, no escape that only one of them knows. The engine carries no regexp of its own; a
// pattern that threw in the page would take the whole site file with it.
func checkPattern(p string) (groups int, reason string) {
	if p == "" {
		return 0, "must be a pattern"
	}
	var open int
	repeatable := false // whether a quantifier may come next
	for i := 0; i < len(p); {
		c := p[i]
		rest := p[i:]
		switch c {
		case '\\':
			if len(rest) < 2 || !strings.ContainsRune(`dDwWsSbBnrt^$\.*+?()[]{}|/`, rune(rest[1])) {
				return 0, "escape not known to both at byte " + strconv.Itoa(i)
			}
			repeatable = rest[1] != 'b' && rest[1] != 'B'
			i += 2
		case '[':
			n, why := class(rest)
			if why != "" {
				return 0, why + " at byte " + strconv.Itoa(i)
			}
			i, repeatable = i+n, true
		case '(':
			open++
			switch {
			case strings.HasPrefix(rest, "(?:"):
				i += 3
			case strings.HasPrefix(rest, "(?"):
				return 0, "only plain groups and (?: are shared, at byte " + strconv.Itoa(i)
			default:
				groups++
				i++
			}
			repeatable = false
		case ')':
			if open--; open < 0 {
				return 0, "unmatched ) at byte " + strconv.Itoa(i)
			}
			i, repeatable = i+1, true
		case '|', '^', '$':
			i, repeatable = i+1, false
		case '*', '+', '?', '{':
			n := quantifier(rest)
			if n == 0 || !repeatable {
				return 0, "nothing to repeat, or not a count, at byte " + strconv.Itoa(i)
			}
			i, repeatable = i+n, false
			if strings.HasPrefix(p[i:], "?") {
				i++
			}
		case ']', '}':
			return 0, "unmatched " + string(c) + " at byte " + strconv.Itoa(i)
		default:
			i, repeatable = i+1, true
		}
	}
	if open != 0 {
		return 0, "unmatched ("
	}
	return groups, ""
}

// class gives the length of the character class that s begins with.
func class(s string) (n int, reason string) {
	i := len(s) - len(strings.TrimPrefix(s[1:], "^"))
	first, ranged := true, false
	var low rune // of a range that may be going on, -1 after a class such as \d
	for i < len(s) {
		c, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == ']' && first:
			return 0, "empty class"
		case c == ']':
			return i + 1, ""
		case c == '[':
			return 0, "[ must be escaped in a class"
		case c == '-' && !first && !ranged && i+1 < len(s) && s[i+1] != ']':
			ranged = true
			i++
			continue
		case c == '\\':
			if i+1 >= len(s) || !strings.ContainsRune(`dDwWsSnrt^$\.*+?()[]{}|/-`, rune(s[i+1])) {
				return 0, "escape not known to both in a class"
			}
			if c, size = rune(s[i+1]), 2; strings.ContainsRune("dDwWsSnrt", c) {
				c = -1
			}
		}
		if ranged && (low < 0 || c < low) {
			return 0, "not a range"
		}
		low, ranged, first = c, false, false
		if s[i] == '-' && size == 1 {
			low = -1 // a hyphen that starts a range is clearer escaped
		}
		i += size
	}
	return 0, "unmatched ["
}

// quantifier gives the length of the quantifier that s begins with, 0 if it is none.
func quantifier(s string) int {
	if s[0] != '{' {
		return 1
	}
	body, _, ok := strings.Cut(s[1:], "}")
	if !ok {
		return 0
	}
	low, high, ranged := strings.Cut(body, ",")
	n, err := strconv.ParseUint(low, 10, 16)
	if err != nil || n > 1000 {
		return 0
	}
	if ranged && high != "" {
		m, err := strconv.ParseUint(high, 10, 16)
		if err != nil || m < n || m > 1000 {
			return 0
		}
	}
	return len(body) + 2
}
