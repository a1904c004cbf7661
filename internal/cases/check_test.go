package cases

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	ulidA  = "01HZZZZZZZZZZZZZZZZZZZZZZA"
	ulidB  = "01HZZZZZZZZZZZZZZZZZZZZZZB"
	ulidC  = "01HZZZZZZZZZZZZZZZZZZZZZZC"
	ulidD  = "01HZZZZZZZZZZZZZZZZZZZZZZD"
	aCase  = "taobao:2951203765016130001:979536801722"
	aTime  = "2026-11-22T20:10:00+08:00"
	aRated = "2026-11-20T09:00:00+08:00"
)

func event(kind Kind, body string) Event {
	e := Event{ID: ulidA, Case: aCase, Kind: kind, At: aTime, Body: json.RawMessage(body)}
	if kind == NoteEdit || kind == NoteDelete {
		e.Base = ulidB
	}
	return e
}

var goodBodies = map[Kind]string{
	ReviewSeen: `{"platform":"taobao","order":"2951203765016130001","item":"979536801722","product":"杯子","buyer":"t**3",` +
		`"text":"裂了","rating":"bad","sentiment":"negative","rated_at":"` + aRated + `"}`,
	Note:         `{"text":"买家说杯子裂了"}`,
	NoteEdit:     `{"note":"` + ulidB + `","text":"杯口裂了"}`,
	NoteDelete:   `{"note":"` + ulidB + `"}`,
	Field:        `{"name":"status","value":"已联系"}`,
	Contact:      `{"channel":"电话","result":"明天给答复","when":"` + aTime + `"}`,
	Compensation: `{"amount":"12.50","form":"部分退款","why":"杯口有裂"}`,
	FindingEvent: `{"rule":"haoping-fanxian","label":"review_inducement","action":"fixed"}`,
	ScriptUsed:   `{"script":"wuliu-chi-le","edited":true}`,
	Complaint:    `{"type":"不合理要求","evidence":["举证号 9981"],"filed_at":"` + aTime + `","result":""}`,
}

