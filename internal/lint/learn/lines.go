package learn

import (
	"math/rand/v2"
	"sync"

	"pingban/internal/lint"
)

// How a line is found.
const (
	// cost is what a message on the wrong side costs, against weights that are large. Of 0.3, 1 and 3 the last
	// raised the fewest alarms on lawful messages where all found as much.
	cost = 3.0
	// lineRounds is how often each message is looked at; with twice as many no more is found. Which features
	// tell most shows after a few.
	lineRounds, fewRounds = 30, 8
	// Most messages are far on the right side of most labels. One that changed nothing in so many rounds is looked at
	// in every fifth only: as much is found in half the time.
	idleRounds, lookAgain = 2, 5
)

// drawLines gives, by label and place, what a place weighs, and behind these the bias: for each label the line
// between the examples that have it and those that do not.
func drawLines(examples []example, places, rounds int) [][]float64 {
	lines := make([][]float64, len(lint.Labels()))
	var each sync.WaitGroup
	for label := range lines {
		each.Go(func() {
			var of []*example
			var sides []float64
			for i := range examples {
				if side := examples[i].sides[label]; side != 0 {
					of, sides = append(of, &examples[i]), append(sides, float64(side))
				}
			}
			lines[label] = separate(of, sides, places, rounds)
		})
	}
	each.Wait()
	return lines
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
			dot := w[places]
			for k, b := range e.places {
				dot += float64(w[b] * float64(e.values[k]))
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
				w[b] += float64(step * float64(e.values[k]))
			}
			w[places] += step
		}
	}
	return w
}
