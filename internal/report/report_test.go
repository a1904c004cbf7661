package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"pingban/internal/report"
)

func text(s string) report.Cell { return report.Cell{Text: s} }

// table has what spreadsheets are known to spoil.
var table = report.Table{
	Name:   "案例/2026: [十一月]*?",
	Titles: []string{"订单", "评价", "次数"},
	Rows: [][]report.Cell{
		{text("3456789012345678901"), text(`=HYPERLINK("http://evil.example","点我")`), {Text: "3", Number: true}},
		{text("007"), text("＝1+1"), {Text: "-0.5", Number: true}},
		{text(""), text(" @SUM(A1)"), {Text: "1e3", Number: true}},
		{text("A,\"B\""), text("一行\r\n两行\t<b>&</b>\x00\x1b"), {Text: "0", Number: true}},
		{text("_x0041_"), text("\uFFFE𝌆 𠮷"), text("—")},
	},
}

func TestAWorkbookOpensWithTheTableItWasMadeOf(t *testing.T) {
	file, err := report.XLSX(table)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("a spreadsheet library does not open it: %v", err)
	}
	defer book.Close()
	name := book.GetSheetList()[0]
	if name != "案例 2026   十一月" {
		t.Errorf("the sheet is named %q", name)
	}
	got, err := book.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"订单", "评价", "次数"},
		{"3456789012345678901", `=HYPERLINK("http://evil.example","点我")`, "3"},
		{"007", "＝1+1", "-0.5"},
		{"", " @SUM(A1)", "1000"},
		{`A,"B"`, "一行\n两行\t<b>&</b>", "0"},
		{"_x0041_", "𝌆 𠮷", "—"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for r := range want {
		for c := range want[r] {
			at, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				t.Fatal(err)
			}
			if f, err := book.GetCellFormula(name, at); err != nil || f != "" {
				t.Errorf("%s is the formula %q, %v", at, f, err)
			}
		}
	}
	if kind, err := book.GetCellType(name, "A2"); err != nil || kind != excelize.CellTypeInlineString {
		t.Errorf("an order number is of type %v, %v; want a text", kind, err)
	}
	if kind, err := book.GetCellType(name, "C2"); err != nil || kind == excelize.CellTypeInlineString {
		t.Errorf("a count is of type %v, %v; want a number", kind, err)
	}
	again, err := report.XLSX(table)
	if err != nil || !bytes.Equal(file, again) {
		t.Errorf("the same table gives other bytes (%v)", err)
	}
}

func TestCSVKeepsIDsAndRunsNothing(t *testing.T) {
	file, err := report.CSV(table)
	if err != nil {
		t.Fatal(err)
	}
	want := "\uFEFF订单,评价,次数\r\n" +
		"\"\t3456789012345678901\",\"\t=HYPERLINK(\"\"http://evil.example\"\",\"\"点我\"\")\",3\r\n" +
		"\"\t007\",\"\t＝1+1\",-0.5\r\n" +
		",\"\t @SUM(A1)\",1e3\r\n" +
		"\"A,\"\"B\"\"\",\"一行\n两行\t<b>&</b>\",0\r\n" +
		"_x0041_,𝌆 𠮷,—\r\n"
	if diff := cmp.Diff(want, string(file)); diff != "" {
		t.Error(diff)
	}
}

// A spreadsheet refuses a file whose sheet is named otherwise.
func TestASheetHasANameItMayHave(t *testing.T) {
	long := strings.Repeat("一", 30)
	for name, want := range map[string]string{
		"案例/2026: [十一月]*?": "案例 2026   十一月",
		"'店''铺'":           "店''铺",
		"":                 "Sheet1",
		" ' ":              "Sheet1",
		long + "二三":        long + "二",
		long + "'二":        long, // the apostrophe is last only once the rest is cut off
		long + "𠮷":         long,
	} {
		in := table
		in.Name = name
		file, err := report.XLSX(in)
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(bytes.NewReader(file))
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if got := book.GetSheetList()[0]; got != want {
			t.Errorf("%q is named %q, want %q", name, got, want)
		}
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Whatever the texts, both files open with as many cells, and none that a spreadsheet would run.
func TestAnyTableOpens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 5).Draw(t, "columns")
		cell := rapid.Custom(func(t *rapid.T) report.Cell { return text(rapid.String().Draw(t, "text")) })
		row := rapid.SliceOfN(cell, columns, columns)
		in := report.Table{Name: rapid.String().Draw(t, "name"), Titles: make([]string, columns), Rows: rapid.SliceOfN(row, 1, 5).Draw(t, "rows")}
		for i := range in.Titles {
			in.Titles[i] = rapid.String().Draw(t, "title")
		}
		file, err := report.XLSX(in)
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		if name := book.GetSheetList()[0]; len(utf16.Encode([]rune(name))) > 31 || excelize.NewFile().SetSheetName("Sheet1", name) != nil {
			t.Fatalf("%q is no sheet's name", name)
		}
		plain, err := report.CSV(in)
		if err != nil {
			t.Fatal(err)
		}
		reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(plain), "\uFEFF")))
		reader.FieldsPerRecord = columns
		records, err := reader.ReadAll()
		if err != nil {
			t.Fatalf("%q: %v", plain, err)
		}
		for _, field := range slices.Concat(records...) {
			if field != "" && strings.ContainsAny(field[:1], "=+-@") {
				t.Fatalf("%q would run", field)
			}
		}
	})
}

func TestCellsAreTextsOrNumbersThatFit(t *testing.T) {
	for raw, want := range map[string]report.Cell{
		`"3.0E+18"`:           text("3.0E+18"),
		`12.50`:               {Text: "12.50", Number: true},
		`1234567890123456789`: text("1234567890123456789"),
	} {
		if got, err := report.CellOf(json.RawMessage(raw)); err != nil || got != want {
			t.Errorf("%s is read as %+v, %v", raw, got, err)
		}
	}
	for _, raw := range []string{`null`, `true`, `[1]`, `{"f":"=1"}`, ``, `"x`} {
		if got, err := report.CellOf(json.RawMessage(raw)); err == nil {
			t.Errorf("%s is read as %+v", raw, got)
		}
	}
	for name, in := range map[string]report.Table{
		"no columns":  {},
		"a short row": {Titles: []string{"一", "二"}, Rows: [][]report.Cell{{text("1")}}},
	} {
		if _, err := report.XLSX(in); err == nil {
			t.Errorf("%s makes a workbook", name)
		}
		if _, err := report.CSV(in); err == nil {
			t.Errorf("%s makes a CSV", name)
		}
	}
}
