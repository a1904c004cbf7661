package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Limits of a spreadsheet program (Excel's own list of specifications).
const (
	cellMost = 32767 // UTF-16 units of a cell's text
	nameMost = 31    // UTF-16 units of a sheet's name
)

// Widths of a column, in digits.
const (
	widthLeast = 8
	widthMost  = 60
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	main    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	pkg     = "http://schemas.openxmlformats.org/package/2006"
	office  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	ms      = "application/vnd.openxmlformats-officedocument.spreadsheetml"
)

// Formats of cells, by their place in styles.xml. Text is Excel's own "@", so that an id stays a
// text when somebody edits it.
const (
	styleTitle = 1
	styleText  = 2
)

const styles = xmlHead + `<styleSheet xmlns="` + main + `">` +
	`<fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
	`<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`

// XLSX writes a table as a workbook of one sheet (ECMA-376), its titles in bold and always in
// sight. The same table gives the same bytes.
func XLSX(t Table) ([]byte, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	return zip([]part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="` + pkg + `/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + ms + `.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + ms + `.worksheet+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + ms + `.styles+xml"/></Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="` + pkg + `/relationships">` +
			`<Relationship Id="r1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets>` +
			`<sheet name="` + escape(sheetName(t.Name)) + `" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + pkg + `/relationships">` +
			`<Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", styles},
		{"xl/worksheets/sheet1.xml", sheet(t)},
	}), nil
}

func sheet(t Table) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<worksheet xmlns="` + main + `"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i := range t.Titles {
		fmt.Fprintf(&b, `<col min="%[1]d" max="%[1]d" width="%[2]d" customWidth="1"/>`, i+1, t.width(i))
	}
	b.WriteString(`</cols><sheetData>`)
	for i, line := range t.lines() {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		style := styleText
		if i == 0 {
			style = styleTitle
		}
		for k, c := range line {
			at := column(k) + strconv.Itoa(i+1)
			if c.Number {
				b.WriteString(`<c r="` + at + `"><v>` + c.Text + `</v></c>`)
				continue
			}
			b.WriteString(`<c r="` + at + `" s="` + strconv.Itoa(style) + `" t="inlineStr"><is><t xml:space="preserve">` +
				escape(cut(clean(c.Text), cellMost)) + `</t></is></c>`)
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

// width is what the widest line of a column needs: a Han character takes two digits.
func (t Table) width(column int) int {
	most := 0
	for _, line := range t.lines() {
		w := 2
		for _, r := range line[column].Text {
			if w++; r >= 0x1100 {
				w++
			}
		}
		most = max(most, w)
	}
	return min(max(most, widthLeast), widthMost)
}

// column is the letters of a column: A for 0, AA for 26.
func column(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// sheetName is a name as a sheet may have: without what an address of cells uses, and not too long.
func sheetName(name string) string {
	const edges = " '" // an apostrophe at either end is refused; a cut may leave one at the new end
	name = strings.TrimLeft(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, clean(name)), edges)
	if name = strings.TrimRight(cut(name, nameMost), edges); name == "" {
		return "Sheet1"
	}
	return name
}

// cut keeps the first most UTF-16 units of a text, whole characters only.
func cut(text string, most int) string {
	units := 0
	for i, r := range text {
		if units += utf16.RuneLen(r); units > most {
			return text[:i]
		}
	}
	return text
}

// escape makes a text safe in XML. What looks like a spreadsheet's own escape of a character,
// _x0041_, would be read as that character, so its first sign is escaped in turn.
func escape(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch r {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '"':
			b.WriteString("&quot;")
		case '_':
			if looksEscaped(text[i:]) {
				b.WriteString("_x005F")
			}
			b.WriteByte('_')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// looksEscaped says whether a text begins like _x0041_.
func looksEscaped(text string) bool {
	return len(text) >= 7 && text[1] == 'x' && text[6] == '_' && strings.Trim(text[2:6], "0123456789abcdefABCDEF") == ""
}
