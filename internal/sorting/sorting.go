// Package sorting sorts slices as slices.SortFunc does, with one sorting routine for all types.
// The standard library's is compiled anew for each type, 12 KB of wasm every time, and the engine
// sorts twenty; its lists are too short for the difference in speed to show.
package sorting

import "sort"

type by[T any] struct {
	s   []T
	cmp func(a, b T) int
}

func (b by[T]) Len() int           { return len(b.s) }
func (b by[T]) Less(i, j int) bool { return b.cmp(b.s[i], b.s[j]) < 0 }
func (b by[T]) Swap(i, j int)      { b.s[i], b.s[j] = b.s[j], b.s[i] }

// few is how many elements are sorted in place by insertion, which allocates nothing: the checks of
// every keystroke sort lists this short.
const few = 12

// By sorts s so that cmp gives no positive number for neighbours. Equal elements may change places.
func By[T any](s []T, cmp func(a, b T) int) {
	if len(s) > few {
		sort.Sort(by[T]{s, cmp})
		return
	}
	insert(s, cmp)
}

// Stably sorts like By and leaves equal elements in the order they had.
func Stably[T any](s []T, cmp func(a, b T) int) {
	if len(s) > few {
		sort.Stable(by[T]{s, cmp})
		return
	}
	insert(s, cmp)
}

// Least gives the n first of s in the order By brings them into, all of them where n is 0 or more
// than there are. What of s lies beyond them is in no order.
func Least[T any](s []T, n int, cmp func(a, b T) int) []T {
	if n <= 0 || n > len(s) {
		n = len(s)
	}
	least := s[:n]
	By(least, cmp)
	for i := n; i < len(s); i++ {
		x := s[i]
		if cmp(x, least[n-1]) >= 0 {
			continue
		}
		at := sort.Search(n, func(j int) bool { return cmp(least[j], x) > 0 })
		s[i] = least[n-1]
		copy(least[at+1:], least[at:])
		least[at] = x
	}
	return least
}

func insert[T any](s []T, cmp func(a, b T) int) {
	for i := range s {
		for j := i; j > 0 && cmp(s[j-1], s[j]) > 0; j-- {
			s[j-1], s[j] = s[j], s[j-1]
		}
	}
}
