package lint

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// counting is the shipped set with every scan it makes at hand, to add up what they did.
func counting(t *testing.T) (set *Set, work func(do func()) int) {
	t.Helper()
	set, err := New(shipped(t).Rules())
	if err != nil {
		t.Fatal(err)
	}
	var scans []*scan
	set.scans.New = func() any {
		sc := set.program.newScan()
		scans = append(scans, sc)
		return sc
	}
	return set, func(do func()) int {
		for _, sc := range scans {
			sc.work = 0
		}
		do()
		sum := 0
		for _, sc := range scans {
			sum += sc.work
		}
		return sum
	}
}

func repeated(unit string) func(n int) string {
	return func(n int) string {
		r := []rune(strings.Repeat(unit, n/utf8.RuneCountInString(unit)+1))
		return string(r[:n])
	}
}

// slowTexts are made to be slow, of any length: many hits of the same slots, long words that never end,
// one clause of fillers before many words that must stand alone, every rule at once.
func slowTexts(set *Set) map[string]func(n int) string {
	all := map[string]func(n int) string{
		"fillers, then slots": func(n int) string { return repeated("亲哦")(n/2) + repeated("滚蛋")(n-n/2) },
		"slots, then fillers": func(n int) string { return repeated("滚蛋")(n/2) + repeated("亲哦")(n-n/2) },
		"first slots, then second": func(n int) string {
			return repeated("好评五星")(n/2) + repeated("红包返现")(n-n/2)
		},
	}
	for _, unit := range []string{
		"好评返", "加微信", "不删差评", "好.评.", "退款理由改", "1380013", "a.cn/", "1.cn@", "您给送5元券", "滚,", "亲哦", "jiaweixin", "!?", "十万",
	} {
		all[unit] = repeated(unit)
	}
	var flagged strings.Builder
	for _, r := range set.Rules() {
		for _, e := range r.Examples.Flag {
			if e.Text == "" {
				continue
			}
			flagged.WriteString(e.Text + "。")
		}
	}
	all["every example"] = repeated(flagged.String())
	return all
}

// Work is what a check looks at, counted, so that the answer is the same on every machine. A text of the
// cap's length is 25 times as long as the reply of 200 characters it is held against; a longer one costs
// no more, for the cap.
const reply = 200

func TestWorkOfTheFastCheckGrowsWithTheText(t *testing.T) {
	const most = 2 * MaxRunes / reply // twice what the lengths say
	set, work := counting(t)
	texts := slowTexts(set)
	for _, r := range set.Rules() {
		if text := r.Examples.Flag[0].Text; text != "" {
			texts[r.ID] = repeated(text)
		}
	}
	worst := 0.0
	for name, text := range texts {
		spans := func(text string) int { return work(func() { set.Spans(Message{Text: text}, nil) }) }
		whole := spans(text(MaxRunes))
		if over := spans(text(MaxRunes) + text(reply)); over != whole {
			t.Errorf("%s: characters over the cap cost work: %d, not %d", name, over, whole)
		}
		ratio := float64(whole) / float64(spans(text(reply)))
		if worst = max(worst, ratio); ratio > most {
			t.Errorf("%s: %d characters take %.0f times the work of %d", name, MaxRunes, ratio, reply)
		}
	}
	t.Logf("at most %.1f times", worst)
}

func TestWorkOfACheckGrowsWithTheText(t *testing.T) {
	const long, most = 100_000, 600
	set, work := counting(t)
	worst := 0.0
	for name, text := range slowTexts(set) {
		check := func(text string) int { return work(func() { set.Check(Message{Text: text}) }) }
		ratio := float64(check(text(long))) / float64(check(text(reply)))
		if worst = max(worst, ratio); ratio > most {
			t.Errorf("%s: %d characters take %.0f times the work of %d", name, long, ratio, reply)
		}
	}
	t.Logf("at most %.0f times", worst)
}
