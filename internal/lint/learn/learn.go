// Package learn makes a lint.Likeness of labelled messages: over what lint.Features gives, a net of one hidden layer
// and beside it a line for each label tell the messages that have it from those that do not.
package learn

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

// What is weighed against what.
const (
	// runScale is how much more a run of characters counts than a word or a pair of words, of which a message
	// has four times as many. With 1, 1.5 % of alarms on lawful messages found 0.79 of the others, with 2 to 4
	// 0.86 to 0.85.
	runScale = 2.5
	// rareScale is how much more a feature counts that one row has than it would were all as common: what is
	// everywhere tells less. Where 45 of 12,020 ordinary turns may be warned of, it finds 0.949 of the messages set
	// aside instead of 0.941.
	rareScale = 1.8
)

// example is a message as a sparse vector, with its side by label: 1 for a breach, -1 for none, 0 where it is not known.
type example struct {
	places []uint32
	values []float32
	square float64
	sides  []int8
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
	all, places := number(of)
	often := count(places, len(all))
	likeness := lint.NewLikeness(rank(rows, all, often, places, each))
	scale := make([]float64, lint.Slots)
	for p, f := range all {
		if slot, known := likeness.Slot(f); known && scale[slot] == 0 {
			scale[slot] = scaleOf(f, often[p], len(rows))
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
		examples[i] = newExample(&rows[i], places, each[i], scale)
	}
	var lines [][]float64
	var both sync.WaitGroup
	both.Go(func() { lines = drawLines(examples, lint.Slots, lineRounds) })
	n := fit(examples, lint.Slots)
	both.Wait()
	likeness.Weigh(join(n, lines, scale))
	return likeness, nil
}

// number gives all features in order, and by row the places of its own among them.
func number(of [][]lint.Feature) (all []lint.Feature, places [][]uint32) {
	place := map[lint.Feature]uint32{}
	places = make([][]uint32, len(of))
	for i, list := range of {
		places[i] = make([]uint32, len(list))
		for k, f := range list {
			p, met := place[f]
			if !met {
				p = uint32(len(all))
				place[f], all = p, append(all, f)
			}
			places[i][k] = p
		}
	}
	slices.Sort(all)
	moved := make([]uint32, len(all)) // from the order in which they were met
	for p, f := range all {
		moved[place[f]] = uint32(p)
	}
	for _, list := range places {
		for k, p := range list {
			list[k] = moved[p]
		}
	}
	return all, places
}

// count gives how many rows have the feature of each of n places.
func count(places [][]uint32, n int) []int {
	often, last := make([]int, n), make([]int, n)
	for i, list := range places {
		for _, p := range list {
			if last[p] != i+1 {
				last[p] = i + 1
				often[p]++
			}
		}
	}
	return often
}

// rank gives the features, those first that tell most: by what they weigh for one label, and by how many rows
// have them.
func rank(rows []eval.Row, all []lint.Feature, often []int, places [][]uint32, each []float64) []lint.Feature {
	scale := make([]float64, len(all))
	for p, f := range all {
		scale[p] = scaleOf(f, often[p], len(rows))
	}
	examples := make([]example, len(rows))
	for i, list := range places {
		examples[i] = newExample(&rows[i], list, each[i], scale)
	}
	tells := make([]float64, len(all))
	for _, line := range drawLines(examples, len(all), fewRounds) {
		for p := range all {
			tells[p] = max(tells[p], math.Abs(line[p])*scale[p]*math.Sqrt(float64(often[p])))
		}
	}
	order := make([]int, len(all))
	for p := range order {
		order[p] = p
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(tells[b], tells[a]), cmp.Compare(a, b)) })
	ranked := make([]lint.Feature, len(all))
	for k, p := range order {
		ranked[k] = all[p]
	}
	return ranked
}

func sidesOf(r *eval.Row) (sides []int8) {
	for _, label := range lint.Labels() {
		switch {
		case slices.Contains(r.Labels, label):
			sides = append(sides, 1)
		case slices.Contains(r.Optional, label):
			sides = append(sides, 0)
		default:
			sides = append(sides, -1)
		}
	}
	return sides
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
func newExample(r *eval.Row, places []uint32, each float64, scale []float64) example {
	slices.Sort(places)
	e := example{square: 1, sides: sidesOf(r)} // the bias is a place that all have
	for i, p := range places {
		if i == 0 || p != places[i-1] {
			e.places, e.values = append(e.places, p), append(e.values, 0)
		}
		e.values[len(e.values)-1] += float32(each * scale[p])
	}
	for _, v := range e.values {
		e.square += float64(float64(v) * float64(v))
	}
	return e
}

// lineShare is how much a line speaks beside the units. With 4, 0.946 of the messages set aside were found where 0.948
// are.
const lineShare = 2

// join gives the net and the lines in one, by slot; a feature weighs times its scale.
func join(n *net, lines [][]float64, scale []float64) *lint.Net {
	out := &lint.Net{Weights: make([]float32, lint.Slots*lint.Units), UnitBias: make([]float32, lint.Units)}
	copy(out.UnitBias, n.bias.w[:])
	for label, line := range lines {
		out.UnitBias[lint.Hidden+label] = float32(line[lint.Slots])
	}
	for slot, by := range scale {
		weights := out.Weights[slot*lint.Units:][:lint.Units]
		for u, w := range n.into[slot].w {
			weights[u] = w * float32(by)
		}
		for label, line := range lines {
			weights[lint.Hidden+label] = float32(line[slot] * by)
		}
	}
	for label := range lines {
		speaks := make([]float32, lint.Units)
		copy(speaks, n.labels[label].w[:])
		speaks[lint.Hidden+label] = lineShare
		out.Speaks, out.Bias = append(out.Speaks, speaks), append(out.Bias, n.labels[label].bias)
	}
	return out
}
