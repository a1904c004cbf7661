package pack

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shipped are the folders whose files are what a pack's items look like.
var shipped = map[string]string{Rules: "../lint/rules", Scripts: "../script/scripts", Sites: "../sight/sites"}

func TestWhatIsShippedWouldPassAsAPack(t *testing.T) {
	for kind, dir := range shipped {
		files, err := filepath.Glob(filepath.Join(dir, "*.json"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files in %s: %v", kind, dir, err)
		}
		var items []string
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			items = append(items, string(b))
		}
		if faults := Check(kind, body(items...)); len(faults) > 0 {
			t.Errorf("%s: %v", kind, faults)
		}
	}
	tables, err := filepath.Glob("../clock/windows/*.json")
	if err != nil || len(tables) == 0 {
		t.Fatalf("no window tables: %v", err)
	}
	for _, f := range tables {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var table struct{ Windows json.RawMessage }
		if err := json.Unmarshal(b, &table); err != nil {
			t.Fatal(err)
		}
		if faults := Check(Clocks, fmt.Appendf(nil, `{"items":%s,"off":[]}`, table.Windows)); len(faults) > 0 {
			t.Errorf("%s: %v", f, faults)
		}
	}
}

func body(items ...string) []byte {
	return []byte(`{"items":[` + strings.Join(items, ",") + `],"off":[]}`)
}

func TestFaultsSayWhereAndWhy(t *testing.T) {
	switchOf := func(feature, reason string) string {
		return fmt.Sprintf(`{"feature":%q,"version":"","reason":%q}`, feature, reason)
	}
	for _, row := range []struct {
		name, kind string
		body       []byte
		want       []string // paths
	}{
		{"a good pack", Switches, body(switchOf("bar", "正在修")), nil},
		{"an empty pack", Rules, body(), nil},
		{"an unknown kind", "songs", body(), []string{"kind"}},
		{"not JSON", Rules, []byte("{"), []string{""}},
		{"more than one value", Rules, append(body(), '1'), []string{""}},
		{"an unknown field", Rules, []byte(`{"items":[],"off":[],"x":1}`), []string{""}},
		{"items of the wrong type", Rules, []byte(`{"items":{}}`), []string{"items"}},
		{"off that is no id", Rules, []byte(`{"items":[],"off":["A B"]}`), []string{"off[0]"}},
		{"off twice", Rules, []byte(`{"items":[],"off":["ab","ab"]}`), []string{"off"}},
		{"an unknown feature", Switches, body(switchOf("moon", "x")), []string{"items[0].feature"}},
		{"no reason", Switches, body(switchOf("bar", "")), []string{"items[0].reason"}},
		{"two of one id", Switches, body(switchOf("bar", "x"), switchOf("bar", "y")), []string{"items[1].id"}},
		{"every faulty item", Switches, body(switchOf("moon", "x"), switchOf("bar", "x"), switchOf("sun", "x")), []string{"items[0].feature", "items[2].feature"}},
		{"a field of another kind", Scripts, body(`{"id":"hao-de","patterns":[]}`), []string{"items[0]"}},
		{"a clock without a length", Clocks, body(`{"id":"taobao.buyer_edit","platform":"taobao","kind":"buyer_edit"}`), []string{"items[0].from"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := Check(row.kind, row.body)
			if len(got) != len(row.want) {
				t.Fatalf("faults %v, want at %q", got, row.want)
			}
			for i, f := range got {
				if f.Path != row.want[i] || f.Reason == "" {
					t.Errorf("fault %d is %+v, want at %q", i, f, row.want[i])
				}
			}
		})
	}
}

func TestFaultsAreAListOneCanRead(t *testing.T) {
	items := make([]string, 500)
	for i := range items {
		items[i] = `{"feature":"moon"}`
	}
	if n := len(Check(Switches, body(items...))); n != maxFaults {
		t.Errorf("%d faults, want %d", n, maxFaults)
	}
	if faults := Check(Switches, body(make([]string, 0)...)); faults != nil {
		t.Errorf("an empty pack has %v", faults)
	}
}

func FuzzCheck(f *testing.F) {
	for _, kind := range Kinds {
		f.Add(kind, body(`{"id":"ab"}`))
		f.Add(kind, []byte(`{"items":[null,1,"x",[],{}],"off":[""]}`))
	}
	f.Fuzz(func(t *testing.T, kind string, b []byte) {
		faults := Check(kind, b)
		if len(faults) > maxFaults {
			t.Errorf("%d faults", len(faults))
		}
		for _, fault := range faults {
			if fault.Reason == "" {
				t.Errorf("a fault without a reason at %q", fault.Path)
			}
		}
	})
}
