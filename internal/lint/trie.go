package lint

import "slices"

// trie gathers the words of lexicons while a set is being made; packed is what it becomes. Children
// are kept in one open-addressed table by node and character.
type trie struct {
	keys  []uint64 // node<<32 | character + 1; 0 is free
	child []int32
	used  int
	heads []int32 // by node: its first entry, 0 for none
	words []entry // [0] is unused
}

// entry says that a node's word belongs to a lexicon.
type entry struct{ lexicon, next int32 }

// startSize is the room of a new trie, a power of two: a team's rules fit in.
const startSize = 1 << 10

func newTrie() *trie {
	return &trie{keys: make([]uint64, startSize), child: make([]int32, startSize), heads: make([]int32, 1), words: make([]entry, 1)}
}

func slot(key uint64, size int) int {
	return int((key*0x9E3779B97F4A7C15)>>20) & (size - 1)
}

func (t *trie) find(node int32, r rune) (int32, bool) {
	key := uint64(node)<<32 | uint64(r+1)
	for i := slot(key, len(t.keys)); ; i = (i + 1) & (len(t.keys) - 1) {
		switch t.keys[i] {
		case key:
			return t.child[i], true
		case 0:
			return 0, false
		}
	}
}

func (t *trie) insert(key uint64, node int32) {
	i := slot(key, len(t.keys))
	for t.keys[i] != 0 {
		i = (i + 1) & (len(t.keys) - 1)
	}
	t.keys[i], t.child[i] = key, node
}

// add puts word into a lexicon.
func (t *trie) add(word []rune, lexicon int32) {
	node := int32(0)
	for _, r := range word {
		next, ok := t.find(node, r)
		if !ok {
			next = t.attach(node, r)
		}
		node = next
	}
	if !slices.Contains(t.lexiconsOf(node), lexicon) {
		t.enter(node, lexicon)
	}
}

// attach makes a child that node does not have yet, numbered after all there are.
func (t *trie) attach(node int32, r rune) int32 {
	if t.used++; t.used*2 > len(t.keys) {
		t.grow()
	}
	next := int32(len(t.heads))
	t.heads = append(t.heads, 0)
	t.insert(uint64(node)<<32|uint64(r+1), next)
	return next
}

// enter says that a node's word is in a lexicon too.
func (t *trie) enter(node, lexicon int32) {
	t.words = append(t.words, entry{lexicon, t.heads[node]})
	t.heads[node] = int32(len(t.words) - 1)
}

// lexiconsOf gives the lexicons a node's word is in, in the order they were entered.
func (t *trie) lexiconsOf(node int32) []int32 {
	var all []int32
	for e := t.heads[node]; e != 0; e = t.words[e].next {
		all = append(all, t.words[e].lexicon)
	}
	slices.Reverse(all)
	return all
}

func (t *trie) grow() {
	keys, child := t.keys, t.child
	t.keys, t.child = make([]uint64, 2*len(keys)), make([]int32, 2*len(keys))
	for i, k := range keys {
		if k != 0 {
			t.insert(k, child[i])
		}
	}
}
