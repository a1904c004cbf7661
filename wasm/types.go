//go:build !wasip1

package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

const generated = "// Written by `make types` from wasm/contract.go. A test compares the two; do not edit.\n\n"

// typesFile is the contract as TypeScript declarations: an interface for every struct that an
// operation takes or gives, named as in Go, and Operations, which maps a name to its request and
// answer.
func typesFile() string {
	t := typescript{names: map[string]reflect.Type{}}
	var ops strings.Builder
	ops.WriteString("export interface Operations {\n")
	for _, o := range operations {
		fmt.Fprintf(&ops, "  %s: [%s, %s];\n", o.name, t.name(o.in), t.name(o.out))
	}
	ops.WriteString("}\n")
	t.name(reflect.TypeFor[Fault]())

	var b strings.Builder
	b.WriteString(generated)
	b.WriteString(ops.String())
	for {
		name, ok := t.next()
		if !ok {
			break
		}
		b.WriteString(t.declare(name))
	}
	return b.String()
}

// numbersFile is a TypeScript module: the operations' numbers, those of the kinds of shipped data,
// and which of these an operation rests on.
func numbersFile() string {
	var b strings.Builder
	b.WriteString(generated)
	b.WriteString("export const OPERATIONS = {\n")
	for _, o := range operations {
		fmt.Fprintf(&b, "  %s: %d,\n", o.name, o.number)
	}
	b.WriteString("} as const;\n\nexport const KINDS = {\n")
	for number, kind := range kinds {
		fmt.Fprintf(&b, "  %s: %d,\n", kind, number)
	}
	b.WriteString("} as const;\n\nexport const RESTS_ON: Partial<Record<keyof typeof OPERATIONS, (keyof typeof KINDS)[]>> = {\n")
	for _, o := range operations {
		if len(o.rests) > 0 {
			fmt.Fprintf(&b, "  %s: ['%s'],\n", o.name, strings.Join(o.rests, "', '"))
		}
	}
	b.WriteString("};\n")
	return b.String()
}

// typescript collects the named Go types met on the way and writes each once. Two packages may
// use one name only for the same fields: TypeScript sees a single type.
type typescript struct {
	names map[string]reflect.Type
	queue []string
}

func (t *typescript) next() (string, bool) {
	if len(t.queue) == 0 {
		return "", false
	}
	name := t.queue[0]
	t.queue = t.queue[1:]
	return name, true
}

func (t *typescript) declare(name string) string {
	typ := t.names[name]
	var b strings.Builder
	fmt.Fprintf(&b, "\nexport interface %s {\n", name)
	for f := range fields(typ) {
		tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		optional := ""
		if strings.Contains(options, "omitempty") {
			optional = "?"
		}
		typ := t.name(f.Type)
		if f.Type.Kind() == reflect.Pointer && optional == "" {
			typ += " | null"
		}
		fmt.Fprintf(&b, "  %s%s: %s;\n", tag, optional, typ)
	}
	b.WriteString("}\n")
	return b.String()
}

// fields gives the fields JSON sees; embedded structs are written out in place, as JSON does.
func fields(typ reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(typ) {
			if f.Anonymous || !f.IsExported() || f.Tag.Get("json") == "-" {
				continue
			}
			if !yield(f) {
				return
			}
		}
	}
}

func (t *typescript) name(typ reflect.Type) string {
	if typ == reflect.TypeFor[json.RawMessage]() {
		return "unknown"
	}
	switch typ.Kind() {
	case reflect.Pointer:
		return t.name(typ.Elem())
	case reflect.Slice, reflect.Array:
		if typ.Kind() == reflect.Array {
			return "[" + strings.Join(slices.Repeat([]string{t.name(typ.Elem())}, typ.Len()), ", ") + "]"
		}
		return t.name(typ.Elem()) + "[]"
	case reflect.Map:
		return "Record<" + t.name(typ.Key()) + ", " + t.name(typ.Elem()) + ">"
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Float64:
		return "number"
	case reflect.Struct:
		if typ.NumField() == 0 {
			return "Record<string, never>"
		}
		if was, ok := t.names[typ.Name()]; !ok {
			t.names[typ.Name()] = typ
			t.queue = append(t.queue, typ.Name())
		} else if was != typ && !was.ConvertibleTo(typ) {
			panic("the contract has two types named " + typ.Name() + ": " + was.String() + " and " + typ.String())
		}
		return typ.Name()
	default:
		panic("no TypeScript for " + typ.String())
	}
}
