package clock

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"pingban/internal/strict"
)

// Fault says which part of a table is wrong, and why. Path is as precise as is known:
// windows[3].days.
type Fault struct {
	Path   string
	Reason string
}

func (f *Fault) Error() string { return f.Path + ": " + f.Reason }

// inFile puts the name of a file before the path of a fault.
func inFile(file string, err error) error {
	if f, ok := errors.AsType[*Fault](err); ok {
		return &Fault{file + ": " + f.Path, f.Reason}
	}
	return &Fault{file, err.Error()}
}

const maxDays = 3650

var (
	platforms   = []string{Taobao, Tmall, JD}
	ratings     = []string{"good", "neutral", "bad"}
	changes     = []string{"good", "neutral", "delete"}
	confidences = []string{"high", "medium", "low"}
)

// Parse reads a table strictly: {"windows":[Item…],"off":[id…]}. An unknown field, a window that
// breaks the format or an id used twice is a *Fault. Examples are not run: Merge runs them.
func Parse(data []byte) (*Tables, error) {
	var file struct {
		Windows []json.RawMessage `json:"windows"`
		Off     []string          `json:"off"`
	}
	if err := strict.Decode(data, &file); err != nil {
		return nil, &Fault{"windows", err.Error()}
	}
	t := &Tables{off: file.Off}
	for i, raw := range file.Windows {
		path := "windows[" + strconv.Itoa(i) + "]"
		var item Item
		if err := strict.Decode(raw, &item); err != nil {
			return nil, &Fault{path, err.Error()}
		}
		if field, reason := item.fault(); reason != "" {
			return nil, &Fault{path + "." + field, reason}
		}
		if t.find(item.ID) != nil {
			return nil, &Fault{path + ".id", "duplicate id " + item.ID}
		}
		t.items = append(t.items, item)
	}
	t.sort()
	return t, nil
}

// fault gives the first field that breaks the format and the reason, or nothing.
func (item *Item) fault() (field, reason string) {
	switch {
	case !slices.Contains(platforms, item.Platform):
		return "platform", "must be taobao, tmall or jd"
	case item.Kind.rank() < 0:
		return "kind", "no such kind: " + strconv.Quote(string(item.Kind))
	case item.ID != item.Platform+"."+string(item.Kind):
		return "id", "must be " + item.Platform + "." + string(item.Kind)
	case timeField(item.From) == nil:
		return "from", "must be a time of the input, such as rated_at"
	case item.Days < 0 || item.Days > maxDays:
		return "days", "must be 0 to 3650"
	case item.Hours < 0 || item.Hours > maxDays*24:
		return "hours", "must be 0 to 87600"
	case item.Never == "" && item.Days == 0 && item.Hours == 0:
		return "days", "a window needs a length, or the reason it is never possible"
	case item.Never == "" && item.End != "inclusive" && item.End != "exclusive":
		return "end", "must be inclusive or exclusive"
	case item.Count < 0:
		return "count", "must not be negative"
	case item.Only != "" && item.Only != "shipped" && item.Only != "unshipped":
		return "only", "must be shipped or unshipped"
	case item.StoppedBy != "" && flagField(item.StoppedBy) == nil:
		return "stopped_by", "must be a flag of the input, such as intervened"
	case item.Needs != nil && item.Needs.Fact != "both_rated":
		return "needs.fact", "must be both_rated"
	case item.Needs != nil && item.Needs.Why == "":
		return "needs.why", "must say why"
	case item.Cost != nil && (item.Cost.Percent <= 0 || item.Cost.Percent > 100):
		return "cost.percent", "must be above 0, at most 100"
	case item.Cost != nil && (item.Cost.Min < 0 || item.Cost.Max < item.Cost.Min):
		return "cost.max", "must not be below min, and min not below 0"
	case item.Source.Title == "":
		return "source.title", "must name the rule"
	case !validDate(item.Source.Date):
		return "source.date", "must be YYYY, YYYY-MM or YYYY-MM-DD"
	case !slices.Contains(confidences, item.Confidence):
		return "confidence", "must be high, medium or low"
	case len(item.Examples) == 0:
		return "examples", "a window carries at least one example"
	}
	for i, name := range item.UsedBy {
		if flagField(name) == nil && timeField(name) == nil {
			return "used_by[" + strconv.Itoa(i) + "]", "must be a flag or a time of the input"
		}
	}
	for name := range item.Remarks {
		if flagField(name) == nil {
			return "remarks." + name, "must be a flag of the input"
		}
	}
	return item.changesFault()
}

func (item *Item) changesFault() (field, reason string) {
	if len(item.Changes) == 0 {
		return "", ""
	}
	for rating := range item.Changes {
		if !slices.Contains(ratings, rating) {
			return "changes." + rating, "must be good, neutral or bad"
		}
	}
	for _, rating := range ratings {
		c, ok := item.Changes[rating]
		if !ok {
			return "changes." + rating, "every rating needs an entry"
		}
		for _, to := range slices.Concat(c.Allowed, c.Disputed) {
			if !slices.Contains(changes, to) {
				return "changes." + rating, "must list good, neutral or delete"
			}
		}
		if len(c.Allowed) == 0 && c.Why == "" {
			return "changes." + rating + ".why", "must say why nothing is allowed"
		}
	}
	return "", ""
}

func validDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
