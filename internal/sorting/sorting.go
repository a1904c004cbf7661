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

// By sorts s so that cmp gives no positive number for neighbours. Equal elements may change places.
func By[T any](s []T, cmp func(a, b T) int) { sort.Sort(by[T]{s, cmp}) }

// Stably sorts like By and leaves equal elements in the order they had.
func Stably[T any](s []T, cmp func(a, b T) int) { sort.Stable(by[T]{s, cmp}) }
