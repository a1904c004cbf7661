package learn

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

// lessons are messages that two labels and none can be told apart in.
func lessons() []eval.Row {
	var rows []eval.Row
	for _, thing := range []string{"衣服", "鞋子", "杯子", "台灯", "茶叶", "书包", "枕头", "耳机"} {
		rows = append(rows,
			eval.Row{Text: "给" + thing + "写好评送您红包", Labels: []string{lint.ReviewInducement}},
			eval.Row{Text: thing + "的发票开不了", Labels: []string{lint.InvoiceViolation}},
			eval.Row{Text: thing + "今天下午发货"},
			eval.Row{Text: thing + "好用的话欢迎评价"},
		)
	}
	return rows
}

// margins gives how far a text is on the wrong side of each label.
func margins(t *testing.T, l *lint.Likeness, text string) map[string]float64 {
	t.Helper()
	features, err := lint.NewFeatures()
	if err != nil {
		t.Fatal(err)
	}
	of, _ := features.Of(text)
	all := map[string]float64{}
	for i, margin := range l.Margins(of) {
		all[lint.Labels()[i]] = margin
	}
	return all
}

func TestWhatIsLearnedTellsLabelsApart(t *testing.T) {
	l, err := Train(lessons())
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"给雨伞写好评送您红包": lint.ReviewInducement,
		"雨伞的发票开不了":   lint.InvoiceViolation,
		"雨伞今天下午发货":   "",
		"雨伞好用的话欢迎评价": "",
	} {
		for label, margin := range margins(t, l, text) {
			if (margin > 0) != (label == want) {
				t.Errorf("%q: %s %.2f, want %q alone above 0", text, label, margin, want)
			}
		}
	}
}

func TestALabelWithoutMessagesIsNeverFound(t *testing.T) {
	l, err := Train(lessons())
	if err != nil {
		t.Fatal(err)
	}
	for label, margin := range margins(t, l, "再不删评价你等着") {
		if label != lint.ReviewInducement && label != lint.InvoiceViolation && margin >= 0 {
			t.Errorf("%s: %.2f", label, margin)
		}
	}
}

func TestWhatIsOptionalIsNotLearned(t *testing.T) {
	const text = "台灯的发票要再等等看"
	learned := func(r eval.Row) map[string]float64 {
		r.Text = text
		l, err := Train(append(lessons(), r))
		if err != nil {
			t.Fatal(err)
		}
		return margins(t, l, text)
	}
	optional := learned(eval.Row{Optional: []string{lint.InvoiceViolation}})
	lawful := learned(eval.Row{})
	broken := learned(eval.Row{Labels: []string{lint.InvoiceViolation}})
	const of = lint.InvoiceViolation
	if !(lawful[of] < optional[of]-0.1 && optional[of] < broken[of]-0.1) {
		t.Errorf("%.3f, want it clearly between that of a lawful message, %.3f, and of a breach, %.3f", optional[of], lawful[of], broken[of])
	}
	if far := math.Abs(optional[lint.ReviewInducement] - lawful[lint.ReviewInducement]); far > 0.5 {
		t.Errorf("for other labels it counts %.3f, as a lawful one %.3f", optional[lint.ReviewInducement], lawful[lint.ReviewInducement])
	}
}

func TestTheSameMessagesTeachTheSameBytes(t *testing.T) {
	first, err := Train(lessons())
	if err != nil {
		t.Fatal(err)
	}
	again, err := Train(slices.Clone(lessons()))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("they differ")
	}
}

// What a side weighs does not depend on how many messages it has: a rare breach is not explained away.
func TestFewMessagesAreNotOutvoted(t *testing.T) {
	rows := []eval.Row{{Text: "发票开不了", Labels: []string{lint.InvoiceViolation}}}
	for _, thing := range strings.Fields("衣服 鞋子 杯子 台灯 茶叶 书包 枕头 耳机 雨伞 毛巾 手套 帽子 围巾 袜子 拖鞋 被子") {
		rows = append(rows, eval.Row{Text: thing + "的发票开好了"}, eval.Row{Text: thing + "今天下午发货"})
	}
	l, err := Train(rows)
	if err != nil {
		t.Fatal(err)
	}
	if got := margins(t, l, "发票开不了")[lint.InvoiceViolation]; got < 0.5 {
		t.Errorf("%.2f, want it clearly found", got)
	}
}
