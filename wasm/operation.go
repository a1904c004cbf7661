package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// operation is one entry of the contract: a number for the shell to call, and the types of its
// JSON request and answer, from which extension/engine.d.ts is written.
type operation struct {
	number  int32
	name    string
	in, out reflect.Type
	rests   []string // kinds of shipped data it reads, and of packs that may change its answer
	run     func(e *engine, request []byte) (any, error)
}

func op[In, Out any](number int32, name string, f func(*engine, In) (Out, error), rests ...string) operation {
	return operation{
		number: number,
		name:   name,
		rests:  rests,
		in:     reflect.TypeFor[In](),
		out:    reflect.TypeFor[Out](),
		run: func(e *engine, request []byte) (any, error) {
			var in In
			if err := decode(name, request, &in); err != nil {
				return nil, err
			}
			return f(e, in)
		},
	}
}

// reader is a request that reads itself, where encoding/json would be too slow.
type reader interface{ read(request []byte) error }

// writer is an answer that writes itself, likewise.
type writer interface{ write() []byte }

// decode stands apart from op so that it is compiled once.
func decode(name string, request []byte, in any) error {
	if r, ok := in.(reader); ok {
		return r.read(request)
	}
	if err := json.Unmarshal(request, in); err != nil {
		return fault{message: "request is not what operation " + name + " takes: " + err.Error()}
	}
	return nil
}

// fault is an error with the field it is about; it travels as Fault.
type fault struct{ message, field string }

func (f fault) Error() string { return f.message }

// answer runs operation number on a JSON request and gives {"ok":…} or {"error":Fault}. It does
// not recover from a panic: in the reactor that traps, and the shell makes a new instance.
func (e *engine) answer(number int32, request []byte) []byte {
	out, err := e.run(number, request)
	if err != nil {
		return mustJSON(map[string]Fault{"error": faultOf(err)})
	}
	if w, ok := out.(writer); ok {
		return w.write()
	}
	return mustJSON(map[string]any{"ok": out})
}

func (e *engine) run(number int32, request []byte) (any, error) {
	for i := range operations {
		if operations[i].number == number {
			return operations[i].run(e, request)
		}
	}
	return nil, fmt.Errorf("no operation has number %d", number)
}

func faultOf(err error) Fault {
	if f, ok := errors.AsType[fault](err); ok {
		return Fault{Message: f.message, Field: f.field}
	}
	return Fault{Message: err.Error()}
}

// mustJSON encodes an answer. Our own types always encode; if one does not, that is a fault in
// this program and the instance must go.
func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
