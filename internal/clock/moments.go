package clock

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// FieldError says which field of an Input is wrong, and why.
type FieldError struct {
	Field  string
	Reason string
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

// timeField gives the time of an Input that a table calls name, nil if there is none.
func timeField(name string) func(*Input) string {
	switch name {
	case "rated_at":
		return func(in *Input) string { return in.RatedAt }
	case "appended_at":
		return func(in *Input) string { return in.AppendedAt }
	case "success_at":
		return func(in *Input) string { return in.SuccessAt }
	case "paid_at":
		return func(in *Input) string { return in.PaidAt }
	case "shipped_at":
		return func(in *Input) string { return in.ShippedAt }
	case "refund_at":
		return func(in *Input) string { return in.RefundAt }
	case "refund_agreed_at":
		return func(in *Input) string { return in.RefundAgreedAt }
	case "refund_refused_at":
		return func(in *Input) string { return in.RefundRefusedAt }
	case "return_shipped_at":
		return func(in *Input) string { return in.ReturnShippedAt }
	}
	return nil
}

var timeNames = []string{
	"rated_at", "appended_at", "success_at", "paid_at", "shipped_at", "refund_at",
	"refund_agreed_at", "refund_refused_at", "return_shipped_at",
}

// flagField gives the flag of an Input that a table calls name, nil if there is none.
func flagField(name string) func(*Input) bool {
	switch name {
	case "edited":
		return func(in *Input) bool { return in.Edited }
	case "explained":
		return func(in *Input) bool { return in.Explained }
	case "explained_append":
		return func(in *Input) bool { return in.ExplainedAppend }
	case "appended":
		return func(in *Input) bool { return in.Appended || in.AppendedAt != "" }
	case "complained":
		return func(in *Input) bool { return in.Complained }
	case "intervened":
		return func(in *Input) bool { return in.Intervened }
	}
	return nil
}

var flagNames = []string{"edited", "explained", "explained_append", "appended", "complained", "intervened"}

// facts is an Input that has been read: times in CST, cut to whole seconds.
type facts struct {
	*Input
	read time.Time // when the tips were read
	at   map[string]time.Time
}

// readInput checks an Input and reads its times. The error is a *FieldError.
func readInput(in *Input) (facts, error) {
	f := facts{Input: in, at: map[string]time.Time{}}
	if !slices.Contains(platforms, in.Platform) {
		return f, &FieldError{"platform", "must be taobao, tmall or jd, not " + quoted(in.Platform)}
	}
	if in.Rating != "" && in.Rating != "unknown" && !slices.Contains(ratings, in.Rating) {
		return f, &FieldError{"rating", "must be good, neutral, bad or unknown, not " + quoted(in.Rating)}
	}
	var err error
	if f.read, err = readTime("now", in.Now); err != nil {
		return f, err
	}
	for _, name := range timeNames {
		s := timeField(name)(in)
		if s == "" {
			continue
		}
		if f.at[name], err = readTime(name, s); err != nil {
			return f, err
		}
	}
	if h := in.ShipPromiseH; math.IsNaN(h) || h < 0 || h > maxDays*24 {
		return f, &FieldError{"ship_promise_h", "must be hours from 0 to 87600"}
	}
	if a := in.Amount; a != nil && (math.IsNaN(*a) || *a < 0 || *a > 1e9) {
		return f, &FieldError{"amount", "must be yuan from 0 to 1000000000"}
	}
	return f, nil
}

func readTime(field, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, &FieldError{field, "is missing"}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, &FieldError{field, "must be RFC 3339 with an offset, not " + quoted(s)}
	}
	// Windows last up to ten years, and RFC 3339 has four digits for a year.
	if y := t.UTC().Year(); y < 1970 || y > 9900 {
		return time.Time{}, &FieldError{field, "is out of range: " + quoted(s)}
	}
	return t.In(CST).Truncate(time.Second), nil
}

// quoted shows a value in an error, cut to a length that fits a line.
func quoted(s string) string {
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return strconv.Quote(s)
}
