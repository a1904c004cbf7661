package learn

import (
	"math"
	"math/rand/v2"

	"pingban/internal/lint"
)

// How a net learns.
const (
	// netRounds is how often each message is looked at; few messages more often, netLooks in all. With half as many
	// 0.947 of the messages set aside were found where 0.952 are.
	netRounds, netLooks = 24, 20_000
	// A message is looked at without half of its features, another half each time, and without one in ten of its units:
	// then no few words that only some breaches were learned with can outweigh all that is said beside them. With all
	// features always there, 0.952 of the messages set aside were found where 0.960 are.
	featureDrop, unitDrop = 0.5, 0.1
	// breachCost is what a breach on the wrong side costs, against a lawful message.
	breachCost = 2
	// featureRate and unitRate are how far a first step goes; a weight's later ones are the shorter the farther it went
	// (AdaGrad: Duchi and others, JMLR 2011), and all are the shorter the nearer the end is.
	featureRate, unitRate = 0.05, 0.02
	// firstWeight is how large at most a weight is before it learns.
	firstWeight = 0.08
	// settled is a gradient too small to go after.
	settled = 0.001
)

// net is a Likeness while it learns: by place what features weigh for each unit, and by label what units speak for.
type net struct {
	into   []unitRow
	bias   unitRow
	labels []labelRow
	dice   *rand.Rand
	some   example // what half gave
}

type unitRow struct{ w, went [lint.Hidden]float32 }

type labelRow struct {
	unitRow
	bias, went float32
}

// fit gives the net that separates the examples by each of their sides: squared hinge loss, an example at a time.
// The same examples give the same net on every machine: products are rounded before they are added, so that no
// processor fuses the two.
func fit(examples []example, places int) *net {
	rounds := max(netRounds, netLooks/len(examples))
	n := &net{into: make([]unitRow, places), labels: make([]labelRow, len(lint.Labels())), dice: rand.New(rand.NewPCG(1, 2))}
	for i := range n.into {
		n.into[i] = n.row(firstWeight)
	}
	n.bias = n.row(0)
	for k := range n.labels {
		n.labels[k] = labelRow{unitRow: n.row(float32(2 / math.Sqrt(lint.Hidden))), went: small}
	}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for round := range rounds {
		left := 1 - float32(round)/float32(rounds)
		n.dice.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
		for _, i := range order {
			n.look(n.half(&examples[i]), left)
		}
	}
	return n
}

// small keeps a first step from being divided by nothing.
const small = 0.001

func (n *net) row(most float32) (row unitRow) {
	for u := range row.w {
		row.w[u], row.went[u] = (2*n.dice.Float32()-1)*most, small
	}
	return row
}

// half gives an example without some of its features; the others count more for it. It lives until the next call.
func (n *net) half(e *example) *example {
	const more = 1 / (1 - featureDrop)
	some := &n.some
	some.places, some.values, some.sides = some.places[:0], some.values[:0], e.sides
	for k, p := range e.places {
		if n.dice.Float32() >= featureDrop {
			some.places, some.values = append(some.places, p), append(some.values, e.values[k]*more)
		}
	}
	return some
}

// look goes a step for one example, as far as what is left of the way allows.
func (n *net) look(e *example, left float32) {
	const more = 1 / (1 - unitDrop)
	awake := n.bias.w
	for k, p := range e.places {
		w, v := &n.into[p].w, e.values[k]
		for u := range awake {
			awake[u] += float32(v * w[u])
		}
	}
	for u := range awake {
		if awake[u] < 0 || n.dice.Float32() < unitDrop {
			awake[u] = 0
		}
		awake[u] *= more
	}
	var gradient [lint.Hidden]float32
	wrong := false
	for k := range n.labels {
		l, side := &n.labels[k], float32(e.sides[k])
		margin := l.bias
		for u := range awake {
			margin += float32(awake[u] * l.w[u])
		}
		of := side * max(0, 1-side*margin) * -1
		if side > 0 {
			of *= breachCost
		}
		if of > -settled && of < settled {
			continue
		}
		wrong = true
		for u := range awake {
			if awake[u] > 0 {
				gradient[u] += float32(of * l.w[u] * more)
				step(&l.w[u], &l.unitRow.went[u], of*awake[u], unitRate*left)
			}
		}
		step(&l.bias, &l.went, of, unitRate*left)
	}
	if !wrong {
		return
	}
	for u, g := range gradient {
		if g != 0 {
			step(&n.bias.w[u], &n.bias.went[u], g, unitRate*left)
		}
	}
	for k, p := range e.places {
		row, v := &n.into[p], e.values[k]
		for u, g := range gradient {
			if g != 0 {
				step(&row.w[u], &row.went[u], v*g, featureRate*left)
			}
		}
	}
}

func step(w, went *float32, gradient, rate float32) {
	*went += float32(gradient * gradient)
	*w -= float32(rate * gradient / float32(math.Sqrt(float64(*went))))
}
