//go:build !wasip1

package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

const usage = `Pingban's engine as a command. It reads one JSON object per line and writes one per
line, in the same order; a line it cannot read gives {"id":…,"error":…} and the run goes on.

	go run ./wasm check [--text]  < messages.jsonl   what breaks a rule, with what to write instead
	go run ./wasm reasons         < reviews.jsonl    what a review complains of
	go run ./wasm clocks          < reviews.jsonl    what can still happen, and until when
	go run ./wasm rows            < payload.json     the reviews in one answer of the console
	go run ./wasm scripts                            every shipped script
	go run ./wasm lint-pack FILE...                  every fault in packs and data files, as file:line:col
	go run ./wasm types DIR                          writes the contract as TypeScript into DIR
	go run ./wasm data DIR                           writes what is shipped, as engine.wasm reads it, into DIR
`

// errLines says that some lines could not be read; they were answered where they stood.
var errLines = errors.New("some lines could not be read")

func main() {
	err := run(os.Args[1:], os.Stdin, os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	case errors.Is(err, errLines), errors.Is(err, errFaults):
		os.Exit(1)
	case err != nil:
		fmt.Fprintln(os.Stderr, "pingban:", err)
		os.Exit(1)
	}
}

// writers write what the build needs into a folder.
var writers = map[string]func(dir string) error{"types": writeTypes, "data": writeParts}

// run is the command with its streams handed in. It gives flag.ErrHelp where the words are off.
func run(args []string, stdin io.Reader, stdout io.Writer) error {
	if len(args) == 0 {
		return flag.ErrHelp
	}
	if args[0] == "lint-pack" {
		if len(args) < 2 {
			return flag.ErrHelp
		}
		return lintPacks(args[1:], stdout)
	}
	if write, ok := writers[args[0]]; ok {
		if len(args) != 2 {
			return flag.ErrHelp
		}
		return write(args[1])
	}
	e := newEngine(builtIn())
	w := bufio.NewWriter(stdout)
	command := lineCommand{engine: e, in: bufio.NewReader(stdin), out: w}
	var err error
	switch name, rest := args[0], args[1:]; {
	case name == "check" && len(rest) == 1 && rest[0] == "--text":
		err = command.each(e.checkText)
	case name == "check" && len(rest) == 0:
		err = command.each(e.checkLine)
	case name == "reasons" && len(rest) == 0:
		err = command.each(e.reasonsLine)
	case name == "clocks" && len(rest) == 0:
		err = command.each(e.clocksLine)
	case name == "rows" && len(rest) == 0:
		err = command.rows()
	case name == "scripts" && len(rest) == 0:
		err = command.scripts()
	default:
		return flag.ErrHelp
	}
	return errors.Join(err, w.Flush())
}
