package lint

import (
	"cmp"
	"slices"

	"pingban/internal/sorting"
)

// packed holds every word of many lexicons, so that one walk finds them all. Nodes are numbered
// level by level and the children of a node are neighbours, sorted by character: a set is thawed by
// reading four lists.
type packed struct {
	roots    runeTable // children of the root, the commonest look-up
	chars    []int32   // by node
	first    []int32   // by node: its first child; they end where the next node's begin
	at       []int32   // by node: where its lexicons begin; they end where the next node's begin
	lexicons []int32
}

// words are those of a set: what it was made with, and what each merge added.
type words []*packed

// and gives these words and those of a trie, leaving w as it is.
func (w words) and(t *trie) words {
	if t.used == 0 {
		return w
	}
	return append(slices.Clip(w), t.pack())
}

// whole gives all words as one.
func (w words) whole() *packed {
	if len(w) == 1 {
		return w[0]
	}
	t := newTrie()
	for _, p := range w {
		p.each(0, nil, func(word []rune, lexicon int32) { t.add(word, lexicon) })
	}
	return t.pack()
}

// each calls do with every word below a node and each of its lexicons.
func (t *packed) each(node int32, word []rune, do func(word []rune, lexicon int32)) {
	for _, lexicon := range t.of(node) {
		do(word, lexicon)
	}
	for child := t.first[node]; child < t.first[node+1]; child++ {
		t.each(child, append(word, t.chars[child]), do)
	}
}

// few children are looked through in a row.
const few = 8

// find gives the child of a node by a character, 0 if there is none.
func (t *packed) find(node int32, r rune) int32 {
	// The extension is built without inlining, which halves its growth; what each character passes through
	// is written out.
	if node == 0 && r < 0x20000 {
		if page := t.roots[r>>8]; page != nil {
			return page[r&0xff]
		}
		return 0
	}
	low, high := t.first[node], t.first[node+1]
	for high-low > few {
		if mid := (low + high) / 2; t.chars[mid] <= r {
			low = mid
		} else {
			high = mid
		}
	}
	for ; low < high; low++ {
		if t.chars[low] == r {
			return low
		}
	}
	return 0
}

// of gives the lexicons a node's word is in, in the order they were entered.
func (t *packed) of(node int32) []int32 { return t.lexicons[t.at[node]:t.at[node+1]] }

// pack gives what the trie holds. The same words entered in another order give the same nodes.
func (t *trie) pack() *packed {
	type edge struct{ parent, char, child int32 }
	edges := make([]edge, 0, t.used)
	for i, key := range t.keys {
		if key != 0 {
			edges = append(edges, edge{int32(key >> 32), int32(key) - 1, t.child[i]})
		}
	}
	sorting.By(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.parent, b.parent), cmp.Compare(a.char, b.char)) })
	n := len(t.heads)
	begin := make([]int32, n+1) // by node of t: its first edge
	for _, e := range edges {
		begin[e.parent+1]++
	}
	for i := range n {
		begin[i+1] += begin[i]
	}
	counts, words := make([]int32, 1, n+1), make([]int32, 1, n+1)
	chars, lexicons := make([]int32, 1, n), []int32(nil)
	queue := append(make([]int32, 0, n), 0)
	for i := 0; i < len(queue); i++ {
		node := queue[i]
		in := t.lexiconsOf(node)
		words, lexicons = append(words, int32(len(in))), append(lexicons, in...)
		children := edges[begin[node]:begin[node+1]]
		counts = append(counts, int32(len(children)))
		for _, e := range children {
			chars = append(chars, e.char)
			queue = append(queue, e.child)
		}
	}
	return unroll(counts, words, chars, lexicons)
}

// unroll makes a packed of how many children and how many lexicons each node has, of the characters
// of all nodes but the root, each list behind a zero, and of the lexicons of all, none of them below zero; nil if
// these do not belong together. It works in the lists it is given: copies would be half of what a start takes.
func unroll(counts, words, chars, lexicons []int32) *packed {
	n := len(chars)
	if n == 0 || len(words) != n+1 || len(counts) != n+1 {
		return nil
	}
	counts[0] = 1
	t := &packed{chars: chars, first: ends(counts), at: ends(words), lexicons: lexicons}
	if t.first[n] != int32(n) || t.at[n] != int32(len(lexicons)) {
		return nil
	}
	for i := t.first[0]; i < t.first[1]; i++ {
		t.roots.put(t.chars[i], i)
	}
	return t
}

// ends turns a place and the sizes of what lies there one after another into the places, and where the last one ends.
func ends(sizes []int32) []int32 {
	for i := range sizes[1:] {
		sizes[i+1] += sizes[i]
	}
	return sizes
}

// sizes is what ends was made of.
func sizes(ends []int32) []int32 {
	list := make([]int32, len(ends)-1)
	for i := range list {
		list[i] = ends[i+1] - ends[i]
	}
	return list
}
