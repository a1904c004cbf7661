package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"

	"pingban/backend/store"
	"pingban/internal/cases"
)

const (
	maxEvents   = 200
	pullDefault = 200
	pullMost    = 500
)

type refusal struct {
	ID    string `json:"id"` // "" where it could not be read
	Error *Error `json:"error"`
}

type pushed struct {
	Accepted  []string  `json:"accepted"`
	Duplicate []string  `json:"duplicate"`
	Refused   []refusal `json:"refused"`
	Head      int64     `json:"head"`
}

// pushEvents stores what a device sends. Each event is judged alone; the good ones are stored in
// one statement.
func (a *API) pushEvents(c *call) (any, error) {
	var in struct {
		Events []json.RawMessage `json:"events" validate:"required"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	if len(in.Events) > maxEvents {
		return nil, &Error{tooLarge, "at most " + strconv.Itoa(maxEvents) + " events at a time", "events"}
	}
	out := pushed{Accepted: []string{}, Duplicate: []string{}, Refused: []refusal{}}
	good := make([]cases.Event, 0, len(in.Events))
	for _, raw := range in.Events {
		e, err := readEvent(raw)
		if err != nil {
			out.Refused = append(out.Refused, refusal{idOf(raw), err})
			continue
		}
		good = append(good, e)
	}
	out.Head = c.who.Log.Head
	if err := a.store(c, good, &out); err != nil {
		return nil, err
	}
	return out, nil
}

// store appends events and sorts them by what became of them.
func (a *API) store(c *call, events []cases.Event, out *pushed) error {
	if len(events) == 0 {
		return nil
	}
	fresh, err := a.Store.Append(c.Context(), c.who.Team, c.who.Member, events, c.now)
	if err != nil {
		return err
	}
	if len(fresh) > 0 {
		out.Head = a.grew(c, len(fresh))
	}
	known, err := a.known(c, events, fresh)
	if err != nil {
		return err
	}
	for _, e := range events {
		was, ok := known[e.ID]
		switch {
		case !ok && !fresh[e.ID]: // told as accepted, it would be lost
			return fmt.Errorf("event %s was neither stored nor there before", e.ID)
		case !ok:
			known[e.ID] = e
			out.Accepted = append(out.Accepted, e.ID)
		case same(was, e), same(was, e.Erase()): // of a case erased since, the log keeps no text to compare
			out.Duplicate = append(out.Duplicate, e.ID)
		default:
			out.Refused = append(out.Refused, refusal{e.ID, &Error{conflict, "the id belongs to an event with other content", "id"}})
		}
	}
	return nil
}

// known finds those events whose id the log held before.
func (a *API) known(c *call, events []cases.Event, fresh map[string]bool) (map[string]cases.Event, error) {
	ids := []string{}
	for _, e := range events {
		if !fresh[e.ID] {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) == 0 {
		return map[string]cases.Event{}, nil
	}
	return a.Store.ByID(c.Context(), c.who.Team, ids)
}

// grew sees to the lists after n events were stored, and gives the log's head, at least: other
// devices may have pushed at the same moment.
func (a *API) grew(c *call, n int) (head int64) {
	if a.Folded != nil {
		a.Folded(c.who.Team)
	}
	return c.who.Log.Head + int64(n)
}

// foldShare is how many cases a pull brings up to date where nobody folds beside the requests. With a push
// it would be half of the CPU that a request has; a pull that has nothing to give has that to spare, and
// every device makes one after its push, then one a minute. Lists that are read meanwhile fold what is missing.
const foldShare = 3

// catchUp folds some. That it could not costs nothing: the next pull, or whoever reads a list, does it.
func (a *API) catchUp(c *call) {
	if a.Folded != nil || !c.who.Log.Behind {
		return
	}
	if _, err := a.Store.FoldSome(c.Context(), c.who.Team, c.who.Log.Clocks, foldShare, c.now); err != nil {
		a.write(logLine{Level: "ERROR", Msg: "fold", Error: err.Error()})
	}
}

// readEvent takes one event apart and checks it as every side does. A body is kept without its
// blanks.
func readEvent(raw json.RawMessage) (cases.Event, *Error) {
	if len(raw) > cases.MaxBody {
		return cases.Event{}, &Error{tooLarge, "an event may have at most " + strconv.Itoa(cases.MaxBody) + " bytes", ""}
	}
	e, err := cases.Decode(raw)
	var bad *cases.Invalid
	switch {
	case errors.As(err, &bad):
		return cases.Event{}, invalidField(bad.Field, "%s", bad.Reason)
	case err != nil:
		return cases.Event{}, errorf(invalid, "not an event")
	}
	var body bytes.Buffer
	if err := json.Compact(&body, e.Body); err != nil {
		return cases.Event{}, invalidField("body", "%s", err)
	}
	e.Body = body.Bytes()
	return e, nil
}

// idOf reads the id of an event that could not be taken, so that its device knows which it was.
func idOf(raw json.RawMessage) string {
	var e struct {
		ID any `json:"id"`
	}
	_ = json.Unmarshal(raw, &e) // what cannot be read has no id
	id, _ := e.ID.(string)
	return id
}

// same compares what devices sent; the order of keys and blanks in a body do not count.
func same(a, b cases.Event) bool {
	if a.ID != b.ID || a.Case != b.Case || a.Kind != b.Kind || a.At != b.At || a.Base != b.Base {
		return false
	}
	return bytes.Equal(a.Body, b.Body) || reflect.DeepEqual(value(a.Body), value(b.Body))
}

func value(body json.RawMessage) any {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	_ = d.Decode(&v) // both were JSON when they came in
	return v
}

// pullEvents gives the team's log after a cursor, of one case where the query names it: a device
// replaces with that what it holds of an erased one.
func (a *API) pullEvents(c *call) (any, error) {
	after, err := number(c, "after", 0, 1<<53)
	if err != nil {
		return nil, err
	}
	limit, err := number(c, "limit", pullDefault, pullMost)
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		return nil, invalidField("limit", "it must be at least 1")
	}
	log, epoch := c.who.Log, c.URL.Query().Get("epoch")
	switch {
	case epoch != "" && epoch != log.Epoch:
		return nil, &Error{gone, "the log was restored since; pull again from 0 without epoch", "epoch"}
	case after > log.Head:
		return nil, &Error{gone, "the log does not reach that far; pull again from 0", "after"}
	case epoch == "" && after != 0 && after < log.PurgedTo: // with its epoch a cursor began after the purge
		return nil, &Error{gone, "the log no longer reaches back that far; pull again from 0", "after"}
	}
	one := c.URL.Query().Get("case")
	page := store.Page{Next: after}
	if one == "" && after == log.Head { // a device that has all there is costs no second query
		a.catchUp(c)
	} else if page, err = a.Store.Events(c.Context(), c.who.Team, one, after, int(limit)); err != nil {
		return nil, err
	}
	return pulled(page, log), nil
}

// pulled puts a page of the log into its answer as it is: encoding it anew took most of the time.
func pulled(p store.Page, log store.Log) page {
	var b bytes.Buffer
	b.WriteString(`{"events":[`)
	for i, e := range p.Events {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(e)
	}
	quoted, err := json.Marshal(log.Epoch)
	if err != nil {
		panic(err) // a string is always JSON
	}
	fmt.Fprintf(&b, `],"next":%d,"more":%t,"head":%d,"epoch":%s}`, p.Next, p.More, max(log.Head, p.Next), quoted)
	return page{jsonKind, b.Bytes()}
}

// number reads a whole number of the address's query, from 0 to most.
func number(c *call, name string, absent, most int64) (int64, error) {
	text := c.URL.Query().Get(name)
	if text == "" {
		return absent, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > most {
		return 0, invalidField(name, "it must be a whole number from 0 to %d", most)
	}
	return n, nil
}
