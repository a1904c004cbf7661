package api

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"pingban/backend/store"
	"pingban/internal/cases"
	"pingban/internal/clock"
	"pingban/internal/sorting"
)

const (
	reportDays = 30  // where the address names no period
	mostDays   = 400 // a longer period would cost a Worker too much
)

// headline are the figures that are compared with the period before. Durations are whole minutes,
// -1 where there is nothing to measure.
type headline struct {
	Cases         int   `json:"cases"`    // rated, or first heard of, in the period
	Bad           int   `json:"bad"`      // of them, neutral or bad
	Good          int   `json:"good"`     // of them, good
	Open          int   `json:"open"`     // of them, still needing somebody
	Overdue       int   `json:"overdue"`  // of them, open with the explanation window over
	Touched       int   `json:"touched"`  // of them, somebody did something
	Resolved      int   `json:"resolved"` // became 已解决 in the period, and stayed it
	TouchMedian   int64 `json:"touch_median"`
	TouchP90      int64 `json:"touch_p90"`
	ResolveMedian int64 `json:"resolve_median"`
	ResolveP90    int64 `json:"resolve_p90"`
	Contacts      int64 `json:"contacts"`
	Paid          int64 `json:"paid"` // compensations
	Fen           int64 `json:"fen"`  // their sum, 1/100 yuan
}

// counted is one line of a table: how many cases, and in the period before.
type counted struct {
	Key    string `json:"key"`
	Cases  int    `json:"cases"`
	Bad    int    `json:"bad"`
	Before int    `json:"before"`
}

type dayLine struct {
	Day      string `json:"day"`
	Cases    int    `json:"cases"`
	Bad      int    `json:"bad"`
	Resolved int    `json:"resolved"`
}

type personLine struct {
	Member      string `json:"member"`
	Open        int    `json:"open"`
	Cases       int    `json:"cases"` // assigned, of the period
	Resolved    int    `json:"resolved"`
	Contacts    int64  `json:"contacts"`
	Paid        int64  `json:"paid"`
	Fen         int64  `json:"fen"`
	TouchMedian int64  `json:"touch_median"`
}

type ruleLine struct {
	Rule     string `json:"rule"`
	Shown    int64  `json:"shown"`
	Fixed    int64  `json:"fixed"`
	Ignored  int64  `json:"ignored"`
	Sent     int64  `json:"sent"`
	Reported int64  `json:"reported"`
}

type sumLine struct {
	Key    string `json:"key"`
	N      int64  `json:"n"`
	Edited int64  `json:"edited"`
	Fen    int64  `json:"fen"`
}

type shopLine struct {
	Shop    string `json:"shop"`
	Cases   int    `json:"cases"`
	Good    int    `json:"good"`
	Bad     int    `json:"bad"`
	Overdue int    `json:"overdue"`
}

type report struct {
	From     string       `json:"from"` // first and last day of the period
	To       string       `json:"to"`
	Now      headline     `json:"now"`
	Before   headline     `json:"before"`
	Statuses []counted    `json:"statuses"`
	Reasons  []counted    `json:"reasons"`
	Products []counted    `json:"products"`
	Shops    []shopLine   `json:"shops"`
	People   []personLine `json:"people"`
	Rules    []ruleLine   `json:"rules"`
	Scripts  []sumLine    `json:"scripts"`
	Payments []sumLine    `json:"payments"`
	Days     []dayLine    `json:"days"`
	Members  []person     `json:"members"`
	AsOf     string       `json:"as_of"`
	Head     int64        `json:"head"`
	Epoch    string       `json:"epoch"`
}

// most lines of a table that has no natural end.
const mostLines = 100

// showReport sums up a period, from and to in the address (the last 30 days where they are absent),
// under the filters of the list of cases, and compares it with the equally long one before. An agent
// gets their own.
func (a *API) showReport(c *call) (any, error) {
	f, err := c.filter()
	if err != nil {
		return nil, err
	}
	f.Resolved = false // a report counts both
	days, err := c.period(&f)
	if err != nil {
		return nil, err
	}
	a.tend(c)
	if err := a.Store.Refresh(c.Context(), c.who.Team, c.now); err != nil {
		return nil, err
	}
	b := f
	b.From, b.To = f.From.AddDate(0, 0, -days), f.From
	now, before, err := a.sumBoth(c, f, b)
	if err != nil {
		return nil, err
	}
	out := now.report(before)
	if c.who.Role != "lead" {
		out.People = slices.DeleteFunc(out.People, func(l personLine) bool { return l.Member != c.who.Member })
	}
	out.From, out.To = f.From.Format(time.DateOnly), f.To.AddDate(0, 0, -1).Format(time.DateOnly)
	out.Days = now.trend(f.From, days)
	out.AsOf, out.Head, out.Epoch = stamp(c.now), c.who.Log.Head, c.who.Log.Epoch
	out.Members, err = a.people(c)
	return out, err
}

