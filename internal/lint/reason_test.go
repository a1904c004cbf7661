package lint

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func complaints(t testing.TB) *Complaints {
	t.Helper()
	c, err := DefaultReasons()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryClassPassesItsOwnExamples(t *testing.T) {
	classes, err := readClasses()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range classes {
		want := c.Reason
		if want == vagueReason {
			want = mostReason
		}
		for _, e := range c.Examples.Flag {
			if got := complaints(t).Of(e.Text, ""); !slices.Contains(got, want) {
				t.Errorf("%s: %q gives %v, want %s among them", c.ID, e.Text, got, want)
			}
		}
		for _, e := range c.Examples.Pass {
			if got := complaints(t).Of(e.Text, ""); slices.Contains(got, want) {
				t.Errorf("%s: %q gives %v, want no %s", c.ID, e.Text, got, want)
			}
		}
		if len(c.Examples.Flag) < 4 || len(c.Examples.Pass) < 4 {
			t.Errorf("%s: has %d and %d examples, want at least 4 each way", c.ID, len(c.Examples.Flag), len(c.Examples.Pass))
		}
	}
}

func TestReasonsOfAReview(t *testing.T) {
	for _, c := range []struct {
		text, rating string
		want         []string
	}{
		{"快递不错，但是质量太差，穿一次就开线", "bad", []string{"质量"}},
		{"尺码偏小，颜色也和图片不一样，客服还不理人", "bad", []string{"尺码", "色差", "服务"}},
		{"质量没问题，就是物流太慢了", "neutral", []string{"物流"}},
		{"没有色差，没有异味，很满意", "good", []string{}},
		{"一般般吧", "neutral", []string{"质量"}},
		{"嗯", "bad", []string{OtherReason}},
		{"嗯", "", []string{}},
		{"", "bad", []string{}},
		{"東西質量很差", "", []string{"质量"}},
	} {
		if diff := cmp.Diff(c.want, complaints(t).Of(c.text, c.rating)); diff != "" {
			t.Errorf("%q rated %q (-want +got)\n%s", c.text, c.rating, diff)
		}
	}
}

func TestThawedReasonsAreTheSame(t *testing.T) {
	thawed, err := ThawReasons(complaints(t).Freeze())
	if err != nil {
		t.Fatal(err)
	}
	classes, err := readClasses()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range classes {
		for _, e := range slices.Concat(c.Examples.Flag, c.Examples.Pass) {
			if diff := cmp.Diff(complaints(t).Of(e.Text, "bad"), thawed.Of(e.Text, "bad")); diff != "" {
				t.Errorf("%q (-made +thawed)\n%s", e.Text, diff)
			}
		}
	}
	if _, err := ThawReasons([]byte("pingban")); err == nil {
		t.Error("bytes that are no reasons are thawed")
	}
}

func FuzzReasons(f *testing.F) {
	f.Add("快递不错,但是衣服有破洞,客服不理人", "bad")
	f.Add("太差了\xff\u200b😀", "")
	c := complaints(f)
	f.Fuzz(func(t *testing.T, text, rating string) {
		got := c.Of(text, rating)
		if again := c.Of(text, rating); !slices.Equal(got, again) {
			t.Fatalf("%q gives %v, then %v", text, got, again)
		}
		for i, reason := range got {
			if reason == "" || slices.Contains(got[:i], reason) {
				t.Fatalf("%q gives %q", text, got)
			}
		}
	})
}

// Reviews of our own, each with the reasons a colleague would record: the mean of the classes' F1
// must hold, and praise must name nothing.
func TestReasonsOfManyReviews(t *testing.T) {
	data, err := os.ReadFile("testdata/reviews.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	found, wanted, right := map[string]int{}, map[string]int{}, map[string]int{}
	rows := 0
	for line := range strings.Lines(string(data)) {
		var r struct {
			ID, Text string
			Reasons  []string
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		rows++
		rating := "bad"
		if len(r.Reasons) == 0 {
			rating = "good"
		}
		got := complaints(t).Of(r.Text, rating)
		if len(r.Reasons) == 0 && len(got) > 0 {
			t.Errorf("%s praises, and gives %v: %s", r.ID, got, r.Text)
		}
		for _, g := range got {
			found[g]++
		}
		for _, w := range r.Reasons {
			wanted[w]++
			if slices.Contains(got, w) {
				right[w]++
			}
		}
	}
	if rows < 190 || len(wanted) < 14 {
		t.Fatalf("%d reviews of %d classes, want 190 of 14", rows, len(wanted))
	}
	sum := 0.0
	for class, n := range wanted {
		f1 := 2 * float64(right[class]) / float64(n+found[class])
		if f1 < 0.75 {
			t.Errorf("%s: F1 %.2f, want 0.75", class, f1)
		}
		sum += f1
	}
	if mean := sum / float64(len(wanted)); mean < 0.9 {
		t.Errorf("macro-F1 %.3f, want 0.9", mean)
	}
}
