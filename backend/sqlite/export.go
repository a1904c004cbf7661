//go:build !js

package sqlite

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Export writes a database's rows as SQL that `wrangler d1 execute --file` loads into a D1 whose
// migrations were applied: tables in the order of their references, triggers kept from acting by
// being made anew at the end.
func Export(ctx context.Context, file string, w io.Writer) error {
	db, err := Open(ctx, file)
	if err != nil {
		return err
	}
	defer db.Close()
	out := bufio.NewWriter(w)
	triggers, err := pairs(ctx, db.Read, `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name`)
	if err != nil {
		return err
	}
	for _, t := range triggers {
		fmt.Fprintf(out, "DROP TRIGGER %s;\n", t[0])
	}
	for _, table := range []string{"teams", "members", "tokens", "codes", "events", "touches", "case_state", "packs", "proposals"} {
		if err := exportTable(ctx, db.Read, table, out); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	for _, t := range triggers {
		fmt.Fprintf(out, "%s;\n", t[1])
	}
	return out.Flush()
}

// pairs reads rows of two texts.
func pairs(ctx context.Context, db *sql.DB, query string) (all [][2]string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var pair [2]string
		if err := rows.Scan(&pair[0], &pair[1]); err != nil {
			return nil, err
		}
		all = append(all, pair)
	}
	return all, rows.Err()
}

// exportTable writes one INSERT for each row. SQLite itself writes the values down.
func exportTable(ctx context.Context, db *sql.DB, table string, out *bufio.Writer) error {
	columns, err := pairs(ctx, db, `SELECT name, name FROM pragma_table_info('`+table+`')`)
	if err != nil {
		return err
	}
	if len(columns) == 0 {
		return errors.New("there is no such table")
	}
	var names, quoted []string
	for _, c := range columns {
		names = append(names, c[0])
		quoted = append(quoted, "quote("+c[0]+")")
	}
	rows, err := db.QueryContext(ctx, `SELECT `+strings.Join(quoted, ` || ',' || `)+` FROM `+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var values string
		if err := rows.Scan(&values); err != nil {
			return err
		}
		fmt.Fprintf(out, "INSERT INTO %s (%s) VALUES (%s);\n", table, strings.Join(names, ","), values)
	}
	return rows.Err()
}