// period fills in what the address leaves open of a report's period, and gives its days.
func (c *call) period(f *store.CaseFilter) (days int, err error) {
	if f.To.IsZero() {
		y, m, d := c.now.In(clock.CST).Date()
		f.To = time.Date(y, m, d+1, 0, 0, 0, 0, clock.CST)
	}
	if f.From.IsZero() {
		f.From = f.To.AddDate(0, 0, -reportDays)
	}
	days = int(f.To.Sub(f.From).Hours()+12) / 24
	if days < 1 || days > mostDays {
		return 0, invalidField("from", "a period has 1 to %d days", mostDays)
	}
	return days, nil
}

// sums is one period's.
type sums struct {
	headline
	statuses, reasons, products map[string]*counted
	shops                       map[string]*shopLine
	people                      map[string]*personLine
	touches                     map[string][]int64 // of each assignee, minutes
	days                        map[int64]*dayLine // by number of the day in China
	rules                       map[string]*ruleLine
	scripts, payments           map[string]*sumLine
}

// sumBoth is the sums of two periods, read side by side: of a year of a large team each takes a while.
func (a *API) sumBoth(c *call, f, g store.CaseFilter) (first, second *sums, err error) {
	done := make(chan error, 1)
	go func() {
		// The server's own net for a request that panics does not reach here.
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Errorf("report: %v\n%s", p, debug.Stack())
			}
		}()
		var err error
		second, err = a.sum(c, g)
		done <- err
	}()
	first, err = a.sum(c, f)
	return first, second, errors.Join(err, <-done)
}

func (a *API) sum(c *call, f store.CaseFilter) (*sums, error) {
	s := &sums{
		statuses: map[string]*counted{}, reasons: map[string]*counted{}, products: map[string]*counted{},
		shops: map[string]*shopLine{}, people: map[string]*personLine{}, touches: map[string][]int64{}, days: map[int64]*dayLine{},
		rules: map[string]*ruleLine{}, scripts: map[string]*sumLine{}, payments: map[string]*sumLine{},
	}
	var touch []int64
	err := a.Store.RatedCases(c.Context(), c.who.Team, f, c.now, func(r store.RatedCase) {
		s.rated(r, c.now)
		if r.Touched > 0 {
			minutes := max(0, r.Touched-r.At) / time.Minute.Milliseconds()
			touch = append(touch, minutes)
			s.touches[r.Assignee] = append(s.touches[r.Assignee], minutes)
		}
	})
	if err != nil {
		return nil, err
	}
	s.TouchMedian, s.TouchP90 = middle(touch)
	var took []int64
	err = a.Store.ResolvedCases(c.Context(), c.who.Team, f, c.now, func(r store.ResolvedCase) {
		s.Resolved++
		took = append(took, max(0, r.Resolved-r.At)/time.Minute.Milliseconds())
		s.day(r.Resolved).Resolved++
		of(s.people, r.Resolver).Resolved++
	})
	if err != nil {
		return nil, err
	}
	s.ResolveMedian, s.ResolveP90 = middle(took)
	return s, a.Store.Deeds(c.Context(), c.who.Team, f, c.now, s.deed)
}

func (s *sums) rated(r store.RatedCase, now time.Time) {
	bad := r.Rating == "bad" || r.Rating == "neutral"
	overdue := !r.Done && r.ExplainBy > 0 && r.ExplainBy < now.UnixMilli()
	day, shop, person := s.day(r.At), of(s.shops, r.Shop), of(s.people, r.Assignee)
	s.Cases++
	day.Cases++
	shop.Cases++
	person.Cases++
	lines := []*counted{of(s.statuses, r.Status), of(s.products, r.Product)}
	for _, reason := range r.Reasons {
		lines = append(lines, of(s.reasons, reason))
	}
	for _, l := range lines {
		l.Cases++
	}
	if bad {
		s.Bad++
		day.Bad++
		shop.Bad++
		for _, l := range lines {
			l.Bad++
		}
	}
	if r.Rating == "good" {
		s.Good++
		shop.Good++
	}
	if !r.Done {
		s.Open++
		person.Open++
	}
	if overdue {
		s.Overdue++
		shop.Overdue++
	}
	if r.Touched > 0 {
		s.Touched++
	}
}

