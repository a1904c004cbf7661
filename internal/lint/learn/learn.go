// Package learn makes a lint.Likeness of labelled messages: for each label the line between messages that
// have it and messages that do not, a support vector machine over what lint.Features gives.
package learn

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

// What is weighed against what.
const (
	// cost is what a message on the wrong side costs, against weights that are large. Of 0.3, 1 and 3 the last
	// raised the fewest alarms on lawful messages where all found as much.
	cost = 3.0
	// rounds is how often each message is looked at; with twice as many no more is found. Which features
	// tell most shows after a few.
	rounds, fewRounds = 30, 8
	// Most messages are far on the right side of most labels. One that changed nothing in so many rounds is looked at
	// in every fifth only: as much is found in half the time.
	idleRounds, lookAgain = 2, 5
	// runScale is how much more a run of characters counts than a word or a pair of words, of which a message
	// has four times as many. With 1, 1.5 % of alarms on lawful messages found 0.79 of the others, with 2 to 4
	// 0.86 to 0.85.
	runScale = 2.5
	// rareScale is how much more a feature counts that one row has than it would were all as common: what is
	// everywhere tells less. Where 45 of 12,020 ordinary turns may be warned of, it finds 0.949 of the messages set
	// aside instead of 0.941.
	rareScale = 1.8
)

// example is a message as a sparse vector; the last place of every one is the bias.
type example struct {
	places []uint32
	values []float64
	square float64
}

// Train learns from rows. The same rows in the same order give the same Likeness on every machine. A label
// that is optional in a row is not learned from it.
//
// It learns twice: from all features, to see which tell most, and from those that have a place.
func Train(rows []eval.Row) (*lint.Likeness, error) {
	features, err := lint.NewFeatures()
	if err != nil {
		return nil, err
	}
	of, each := make([][]lint.Feature, len(rows)), make([]float64, len(rows))
	for i := range rows {
		of[i], each[i] = features.Of(rows[i].Text)
	}
	all, often := count(of)
	likeness := lint.NewLikeness(rank(rows, all, often, of, each))
	scale := make([]float64, lint.Slots)
	for _, f := range all {
		if slot, known := likeness.Slot(f); known && scale[slot] == 0 {
			scale[slot] = scaleOf(f, often[f], len(rows))
		}
	}
	examples := make([]example, len(rows))
	for i, list := range of {
		var places []uint32
		for _, f := range list {
			if slot, known := likeness.Slot(f); known {
				places = append(places, uint32(slot))
			}
		}
		examples[i] = newExample(places, each[i], scale)
	}
	likeness.Weigh(weigh(rows, examples, scale, rounds))
	return likeness, nil
}

// count gives all features, and how many rows have each.
func count(of [][]lint.Feature) (all []lint.Feature, often map[lint.Feature]int) {
	often = map[lint.Feature]int{}
	last := map[lint.Feature]int{}
	for i, list := range of {
		for _, f := range list {
			if last[f] != i+1 {
				last[f] = i + 1
				often[f]++
			}
		}
	}
	all = slices.Sorted(maps.Keys(often))
	return all, often
}

// rank gives the features, those first that tell most: by what they weigh for one label, and by how many rows
// have them.
func rank(rows []eval.Row, all []lint.Feature, often map[lint.Feature]int, of [][]lint.Feature, each []float64) []lint.Feature {
	place, scale := make(map[lint.Feature]uint32, len(all)), make([]float64, len(all))
	for p, f := range all {
		place[f], scale[p] = uint32(p), scaleOf(f, often[f], len(rows))
	}
	examples := make([]example, len(rows))
	for i, list := range of {
		places := make([]uint32, len(list))
		for k, f := range list {
			places[k] = place[f]
		}
		examples[i] = newExample(places, each[i], scale)
	}
	weights, _ := weigh(rows, examples, scale, fewRounds)
	tells := make([]float64, len(all))
	for _, list := range weights {
		for p, w := range list {
			tells[p] = max(tells[p], math.Abs(w)*math.Sqrt(float64(often[all[p]])))
		}
	}
	ranked := slices.Clone(all)
	slices.SortFunc(ranked, func(a, b lint.Feature) int {
		return cmp.Or(cmp.Compare(tells[place[b]], tells[place[a]]), cmp.Compare(a, b))
	})
	return ranked
}

