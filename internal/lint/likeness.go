package lint

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"pingban/internal/flat"
)

// Likeness tells how much words read like messages that broke a rule, for every label: what each feature
// speaks for or against it, learned from labelled messages (package learn). A feature is a run of up to
// three characters, a word by the lexicon it is in, or a pair of such words that stand near each other in
// this order. It reads what disguised words are looked for in: sounds, without what is strewn between
// them. It serves where the ways to say a thing are more than rules can list.
type Likeness struct {
	weights []uint32 // by bucket, wordsOfLabels each: a byte for each label, in the order of Labels, noWeight more than it weighs
	labels  []likenessLabel
}

type likenessLabel struct{ scale, bias float64 }

const (
	likenessLabels = 12
	wordsOfLabels  = likenessLabels / 4
	// noWeight is the byte of a feature that speaks neither for nor against.
	noWeight = 128
	// runBits and wordBits are how many buckets share all runs of characters and all words and pairs, as powers
	// of two. Four times as many for words find no more messages.
	runBits, wordBits = 15, 14
	// RunBuckets is how many hold runs of characters, the first ones.
	RunBuckets = 1 << runBits
	// Buckets is how many there are.
	Buckets = RunBuckets + 1<<wordBits
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

// Of gives the buckets of the features that count in a text, and what each counts.
func (f *Features) Of(text string) (buckets []uint32, each float64) {
	f.program.read(f.scan, text)
	f.program.readFeatures(f.scan)
	w := &f.scan.weighed
	for i := range w.runes {
		buckets = append(buckets, w.features(f.scan, int32(i))...)
	}
	return buckets, 1 / featureRoot(int32(len(buckets)))
}

func newLikeness() *Likeness {
	return &Likeness{weights: make([]uint32, Buckets*wordsOfLabels), labels: make([]likenessLabel, likenessLabels)}
}

func (l *Likeness) put(bucket, label int, weight byte) {
	l.weights[bucket*wordsOfLabels+label/4] |= uint32(weight) << (label % 4 * 8)
}

func (l *Likeness) get(bucket, label int) byte {
	return byte(l.weights[bucket*wordsOfLabels+label/4] >> (label % 4 * 8))
}

// NewLikeness makes one of weights by label, in the order of Labels, and bucket, and of a bias for each
// label. A weight keeps seven bits.
func NewLikeness(weights [][]float64, bias []float64) *Likeness {
	l := newLikeness()
	for label, list := range weights {
		most := 0.0
		for _, w := range list {
			most = max(most, math.Abs(w))
		}
		to := &l.labels[label]
		to.scale, to.bias = most/math.MaxInt8, bias[label]
		if to.scale == 0 {
			to.scale = 1 // no weight has any
		}
		for bucket, w := range list {
			l.put(bucket, label, byte(noWeight+math.Round(w/to.scale)))
		}
	}
	return l
}

// Margin is how far on the wrong side of the line of a label, by its place in Labels, a text with these
// features is: below 0 it is lawful.
func (l *Likeness) Margin(label int, buckets []uint32, each float64) float64 {
	sum := 0
	for _, b := range buckets {
		sum += int(l.get(int(b), label)) - noWeight
	}
	return float64(float64(sum)*l.labels[label].scale)*each + l.labels[label].bias
}

// likenessForm begins a Likeness in bytes; it changes with the form and with what a feature is.
const likenessForm = "pingban likeness 2"

// Bytes is l for ReadLikeness.
func (l *Likeness) Bytes() []byte {
	w := &flat.Writer{}
	w.Text(likenessForm)
	for _, label := range l.labels {
		w.Float(label.scale)
		w.Float(label.bias)
	}
	weights := make([]byte, 0, Buckets*likenessLabels)
	for _, four := range l.weights {
		weights = binary.LittleEndian.AppendUint32(weights, four)
	}
	w.Text(string(weights))
	return w.Bytes()
}

// ReadLikeness reads what Bytes gave. Other data is an error.
func ReadLikeness(data []byte) (*Likeness, error) {
	r := flat.NewReader(data)
	if r.Text() != likenessForm {
		return nil, errors.New("lint: this is no likeness of this version: make learn")
	}
	l := newLikeness()
	for i := range l.labels {
		l.labels[i] = likenessLabel{r.Float(), r.Float()}
	}
	weights := r.Raw()
	if err := r.Err(); err != nil {
		return nil, err
	}
	if len(weights) != Buckets*likenessLabels {
		return nil, fmt.Errorf("lint: a likeness of %d weights", len(weights))
	}
	for i := range l.weights { // written out: a start must not wait for a hundred thousand calls
		l.weights[i] = uint32(weights[4*i]) | uint32(weights[4*i+1])<<8 | uint32(weights[4*i+2])<<16 | uint32(weights[4*i+3])<<24
	}
	return l, nil
}
