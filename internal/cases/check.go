package cases

import (
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"
)

// eventKeys are the fields a device may send.
var eventKeys = []string{"id", "case", "kind", "at", "base", "body"}

// Decode reads one event as a device sends it, strictly: a field it does not know, one of the
// server's own (team, actor, seq, received_at), a key twice or anything after the object is an
// *Invalid. The event is checked as by Check.
func Decode(data []byte) (Event, error) {
	var e Event
	if err := strict(data, &e, eventKeys, ""); err != nil {
		if bad, ok := err.(*Invalid); ok && bad.Field == "" {
			bad.Field = "event"
		}
		return Event{}, err
	}
	return e, e.Check()
}

// Check tells what keeps an event made by a device from being stored, as an *Invalid, or nil.
// Personal data left in a text is a fault: Draft masks it first.
func (e Event) Check() error {
	switch {
	case e.Team != "":
		return invalid("team", "由服务器填写")
	case e.Actor != "":
		return invalid("actor", "由服务器填写")
	case e.Seq != 0:
		return invalid("seq", "由服务器填写")
	case e.ReceivedAt != "":
		return invalid("received_at", "由服务器填写")
	case e.Kind == Erased:
		return invalid("kind", "只有服务器能写这种记录")
	}
	b, err := e.check()
	if err != nil {
		return err
	}
	for _, t := range b.texts() {
		if found := FindPersonal(*t.text); len(found) > 0 {
			return invalid("body."+t.path, "含有"+kindNames[found[0].Kind]+"，请先打码")
		}
	}
	return nil
}

// CheckStored tells what is wrong with an event that the server has taken in: the same rules, with
// its own fields filled. Texts may be empty, since an erase empties them.
func (e Event) CheckStored() error {
	if e.Seq <= 0 {
		return invalid("seq", "应为正整数")
	}
	if e.Actor == "" {
		return invalid("actor", "不能为空")
	}
	if err := e.checkHead(); err != nil {
		return err
	}
	_, err := strictBody(e.Kind, e.Body)
	return err
}

func (e Event) check() (body, error) {
	if err := e.checkHead(); err != nil {
		return nil, err
	}
	id, err := ParseCase(e.Case)
	if err != nil {
		return nil, err
	}
	b, err := strictBody(e.Kind, e.Body)
	if err != nil {
		return nil, err
	}
	for _, t := range b.texts() {
		if !t.empty && strings.TrimSpace(*t.text) == "" {
			return nil, invalid("body."+t.path, "还没有写内容")
		}
		if utf8.RuneCountInString(*t.text) > t.max {
			return nil, tooLong("body."+t.path, t.max)
		}
	}
	if err := b.check(id); err != nil {
		if bad, ok := err.(*Invalid); ok && bad.Field != "case" {
			bad.Field = "body." + bad.Field
		}
		return nil, err
	}
	return b, nil
}

func (e Event) checkHead() error {
	if !ValidULID(e.ID) {
		return invalid("id", "应为 26 位 ULID")
	}
	if _, err := ParseCase(e.Case); err != nil {
		return err
	}
	if newBody(e.Kind) == nil {
		return invalid("kind", "没有这种记录")
	}
	if !validTime(e.At) {
		return invalid("at", "应为带时区的时间")
	}
	switch e.Kind {
	case NoteEdit, NoteDelete:
		if !ValidULID(e.Base) {
			return invalid("base", "应为改动所依据的那条记录")
		}
	case Field:
		if e.Base != "" && !ValidULID(e.Base) {
			return invalid("base", "应为改动所依据的那条记录")
		}
	default:
		if e.Base != "" {
			return invalid("base", "这种记录不改动别的记录")
		}
	}
	return nil
}

// Erase gives the event without its texts, as a log keeps it once its case is erased. What counts
// remains: when, by whom, which kind, states and sums.
func (e Event) Erase() Event {
	b := looseBody(e.Kind, e.Body)
	if b == nil {
		b = newBody(e.Kind)
	}
	if b == nil { // a kind of a newer version: nobody here knows which of it are texts
		e.Body = json.RawMessage("{}")
		return e
	}
	err := rewrite(b, func(t freeText) string {
		if t.kept {
			return *t.text
		}
		return ""
	})
	if r, ok := b.(*ReviewBody); ok {
		r.Buyer = ""
	}
	raw, failed := compact(b)
	if err != nil || failed != nil {
		raw = json.RawMessage("{}")
	}
	e.Body = raw
	return e
}

func validTime(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil && len(s) <= len("2006-01-02T15:04:05.000000000+08:00")
}
