package main

import (
	"encoding/base64"
	"fmt"

	"pingban/internal/report"
)

// sheet makes a table of the board into a file.
func (e *engine) sheet(r SheetRequest) (SheetAnswer, error) {
	t := report.Table{Name: r.Name, Titles: r.Titles, Rows: make([][]report.Cell, len(r.Rows))}
	for i, row := range r.Rows {
		t.Rows[i] = make([]report.Cell, len(row))
		for k, raw := range row {
			c, err := report.CellOf(raw)
			if err != nil {
				return SheetAnswer{}, fault{message: err.Error(), field: fmt.Sprintf("rows[%d][%d]", i, k)}
			}
			t.Rows[i][k] = c
		}
	}
	var file []byte
	var err error
	switch r.Format {
	case "csv":
		file, err = report.CSV(t)
	case "xlsx":
		file, err = report.XLSX(t)
	default:
		err = fault{message: "there is no such format", field: "format"}
	}
	return SheetAnswer{File: base64.StdEncoding.EncodeToString(file)}, err
}
