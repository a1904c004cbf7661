package lint

import (
	"slices"
	"testing"
)

func TestTheBlocklistHoldsWhatAShopWouldBan(t *testing.T) {
	wide, err := Blocklist(false)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := Blocklist(true)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d words, %d of them alone", len(wide), len(alone))
	for _, w := range []string{"好评返现", "好评", "五星", "红包", "微信"} {
		if !slices.Contains(wide, w) {
			t.Errorf("%q is not on the list", w)
		}
	}
	if !slices.Contains(alone, "好评返现") || slices.Contains(alone, "红包") {
		t.Error("好评返现 breaks a rule by itself, 红包 does not")
	}
	for _, w := range alone {
		if !slices.Contains(wide, w) {
			t.Errorf("%q is on the short list and not on the long one", w)
		}
	}
}
