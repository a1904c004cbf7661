// Command wasm is Pingban's engine: the packages under internal/ as one program. Built for wasip1
// it is a reactor that the extension's service worker calls (main_wasip1.go); built natively it is
// a command that reads and writes JSON lines (main.go). This file is the contract both share: one
// table of numbered operations, JSON in and JSON out. extension/engine.d.ts mirrors it, and a test
// compares the two.
package main

import (
	"encoding/json"

	"pingban/internal/cases"
	"pingban/internal/clock"
	"pingban/internal/lint"
	"pingban/internal/script"
	"pingban/internal/sight"
)

type (
	// Empty is the request of an operation that needs nothing.
	Empty struct{}

	// Tables is what the shell needs to read the answers of the fast check: a finding there is an
	// index into Rules.
	Tables struct {
		Version string     `json:"version"`
		Rules   []RuleHead `json:"rules"`
	}
	RuleHead struct {
		ID       string `json:"id"`
		Label    string `json:"label"`
		Severity string `json:"severity"`
	}

	// Packs are the team's own, merged by id over the shipped ones. A pack with a fault is left out
	// whole and the one before it stays.
	Packs struct {
		Packs []Pack `json:"packs"`
	}
	Pack struct {
		Kind string          `json:"kind"` // rules, scripts, clocks, sites or switches; own: the agent's own scripts
		Body json.RawMessage `json:"body"`
	}
	PackFaults struct {
		Faults   []PackFault `json:"faults"`
		Switches []Switch    `json:"switches"`
	}
	PackFault struct {
		Kind   string `json:"kind"`
		Path   string `json:"path"`
		Reason string `json:"reason"`
	}
	// Switch turns a feature off without a release. Version empty means every version.
	Switch struct {
		Feature string `json:"feature"`
		Version string `json:"version"`
		Reason  string `json:"reason"`
	}

	ClockAnswer struct {
		ID      string         `json:"id"`
		Windows []clock.Window `json:"windows"`
	}

	// RowsRequest holds one answer of the console, as text.
	RowsRequest struct {
		Body string `json:"body"`
	}
	// RowsAnswer counts by reason what was not a row.
	RowsAnswer struct {
		Rows    []sight.Row    `json:"rows"`
		Ignored map[string]int `json:"ignored"`
	}

	SeeAnswer struct {
		Seen []sight.Seen `json:"seen"`
	}

	// TickRequest asks for the badges of rows already understood, at a later moment.
	TickRequest struct {
		Now  string    `json:"now"`
		Rows []TickRow `json:"rows"`
	}
	TickRow struct {
		Key       string      `json:"key"`
		Clock     clock.Input `json:"clock"` // its Now is when the tips were read and stays so
		Sentiment string      `json:"sentiment"`
	}
	TickAnswer struct {
		Rows []TickedRow `json:"rows"`
	}
	TickedRow struct {
		Key     string         `json:"key"`
		Badge   *clock.Badge   `json:"badge"`
		Coming  []clock.Badge  `json:"coming,omitempty"`
		Windows []clock.Window `json:"windows"`
	}

	Sites struct {
		Sites []sight.Site `json:"sites"`
	}

	// ReasonsRequest is a review. Rating is good, neutral or bad, "" where it is not known.
	ReasonsRequest struct {
		ID     string `json:"id"`
		Text   string `json:"text"`
		Rating string `json:"rating,omitempty"`
	}
	ReasonsAnswer struct {
		ID      string   `json:"id"`
		Reasons []string `json:"reasons"` // classes as records name them, in the order they come up
	}

	Hits struct {
		Hits []script.Hit `json:"hits"`
	}
	FillRequest struct {
		Script string            `json:"script"`
		Vars   map[string]string `json:"vars"` // order product buyer deadline shop agent
	}

	// FoldRequest appends accepted events, in seq order. Reset forgets what was folded before.
	FoldRequest struct {
		Reset  bool          `json:"reset"`
		Events []cases.Event `json:"events"`
	}
	// PendingRequest replaces this device's own events that the log does not hold yet.
	PendingRequest struct {
		Events []cases.Event `json:"events"`
	}
	Folded struct {
		Cases []string `json:"cases"` // touched
		Head  int64    `json:"head"`
	}

	CaseRequest struct {
		Case string `json:"case"`
		Now  string `json:"now"`
	}
	CaseAnswer struct {
		State   *cases.State   `json:"state"` // null: nothing is known of it
		Windows []clock.Window `json:"windows"`
		Badge   *clock.Badge   `json:"badge"`
		Contact cases.Advice   `json:"contact"`
		// Linked names the compensations that speak of the review, which none may.
		Linked []string `json:"linked"`
		// Context is what the log tells of a message to the buyer, for a check: calls so far, contacts
		// of the day, whether a compensation is linked, and that the order was shipped.
		Context lint.Context `json:"context"`
	}

	TodoRequest struct {
		Now   string `json:"now"`
		Me    string `json:"me"`             // member id, "" before joining
		Text  string `json:"text"`           // search in buyer mask, order, product and texts
		Only  string `json:"only,omitempty"` // today, over or mine: what the counts count
		Limit int    `json:"limit"`
	}
	TodoAnswer struct {
		cases.Todo
	}

	// RemindRequest asks what fell due since a moment.
	RemindRequest struct {
		Now   string      `json:"now"`
		Since string      `json:"since"` // RFC 3339; what fell due before was told
		Quiet cases.Quiet `json:"quiet"`
	}

	// DraftRequest asks for an event from what a user did. ID is a ULID made by the shell.
	DraftRequest struct {
		ID   string          `json:"id"`
		Now  string          `json:"now"`
		Case string          `json:"case"`
		Kind cases.Kind      `json:"kind"`
		Base string          `json:"base,omitempty"`
		Body json.RawMessage `json:"body"`
	}
	// DraftAnswer is the event to store. Masked lists what personal data was masked in its texts.
	DraftAnswer struct {
		Event  cases.Event    `json:"event"`
		Masked []cases.Masked `json:"masked"`
	}

	// SheetRequest is a table of the board, to be made into a file. A cell is a text or a number.
	SheetRequest struct {
		Format string              `json:"format"` // csv or xlsx
		Name   string              `json:"name"`   // of the sheet
		Titles []string            `json:"titles"`
		Rows   [][]json.RawMessage `json:"rows"`
	}
	// SheetAnswer holds the file's bytes in base64.
	SheetAnswer struct {
		File string `json:"file"`
	}

	// Fault is the answer of an operation that failed: its Message is for people, in plain Chinese
	// where a user can cause it.
	Fault struct {
		Message string `json:"message"`
		Field   string `json:"field,omitempty"`
	}
)

// The operations. A number is never given to another operation.
var operations = []operation{
	op(1, "tables", (*engine).describe, kindRules),
	op(2, "packs", (*engine).packs),
	op(3, "check", (*engine).check, kindRules),
	op(4, "clocks", (*engine).clocks, kindClocks),
	op(5, "rows", (*engine).rows),
	op(6, "see", (*engine).see, kindClocks),
	op(7, "tick", (*engine).tick, kindClocks),
	op(8, "sites", (*engine).listSites, kindSites),
	op(9, "scripts", (*engine).scripts, kindScripts),
	op(10, "fill", (*engine).fill, kindScripts),
	op(11, "fold", (*engine).fold),
	op(12, "pending", (*engine).pending),
	op(13, "case", (*engine).caseOf, kindClocks),
	op(14, "todo", (*engine).todo, kindClocks),
	op(15, "draft", (*engine).draft),
	op(16, "reasons", (*engine).reasons, kindReasons),
	op(20, "remind", (*engine).remind, kindClocks),
	op(21, "sheet", (*engine).sheet),
}

// Reports and messages of operation check are lint's own.
var (
	_ lint.Message
	_ lint.Report
)
