package store_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"pingban/internal/cases"
)

// The database erases by a trigger, every replica in Go: both must take out the same, whatever the
// kind, or replicas would differ.
func TestTheTriggerErasesAsEveryReplicaDoes(t *testing.T) {
	_, s := open(t, t.TempDir())
	bodies := map[cases.Kind][]string{
		cases.ReviewSeen:   {`{"platform":"taobao","order":"1","item":"1","product":"四件套","buyer":"云**朵","text":"掉色","append":"还是掉色","rating":"bad"}`},
		cases.Note:         {`{"text":"一条"}`},
		cases.NoteEdit:     {`{"note":"01JD0000000000000000000001","text":"改过"}`},
		cases.NoteDelete:   {`{"note":"01JD0000000000000000000001"}`},
		cases.Field:        {`{"name":"outcome","value":"同意"}`, `{"name":"next_step","value":"再打"}`, `{"name":"status","value":"已联系"}`, `{"name":"reasons","value":["质量"]}`},
		cases.Contact:      {`{"channel":"电话","result":"没接","when":"2026-11-22T10:00:00+08:00"}`},
		cases.Compensation: {`{"amount":"12.50","form":"补发","why":"掉色"}`},
		cases.FindingEvent: {`{"rule":"r","label":"insult","action":"reported","text":"一句"}`, `{"rule":"r","label":"insult","action":"shown"}`},
		cases.ScriptUsed:   {`{"script":"s","edited":true}`},
		cases.Complaint:    {`{"type":"恶意","evidence":["甲","乙"],"filed_at":"2026-11-22T10:00:00+08:00","result":"受理"}`, `{"type":"恶意","evidence":[],"filed_at":"","result":""}`},
	}
	var events []cases.Event
	for kind, all := range bodies {
		for _, body := range all {
			id := "01JD00000000000000000000" + string(rune('A'+len(events)/10)) + string(rune('0'+len(events)%10))
			events = append(events, cases.Event{ID: id, Case: "taobao:1:1", Kind: kind, At: "2026-11-22T10:00:00+08:00", Body: json.RawMessage(body)})
		}
	}
	if _, err := s.Append(t.Context(), "team", "lead", events, now); err != nil {
		t.Fatal(err)
	}
	if err := s.Erase(t.Context(), "team", "lead", "01JD0000000000000000000ZZZ", "taobao:1:1", "2026-11-22T11:00:00+08:00", now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	late := cases.Event{ID: "01JD0000000000000000000ZZX", Case: "taobao:1:1", Kind: cases.ReviewSeen, At: "2026-11-22T12:00:00+08:00", Body: json.RawMessage(bodies[cases.ReviewSeen][0])}
	if _, err := s.Append(t.Context(), "team", "lead", []cases.Event{late}, now); err != nil {
		t.Fatal(err)
	}
	log, _, err := page(s, "team", 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[string]cases.Event{}
	for _, e := range log {
		stored[e.ID] = e
	}
	for _, e := range append(events, late) {
		var got, want any
		if err := json.Unmarshal(stored[e.ID].Body, &got); err != nil {
			t.Fatalf("%s: %v", e.Kind, err)
		}
		if err := json.Unmarshal(e.Erase().Body, &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the trigger left %s, Go leaves %s", e.Kind, stored[e.ID].Body, e.Erase().Body)
		}
	}
}
