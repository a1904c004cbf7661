package lint

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pingban/internal/flat"
)

func thawed(t *testing.T) *Set {
	t.Helper()
	set, err := Thaw(shipped(t).Freeze())
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestAThawedSetChecksLikeTheOneFrozen(t *testing.T) {
	set, copied := shipped(t), thawed(t)
	for _, r := range set.Rules() {
		for _, e := range append(append([]Example{{Text: r.Rewrite}}, r.Examples.Flag...), r.Examples.Pass...) {
			if diff := cmp.Diff(set.Check(e.message()), copied.Check(e.message())); diff != "" {
				t.Errorf("%s: %q (-made +thawed)\n%s", r.ID, e.Text, diff)
			}
		}
	}
}

func TestFreezingGivesTheSameBytesEveryTime(t *testing.T) {
	first := shipped(t).Freeze()
	base, err := readShippedBase()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := ShippedRules()
	if err != nil {
		t.Fatal(err)
	}
	again, err := newSet(rules, base)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, again.Freeze()) {
		t.Error("two sets of the same rules freeze to different bytes: something walks a map")
	}
	if !bytes.Equal(first, thawed(t).Freeze()) {
		t.Error("a thawed set freezes to other bytes")
	}
}

func TestRulesMergeOverAThawedSetAsOverAnyOther(t *testing.T) {
	overlay := shipped(t).Rules()[0]
	overlay.ID = "team-own"
	gone := shipped(t).Rules()[1].ID
	for name, set := range map[string]*Set{"made": shipped(t), "thawed": thawed(t)} {
		before := len(set.rules)
		next, err := set.Merge([]Rule{overlay}, []string{gone})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, has := next.index("team-own"); !has {
			t.Errorf("%s: the team's rule is not in", name)
		}
		if _, has := next.index(gone); has {
			t.Errorf("%s: %s is still in", name, gone)
		}
		if len(set.rules) != before || len(next.rules) != before {
			t.Errorf("%s: %d rules became %d, and %d merged", name, before, len(set.rules), len(next.rules))
		}
		broken := overlay
		broken.Examples.Flag = []Example{{Text: "亲，收到啦"}}
		if _, err := set.Merge([]Rule{broken}, nil); err == nil {
			t.Errorf("%s: a rule that fails its own example is merged", name)
		}
	}
}

func TestThawRefusesWhatIsNoFrozenSet(t *testing.T) {
	frozen := shipped(t).Freeze()
	for name, data := range map[string][]byte{
		"nothing": nil, "JSON": []byte(`{"rules":[]}`), "cut off": frozen[:len(frozen)-1], "cut in half": frozen[:len(frozen)/2],
	} {
		if _, err := Thaw(data); err == nil {
			t.Errorf("%s is thawed", name)
		}
	}
}

// TestEveryFieldOfAStateIsFrozen fails where a field of When is new: freeze and thaw write each out.
func TestEveryFieldOfAStateIsFrozen(t *testing.T) {
	n, yes := 3, true
	full := When{
		Contacts: &Range{Min: &n}, ContactsToday: &Range{Max: &n}, Hour: &Hours{From: 22, To: 7},
		OrderingAccount: &yes, Explained: &yes, ExplainedAppend: new(bool), Shipped: &yes, CompensationLinked: &yes,
		Length: &Range{},
	}
	for i, v := 0, reflect.ValueOf(full); i < v.NumField(); i++ {
		if v.Field(i).IsZero() {
			t.Errorf("%s is not set here: set it, and have it frozen and thawed", v.Type().Field(i).Name)
		}
	}
	for _, want := range []When{full, {}, {Shipped: new(bool)}} {
		w := &flat.Writer{}
		want.freeze(w)
		var got When
		r := flat.NewReader(w.Bytes())
		got.thaw(r)
		if diff := cmp.Diff(want, got); diff != "" || r.Err() != nil {
			t.Errorf("-frozen +thawed, %v\n%s", r.Err(), diff)
		}
	}
}