// weigh separates the examples by each label: by label and place what a place weighs, and by label the bias.
func weigh(rows []eval.Row, examples []example, scale []float64, rounds int) (weights [][]float64, bias []float64) {
	labels := lint.Labels()
	weights, bias = make([][]float64, len(labels)), make([]float64, len(labels))
	var each sync.WaitGroup
	for k, label := range labels {
		each.Go(func() {
			var of []*example
			var sides []float64
			for i := range rows {
				if side := sideOf(&rows[i], label); side != 0 {
					of, sides = append(of, &examples[i]), append(sides, side)
				}
			}
			w := separate(of, sides, len(scale), rounds)
			for p := range scale {
				w[p] *= scale[p]
			}
			weights[k], bias[k] = w[:len(scale)], w[len(scale)]
		})
	}
	each.Wait()
	return weights, bias
}

func sideOf(r *eval.Row, label string) float64 {
	switch {
	case slices.Contains(r.Labels, label):
		return 1
	case slices.Contains(r.Optional, label):
		return 0
	}
	return -1
}

// scaleOf is how much a feature counts that so many of n rows have. It is rounded, for processors differ in the
// last digit of a logarithm.
func scaleOf(f lint.Feature, often, n int) float64 {
	rare := math.Log(float64(n+1)/float64(often+1)) / math.Log(float64(n+1))
	scale := math.Round(rareScale*math.Sqrt(rare*math.Sqrt(rare))*1024) / 1024
	if f.Run() {
		return scale * runScale
	}
	return scale
}

// newExample is a message of features at these places, each of which counts so much, times its scale.
func newExample(places []uint32, each float64, scale []float64) example {
	slices.Sort(places)
	e := example{}
	for i, p := range places {
		if i == 0 || p != places[i-1] {
			e.places, e.values = append(e.places, p), append(e.values, 0)
		}
		e.values[len(e.values)-1] += float64(each * scale[p])
	}
	e.places, e.values = append(e.places, uint32(len(scale))), append(e.values, 1)
	for _, v := range e.values {
		e.square += float64(v * v)
	}
	return e
}

// separate gives the weights of some places, and behind them the bias, of the plane between the two sides: dual coordinate
// descent with squared hinge loss (Hsieh and others, ICML 2008). Both sides weigh the same, however few
// messages one has. Products are rounded before they are added, so that no processor fuses the two.
func separate(examples []*example, sides []float64, places, rounds int) []float64 {
	w := make([]float64, places+1)
	positive := 0
	for _, side := range sides {
		if side > 0 {
			positive++
		}
	}
	n := float64(len(sides))
	ridge := func(side float64) float64 {
		of := n - float64(positive)
		if side > 0 {
			of = float64(positive)
		}
		return of / (n * cost) // half of 1/cost for each side, were they alike
	}
	alpha := make([]float64, len(examples))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	idle := make([]int, len(examples)) // rounds in which an example changed nothing
	dice := rand.New(rand.NewPCG(1, 2))
	for round := range rounds {
		dice.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
		for _, i := range order {
			if idle[i] >= idleRounds && round%lookAgain != 0 {
				continue
			}
			e, side := examples[i], sides[i]
			dot := 0.0
			for k, b := range e.places {
				dot += float64(w[b] * e.values[k])
			}
			slack := ridge(side)
			gradient := float64(side*dot) - 1 + float64(slack*alpha[i])
			next := max(alpha[i]-gradient/(e.square+slack), 0)
			step := float64((next - alpha[i]) * side)
			if step == 0 {
				idle[i]++
				continue
			}
			idle[i] = 0
			alpha[i] = next
			for k, b := range e.places {
				w[b] += float64(step * e.values[k])
			}
		}
	}
	return w
}
