package sorting

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSortsAsTheStandardLibraryDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type pair struct{ key, place int }
		var in []pair
		for i, k := range rapid.SliceOf(rapid.IntRange(0, 9)).Draw(t, "keys") {
			in = append(in, pair{k, i})
		}
		byKey := func(a, b pair) int { return cmp.Compare(a.key, b.key) }
		byBoth := func(a, b pair) int { return cmp.Or(byKey(a, b), cmp.Compare(a.place, b.place)) }

		want := slices.Clone(in)
		slices.SortStableFunc(want, byKey)
		stable, total := slices.Clone(in), slices.Clone(in)
		Stably(stable, byKey)
		By(total, byBoth)
		few := slices.Clone(in)
		Few(few, byKey)
		if !slices.Equal(stable, want) || !slices.Equal(total, want) || !slices.Equal(few, want) {
			t.Fatalf("%v sorts to %v, %v and %v, want %v", in, stable, total, few, want)
		}

		n := rapid.IntRange(0, len(in)+2).Draw(t, "n")
		first := want
		if n > 0 && n < len(want) {
			first = want[:n]
		}
		if least := Least(slices.Clone(in), n, byBoth); !slices.Equal(least, first) {
			t.Fatalf("the first %d of %v are %v, want %v", n, in, least, first)
		}
	})
}
