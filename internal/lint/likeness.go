package lint

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"pingban/internal/flat"
)

// Likeness tells how much words read like messages that broke a rule, for every label: what each feature
// speaks for or against it, learned from labelled messages (package learn). A feature is a run of up to
// three characters, a word by the lexicon it is in, or a pair of such words that stand near each other in
// this order. It reads what disguised words are looked for in: sounds, without what is strewn between
// them. It serves where the ways to say a thing are more than rules can list.
//
// It knows those features that tell most. What it does not know says nothing: were all features to share the
// places, as hashed ones do, each ordinary message would weigh a little for something.
type Likeness struct {
	checks  []uint32 // by bucket: a byte for each of its slots, one that tells its feature from most others, 0 in a free one
	weights []uint32 // by slot, wordsOfLabels each: a byte for each label, in the order of Labels, noWeight more than it weighs
	labels  []likenessLabel
}

type likenessLabel struct{ scale, bias float64 }

const (
	likenessLabels = 12
	wordsOfLabels  = likenessLabels / 4
	// noWeight is the byte of a feature that speaks neither for nor against.
	noWeight = 128
	// bucketSlots is how many features have a place in one bucket.
	bucketSlots = 4
	buckets     = 24_576
	// Slots is how many features a Likeness knows at most. Where 45 of 12,020 ordinary turns may be warned of,
	// 65,536 find 0.939 of the messages set aside, 98,304 0.941, all of a million 0.950; 49,152 places that all
	// share, 0.926.
	Slots = buckets * bucketSlots
	// longestGram is how many characters a run has at most.
	longestGram = 3
	// fewFeatures is as how many features a shorter text counts, those of some twenty characters: what is said in
	// few words rests on what was said before. With 60 and with 170 more ordinary messages were warned of.
	fewFeatures = 110
	// weighedAtOnce is how many characters are weighed at once. A reply that is longer is weighed in parts, so
	// that one bad clause does not drown in many good ones.
	weighedAtOnce = 40
)

// featureRoot is what the sum over n features is divided by, so that long and short texts compare.
func featureRoot(n int32) float64 { return math.Sqrt(float64(max(n, fewFeatures))) }

// Features reads texts as Likeness does, for learning one. It is for one goroutine.
type Features struct {
	program *program
	scan    *scan
}

// NewFeatures is ready without any Likeness. It knows the words of the shipped rules, for where a word is split
// by dots no sentence ends.
func NewFeatures() (*Features, error) {
	base, err := readBase(nil)
	if err != nil {
		return nil, err
	}
	rules, err := ShippedRules()
	if err != nil {
		return nil, err
	}
	for i := range rules {
		rules[i].Likeness = 0
	}
	p, err := base.with(rules)
	if err != nil {
		return nil, err
	}
	return &Features{p, p.newScan()}, nil
}

// Of gives the features that count in a text, and what each counts.
func (f *Features) Of(text string) (features []Feature, each float64) {
	f.program.read(f.scan, text)
	f.program.readFeatures(f.scan)
	w := &f.scan.weighed
	for i := range w.runes {
		features = append(features, w.features(f.scan, int32(i))...)
	}
	return features, 1 / featureRoot(int32(len(features)))
}

// NewLikeness makes one that knows the features, of which the first ones get a place before the others, and
// weighs none of them yet.
func NewLikeness(features []Feature) *Likeness {
	l := &Likeness{checks: make([]uint32, buckets), weights: make([]uint32, Slots*wordsOfLabels), labels: make([]likenessLabel, likenessLabels)}
	for i := range l.weights {
		l.weights[i] = noWeight * 0x01010101
	}
	for _, f := range features {
		if _, known := l.Slot(f); known {
			continue
		}
		at := &l.checks[f.bucket()]
		for free := 0; free < 32; free += 8 {
			if *at>>free&0xff == 0 {
				*at |= f.check() << free
				break
			}
		}
	}
	return l
}

// checkOnes and checkTops are the lowest and the highest bit of every byte.
const checkOnes, checkTops = 0x01010101, 0x80808080

