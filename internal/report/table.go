// Package report turns the tables of the board into files: CSV and XLSX of exactly what is on
// screen. Every cell is a text or a plain number, so that an order number keeps its last digits and
// nothing a buyer wrote becomes a formula.
package report

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Table is what a page of the board shows.
type Table struct {
	Name   string // of the sheet
	Titles []string
	Rows   [][]Cell // each as long as Titles
}

// Cell is a text, or a number as JSON writes it.
type Cell struct {
	Text   string
	Number bool
}

// exactDigits is how many digits of a number a spreadsheet keeps (a double's 15).
const exactDigits = 15

// CellOf reads a cell from a JSON string or number. A number with more digits than a spreadsheet
// keeps becomes a text.
func CellOf(raw json.RawMessage) (Cell, error) {
	var text string
	if len(raw) > 0 && raw[0] == '"' {
		err := json.Unmarshal(raw, &text)
		return Cell{Text: text}, err
	}
	var number json.Number
	if err := json.Unmarshal(raw, &number); err != nil || number == "" {
		return Cell{}, fmt.Errorf("a cell is a text or a number, not %.20s", raw)
	}
	digits := 0
	for _, c := range []byte(number) {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	return Cell{Text: number.String(), Number: digits <= exactDigits}, nil
}

// check says what of a table does not fit together.
func (t Table) check() error {
	if len(t.Titles) == 0 {
		return fmt.Errorf("a table has columns")
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Titles) {
			return fmt.Errorf("row %d has %d cells under %d titles", i+1, len(row), len(t.Titles))
		}
	}
	return nil
}

// lines are the titles and the rows below them.
func (t Table) lines() [][]Cell {
	head := make([]Cell, len(t.Titles))
	for i, title := range t.Titles {
		head[i] = Cell{Text: title}
	}
	return append([][]Cell{head}, t.Rows...)
}

// clean takes out what neither format can carry: bytes that are no UTF-8, control characters other
// than tab and line feed, and the two code points XML has no place for. Lines end in a line feed.
func clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r < ' ' && r != '\t' && r != '\n', r == '\uFFFE', r == '\uFFFF':
			return -1
		}
		return r
	}, text)
}
