package lint

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
	"slices"

	"pingban/internal/flat"
)

// Likeness tells how much words read like messages that broke a rule, for every label, learned from labelled
// messages (package learn). A feature is a run of up to three characters, a word by the lexicon it is in, or a
// pair of such words that stand near each other in this order. It reads what disguised words are looked for in:
// sounds, without what is strewn between them. It serves where the ways to say a thing are more than rules can
// list.
//
// Features speak for or against a label in two ways: by a line, one sum for each label; and by waking units that
// all labels share, of which each speaks as far as it is awake. With a unit a word means another thing beside others;
// a line is the steadier where words are new. Where likeness alone warned of 28 of 12,020 ordinary turns, lines found
// 0.943 of the messages set aside at a precision of 0.981; units, of 30, 0.937 at 0.986; both, of 23, 0.948 at 0.987.
//
// It knows those features that tell most. What it does not know says nothing: were all features to share the
// places, as hashed ones do, each ordinary message would weigh a little for something.
type Likeness struct {
	checks  []uint32    // by bucket: a byte for each of its slots, one that tells its feature from most others, 0 in a free one
	weights []uint32    // by slot, wordsOfUnits each: four bits for each unit (see placeOf), noWeight more than it weighs
	units   [Units]unit // Hidden ones, then a line for each label
	bias    margins
}

// unit is awake as far as what features weigh for it, and its bias, are above 0; a line is so below 0 too.
type unit struct {
	bias   float64
	speaks margins
}

// margins are by label, in the order of Labels.
type margins [likenessLabels]float64

const (
	likenessLabels = 12
	// Hidden is how many units labels share, Units how many there are with the lines.
	Hidden       = 20
	Units        = Hidden + likenessLabels
	wordsOfUnits = Units / 8
	// noWeight are the four bits of a feature that says nothing to a unit, weightSteps how many steps a weight has
	// on either side. With 63 no more was found.
	noWeight    = 8
	weightSteps = 7
	// bucketSlots is how many features have a place in one bucket.
	bucketSlots = 4
	buckets     = 24_576
	// Slots is how many features a Likeness knows at most. With 73,728 more ordinary turns were warned of where as
	// much was found.
	Slots = buckets * bucketSlots
	// longestGram is how many characters a run has at most.
	longestGram = 3
	// fewFeatures is as how many features a shorter text counts, those of some twenty characters: what is said in
	// few words rests on what was said before. With 60 and with 170 more ordinary messages were warned of.
	fewFeatures = 110
	// weighedAtOnce is how many characters are weighed at once. A reply that is longer is weighed in parts, so
	// that one bad clause does not drown in many good ones.
	weighedAtOnce = 40
	// mostOfRune is how many features end with one character at most: ten times what ordinary words have. Those of
	// all that is weighed at once sum up to less than sixteen bits.
	mostOfRune = 100
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
	l := &Likeness{checks: make([]uint32, buckets), weights: make([]uint32, Slots*wordsOfUnits)}
	for i := range l.weights {
		l.weights[i] = noWeight * 0x11111111
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

// placeOf gives where the bits of a unit are among the words of a slot. Units are in the order in which margins meets
// them: add takes every fourth four bits of two words at once.
func placeOf(unit int) (word, shift int) {
	lane := unit % 4
	return unit/16*2 + lane/2, lane%2*16 + unit/4%4*4
}

// Net is what a Likeness is made to weigh, not yet rounded.
type Net struct {
	Weights  []float32 // by slot, Units each: Hidden ones, then a line for each label
	UnitBias []float32
	Speaks   [][]float32 // by label in the order of Labels, and unit
	Bias     []float32
}

// cutShare is how many of a unit's weights are cut to the largest of the rest, one in so many, for finer steps.
const cutShare = 1000

// Weigh sets what the features weigh, and what the units speak for. A weight keeps three bits and its sign.
func (l *Likeness) Weigh(n *Net) {
	clear(l.weights)
	for u := range l.units {
		var sizes []float64
		for slot := range Slots {
			if w := n.Weights[slot*Units+u]; w != 0 {
				sizes = append(sizes, math.Abs(float64(w)))
			}
		}
		slices.Sort(sizes)
		most := 1.0
		if len(sizes) > 0 {
			most = sizes[len(sizes)-1-len(sizes)/cutShare]
		}
		step := most / weightSteps
		word, shift := placeOf(u)
		for slot := range Slots {
			w := math.Round(max(-most, min(float64(n.Weights[slot*Units+u]), most)) / step)
			l.weights[slot*wordsOfUnits+word] |= uint32(noWeight+int(w)) << shift
		}
		l.units[u].bias = float64(n.UnitBias[u]) / step
		for label := range l.bias {
			l.units[u].speaks[label] = float64(n.Speaks[label][u]) * step
		}
	}
	for label := range l.bias {
		l.bias[label] = float64(n.Bias[label])
	}
}

// Margins is how far on the wrong side of the line of each label, in the order of Labels, a text with these
// features is: below 0 it is lawful. They are no more than are weighed at once.
func (l *Likeness) Margins(features []Feature) [likenessLabels]float64 {
	var of sum
	var all margins
	l.add(&of, features)
	l.speak(&all, &of)
	return all
}

// speak sets what the units say to what features sum up to. A line has a say in its own label alone.
func (l *Likeness) speak(all *margins, of *sum) {
	*all = l.bias
	root, none := featureRoot(of.met), noWeight*of.known
	for u := range l.units {
		unit := &l.units[u]
		awake := float64(int32(of.weights[u/4]>>(u%4*16)&0xffff)-none)/root + unit.bias
		if u >= Hidden {
			all[u-Hidden] += float64(awake * unit.speaks[u-Hidden])
		} else if awake > 0 {
			for label := range all {
				all[label] += float64(awake * unit.speaks[label])
			}
		}
	}
}

// likenessForm begins a Likeness in bytes; it changes with the form and with what a feature is.
const likenessForm = "pingban likeness 4"

var errNoLikeness = errors.New("lint: this is no likeness of this version: make learn")

// Bytes is l for ReadLikeness.
func (l *Likeness) Bytes() []byte {
	w := &flat.Writer{}
	w.Text(likenessForm)
	for _, v := range l.bias {
		w.Float(v)
	}
	for _, u := range l.units {
		w.Float(u.bias)
		for _, v := range u.speaks {
			w.Float(v)
		}
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
		return nil, errNoLikeness
	}
	l := &Likeness{}
	l.bias.read(r)
	for i := range l.units {
		l.units[i].bias = r.Float()
		l.units[i].speaks.read(r)
	}
	checks, weights := r.Raw(), r.Raw()
	if err := r.Err(); err != nil {
		return nil, err
	}
	if len(checks) != Slots || len(weights) != Slots*Units/2 {
		return nil, errNoLikeness
	}
	l.checks, l.weights = fours(checks), fours(weights)
	return l, nil
}

func (m *margins) read(r *flat.Reader) {
	for label := range m {
		m[label] = r.Float()
	}
}
