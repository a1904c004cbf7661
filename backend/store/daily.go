package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// fieldEnd parts the fields of a line, as lineEnd parts lines: no field that daily is asked for holds either.
const fieldEnd = "\x1f"

// daily is a question about a period whose answer comes as one row a day, for the reason that linesOfRow gives:
// of a year of a large team that is 365 rows instead of 26,000 of ten values each. D1 allows a row 2 MB, some
// 20,000 cases a day.
type daily struct {
	fields       []string // expressions, none of them ever NULL
	from         string   // table with its alias, and the index to go by
	moment       string   // the column of milliseconds that the period is of, the index's first after the team
	since, until time.Time
	where        string // what must hold beside the period
	args         []any  // of where, the team as ?1
	also         string // said after the period's bounds: SQLite seeks by the first it meets
}

// read calls line with the fields of every row, day after day. line must not keep the slice. An error of line
// ends it.
func (d daily) read(ctx context.Context, db *sql.DB, line func(fields []string) error) error {
	n := len(d.args)
	since, until := "?"+itoa(n+1), "?"+itoa(n+2)
	const day = "86400000"
	rows, err := db.QueryContext(ctx, `WITH RECURSIVE day (since) AS (SELECT `+since+` UNION ALL SELECT since + `+day+` FROM day WHERE since + `+day+` < `+until+`)
		SELECT COALESCE((SELECT group_concat(`+strings.Join(d.fields, " || char(31) || ")+`, char(30)) FROM `+d.from+`
			WHERE `+d.where+` AND `+d.moment+` >= day.since AND `+d.moment+` < MIN(day.since + `+day+`, `+until+`)`+d.also+`), '') FROM day`,
		append(d.args, millis(d.since), millis(d.until))...)
	if err != nil {
		return err
	}
	defer rows.Close()
	fields := make([]string, len(d.fields))
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		if text == "" {
			continue
		}
		for l := range strings.SplitSeq(text, lineEnd) {
			if err := cut(l, fields); err != nil {
				return fmt.Errorf("a line as the database wrote it: %w", err)
			}
			if err := line(fields); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// cut takes a line apart into as many fields as there are.
func cut(line string, fields []string) error {
	for i := range fields {
		var more bool
		fields[i], line, more = strings.Cut(line, fieldEnd)
		if more != (i < len(fields)-1) {
			return errors.New("it has not the fields that were asked for")
		}
	}
	return nil
}

// numbers reads the first fields, which are whole numbers.
func numbers(fields []string, into ...*int64) (err error) {
	for i, to := range into {
		if *to, err = strconv.ParseInt(fields[i], 10, 64); err != nil {
			return err
		}
	}
	return nil
}
