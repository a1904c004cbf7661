package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

func development(t *testing.T) []eval.Row {
	t.Helper()
	var rows []eval.Row
	names, err := filepath.Glob(filepath.Join("..", "testdata", "dev", "*.jsonl"))
	if err != nil || len(names) == 0 {
		t.Fatal("no development set", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		more, err := eval.Read(name, string(data))
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, more...)
	}
	return rows
}

func TestTheDevelopmentSetCoversAllLabelsInBothHalves(t *testing.T) {
	rows := development(t)
	if len(rows) < 600 {
		t.Errorf("%d rows, want at least 600", len(rows))
	}
	texts, ids := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		if texts[r.Text] || ids[r.ID] {
			t.Errorf("%s %q is there twice", r.ID, r.Text)
		}
		texts[r.Text], ids[r.ID] = true, true
		if len(r.Labels) == 0 && r.Kind == "" {
			t.Errorf("%s has neither a label nor a kind", r.ID)
		}
	}
	tuning, aside := eval.Halves(rows)
	for name, half := range map[string][]eval.Row{"tuning": tuning, "aside": aside} {
		count := map[string]int{}
		for _, r := range half {
			for _, l := range r.Labels {
				count[l]++
			}
		}
		for _, l := range lint.Labels() {
			if count[l] < 5 {
				t.Errorf("%s half: %d messages of %s, want at least 5", name, count[l], l)
			}
		}
	}
}

func TestMeasureCountsWhatIsFoundMissedAndWrong(t *testing.T) {
	set, err := lint.Default()
	if err != nil {
		t.Fatal(err)
	}
	s := eval.Measure(set, []eval.Row{
		{ID: "found", Text: "好评返现哦", Labels: []string{lint.ReviewInducement}},
		{ID: "missed", Text: "在的亲", Labels: []string{lint.Threat}},
		{ID: "wrong", Text: "加我微信聊", Kind: "ordinary"},
		{ID: "allowed", Text: "加我微信聊", Optional: []string{lint.ExternalContact}},
		{ID: "clean", Text: "今天发货", Kind: "ordinary"},
	})
	if s.All != (eval.Tally{True: 1, False: 1, Missed: 1}) {
		t.Errorf("tally %+v", s.All)
	}
	if s.Clean["ordinary"] != [2]int{1, 2} {
		t.Errorf("ordinary: %v", s.Clean["ordinary"])
	}
	if len(s.Mistakes) != 2 || s.MacroF1() != 0.5 {
		t.Errorf("mistakes %v, macro-F1 %v", s.Mistakes, s.MacroF1())
	}
}
