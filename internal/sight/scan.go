package sight

// Limits of an answer. The console's own are some hundred kilobytes and eight levels deep.
const (
	maxBody  = 8 << 20
	maxDepth = 64     // rows deeper than this are not looked for
	maxNest  = 10_000 // what encoding/json reads
)

// span is a stretch of bytes, end exclusive, that is a review or a sold order.
type span struct {
	start, end int
	order      bool
}

// level is an object or array the scan is inside of.
type level struct {
	start                   int
	rate, order, item, subs bool
}

// scan finds the objects that have a rateContent and an orderInfo or itemInfo (a review), or
// subOrders and an orderInfo (a sold order), wherever they stand, and how deep the nesting goes. It is one pass without recursion, over any bytes; an object
// inside a found one is not found again.
func scan(body []byte) (found []span, depth int) {
	var stack []level
	now := 0
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '"':
			end := stringEnd(body, i)
			if now > 0 && now <= maxDepth && isKey(body, end) {
				stack[now-1].note(body[i+1 : end-1])
			}
			i = end - 1
		case '{', '[':
			now++
			depth = max(depth, now)
			if now <= maxDepth {
				stack = append(stack, level{start: i})
			}
		case '}', ']':
			if now == 0 {
				continue
			}
			if now <= maxDepth {
				l := stack[now-1]
				stack = stack[:now-1]
				if l.rate && (l.order || l.item) || l.subs && l.order {
					for len(found) > 0 && found[len(found)-1].start > l.start {
						found = found[:len(found)-1]
					}
					found = append(found, span{l.start, i + 1, !l.rate})
				}
			}
			now--
		}
	}
	return found, depth
}

func (l *level) note(key []byte) {
	switch string(key) {
	case "rateContent":
		l.rate = true
	case "orderInfo":
		l.order = true
	case "itemInfo":
		l.item = true
	case "subOrders":
		l.subs = true
	}
}

// stringEnd is the index after the closing quote of the string that opens at i, past the end of
// body if there is none.
func stringEnd(body []byte, i int) int {
	for j := i + 1; j < len(body); j++ {
		switch body[j] {
		case '\\':
			j++
		case '"':
			return j + 1
		}
	}
	return len(body) + 1
}

// isKey says whether the string that ended before i is followed by a colon.
func isKey(body []byte, i int) bool {
	for ; i < len(body); i++ {
		switch body[i] {
		case ' ', '\t', '\n', '\r':
		default:
			return body[i] == ':'
		}
	}
	return false
}
