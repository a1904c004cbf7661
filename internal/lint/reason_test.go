package lint

import (
	"slices"
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
