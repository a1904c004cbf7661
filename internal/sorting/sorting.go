// Package sorting sorts slices as slices.SortFunc does, with one sorting routine for all types.
// The standard library's is compiled anew for each type, 12 KB of wasm every time, and the engine
// sorts twenty; its lists are too short for the difference in speed to show.
package sorting

import (
	"sort"
	"strings"
)

// By sorts s so that cmp gives no positive number for neighbours. Equal elements may change places.
// What is in order already costs one look and no memory.
func By[T any](s []T, cmp func(a, b T) int) {
	if !inOrder(s, cmp) {
		sort.Slice(s, func(i, k int) bool { return cmp(s[i], s[k]) < 0 })
	}
}

// Few sorts like By. It takes no memory, and time that grows with the square of the length: for the dozen
// things that every keystroke sorts.
func Few[T any](s []T, cmp func(a, b T) int) {
	for i := range s {
		for j := i; j > 0 && cmp(s[j-1], s[j]) > 0; j-- {
			s[j-1], s[j] = s[j], s[j-1]
		}
	}
}

// Stably sorts like By and leaves equal elements in the order they had.
func Stably[T any](s []T, cmp func(a, b T) int) {
	if !inOrder(s, cmp) {
		sort.SliceStable(s, func(i, k int) bool { return cmp(s[i], s[k]) < 0 })
	}
}

// Strings sorts texts.
func Strings(s []string) { By(s, strings.Compare) }

// Keys gives the keys of a map, sorted.
func Keys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	Strings(keys)
	return keys
}

func inOrder[T any](s []T, cmp func(a, b T) int) bool {
	for i := 1; i < len(s); i++ {
		if cmp(s[i-1], s[i]) > 0 {
			return false
		}
	}
	return true
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
