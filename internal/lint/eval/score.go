package eval

import (
	"slices"
	"sort"

	"pingban/internal/lint"
)

// Tally counts what was found against what should have been.
type Tally struct{ True, False, Missed int }

// Precision is 1 where nothing was found.
func (t Tally) Precision() float64 { return ratio(t.True, t.True+t.False) }

// Recall is 1 where nothing was there to find.
func (t Tally) Recall() float64 { return ratio(t.True, t.True+t.Missed) }

// F1 is the harmonic mean of both.
func (t Tally) F1() float64 { return ratio(2*t.True, 2*t.True+t.False+t.Missed) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// Mistake is a message with the labels it should have had and did not, or the reverse.
type Mistake struct {
	Row           Row
	Missed, False []string
	Rules         []string // that fired
}

// Score is what a set of rules makes of labelled messages.
type Score struct {
	Rows     int
	Labels   map[string]*Tally
	All      Tally
	Clean    map[string][2]int // kind of message without labels: how many are flagged, of how many
	Mistakes []Mistake
}

// MacroF1 is the mean over the labels that occur.
func (s *Score) MacroF1() float64 {
	sum, n := 0.0, 0
	for _, t := range s.Labels {
		if t.True+t.Missed > 0 {
			sum += t.F1()
			n++
		}
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}

// FalseAlarms gives how many messages without labels are flagged, and how many there are.
func (s *Score) FalseAlarms() (flagged, of int) {
	for _, c := range s.Clean {
		flagged += c[0]
		of += c[1]
	}
	return flagged, of
}

// Measure checks every row. Kinds of messages without a kind of their own count as "other".
func Measure(set *lint.Set, rows []Row) *Score {
	s := &Score{Rows: len(rows), Labels: map[string]*Tally{}, Clean: map[string][2]int{}}
	for _, r := range rows {
		s.row(set.Check(r.message()), r)
	}
	return s
}

func (s *Score) tally(label string) *Tally {
	t := s.Labels[label]
	if t == nil {
		t = &Tally{}
		s.Labels[label] = t
	}
	return t
}

func (s *Score) row(rep lint.Report, r Row) {
	m := Mistake{Row: r}
	for _, l := range r.Labels {
		if slices.Contains(rep.Labels, l) {
			s.tally(l).True++
			s.All.True++
		} else {
			s.tally(l).Missed++
			s.All.Missed++
			m.Missed = append(m.Missed, l)
		}
	}
	for _, l := range rep.Labels {
		if !slices.Contains(r.Labels, l) && !slices.Contains(r.Optional, l) {
			s.tally(l).False++
			s.All.False++
			m.False = append(m.False, l)
		}
	}
	if len(r.Labels) == 0 && len(r.Optional) == 0 {
		kind := r.Kind
		if kind == "" {
			kind = "other"
		}
		c := s.Clean[kind]
		c[1]++
		if len(m.False) > 0 {
			c[0]++
		}
		s.Clean[kind] = c
	}
	if len(m.Missed)+len(m.False) > 0 {
		for _, f := range rep.Findings {
			m.Rules = append(m.Rules, f.Rule)
		}
		s.Mistakes = append(s.Mistakes, m)
	}
}

// Kinds lists the keys of Clean, sorted.
func (s *Score) Kinds() []string {
	var all []string
	for k := range s.Clean {
		all = append(all, k)
	}
	sort.Strings(all)
	return all
}