func TestGoodEventsPass(t *testing.T) {
	for kind, body := range goodBodies {
		if err := event(kind, body).Check(); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	for name, body := range map[string]string{
		"reasons":          `{"name":"reasons","value":["质量","破损"]}`,
		"no reasons":       `{"name":"reasons","value":[]}`,
		"unassigned":       `{"name":"assignee","value":""}`,
		"no buyer type":    `{"name":"buyer_type","value":""}`,
		"next time":        `{"name":"next_at","value":"` + aTime + `"}`,
		"next step":        `{"name":"next_step","value":"周一回访"}`,
		"rating withdrawn": `{"name":"rating","value":""}`,
	} {
		if err := event(Field, body).Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	e := event(Note, goodBodies[Note])
	e.Case = "taobao:2951203765016130001:#TK-88"
	if err := e.Check(); err != nil {
		t.Errorf("after-sale request: %v", err)
	}
}

func TestFaultyEventsNameTheField(t *testing.T) {
	with := func(kind Kind, change func(*Event)) Event {
		e := event(kind, goodBodies[kind])
		change(&e)
		return e
	}
	bodyOf := func(kind Kind, body string) Event { return event(kind, body) }
	swap := func(kind Kind, old, new string) Event {
		if !strings.Contains(goodBodies[kind], old) {
			t.Fatalf("%s has no %s", kind, old)
		}
		return event(kind, strings.Replace(goodBodies[kind], old, new, 1))
	}
	for name, c := range map[string]struct {
		e     Event
		field string
	}{
		"lower-case id":         {with(Note, func(e *Event) { e.ID = strings.ToLower(ulidA) }), "id"},
		"short id":              {with(Note, func(e *Event) { e.ID = "01HZ" }), "id"},
		"id beyond 48 bits":     {with(Note, func(e *Event) { e.ID = "8" + ulidA[1:] }), "id"},
		"id with a U":           {with(Note, func(e *Event) { e.ID = "U" + ulidA[1:] }), "id"},
		"two-part case":         {with(Note, func(e *Event) { e.Case = "taobao:1" }), "case"},
		"four-part case":        {with(Note, func(e *Event) { e.Case = "taobao:1:2:3" }), "case"},
		"tmall as a site":       {with(Note, func(e *Event) { e.Case = "tmall:1:2" }), "case"},
		"empty request":         {with(Note, func(e *Event) { e.Case = "taobao:1:#" }), "case"},
		"markup in a case":      {with(Note, func(e *Event) { e.Case = "taobao:1:<b>" }), "case"},
		"unknown kind":          {with(Note, func(e *Event) { e.Kind = "poke" }), "kind"},
		"erased by a device":    {Event{ID: ulidA, Case: aCase, Kind: Erased, At: aTime, Body: json.RawMessage("{}")}, "kind"},
		"time without zone":     {with(Note, func(e *Event) { e.At = "2026-11-22T20:10:00" }), "at"},
		"own team":              {with(Note, func(e *Event) { e.Team = "t" }), "team"},
		"own actor":             {with(Note, func(e *Event) { e.Actor = "m" }), "actor"},
		"own seq":               {with(Note, func(e *Event) { e.Seq = 3 }), "seq"},
		"own time of arrival":   {with(Note, func(e *Event) { e.ReceivedAt = aTime }), "received_at"},
		"base on a note":        {with(Note, func(e *Event) { e.Base = ulidB }), "base"},
		"edit without base":     {with(NoteEdit, func(e *Event) { e.Base = "" }), "base"},
		"deletion without base": {with(NoteDelete, func(e *Event) { e.Base = "" }), "base"},
		"field with a bad base": {with(Field, func(e *Event) { e.Base = "x" }), "base"},
		"no body":               {with(Note, func(e *Event) { e.Body = nil }), "body"},
		"body is a list":        {bodyOf(Note, `["a"]`), "body"},
		"half a body":           {bodyOf(Note, `{"text":"a`), "body.text"},
		"body and more":         {bodyOf(Note, `{"text":"a"}{}`), "body"},
		"huge body":             {bodyOf(Note, `{"text":"`+strings.Repeat("a", MaxBody)+`"}`), "body"},
		"unknown field":         {bodyOf(Note, `{"text":"a","html":"b"}`), "body.html"},
		"field in capitals":     {bodyOf(Note, `{"TEXT":"a"}`), "body.TEXT"},
		"field twice":           {bodyOf(Note, `{"text":"a","text":"b"}`), "body.text"},
		"null":                  {bodyOf(Note, `{"text":null}`), "body.text"},
		"number for text":       {bodyOf(Note, `{"text":1}`), "body.text"},
		"empty note":            {bodyOf(Note, `{"text":" \n"}`), "body.text"},
		"long note":             {bodyOf(Note, `{"text":"`+strings.Repeat("长", MaxText+1)+`"}`), "body.text"},
		"note of no id":         {swap(NoteEdit, ulidB, "b"), "body.note"},
		"unknown platform":      {swap(ReviewSeen, `"taobao"`, `"ebay"`), "body.platform"},
		"other order":           {swap(ReviewSeen, "2951203765016130001", "2951203765016130002"), "body.order"},
		"other item":            {swap(ReviewSeen, "979536801722", "1"), "body.item"},
		"stars for a rating":    {swap(ReviewSeen, `"bad"`, `"5"`), "body.rating"},
		"unknown sentiment":     {swap(ReviewSeen, `"negative"`, `"angry"`), "body.sentiment"},
		"rated some day":        {swap(ReviewSeen, aRated, "昨天"), "body.rated_at"},
		"long product":          {swap(ReviewSeen, "杯子", strings.Repeat("杯", MaxName+1)), "body.product"},
		"unknown status":        {swap(Field, "已联系", "已搞定"), "body.value"},
		"no status":             {swap(Field, "已联系", ""), "body.value"},
		"unknown field name":    {swap(Field, "status", "mood"), "body.name"},
		"status as a list":      {swap(Field, `"已联系"`, `["已联系"]`), "body.value"},
		"reasons as text":       {bodyOf(Field, `{"name":"reasons","value":"质量"}`), "body.value"},
		"unknown reason":        {bodyOf(Field, `{"name":"reasons","value":["质量","心情"]}`), "body.value[1]"},
		"reason twice":          {bodyOf(Field, `{"name":"reasons","value":["质量","质量"]}`), "body.value[1]"},
		"long next step":        {bodyOf(Field, `{"name":"next_step","value":"`+strings.Repeat("长", MaxShort+1)+`"}`), "body.value"},
		"member with a space":   {bodyOf(Field, `{"name":"assignee","value":"a b"}`), "body.value"},
		"next time unreadable":  {bodyOf(Field, `{"name":"next_at","value":"明天"}`), "body.value"},
		"unknown channel":       {swap(Contact, "电话", "微信"), "body.channel"},
		"no time of contact":    {swap(Contact, aTime, ""), "body.when"},
		"three decimals":        {swap(Compensation, "12.50", "12.505"), "body.amount"},
		"negative amount":       {swap(Compensation, "12.50", "-1"), "body.amount"},
		"leading zero":          {swap(Compensation, "12.50", "012"), "body.amount"},
		"no form":               {swap(Compensation, "部分退款", ""), "body.form"},
		"unknown action":        {swap(FindingEvent, "fixed", "deleted"), "body.action"},
		"no rule":               {swap(FindingEvent, "haoping-fanxian", ""), "body.rule"},
		"no script":             {swap(ScriptUsed, "wuliu-chi-le", ""), "body.script"},
		"edited as text":        {swap(ScriptUsed, "true", `"yes"`), "body.edited"},
		"no complaint type":     {swap(Complaint, "不合理要求", ""), "body.type"},
		"empty evidence":        {swap(Complaint, "举证号 9981", " "), "body.evidence[0]"},
		"too much evidence":     {swap(Complaint, `"举证号 9981"`, strings.Repeat(`"a",`, 20)+`"a"`), "body.evidence"},
		"phone in a note":       {swap(Note, "买家", "13800138000"), "body.text"},
		"phone in evidence":     {swap(Complaint, "9981", "138 0013 8000"), "body.evidence[0]"},
		"phone in a next step":  {bodyOf(Field, `{"name":"next_step","value":"打13800138000"}`), "body.value"},
		"address in a result":   {swap(Contact, "明天给答复", "寄到杭州市西湖区文三路478号"), "body.result"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.e.Check()
			var bad *Invalid
			if !errors.As(err, &bad) {
				t.Fatalf("got %v, want a fault in %s", err, c.field)
			}
			if bad.Field != c.field || bad.Reason == "" {
				t.Errorf("got %q, want a fault in %s", err, c.field)
			}
		})
	}
}

func TestDecodeRefusesWhatADeviceMayNotSend(t *testing.T) {
	good := `{"id":"` + ulidA + `","case":"` + aCase + `","kind":"note","at":"` + aTime + `","body":{"text":"好"}}`
	if _, err := Decode([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for body, field := range map[string]string{
		strings.Replace(good, `"at"`, `"seq":1,"at"`, 1):          "seq",
		strings.Replace(good, `"at"`, `"actor":"","at"`, 1):       "actor",
		strings.Replace(good, `"at"`, `"received_at":"","at"`, 1): "received_at",
		strings.Replace(good, `"at"`, `"team":"x","at"`, 1):       "team",
		strings.Replace(good, `"at"`, `"admin":true,"at"`, 1):     "admin",
		strings.Replace(good, `"at"`, `"At"`, 1):                  "At",
		strings.Replace(good, `"`+aTime+`"`, `5`, 1):              "at",
		strings.Replace(good, `{"text":"好"}`, `"text"`, 1):        "body",
		strings.Replace(good, `,"body":{"text":"好"}`, ``, 1):      "body",
		`[]`:       "event",
		``:         "event",
		good + "x": "event",
	} {
		_, err := Decode([]byte(body))
		var bad *Invalid
		if !errors.As(err, &bad) || bad.Field != field {
			t.Errorf("%s: got %v, want a fault in %s", body, err, field)
		}
	}
}

func TestStoredEventsMayBeErased(t *testing.T) {
	for kind, body := range goodBodies {
		e := event(kind, body)
		e.Seq, e.Actor = 7, "m1"
		if err := e.CheckStored(); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		if err := e.Erase().CheckStored(); err != nil {
			t.Errorf("%s erased: %v", kind, err)
		}
		if diff := cmp.Diff(string(e.Erase().Body), string(e.Erase().Erase().Body)); diff != "" {
			t.Errorf("%s erased twice: %s", kind, diff)
		}
	}
	e := Event{ID: ulidA, Case: aCase, Kind: Erased, At: aTime, Body: json.RawMessage(`{}`), Actor: "m", Seq: 1}
	if err := e.CheckStored(); err != nil {
		t.Error(err)
	}
	e.Seq = 0
	if err := e.CheckStored(); err == nil {
		t.Error("an event without a number passed as stored")
	}
}

func TestEraseTakesTextsAndKeepsCounts(t *testing.T) {
	for kind, want := range map[Kind]string{
		Note:         `{"text":""}`,
		Compensation: `{"amount":"12.50","form":"部分退款","why":""}`,
		Contact:      `{"channel":"电话","result":"","when":"` + aTime + `"}`,
		Field:        `{"name":"status","value":"已联系"}`,
		ReviewSeen: `{"platform":"taobao","order":"2951203765016130001","item":"979536801722","product":"杯子","buyer":"",` +
			`"text":"","rating":"bad","sentiment":"negative","rated_at":"` + aRated + `"}`,
	} {
		if diff := cmp.Diff(want, string(event(kind, goodBodies[kind]).Erase().Body)); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
	got := string(event(Field, `{"name":"next_step","value":"找王先生"}`).Erase().Body)
	if want := `{"name":"next_step","value":""}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzDecode(f *testing.F) {
	for kind, body := range goodBodies {
		raw, err := json.Marshal(event(kind, body))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte(`{"id":"\ud800","body":{"text":"\u0000"}}`))
	f.Add([]byte(strings.Repeat(`{"body":`, 200)))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := Decode(data)
		if err != nil {
			var bad *Invalid
			if !errors.As(err, &bad) || bad.Field == "" || bad.Reason == "" {
				t.Errorf("a fault without field or reason: %v", err)
			}
			return
		}
		e.Seq, e.Actor = 1, "m"
		if err := e.CheckStored(); err != nil {
			t.Errorf("accepted from a device, refused as stored: %v", err)
		}
		s := Fold([]Event{e}, nil)
		if len(s.Timeline) != 1 || s.FoldedTo != 1 {
			t.Errorf("folded to %+v", s)
		}
		if err := e.Erase().CheckStored(); err != nil {
			t.Errorf("erased, refused as stored: %v", err)
		}
	})
}
