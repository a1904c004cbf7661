package lint

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func shippedLikeness(t testing.TB) *Likeness {
	t.Helper()
	l, err := ReadLikeness(learned)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestALikenessIsReadBackAndDamagedOnesAreRefused(t *testing.T) {
	l := shippedLikeness(t)
	data := l.Bytes()
	again, err := ReadLikeness(data)
	if err != nil || !slices.Equal(l.checks, again.checks) || !slices.Equal(l.weights, again.weights) || l.units != again.units || l.bias != again.bias {
		t.Errorf("it comes back otherwise: %v", err)
	}
	for name, bad := range map[string][]byte{
		"nothing": nil, "rules": shipped(t).Freeze(), "cut off": data[:len(data)-1], "cut in its head": data[:20],
	} {
		if _, err := ReadLikeness(bad); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

func TestAFeatureHasTheSlotThatHoldsItsCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Few buckets, so that they run over, and few checks, so that features share them.
		few := rapid.Custom(func(t *rapid.T) Feature {
			return Feature(rapid.Uint32Range(0, 2).Draw(t, "bucket")<<28 | rapid.Uint32Range(0, 6).Draw(t, "check")<<8)
		})
		known := rapid.SliceOfN(few, 0, 30).Draw(t, "features")
		l := NewLikeness(known)
		held := map[uint32][]uint32{} // checks by bucket, those first that came first
		for _, f := range known {
			if list := held[f.bucket()]; len(list) < bucketSlots && !slices.Contains(list, f.check()) {
				held[f.bucket()] = append(list, f.check())
			}
		}
		f := few.Draw(t, "feature")
		at := slices.Index(held[f.bucket()], f.check())
		slot, ok := l.Slot(f)
		if ok != (at >= 0) || ok && slot != int(f.bucket())*bucketSlots+at {
			t.Fatalf("slot %d (%v), want place %d of bucket %d", slot, ok, at, f.bucket())
		}
	})
}

// spoken is what Margins gives, unit by unit and feature by feature.
func spoken(l *Likeness, features []Feature) (all margins) {
	all = l.bias
	for u, of := range l.units {
		word, shift := placeOf(u)
		sum := 0
		for _, f := range features {
			if slot, known := l.Slot(f); known {
				sum += int(l.weights[slot*wordsOfUnits+word]>>shift&0xf) - noWeight
			}
		}
		awake := float64(sum)/featureRoot(int32(len(features))) + of.bias
		if u < Hidden {
			awake = max(awake, 0)
		}
		for label, speaks := range of.speaks {
			all[label] += awake * speaks
		}
	}
	return all
}

// weighPart gives the margins of part of a text, and what they are feature by feature.
func weighPart(set *Set, l *Likeness, text string, part func(runes int) (from, to int)) (got, want margins) {
	sc := set.program.newScan()
	set.program.read(sc, text)
	set.program.weigh(sc)
	from, to := part(len(sc.weighed.runes))
	l.margins(&got, sc, int32(from), int32(to))
	set.program.readFeatures(sc)
	var features []Feature
	for i := range to {
		if met := sc.weighed.features(sc, int32(i)); i >= from {
			features = append(features, met...)
		}
	}
	return got, spoken(l, features)
}

func near(a, b margins) bool {
	for label := range a {
		if math.Abs(a[label]-b[label]) > 1e-9 {
			return false
		}
	}
	return true
}

// What is summed up for a whole text, four units at once, is for each part of it what its features weigh one by one.
func TestSumsAreThoseOfTheFeatures(t *testing.T) {
	set, l := shipped(t), shippedLikeness(t)
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		got, want := weighPart(set, l, text, func(n int) (from, to int) {
			from = rapid.IntRange(0, n).Draw(t, "from")
			return from, rapid.IntRange(from, min(n, from+weighedAtOnce)).Draw(t, "to")
		})
		if !near(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	})
}

