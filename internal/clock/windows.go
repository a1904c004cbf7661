package clock

import (
	"math"
	"slices"
	"strings"
	"time"
)

// Windows gives what can still happen as of the input's own Now, in the order of Kinds. The error
// is a *FieldError.
func (t *Tables) Windows(in Input) ([]Window, error) {
	f, err := readInput(&in)
	if err != nil {
		return nil, err
	}
	return t.windows(&f, f.read), nil
}

// WindowsAt is Windows at a later moment of an input that was read at its Now. Tips keep counting
// from when they were read, so that no window's end moves as time passes.
func (t *Tables) WindowsAt(in Input, now time.Time) ([]Window, error) {
	f, err := readInput(&in)
	if err != nil {
		return nil, err
	}
	return t.windows(&f, now.In(CST).Truncate(time.Second)), nil
}

func (t *Tables) windows(f *facts, now time.Time) []Window {
	ws := []Window{}
	for i := range t.items {
		if t.items[i].Platform != f.Platform {
			continue
		}
		if w, ok := f.window(&t.items[i], now); ok {
			ws = append(ws, w)
		}
	}
	return ws
}

// window is one item's window for these facts. There is none where its starting event is neither
// given nor said to have happened, and no tip speaks of it.
func (f *facts) window(item *Item, now time.Time) (Window, bool) {
	if _, shipped := f.at["shipped_at"]; item.Only != "" && shipped != (item.Only == "shipped") {
		return Window{}, false
	}
	start, known := f.at[item.From]
	said := item.From == "appended_at" && f.Appended
	tip, tipped := f.tipFor(item)
	if !known && !said && !tipped {
		return Window{}, false
	}

	w := Window{Kind: item.Kind, Basis: Computed, Source: item.Source}
	var end time.Time
	if known {
		w.Opens = start.Format(time.RFC3339)
		if item.Never == "" {
			end = item.end(start, f.ShipPromiseH)
		}
	}
	used, late := f.used(item, end)
	change, whyNone := f.change(item)
	switch {
	case item.Never != "" && !tipped:
		w.State, w.Opens = None, ""
		w.because(item.Never)
		return w, true
	case item.StoppedBy != "" && flagField(item.StoppedBy)(f.Input):
		w.State, w.Basis = Unknown, BasisNone
	case used:
		w.State = Done
		if late {
			w.State = Over
		}
		w.close(end)
		if end.IsZero() {
			w.Basis = BasisNone
		}
	case tipped && tip.closed:
		w.State, w.Basis = Over, ByPlatform
		// A computed end still ahead is contradicted by the platform: when it closed is not known.
		if !end.IsZero() && end.Before(f.read) {
			w.close(end)
		}
		w.because("平台提示：" + tip.text)
	case tipped:
		w.Basis = ByPlatform
		closes := tip.closes(f.read, end)
		w.RoundUp = tip.roundsUp(closes.Sub(f.read))
		w.until(closes, now)
	case whyNone != "":
		w.State, w.Opens = None, ""
		w.because(whyNone)
		return w, true
	case !known:
		w.State, w.Basis = Unknown, BasisNone
		w.because(item.UnknownStart)
	default:
		w.until(end, now)
	}
	f.explain(item, change, &w)
	return w, true
}

// explain adds what goes with a window that exists: allowed changes, remarks and cost.
func (f *facts) explain(item *Item, change Change, w *Window) {
	if w.live() || w.State == Unknown {
		w.Allowed, w.Disputed = change.Allowed, change.Disputed
		w.because(change.Why)
		if item.Needs != nil && f.BothRated == nil {
			w.because(item.Needs.Unknown)
		}
	}
	for _, name := range flagNames {
		if remark := item.Remarks[name]; remark != "" && flagField(name)(f.Input) {
			w.because(remark)
		}
	}
	if item.Cost != nil && f.Amount != nil && w.State != Done {
		cost := item.Cost.of(*f.Amount)
		w.Cost = &cost
	}
}

// change is what the item allows for the review's rating, and why nothing if so. While the rating
// is unknown it is what every rating that allows anything allows; the rest is disputed.
func (f *facts) change(item *Item) (c Change, whyNone string) {
	if item.Needs != nil && f.BothRated != nil && !*f.BothRated {
		return Change{}, item.Needs.Why
	}
	if len(item.Changes) == 0 {
		return Change{}, ""
	}
	if c, ok := item.Changes[f.Rating]; ok {
		if len(c.Allowed) == 0 {
			return c, c.Why
		}
		return c, ""
	}
	first := true
	for _, rating := range ratings {
		of := item.Changes[rating]
		if len(of.Allowed) == 0 {
			continue
		}
		if first {
			c.Allowed = slices.Clone(of.Allowed)
		}
		first = false
		both := slices.Clone(c.Allowed)
		c.Allowed = slices.DeleteFunc(c.Allowed, func(to string) bool { return !slices.Contains(of.Allowed, to) })
		for _, to := range slices.Concat(both, of.Allowed, of.Disputed) {
			if !slices.Contains(c.Allowed, to) && !slices.Contains(c.Disputed, to) {
				c.Disputed = append(c.Disputed, to)
			}
		}
	}
	c.Why = item.UnknownRating
	return c, ""
}

// used says whether the window is used up: a flag is set, or a time is given. A time after the end
// was too late.
func (f *facts) used(item *Item, end time.Time) (used, late bool) {
	for _, name := range item.UsedBy {
		if flag := flagField(name); flag != nil {
			used = used || flag(f.Input)
		} else if at, ok := f.at[name]; ok {
			used, late = true, !end.IsZero() && at.After(end)
		}
	}
	return used, late
}

// end is the last second that still counts.
func (item *Item) end(start time.Time, promiseHours float64) time.Time {
	length := time.Duration(item.Days)*24*time.Hour + time.Duration(item.Hours)*time.Hour
	if item.Promise && promiseHours > 0 {
		length = time.Duration(promiseHours*3600) * time.Second
	}
	if item.End == "exclusive" {
		length -= time.Second
	}
	return start.Add(length)
}

// of is the cost for an amount in yuan, to the cent.
func (c *Cost) of(amount float64) float64 {
	cents := math.Round(amount * c.Percent)
	return min(max(cents/100, c.Min), c.Max)
}

func (w *Window) live() bool {
	return w.State == Open || w.State == Soon || w.State == Urgent
}

// until sets a window's end and its state at now.
func (w *Window) until(end, now time.Time) {
	w.close(end)
	left := end.Unix() - now.Unix()
	w.State = stateOf(left)
	if left >= 0 {
		w.RemainingS, w.Left = &left, w.span(left)
	}
}

// span is how so many seconds left are shown: a platform's tip as roughly as the platform says it.
func (w *Window) span(left int64) string {
	if w.Basis == ByPlatform {
		return roughSpan(left, w.RoundUp)
	}
	return span(left)
}

func (w *Window) close(end time.Time) {
	if !end.IsZero() {
		w.Closes = end.Format(time.RFC3339)
	}
}

// because adds a sentence to Why.
func (w *Window) because(s string) {
	if s == "" {
		return
	}
	w.Why = strings.TrimPrefix(w.Why+";"+s, ";")
}

// stateOf is the state of a window with so many seconds left.
func stateOf(left int64) State {
	switch {
	case left < 0:
		return Over
	case left <= 2*3600:
		return Urgent
	case left <= 24*3600:
		return Soon
	default:
		return Open
	}
}
