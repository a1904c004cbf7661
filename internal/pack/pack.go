// Package pack checks what a team adds to the shipped rules, scripts, clocks, sites and kill
// switches. A pack is {"items":[…],"off":[id…]}: items replace shipped ones of the same id or join
// them, and each is exactly what one shipped file of its kind holds; off names shipped ones to leave
// out. The engine merges packs itself and never imports this package, which brings a validator.
package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pingban/internal/strict"
)

// The kinds of packs.
const (
	Rules    = "rules"
	Scripts  = "scripts"
	Clocks   = "clocks"
	Sites    = "sites"
	Switches = "switches"
)

// Kinds lists them all.
var Kinds = []string{Rules, Scripts, Clocks, Sites, Switches}

// Fault is one thing that keeps a pack from being used. Path leads to it from the top of the pack:
// items[3].patterns[0].slots[1].
type Fault struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

// Error is path and reason in one line.
func (f *Fault) Error() string { return f.Path + ": " + f.Reason }

const (
	maxItems  = 1000
	maxFaults = 20 // a list anyone would read
)

type envelope struct {
	Items []json.RawMessage `json:"items" validate:"max=1000"`
	Off   []string          `json:"off" validate:"max=1000,unique,dive,id"`
}

// reader takes one item apart and gives its id, or what is wrong with it as a *Fault whose path
// begins inside the item.
type reader func(raw json.RawMessage) (id string, err error)

var readers = map[string]reader{
	Rules: readRule, Scripts: readScript, Clocks: readClock, Sites: readSite, Switches: readSwitch,
}

// Check gives everything that is wrong with a pack, up to 20 faults, or nil. It looks at form and
// ids; the examples that rules and clocks carry are run by the engine.
func Check(kind string, body []byte) []Fault {
	read, ok := readers[kind]
	if !ok {
		return []Fault{{"kind", "it must be one of: " + strings.Join(Kinds, ", ")}}
	}
	var p envelope
	if strings.TrimSpace(string(body)) == "null" {
		return []Fault{{"", "it must be an object"}}
	}
	if err := strictly(body, &p); err != nil {
		return []Fault{asFault("", err)}
	}
	faults := tags(p)
	seen := map[string]int{}
	for i, raw := range p.Items {
		path := "items[" + strconv.Itoa(i) + "]"
		id, err := read(raw)
		if err != nil {
			faults = append(faults, asFault(path, err))
		} else if first, twice := seen[id]; twice {
			faults = append(faults, Fault{path + ".id", fmt.Sprintf("items[%d] has the id %s too", first, id)})
		} else if seen[id] = i; slices.Contains(p.Off, id) {
			faults = append(faults, Fault{path + ".id", id + " is also turned off"})
		}
		if len(faults) >= maxFaults {
			return faults[:maxFaults]
		}
	}
	return faults
}

// asFault puts the path of an item before that of what is wrong inside it.
func asFault(path string, err error) Fault {
	var f *Fault
	if !errors.As(err, &f) {
		f = &Fault{"", err.Error()}
	}
	return Fault{strings.TrimPrefix(strings.TrimSuffix(path+"."+f.Path, "."), "."), f.Reason}
}

// strictly decodes one JSON value and refuses unknown fields and anything after it.
func strictly(data []byte, v any) error {
	err := strict.Decode(data, v)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return &Fault{wrong.Field, "a " + wrong.Value + " cannot stand here"}
	}
	if err != nil {
		return &Fault{"", strings.TrimPrefix(err.Error(), "json: ")}
	}
	return nil
}
