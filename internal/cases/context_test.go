package cases

import (
	"testing"
	"time"
)

func TestCallsAreCountedOverTheCaseAndContactsByTheDay(t *testing.T) {
	when := map[string]string{
		"a": `{"channel":"电话","result":"没接","when":"2026-11-21T23:59:59+08:00"}`,
		"b": `{"channel":"电话","result":"没接","when":"2026-11-21T16:00:00Z"}`, // midnight
		"c": `{"channel":"旺旺","result":"","when":"2026-11-22T23:59:59+08:00"}`,
		"d": `{"channel":"短信","result":"","when":"2026-11-23T00:00:00+08:00"}`,
	}
	var log []Event
	for i, id := range []string{"a", "b", "c", "d"} {
		log = append(log, accepted(i+1, "m", Contact, "", when[id]))
	}
	s := Fold(log, nil)
	noon, err := time.Parse(time.RFC3339, "2026-11-22T04:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	if calls, today := s.Calls(), s.ContactsToday(noon); calls != 2 || today != 2 {
		t.Errorf("%d calls and %d contacts today, want 2 and 2", calls, today)
	}
}

func TestWhatAnyPageShowedOfAnExplanationOrAParcelHolds(t *testing.T) {
	page := func(seq int, kind, told string) Event {
		return accepted(seq, "m", ReviewSeen, "", `{"platform":"taobao","order":"1","item":"2","product":"","buyer":"","text":"",`+
			`"page":{"kind":"`+kind+`","now":"2026-11-22T10:00:00+08:00"`+told+`}}`)
	}
	for name, c := range map[string]struct {
		log                    []Event
		review, appended, left bool
	}{
		"nothing":          {log: []Event{page(1, "reviews", "")}},
		"a reply's record": {log: []Event{page(1, "reviews", `,"explained":true`)}, review: true},
		"an append's":      {log: []Event{page(1, "reviews", `,"explained_append":true`)}, appended: true},
		"the agent's word": {log: []Event{accepted(1, "m", Field, "", `{"name":"status","value":"已解释"}`)}, review: true},
		"paid":             {log: []Event{page(1, "orders", `,"paid_at":"2026-11-22T09:00:00+08:00"`)}},
		"shipped":          {log: []Event{page(1, "orders", `,"shipped_at":"2026-11-22T09:00:00+08:00"`), page(2, "reviews", "")}, left: true},
		"received":         {log: []Event{page(1, "orders", `,"success_at":"2026-11-22T09:00:00+08:00"`)}, left: true},
		"reviewed": {
			log:  []Event{accepted(1, "m", ReviewSeen, "", `{"platform":"taobao","order":"1","item":"2","product":"","buyer":"","text":"","rated_at":"2026-11-20T10:00:00+08:00"}`)},
			left: true,
		},
	} {
		s := Fold(c.log, nil)
		review, appended := s.Explained()
		if review != c.review || appended != c.appended {
			t.Errorf("%s: explained %v, append %v", name, review, appended)
		}
		if left := s.Shipped(); left != c.left {
			t.Errorf("%s: shipped %v", name, left)
		}
	}
}
