package cases

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDraftMasksWhatAnAgentWrote(t *testing.T) {
	e, masked, err := Draft(ulidA, aTime, aCase, Note, "", json.RawMessage(`{"text":"<b>买家</b>电话138 0013 8000，订单2951203765016130001"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Event{
		ID: ulidA, Case: aCase, Kind: Note, At: aTime,
		Body: json.RawMessage(`{"text":"<b>买家</b>电话138****8000，订单2951203765016130001"}`),
	}
	if diff := cmp.Diff(want, e); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Masked{{"text", PersonalPhone, "138 0013 8000", "138****8000"}}, masked); diff != "" {
		t.Error(diff)
	}
}

func TestDraftMasksEveryFreeText(t *testing.T) {
	const phone = "13800138000"
	for name, c := range map[string]struct {
		kind  Kind
		base  string
		body  string
		field string
	}{
		"note edit":    {NoteEdit, ulidB, `{"note":"` + ulidB + `","text":"X"}`, "text"},
		"next step":    {Field, "", `{"name":"next_step","value":"X"}`, "value"},
		"outcome":      {Field, ulidB, `{"name":"outcome","value":"X"}`, "value"},
		"contact":      {Contact, "", `{"channel":"电话","result":"X","when":"` + aTime + `"}`, "result"},
		"compensation": {Compensation, "", `{"amount":"5","form":"退款","why":"X"}`, "why"},
		"finding":      {FindingEvent, "", `{"rule":"a","label":"threat","action":"reported","text":"X"}`, "text"},
		"complaint":    {Complaint, "", `{"type":"同行","evidence":["a","X"],"filed_at":"","result":""}`, "evidence[1]"},
		"review":       {ReviewSeen, "", strings.Replace(goodBodies[ReviewSeen], "裂了", "X", 1), "text"},
	} {
		t.Run(name, func(t *testing.T) {
			e, masked, err := Draft(ulidA, aTime, aCase, c.kind, c.base, json.RawMessage(strings.Replace(c.body, "X", "打"+phone, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if len(masked) != 1 || masked[0].Field != c.field || masked[0].Was != phone {
				t.Errorf("got %+v", masked)
			}
			if strings.Contains(string(e.Body), phone) || !strings.Contains(string(e.Body), "打138****8000") {
				t.Errorf("stored %s", e.Body)
			}
		})
	}
}

func TestDraftFitsAPageIntoTheLimits(t *testing.T) {
	long, err := json.Marshal(ReviewBody{
		Platform: "tmall", Order: "2951203765016130001", Item: "979536801722", Buyer: "小满妈妈",
		Product: "杯\n子" + strings.Repeat("长", 300), Text: strings.Repeat("差", 9000),
	})
	if err != nil {
		t.Fatal(err)
	}
	e, _, err := Draft(ulidA, aTime, aCase, ReviewSeen, "", long)
	if err != nil {
		t.Fatal(err)
	}
	var b ReviewBody
	if err := json.Unmarshal(e.Body, &b); err != nil {
		t.Fatal(err)
	}
	if len([]rune(b.Text)) != MaxText || len([]rune(b.Product)) != MaxName || !strings.HasPrefix(b.Product, "杯 子") || b.Buyer != "小**妈" {
		t.Errorf("got %d characters of text, %d of product, buyer %s", len([]rune(b.Text)), len([]rune(b.Product)), b.Buyer)
	}
}

func TestDraftRefusesFaults(t *testing.T) {
	for name, c := range map[string]struct {
		id, now string
		kind    Kind
		body    string
		field   string
	}{
		"no id":         {"", aTime, Note, `{"text":"a"}`, "id"},
		"no time":       {ulidA, "", Note, `{"text":"a"}`, "at"},
		"erased":        {ulidA, aTime, Erased, `{}`, "kind"},
		"unknown kind":  {ulidA, aTime, "poke", `{}`, "kind"},
		"empty note":    {ulidA, aTime, Note, `{"text":""}`, "body.text"},
		"too long note": {ulidA, aTime, Note, `{"text":"` + strings.Repeat("长", MaxText+1) + `"}`, "body.text"},
		"more fields":   {ulidA, aTime, Note, `{"text":"a","b":1}`, "body.b"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := Draft(c.id, c.now, aCase, c.kind, "", json.RawMessage(c.body))
			var bad *Invalid
			if !errors.As(err, &bad) || bad.Field != c.field {
				t.Errorf("got %v, want a fault in %s", err, c.field)
			}
		})
	}
}

func TestDraftOfAComplaintWithoutEvidenceHasAList(t *testing.T) {
	e, _, err := Draft(ulidA, aTime, aCase, Complaint, "", json.RawMessage(`{"type":"同行"}`))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"type":"同行","evidence":[],"filed_at":"","result":""}`; string(e.Body) != want {
		t.Errorf("got %s, want %s", e.Body, want)
	}
}