func (s *sums) deed(d store.Deed) {
	person := of(s.people, d.Actor)
	switch d.Kind {
	case cases.Contact:
		s.Contacts++
		person.Contacts++
	case cases.Compensation:
		s.Paid, s.Fen = s.Paid+1, s.Fen+d.Fen
		person.Paid, person.Fen = person.Paid+1, person.Fen+d.Fen
		form := of(s.payments, d.Key)
		form.N, form.Fen = form.N+1, form.Fen+d.Fen
	case cases.ScriptUsed:
		script := of(s.scripts, d.Key)
		script.N++
		if d.Action == "edited" {
			script.Edited++
		}
	case cases.FindingEvent:
		rule := of(s.rules, d.Key)
		switch d.Action {
		case "shown":
			rule.Shown++
		case "fixed":
			rule.Fixed++
		case "ignored":
			rule.Ignored++
		case "sent":
			rule.Sent++
		case "reported":
			rule.Reported++
		}
	}
}

func (s *sums) day(ms int64) *dayLine { return of(s.days, dayNumber(ms)) }

// dayNumber counts days since 1970 in China, where days have always had 24 hours since 1991.
func dayNumber(ms int64) int64 {
	const east = 8 * int64(time.Hour/time.Millisecond)
	return (ms + east) / (24 * int64(time.Hour/time.Millisecond))
}

// of gives a map's value under a key, made where there is none.
func of[K comparable, T any](m map[K]*T, key K) *T {
	v := m[key]
	if v == nil {
		v = new(T)
		m[key] = v
	}
	return v
}

// middle gives median and 90th percentile (nearest rank), -1 of nothing.
func middle(all []int64) (median, p90 int64) {
	if len(all) == 0 {
		return -1, -1
	}
	slices.Sort(all)
	rank := func(percent int) int64 { return all[(len(all)*percent+99)/100-1] }
	return rank(50), rank(90)
}

func (s *sums) report(before *sums) *report {
	r := &report{
		Now: s.headline, Before: before.headline,
		Statuses: tableOf(s.statuses, before.statuses), Reasons: tableOf(s.reasons, before.reasons), Products: tableOf(s.products, before.products),
		Shops: []shopLine{}, People: []personLine{}, Rules: []ruleLine{}, Scripts: sumsOf(s.scripts), Payments: sumsOf(s.payments),
	}
	for shop, l := range s.shops {
		l.Shop = shop
		r.Shops = append(r.Shops, *l)
	}
	for member, l := range s.people {
		l.Member = member
		l.TouchMedian, _ = middle(s.touches[member])
		r.People = append(r.People, *l)
	}
	for rule, l := range s.rules {
		l.Rule = rule
		r.Rules = append(r.Rules, *l)
	}
	sorting.By(r.Shops, func(a, b shopLine) int { return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(a.Shop, b.Shop)) })
	sorting.By(r.People, func(a, b personLine) int { return cmp.Compare(a.Member, b.Member) })
	sorting.By(r.Rules, func(a, b ruleLine) int { return cmp.Or(cmp.Compare(b.Shown, a.Shown), cmp.Compare(a.Rule, b.Rule)) })
	return r
}

func tableOf(now, before map[string]*counted) []counted {
	lines := []counted{}
	for key, l := range now {
		l.Key = key
		if b := before[key]; b != nil {
			l.Before = b.Cases
		}
		lines = append(lines, *l)
	}
	sorting.By(lines, func(a, b counted) int { return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(a.Key, b.Key)) })
	return lines[:min(len(lines), mostLines)]
}

func sumsOf(m map[string]*sumLine) []sumLine {
	lines := []sumLine{}
	for key, l := range m {
		l.Key = key
		lines = append(lines, *l)
	}
	sorting.By(lines, func(a, b sumLine) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Key, b.Key)) })
	return lines[:min(len(lines), mostLines)]
}

// trend has every day of the period, those without anything too.
func (s *sums) trend(from time.Time, days int) []dayLine {
	all := make([]dayLine, days)
	for i := range all {
		day := from.AddDate(0, 0, i)
		if l := s.days[dayNumber(day.UnixMilli())]; l != nil {
			all[i] = *l
		}
		all[i].Day = day.Format(time.DateOnly)
	}
	return all
}