// What is summed up from the begin of a long text on runs over; a part's own sum does not.
func TestTheEndOfALongTextIsWeighedAsAnyOther(t *testing.T) {
	set, l := shipped(t), shippedLikeness(t)
	text := strings.Repeat("亲这款是纯棉的您放心拍今天下午发货哦,说好送的赠品现在不送了。", 400)
	got, want := weighPart(set, l, text, func(n int) (from, to int) { return n - weighedAtOnce, n })
	if !near(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A text of words that all stand in many lexicons must not make sums run over.
func TestACharacterHasNoMoreFeaturesThanSumsHold(t *testing.T) {
	if weighedAtOnce*mostOfRune*0xf >= 1<<16 {
		t.Errorf("%d characters of %d features sum up to more than sixteen bits", weighedAtOnce, mostOfRune)
	}
	w := &weighing{runes: []rune{'好'}, first: []int32{0}, ends: []span{{0, 1}}, ending: []int32{0, 0}, last: make([]int16, 1<<lastBits), words: []word{{}}}
	for mark := range uint32(3 * mostOfRune) {
		w.words = append(w.words, word{mark*2 + 7, 0, w.ending[1]})
		w.ending[1] = int32(len(w.words) - 1)
	}
	sc := &scan{}
	sc.sentenceStart = []int32{0}
	if got := len(w.features(sc, 0)); got != mostOfRune {
		t.Errorf("%d features, want %d", got, mostOfRune)
	}
}

func TestPiecesCoverTheTextAndNoneIsLongerThanAWindow(t *testing.T) {
	set := shipped(t)
	sc := set.program.newScan()
	rapid.Check(t, func(t *rapid.T) {
		set.program.read(sc, drawText(t))
		set.program.weigh(sc)
		p := sc.weighed.pieces
		if p[0] != 0 && len(p) > 1 || p[len(p)-1] != int32(len(sc.weighed.runes)) {
			t.Fatalf("pieces %v of %d characters", p, len(sc.weighed.runes))
		}
		for i := 1; i < len(p); i++ {
			if p[i] <= p[i-1] || p[i]-p[i-1] > weighedAtOnce {
				t.Fatalf("pieces %v", p)
			}
		}
	})
}

// likeRule asks for likeness alone; the text is of its label with a margin over 1.
func likeRule(t *testing.T, likeness string) *Set {
	t.Helper()
	r, err := ParseRule("pack", []byte(strings.Replace(minimal, `"patterns": [{"slots": ["保证|承诺", "回购"]}],`, `"likeness": `+likeness+`,`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	set, err := New([]Rule{r})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestLikenessMarksTheFewestClausesThatStillReadSo(t *testing.T) {
	set := likeRule(t, "1")
	const bad = "说好送的赠品现在不送了"
	for _, text := range []string{
		bad,
		"亲您好," + bad,
		"亲您好呀,稍等我看一下。" + bad,
		bad + "。祝您生活愉快,有问题随时留言",
		"亲您好。快递今天下午会到您楼下的驿站。" + bad + "。祝您生活愉快。洗的时候水温别超过三十度。晾的时候别晒。收纳的时候叠好就行。",
	} {
		got := set.Check(Message{Text: text}).Findings
		if len(got) != 1 || got[0].Text != bad {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestALongTextWithoutAPauseIsWeighedInParts(t *testing.T) {
	set := likeRule(t, "1")
	calm := "这款衣服洗的时候水温不要超过三十度晾的时候放在阴凉通风的地方收纳的时候叠好放平就可以了"
	text := calm + "赠品那是之前的事了现在不送了哈" + calm
	got := set.Check(Message{Text: text}).Findings
	if len(got) != 1 || !strings.Contains(got[0].Text, "现在不送了") || len([]rune(got[0].Text)) > weighedAtOnce {
		t.Errorf("%+v", got)
	}
}

func TestWhatIsQuotedIsNotWeighed(t *testing.T) {
	set := likeRule(t, "1")
	for text, want := range map[string]int{
		"赠品那是之前的事了,现在不送了哈":          1,
		"您看到的“赠品那是之前的事了,现在不送了哈”是误会": 0,
		"“赠品”那是之前的事了,现在不送了哈":        1, // a word in quotation marks is one's own
	} {
		if got := len(set.Check(Message{Text: text}).Findings); got != want {
			t.Errorf("%q: %d findings, want %d", text, got, want)
		}
	}
}

func TestDisguisedWordsReadAlike(t *testing.T) {
	features, err := NewFeatures()
	if err != nil {
		t.Fatal(err)
	}
	runs := func(text string) []Feature {
		all, _ := features.Of(text)
		return slices.DeleteFunc(all, func(f Feature) bool { return !f.Run() })
	}
	plain := runs("加我微信,给您返现10元")
	for _, text := range []string{"加我薇信,给您反现98元", "加 我 微 信,给您返.现.10元", "加我weixin,给您fanxian10元", "加我微信,給您返現①0元"} {
		if !slices.Equal(runs(text), plain) {
			t.Errorf("%q does not read as the plain text", text)
		}
	}
}

// What a pair is does not hang on what stands between its words, but on their order and on the sentence.
func TestWordsOfTwoLexiconsAreAPairInTheirOrderAndSentence(t *testing.T) {
	features, err := NewFeatures()
	if err != nil {
		t.Fatal(err)
	}
	words := func(text string) map[Feature]bool {
		all, _ := features.Of(text)
		met := map[Feature]bool{}
		for _, f := range all {
			met[f] = !f.Run()
		}
		return met
	}
	alone, after := words("红包"), words("五星好评")
	pairs := func(text string) (n int) {
		for b, word := range words(text) {
			if word && !alone[b] && !after[b] {
				n++
			}
		}
		return n
	}
	const between = "鼋鼍鼙鼗鼐鼬鼯鼢鼷鼹龃龅龆龇龈龉" // in no lexicon
	together := pairs("红包,五星好评")
	if together == 0 {
		t.Fatal("no pair")
	}
	if got := pairs("红包鼋鼍五星好评"); got != together {
		t.Errorf("%d pairs with filling between, %d without", got, together)
	}
	if got := pairs("红包。五星好评"); got != 0 {
		t.Errorf("%d pairs in two sentences", got)
	}
	if got := pairs("红包" + between + "五星好评"); got != 0 {
		t.Errorf("%d pairs too far apart", got)
	}
	there, back := words("红包,五星好评"), words("五星好评,红包")
	if maps.Equal(there, back) {
		t.Error("the other way round they are the same pairs")
	}
}

// The rule that knows what a thing is speaks, not the one that finds it alike.
func TestLikenessIsSilentWhereAnotherRuleSpeaks(t *testing.T) {
	set := shipped(t)
	for _, text := range []string{"亲,改成好评给您返10元红包", "加我微信聊,微信号abc12345"} {
		for _, f := range set.Check(Message{Text: text}).Findings {
			if strings.HasSuffix(f.Rule, "-reads-like") {
				t.Errorf("%q: %s marks %q", text, f.Rule, f.Text)
			}
		}
	}
}

func TestTheLargestWeightsAreCut(t *testing.T) {
	const many = cutShare * 3 / 2
	n := &Net{Weights: make([]float32, Slots*Units), UnitBias: make([]float32, Units), Bias: make([]float32, likenessLabels)}
	for range likenessLabels {
		n.Speaks = append(n.Speaks, make([]float32, Units))
	}
	const unit, label = 18, 3
	n.UnitBias[unit], n.Speaks[label][unit] = 2, 5
	for slot := range many {
		n.Weights[slot*Units+unit] = 0.5
	}
	n.Weights[3*Units+unit] = -50
	l := NewLikeness(nil)
	l.Weigh(n)
	word, shift := placeOf(unit)
	at := func(slot int) int { return int(l.weights[slot*wordsOfUnits+word]>>shift&0xf) - noWeight }
	if at(0) != weightSteps || at(3) != -weightSteps || at(many) != 0 {
		t.Errorf("they weigh %d, %d and %d, want all steps, as many the other way, and none", at(0), at(3), at(many))
	}
	// What is counted in steps is no more than it was.
	of := &l.units[unit]
	if got := (weightSteps + of.bias) * of.speaks[label]; math.Abs(got-(0.5+2)*5) > 1e-6 {
		t.Errorf("it speaks %v, want %v", got, (0.5+2)*5)
	}
}

func TestARuleWithPatternsIsSilentInWhatReadsLawful(t *testing.T) {
	strict := strings.NewReplacer(`"保证|承诺", "回购"`, `"好评"`, PromiseBreach, ReviewInducement).Replace(minimal)
	lax := strings.Replace(strict, `"patterns"`, `"likeness": -0.2, "patterns"`, 1)
	const lawful = "谢谢您的好评,祝您生活愉快"
	const broken = "给个好评,马上返您十块钱"
	for name, c := range map[string]struct {
		rule           string
		lawful, broken int
	}{"without": {strict, 1, 1}, "with": {lax, 0, 1}} {
		r, err := ParseRule("pack", []byte(c.rule))
		if err != nil {
			t.Fatal(err)
		}
		set, err := New([]Rule{r})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(set.Check(Message{Text: lawful}).Findings); got != c.lawful {
			t.Errorf("%s likeness: %d findings in what is lawful, want %d", name, got, c.lawful)
		}
		if got := len(set.Check(Message{Text: broken}).Findings); got != c.broken {
			t.Errorf("%s likeness: %d findings in a breach, want %d", name, got, c.broken)
		}
	}
}

func TestSignsAloneAreNoLawfulText(t *testing.T) {
	r, err := ParseRule("pack", []byte(strings.Replace(strings.Replace(minimal, `"保证|承诺", "回购"`, `"…"`, 1), `"patterns"`, `"likeness": -0.2, "patterns"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	set, err := New([]Rule{r})
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Check(Message{Text: "……"}).Findings; len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestASetThatLearnedNothingTakesNoRuleThatAsksForLikeness(t *testing.T) {
	base, err := readBase(nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newSet(likeRule(t, "1").Rules(), base); err == nil || !strings.Contains(err.Error(), "likeness") {
		t.Errorf("got %v", err)
	}
}
