package eval_test

import (
	"testing"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

// The rules' own positive examples, disguised, must still be found, and what is ordinary stays so.
func TestDisguisedExamplesAreFoundAndOrdinaryMessagesStayClean(t *testing.T) {
	set, err := lint.Default()
	if err != nil {
		t.Fatal(err)
	}
	var broken []eval.Row
	for _, r := range set.Rules() {
		if r.Severity == lint.Hint {
			continue
		}
		for _, e := range r.Examples.Flag {
			broken = append(broken, eval.Row{ID: r.ID, Text: e.Text, Platform: e.Platform, Context: e.Context, Labels: []string{r.Label}, Optional: lint.Labels()})
		}
	}
	var ordinary []eval.Row
	for _, r := range development(t) {
		if len(r.Labels) == 0 && len(set.Check(lint.Message{Text: r.Text}).Labels) == 0 {
			ordinary = append(ordinary, r)
		}
	}
	if n := len(eval.Disguises); n != 12 {
		t.Errorf("%d disguises, want 12", n)
	}
	for _, d := range eval.Disguises {
		t.Run(d.Name, func(t *testing.T) {
			found := eval.Measure(set, disguised(broken, d))
			if found.All.True+found.All.Missed < 20 {
				t.Fatalf("it changes %d examples, too few to say anything", found.Rows)
			}
			if got := found.All.Recall(); got < 0.90 {
				t.Errorf("recall %.3f, want 0.90; missed:", got)
				for _, m := range found.Mistakes {
					t.Errorf("  %s %q", m.Row.ID, m.Row.Text)
				}
			}
			for _, m := range eval.Measure(set, disguised(ordinary, d)).Mistakes {
				t.Errorf("%q is flagged by %v", m.Row.Text, m.Rules)
			}
		})
	}
}

func disguised(rows []eval.Row, d eval.Disguise) []eval.Row {
	var out []eval.Row
	for _, r := range rows {
		if to := d.Apply(r.Text); to != r.Text {
			r.Text = to
			out = append(out, r)
		}
	}
	return out
}
