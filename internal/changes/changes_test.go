package changes

import "testing"

func TestVersionsAreComparedByNumber(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"0.1.0", "0.1.0", false}, {"0.1.1", "0.1.0", true}, {"0.10.0", "0.9.9", true}, {"0.1", "0.1.0", false},
		{"1.0", "0.9", true}, {"0.1.0", "", true}, {"0.1.0", "dev", true}, {"0.1.0", "0.2.0", false},
	}
	for _, tt := range tests {
		if got := Newer(tt.a, tt.b); got != tt.want {
			t.Errorf("%s newer than %s: got %v", tt.a, tt.b, got)
		}
	}
}

func TestEveryVersionSaysWhatIsNewInBothLanguages(t *testing.T) {
	all, err := All()
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	for i, c := range all {
		if len(c.Zh) == 0 || len(c.Zh) != len(c.En) || len(c.Date) != len("2026-11-26") {
			t.Errorf("%s: zh and en must say the same, with a date: %+v", c.Version, c)
		}
		if i > 0 && !Newer(all[i-1].Version, c.Version) {
			t.Errorf("%s does not come before %s: the newest is on top", all[i-1].Version, c.Version)
		}
	}
	if newer, _ := Since(all[0].Version); len(newer) != 0 {
		t.Errorf("nothing is newer than the newest: %v", newer)
	}
}
