package clock

import (
	"slices"
	"strconv"
)

// CheckExamples runs every window's own examples. Its error is a *Fault.
func (t *Tables) CheckExamples() error {
	for i := range t.items {
		if err := t.runExamples(&t.items[i], t.items[i].ID); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tables) runExamples(item *Item, path string) error {
	for i, e := range item.Examples {
		at := path + ".examples[" + strconv.Itoa(i) + "]"
		input := e.In
		input.Platform = item.Platform
		ws, err := t.Windows(input)
		if err != nil {
			return &Fault{at + ".in", err.Error()}
		}
		n := slices.IndexFunc(ws, func(w Window) bool { return w.Kind == item.Kind })
		if n < 0 {
			if e.Want.Absent {
				continue
			}
			return &Fault{at, e.Name + ": there is no such window"}
		}
		if reason := e.Want.differs(ws[n]); reason != "" {
			return &Fault{at, e.Name + ": " + reason}
		}
	}
	return nil
}

// differs says in what a window is not what is wanted, "" if in nothing.
func (want Want) differs(w Window) string {
	switch {
	case want.Absent:
		return "there is such a window, " + string(w.State)
	case want.State != "" && want.State != w.State:
		return "state is " + string(w.State) + ", not " + string(want.State)
	case want.Basis != "" && want.Basis != w.Basis:
		return "basis is " + string(w.Basis) + ", not " + string(want.Basis)
	case want.Closes != "" && want.Closes != w.Closes:
		return "it closes " + w.Closes + ", not " + want.Closes
	case want.Allowed != nil && !slices.Equal(want.Allowed, w.Allowed):
		return "allowed is not what the example says"
	case want.Disputed != nil && !slices.Equal(want.Disputed, w.Disputed):
		return "disputed is not what the example says"
	case want.NoCost && w.Cost != nil:
		return "it has a cost"
	case want.Cost != nil && (w.Cost == nil || *w.Cost != *want.Cost):
		return "cost is not " + strconv.FormatFloat(*want.Cost, 'f', 2, 64)
	}
	return ""
}
