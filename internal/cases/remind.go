package cases

import (
	"time"

	"pingban/internal/clock"
	"pingban/internal/sorting"
)

// remindBefore are how long before a window closes a person is told, the longest first.
var remindBefore = []time.Duration{24 * time.Hour, 2 * time.Hour}

// Quiet are the hours of the day in which nobody is reminded, China Standard Time, From inclusive
// and Until exclusive: 21 and 9 is the evening and the night. Equal hours are never quiet.
type Quiet struct {
	From  int `json:"from"`
	Until int `json:"until"`
}

// Reminder is a case to tell of: its window closes soon, or its next step is due.
type Reminder struct {
	TodoItem
	Step bool `json:"step"` // the next step is due, the badge says nothing of it
}

// Reminders is what to tell now, and when to ask again.
type Reminders struct {
	Due []Reminder `json:"due"` // what closes first on top
	// Next is when the next one falls due, RFC 3339, "" where none will: nothing needs to run before.
	Next string `json:"next"`
}

// RemindersOf gives what fell due after since and until now, and the moment of the next. Each case
// is told of once for each threshold it crosses, and once in a batch that crosses both. In quiet
// hours nothing is due: what falls into them is told when they end, and the caller keeps its since
// until then. Closed cases are passed over, and so is what has closed meanwhile.
func RemindersOf(states []*State, tables *clock.Tables, since, now time.Time, quiet Quiet) Reminders {
	lines := make([]*TodoItem, 0, len(states))
	for _, s := range states {
		if !s.Done() {
			item := s.Line(tables, now)
			lines = append(lines, &item)
		}
	}
	return reminders(lines, since, now, quiet)
}

// Reminders is RemindersOf of every case.
func (s *Store) Reminders(tables *clock.Tables, since, now time.Time, quiet Quiet) Reminders {
	lines := make([]*TodoItem, 0, len(s.cases))
	for _, id := range s.Cases() {
		if line := s.line(id, tables, now, false); line != nil {
			lines = append(lines, line)
		}
	}
	return reminders(lines, since, now, quiet)
}

func reminders(lines []*TodoItem, since, now time.Time, quiet Quiet) Reminders {
	r := Reminders{Due: []Reminder{}}
	silent := quiet.at(now)
	var next time.Time
	for _, item := range lines {
		due := Reminder{TodoItem: *item}
		tell := false
		for _, m := range moments(item) {
			switch {
			case m.at.After(now):
				if next.IsZero() || m.at.Before(next) {
					next = m.at
				}
			case m.at.After(since) && now.Before(m.until):
				tell, due.Step = true, m.step
			}
		}
		if tell {
			r.Due = append(r.Due, due)
		}
	}
	if silent && len(r.Due) > 0 {
		next, r.Due = quiet.end(now), []Reminder{}
	} else if !next.IsZero() && quiet.at(next) {
		next = quiet.end(next)
	}
	if !next.IsZero() {
		r.Next = next.In(clock.CST).Format(time.RFC3339)
	}
	sorting.Stably(r.Due, func(a, b Reminder) int { return byPressure(&a.TodoItem, &b.TodoItem) })
	return r
}

// dueMoment is when a person is to be told of something, and until when it is worth telling.
type dueMoment struct {
	at, until time.Time
	step      bool
}

func moments(item *TodoItem) []dueMoment {
	var all []dueMoment
	if at, err := time.Parse(time.RFC3339, item.NextAt); err == nil {
		all = append(all, dueMoment{at: at, until: at.AddDate(1, 0, 0), step: true})
	}
	if item.Badge == nil || item.Badge.State == clock.Over {
		return all
	}
	closes, err := time.Parse(time.RFC3339, item.Badge.Closes)
	if err != nil {
		return all
	}
	for _, before := range remindBefore {
		all = append(all, dueMoment{at: closes.Add(-before), until: closes})
	}
	return all
}

func (q Quiet) at(t time.Time) bool {
	hour := t.In(clock.CST).Hour()
	if q.From <= q.Until {
		return q.From <= hour && hour < q.Until
	}
	return hour >= q.From || hour < q.Until
}

// end is the first moment after t, which is quiet, that is not.
func (q Quiet) end(t time.Time) time.Time {
	t = t.In(clock.CST)
	end := at(t, q.Until)
	if !end.After(t) {
		end = at(t.AddDate(0, 0, 1), q.Until)
	}
	return end
}
