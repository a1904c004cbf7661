package clock

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestDefaultKnowsEveryKindOfTaobaoAndTmall(t *testing.T) {
	tb := tables(t)
	for _, platform := range []string{Taobao, Tmall} {
		for _, kind := range Kinds {
			if tb.find(platform+"."+string(kind)) == nil {
				t.Errorf("%s has no %s", platform, kind)
			}
		}
	}
}

func TestEveryKindHasAName(t *testing.T) {
	for _, kind := range Kinds {
		if n := names[kind]; n.short == "" || n.whole == "" {
			t.Errorf("%s has none", kind)
		}
	}
}

// pack is a team's table with one window, after change was made to it.
func pack(t *testing.T, id string, change func(*Item)) []byte {
	t.Helper()
	item := *tables(t).find(id)
	item.Examples = []Example{{Name: "open", In: Input{Now: at(days), RatedAt: rated}, Want: Want{State: Open}}}
	change(&item)
	data, err := json.Marshal(map[string]any{"windows": []Item{item}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestATeamsTableReplacesOneWindow(t *testing.T) {
	overlay, err := Parse(pack(t, "taobao.explain", func(i *Item) { i.Days = 20 }))
	if err != nil {
		t.Fatal(err)
	}
	shipped := tables(t)
	merged, err := shipped.Merge(overlay)
	if err != nil {
		t.Fatal(err)
	}
	for tb, want := range map[*Tables]string{shipped: at(30 * days), merged: at(20 * days)} {
		ws, err := tb.Windows(Input{Platform: Taobao, Now: at(days), RatedAt: rated})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range ws {
			if w.Kind == Explain && w.Closes != want {
				t.Errorf("closes %s, want %s", w.Closes, want)
			}
			if w.Kind == Complain && w.Closes != at(30*days) {
				t.Errorf("the complaint closes %s", w.Closes)
			}
		}
	}
}

func TestATeamsTableTurnsAWindowOff(t *testing.T) {
	overlay, err := Parse([]byte(`{"off":["taobao.complain","taobao.no_such"]}`))
	if err != nil {
		t.Fatal(err)
	}
	merged, err := tables(t).Merge(overlay)
	if err != nil {
		t.Fatal(err)
	}
	if merged.find("taobao.complain") != nil || merged.find("tmall.complain") == nil {
		t.Error("not the right window is off")
	}
}

func TestAnExclusiveEndCountsOneSecondLess(t *testing.T) {
	overlay, err := Parse(pack(t, "taobao.explain", func(i *Item) { i.End = "exclusive" }))
	if err != nil {
		t.Fatal(err)
	}
	merged, err := tables(t).Merge(overlay)
	if err != nil {
		t.Fatal(err)
	}
	ws, err := merged.Windows(Input{Platform: Taobao, Now: at(30 * days), RatedAt: rated})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range ws {
		if w.Kind == Explain && w.State != Over {
			t.Errorf("still %s", w.State)
		}
	}
}

func TestABadTableIsRefusedWithPathAndReason(t *testing.T) {
	edit := func(change func(*Item)) string { return string(pack(t, "taobao.explain", change)) }
	twice := edit(func(*Item) {})
	one := strings.TrimSuffix(strings.TrimPrefix(twice, `{"windows":[`), `]}`)
	for name, tt := range map[string]struct{ data, path string }{
		"not JSON":          {"{", "windows"},
		"two values":        {"{}{}", "windows"},
		"unknown section":   {`{"rules":[]}`, "windows"},
		"unknown field":     {`{"windows":[{"dayz":3}]}`, "windows[0]"},
		"wrong type":        {`{"windows":[{"days":"30"}]}`, "windows[0]"},
		"duplicate":         {`{"windows":[` + one + "," + one + `]}`, "windows[1].id"},
		"platform":          {edit(func(i *Item) { i.Platform = "pdd" }), "windows[0].platform"},
		"kind":              {edit(func(i *Item) { i.Kind = "refund" }), "windows[0].kind"},
		"id":                {edit(func(i *Item) { i.ID = "x" }), "windows[0].id"},
		"start":             {edit(func(i *Item) { i.From = "now" }), "windows[0].from"},
		"no length":         {edit(func(i *Item) { i.Days = 0 }), "windows[0].days"},
		"too long":          {edit(func(i *Item) { i.Days = 4000 }), "windows[0].days"},
		"end":               {edit(func(i *Item) { i.End = "" }), "windows[0].end"},
		"used by":           {edit(func(i *Item) { i.UsedBy = []string{"x"} }), "windows[0].used_by[0]"},
		"stopped by":        {edit(func(i *Item) { i.StoppedBy = "x" }), "windows[0].stopped_by"},
		"cost":              {edit(func(i *Item) { i.Cost = &Cost{Percent: 5, Min: 9, Max: 1} }), "windows[0].cost.max"},
		"rating":            {edit(func(i *Item) { i.Changes = map[string]Change{"差评": {}} }), "windows[0].changes.差评"},
		"a rating missing":  {edit(func(i *Item) { i.Changes = map[string]Change{"good": {Why: "x"}} }), "windows[0].changes.neutral"},
		"change":            {edit(func(i *Item) { i.Changes = map[string]Change{"good": {Allowed: []string{"best"}}} }), "windows[0].changes.good"},
		"no source":         {edit(func(i *Item) { i.Source.Title = "" }), "windows[0].source.title"},
		"no date":           {edit(func(i *Item) { i.Source.Date = "去年" }), "windows[0].source.date"},
		"no confidence":     {edit(func(i *Item) { i.Confidence = "sure" }), "windows[0].confidence"},
		"nothing to try on": {edit(func(i *Item) { i.Examples = nil }), "windows[0].examples"},
	} {
		_, err := Parse([]byte(tt.data))
		f, ok := errors.AsType[*Fault](err)
		if !ok || f.Path != tt.path || f.Reason == "" {
			t.Errorf("%s: error is %v, want it at %s", name, err, tt.path)
		}
	}
}

func TestAFailingExampleIsRefused(t *testing.T) {
	overlay, err := Parse(pack(t, "taobao.explain", func(i *Item) { i.Examples[0].Want.State = Over }))
	if err != nil {
		t.Fatal(err)
	}
	_, err = tables(t).Merge(overlay)
	f, ok := errors.AsType[*Fault](err)
	if !ok || f.Path != "windows[taobao.explain].examples[0]" {
		t.Errorf("error is %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"off":["jd.append"]}`))
	f.Add([]byte(`{"windows":[{"id":"jd.append","platform":"jd","kind":"append","from":"success_at","days":90,"end":"exclusive",
		"changes":{"good":{"why":"x"},"neutral":{"allowed":["good"]},"bad":{"allowed":["delete"],"disputed":["good"]}},
		"tip":{"words":["追评"]},"source":{"title":"x","date":"2025"},"confidence":"low",
		"examples":[{"name":"x","in":{"now":"2026-03-02T10:00:00+08:00"},"want":{"absent":true}}]}]}`))
	base := tables(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		tb, err := Parse(data)
		if err != nil {
			if _, ok := errors.AsType[*Fault](err); !ok {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		if _, err := base.Merge(tb); err != nil {
			if _, ok := errors.AsType[*Fault](err); !ok {
				t.Fatalf("not a fault: %v", err)
			}
		}
	})
}
