//go:build !js

package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"pingban/backend/sqlite"
)

// care are the commands that look after a database file, beside serving it.
var care = map[string]func(ctx context.Context, args []string) error{
	"backup":  backup,
	"restore": restore,
	"export":  export,
}

// backup copies a database while the server runs: backup -db pingban.db -to pingban-1122.db
func backup(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("backup", flag.ExitOnError)
	db := flags.String("db", "pingban.db", "SQLite `file` of the server")
	to := flags.String("to", "", "`file` to make")
	_ = flags.Parse(args) // ends the program itself
	if *to == "" {
		return fmt.Errorf("say where to: backup -db %s -to FILE", *db)
	}
	if err := sqlite.Backup(ctx, *db, *to); err != nil {
		return err
	}
	fmt.Println("backed up to", *to)
	return nil
}

// restore makes a database of a backup or of a D1 export: restore -from pingban-1122.db -db pingban.db
func restore(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("restore", flag.ExitOnError)
	from := flags.String("from", "", "backup, or .sql of `wrangler d1 export`")
	db := flags.String("db", "pingban.db", "SQLite `file` to make")
	_ = flags.Parse(args) // ends the program itself
	if *from == "" {
		return fmt.Errorf("say what from: restore -from FILE -db %s", *db)
	}
	if err := sqlite.Restore(ctx, *from, *db); err != nil {
		return err
	}
	fmt.Println("restored to", *db+"; devices will read the log anew and push what they still have")
	return nil
}

// export writes a database as SQL for D1: export -db pingban.db > pingban.sql
func export(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("export", flag.ExitOnError)
	db := flags.String("db", "pingban.db", "SQLite `file` of the server")
	_ = flags.Parse(args) // ends the program itself
	return sqlite.Export(ctx, *db, os.Stdout)
}
