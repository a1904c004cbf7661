package script

import (
	"slices"
	"strings"
	"testing"
)

// TestShippedLibraryCoversTheTrade holds what an agent may look for and must find. A failure names
// the gap: write a script that fills it, in a file of its own in scripts/.
func TestShippedLibraryCoversTheTrade(t *testing.T) {
	all := shippedLibrary(t).All()
	if len(all) < 80 {
		t.Errorf("%d scripts, fewer than 80", len(all))
	}
	count := func(fits func(Script) bool) int {
		n := 0
		for _, s := range all {
			if fits(s) {
				n++
			}
		}
		return n
	}
	need := func(what string, least int, fits func(Script) bool) {
		t.Helper()
		if n := count(fits); n < least {
			t.Errorf("%d scripts for %s, want at least %d", n, what, least)
		}
	}
	for _, p := range Phases {
		need("phase "+p, 8, func(s Script) bool { return s.Phase == p })
	}
	for _, c := range Channels {
		need("channel "+c, 5, func(s Script) bool { return slices.Contains(s.Channels, c) })
	}
	for _, b := range BuyerTypes {
		for _, c := range []string{"旺旺", "评价解释", "电话提纲"} {
			need("buyer type "+b+" on "+c, 1, func(s Script) bool {
				return slices.Contains(s.BuyerTypes, b) && slices.Contains(s.Channels, c)
			})
		}
	}
	for _, r := range Reasons {
		if r == "其他" {
			continue
		}
		for _, c := range []string{"旺旺", "评价解释"} {
			need("reason "+r+" on "+c, 1, func(s Script) bool {
				return slices.Contains(s.Reasons, r) && slices.Contains(s.Channels, c)
			})
		}
	}
	for _, p := range Platforms {
		need("platform "+p, 80, func(s Script) bool { return len(s.Platforms) == 0 || slices.Contains(s.Platforms, p) })
	}
	for prefix, least := range map[string]int{
		"fapiao-": 4, "yaoping-": 3, "tuikuan-": 3, "wanfa-": 4, "eyi-tousu-": 5, "duanxin-": 5, "dianhua-": 8,
	} {
		need(prefix+"…", least, func(s Script) bool { return strings.HasPrefix(s.ID, prefix) })
	}
}

func TestPhoneOutlinesAskForConsentAndGoThroughEveryStep(t *testing.T) {
	for _, s := range shippedLibrary(t).All() {
		if !slices.Contains(s.Channels, "电话提纲") {
			continue
		}
		at := -1
		for _, p := range Phases {
			next := strings.Index(s.Text, "【"+p+"】")
			if next <= at {
				t.Errorf("%s: step %s is missing or out of order; an outline goes %s", s.ID, p, strings.Join(Phases, " → "))
			}
			at = next
		}
		opening, _, _ := strings.Cut(s.Text, "【倾听】")
		if !strings.Contains(opening, "方便") {
			t.Errorf("%s: the outline starts to talk before it has asked whether the buyer can", s.ID)
		}
	}
}

func TestMessagesAskingForReviewsPromiseNothingAndNeverPress(t *testing.T) {
	for _, s := range shippedLibrary(t).All() {
		if !strings.HasPrefix(s.ID, "yaoping-") {
			continue
		}
		for _, word := range []string{"好评", "五星", "红包", "优惠券", "返", "送您"} {
			if strings.Contains(s.Text, word) {
				t.Errorf("%s asks with %q: ask for an honest review or for none", s.ID, word)
			}
		}
		if !strings.Contains(s.Text, "不打扰") && !strings.Contains(s.Text, "只发一次") {
			t.Errorf("%s does not say that the buyer is asked once", s.ID)
		}
	}
}
