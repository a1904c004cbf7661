// Command bench lays the rule engine beside tools that know words alone, in one run and on the same
// messages: how long each takes, and what it finds. The messages are the half of the development set
// that no rule was tuned on, and texts of 200 characters made by joining them.
//
//	go run . [-rounds 15]    # in wasm/bench, after npm ci there and make dist
//
// The peers are dependencies of this module alone. cloudflare/ahocorasick and BobuSumisu/aho-corasick are
// the two matchers of many words that Go programs use most, the first by the hits of a text without their
// places, the second with them; modern-ahocorasick (package.json) is the one for JavaScript that is kept up.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"pingban/internal/lint"
	"pingban/wasm/messages"
)

const (
	root    = "../.."
	longest = 200 // characters of the long texts
)

// text is one message as a matcher gets it.
type text struct {
	Text     string `json:"text"`
	Platform string `json:"platform"`
}

// measured is what one matcher made of all texts.
type measured struct {
	Name    string    `json:"name"`
	Words   string    `json:"words"`   // which list it was given
	Short   []float64 `json:"short"`   // microseconds for each message
	Long    []float64 `json:"long"`    // and for each text of 200 characters
	Flagged []bool    `json:"flagged"` // by message
}

// job is what all of them are given.
type job struct {
	Short  []text              `json:"short"`
	Long   []text              `json:"long"`
	Lists  map[string][]string `json:"lists"`
	Rounds int                 `json:"rounds"`
}

func main() {
	rounds := flag.Int("rounds", 15, "how often each text is checked; its time is the median")
	flag.Parse()
	if err := run(*rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(rounds int) error {
	_, rows, err := messages.Development(root)
	if err != nil {
		return err
	}
	j := job{Lists: map[string][]string{}, Rounds: rounds}
	for _, r := range rows {
		j.Short = append(j.Short, text{r.Text, r.Platform})
	}
	j.Long = joined(j.Short)
	for name, alone := range map[string]bool{"short": true, "long": false} {
		if j.Lists[name], err = lint.Blocklist(alone); err != nil {
			return err
		}
	}
	all, err := inGo(j)
	if err != nil {
		return err
	}
	more, err := inNode(j)
	if err != nil {
		return err
	}
	all = slices.Insert(all, 1, more...)
	slices.SortStableFunc(all[2:], func(a, b measured) int { return strings.Compare(b.Words, a.Words) })
	fmt.Printf("Rules and word lists on %d messages set aside and %d texts of %d characters; a text's time is the median of %d.\n",
		len(j.Short), len(j.Long), longest, rounds)
	fmt.Printf("The short list: %d words that break a rule by themselves. The long one: %d, with those that need company.\n\n",
		len(j.Lists["short"]), len(j.Lists["long"]))
	if err := table(all, rows); err != nil {
		return err
	}
	return byLabel(rows)
}

// joined makes texts of 200 characters by writing messages one after another.
func joined(short []text) []text {
	var all []text
	var now []rune
	for _, t := range short {
		now = append(append(now, []rune(t.Text)...), '。')
		if len(now) >= longest {
			all = append(all, text{Text: string(now[:longest])})
			now = now[:0]
		}
	}
	return all
}

func inGo(j job) ([]measured, error) {
	ours, err := native()
	if err != nil {
		return nil, err
	}
	matchers := []matcher{ours}
	for _, list := range []string{"short", "long"} {
		more, err := peers(list, j.Lists[list])
		if err != nil {
			return nil, err
		}
		matchers = append(matchers, more...)
	}
	var all []measured
	for _, m := range matchers {
		found := measured{Name: m.name, Words: m.words, Short: timed(m, j.Short, j.Rounds), Long: timed(m, j.Long, j.Rounds)}
		for _, t := range j.Short {
			found.Flagged = append(found.Flagged, m.flag(t))
		}
		all = append(all, found)
	}
	return all, nil
}

// timed gives the median time of each text, in microseconds.
func timed(m matcher, texts []text, rounds int) []float64 {
	times := make([][]float64, len(texts))
	for range rounds {
		for i, t := range texts {
			start := time.Now()
			m.flag(t)
			times[i] = append(times[i], float64(time.Since(start).Nanoseconds())/1000)
		}
	}
	medians := make([]float64, len(texts))
	for i := range times {
		medians[i] = percentile(times[i], 0.5)
	}
	return medians
}