// Slot gives where the weights of a feature are, if l knows it.
func (l *Likeness) Slot(f Feature) (slot int, known bool) {
	bucket := f.bucket()
	other := l.checks[bucket] ^ f.check()*checkOnes // a byte of it is 0 where the check is the same
	same := (other - checkOnes) &^ other & checkTops
	return int(bucket)*bucketSlots + bits.TrailingZeros32(same)/8, same != 0
}

// cutShare is how many of a label's weights are cut to the largest of the rest, one in so many: a handful of words
// that only breaches were learned with would outweigh all that is said beside them. Where likeness may warn of 18
// harmless ones of 12,020 ordinary turns, 0.946 of the messages set aside are found instead of 0.943, and fewer
// lawful ones are warned of.
const cutShare = 10_000

// weightSteps is how many steps a weight has on either side of none.
const weightSteps = 63

// Weigh sets what the features weigh, by label in the order of Labels and by slot, and a bias for each label. A
// weight keeps six bits and its sign: as much is found as with seven, and rules.bin is a tenth smaller.
func (l *Likeness) Weigh(weights [][]float64, bias []float64) {
	clear(l.weights)
	for label, list := range weights {
		var sizes []float64
		for _, w := range list {
			if w != 0 {
				sizes = append(sizes, math.Abs(w))
			}
		}
		slices.Sort(sizes)
		most := 0.0
		if len(sizes) > 0 {
			most = sizes[len(sizes)-1-len(sizes)/cutShare]
		}
		to := &l.labels[label]
		to.scale, to.bias = most/weightSteps, bias[label]
		if to.scale == 0 {
			to.scale = 1 // no weight has any
		}
		for slot, w := range list {
			byteOf := uint32(noWeight + math.Round(max(-most, min(w, most))/to.scale))
			l.weights[slot*wordsOfLabels+label/4] |= byteOf << (label % 4 * 8)
		}
	}
}

// Margin is how far on the wrong side of the line of a label, by its place in Labels, a text with these
// features is: below 0 it is lawful.
func (l *Likeness) Margin(label int, features []Feature, each float64) float64 {
	sum := 0
	for _, f := range features {
		if slot, known := l.Slot(f); known {
			sum += int(byte(l.weights[slot*wordsOfLabels+label/4]>>(label%4*8))) - noWeight
		}
	}
	return float64(float64(sum)*l.labels[label].scale)*each + l.labels[label].bias
}

// likenessForm begins a Likeness in bytes; it changes with the form and with what a feature is.
const likenessForm = "pingban likeness 3"

// Bytes is l for ReadLikeness.
func (l *Likeness) Bytes() []byte {
	w := &flat.Writer{}
	w.Text(likenessForm)
	for _, label := range l.labels {
		w.Float(label.scale)
		w.Float(label.bias)
	}
	for _, list := range [][]uint32{l.checks, l.weights} {
		text := make([]byte, 0, 4*len(list))
		for _, four := range list {
			text = binary.LittleEndian.AppendUint32(text, four)
		}
		w.Text(string(text))
	}
	return w.Bytes()
}

// ReadLikeness reads what Bytes gave. Other data is an error.
func ReadLikeness(data []byte) (*Likeness, error) {
	r := flat.NewReader(data)
	if r.Text() != likenessForm {
		return nil, errors.New("lint: this is no likeness of this version: make learn")
	}
	l := &Likeness{labels: make([]likenessLabel, likenessLabels)}
	for i := range l.labels {
		l.labels[i] = likenessLabel{r.Float(), r.Float()}
	}
	checks, weights := r.Raw(), r.Raw()
	if err := r.Err(); err != nil {
		return nil, err
	}
	if len(checks) != Slots || len(weights) != Slots*likenessLabels {
		return nil, fmt.Errorf("lint: a likeness of %d features and %d weights", len(checks), len(weights))
	}
	l.checks, l.weights = fours(checks), fours(weights)
	return l, nil
}
