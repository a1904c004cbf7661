package cases

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func in(caseID string, e Event) Event {
	e.Case = caseID
	return e
}

func must(t testing.TB, s *Store, events ...Event) []string {
	t.Helper()
	touched, _, err := s.Append(events)
	if err != nil {
		t.Fatal(err)
	}
	return touched
}

func TestAppendTellsWhatItTouchedAndTheHead(t *testing.T) {
	s := New()
	touched, head, err := s.Append([]Event{
		in("taobao:2:1", accepted(5, "a", Note, "", noteBody("一"))),
		in("taobao:1:1", accepted(9, "a", Note, "", noteBody("二"))),
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"taobao:1:1", "taobao:2:1"}, touched); diff != "" {
		t.Error(diff)
	}
	if head != 9 || s.Head() != 9 {
		t.Errorf("head is %d and %d, want 9", head, s.Head())
	}
	if again := must(t, s, in("taobao:2:1", accepted(5, "a", Note, "", noteBody("一")))); len(again) != 0 {
		t.Errorf("a duplicate touched %v", again)
	}
	if s.Case("taobao:3:1") != nil {
		t.Error("an unknown case has a state")
	}
}

func TestABrokenBatchChangesNothing(t *testing.T) {
	s := New()
	good := accepted(1, "a", Note, "", noteBody("一"))
	for field, spoil := range map[string]func(*Event){
		"events[1].id":   func(e *Event) { e.ID = "" },
		"events[1].case": func(e *Event) { e.Case = "" },
		"events[1].seq":  func(e *Event) { e.Seq = 0 },
	} {
		bad := accepted(2, "a", Note, "", noteBody("二"))
		spoil(&bad)
		_, _, err := s.Append([]Event{good, bad})
		var fault *Invalid
		if !errors.As(err, &fault) || fault.Field != field {
			t.Errorf("got %v, want a fault in %s", err, field)
		}
		if s.Head() != 0 || len(s.Cases()) != 0 {
			t.Error("a broken batch left something behind")
		}
	}
}

func TestPendingComesAndGoesWithoutATrace(t *testing.T) {
	s := New()
	must(t, s, accepted(1, "a", Note, "", noteBody("一")))
	before := s.Case(aCase)
	mine := waiting(7, NoteEdit, ulid(1), editBody(ulid(1), "二"))
	fresh := in("taobao:9:9", waiting(8, Note, "", noteBody("新")))
	if diff := cmp.Diff([]string{aCase, "taobao:9:9"}, s.SetPending([]Event{mine, fresh})); diff != "" {
		t.Error(diff)
	}
	if n := s.Case(aCase).Notes[0]; n.Text != "二" || !n.Pending || s.Case(aCase).FoldedTo != 1 {
		t.Errorf("got %+v", n)
	}
	if diff := cmp.Diff([]string{aCase, "taobao:9:9"}, s.Cases()); diff != "" {
		t.Error(diff)
	}
	s.SetPending(nil)
	if diff := cmp.Diff(before, s.Case(aCase)); diff != "" {
		t.Error(diff)
	}
	if s.Case("taobao:9:9") != nil || len(s.Cases()) != 1 {
		t.Error("a case that was only pending stays")
	}
	// The accepted event takes the pending one's place, whichever is told first.
	s.SetPending([]Event{mine})
	mineNow := accepted(7, "a", NoteEdit, ulid(1), editBody(ulid(1), "二"))
	must(t, s, mineNow)
	if n := s.Case(aCase).Notes[0]; n.Pending || len(n.History) != 2 || len(s.Case(aCase).Timeline) != 2 {
		t.Errorf("got %+v", n)
	}
}

func TestEraseLeavesNoTextInTheStore(t *testing.T) {
	s := New()
	must(t, s, accepted(1, "a", Note, "", noteBody("秘密")), accepted(4, "lead", Erased, "", `{}`))
	must(t, s, accepted(2, "a", Note, "", noteBody("另一个秘密")))
	for _, e := range s.cases[aCase].log.events(aCase, &s.names) {
		if e.Kind == Note && string(e.Body) != `{"text":""}` {
			t.Errorf("%s still holds %s", e.ID, e.Body)
		}
	}
	if got := s.Search("秘密"); len(got) != 0 {
		t.Errorf("search finds erased text: %v", got)
	}
}

func TestSearchLooksAtBuyerOrderProductAndTexts(t *testing.T) {
	s := New()
	a, b := "taobao:2951203765016130001:979536801722", "taobao:2951203765016130002:979536801722"
	must(t, s,
		in(a, accepted(1, "m", ReviewSeen, "", goodBodies[ReviewSeen])),
		in(b, accepted(2, "m", ReviewSeen, "", `{"platform":"taobao","product":"ＡＢＣ水壶","buyer":"w**9","text":"漏水"}`)),
		in(a, accepted(3, "m", Note, "", noteBody("答应周一补发"))),
		in(a, accepted(4, "m", Contact, "", goodBodies[Contact])),
		in(b, accepted(5, "m", Field, "", `{"name":"next_step","value":"等仓库回复"}`)),
	)
	for text, want := range map[string][]string{
		"t**3": {a}, "W**9": {b}, "130001": {a}, "979536801722": {a, b}, "杯": {a}, "abc水": {b}, "漏水": {b},
		"补发 周一": {a}, "补发 漏水": {}, "明天给答复": {a}, "仓库": {b}, "没有": {}, "": {a, b},
	} {
		if diff := cmp.Diff(want, s.Search(text)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

// manyEvents makes a team's log: n events over cases of 20 events each.
func manyEvents(n int) []Event {
	events := make([]Event, n)
	for i := range events {
		order := 2951203765016130000 + int64(i/20)
		e := Event{
			ID: ulid(i + 1), Case: fmt.Sprintf("taobao:%d:979536801722", order), Seq: int64(i + 1), Actor: fmt.Sprint("m", i%30),
			At: aTime, Team: "t1", ReceivedAt: aTime,
		}
		first := ulid(i/20*20 + 2)
		switch k := i % 20; {
		case k == 0:
			e.Kind = ReviewSeen
			e.Body = json.RawMessage(fmt.Sprintf(`{"platform":"taobao","order":"%d","item":"979536801722","product":"加厚纯棉四件套%d","buyer":"t**3","text":"收到就是破的，联系客服半天没人理","rating":"bad","rated_at":%q}`, order, i%90, aRated))
		case k == 1:
			e.Kind, e.Body = Note, json.RawMessage(noteBody("买家说收到就是破的，已要照片"))
		case k < 6:
			e.Kind, e.Base, e.Body = NoteEdit, ulid(i), json.RawMessage(editBody(first, fmt.Sprint("照片已发，同意补发，第", k, "次修改")))
		case k < 10:
			e.Kind, e.Body = Field, json.RawMessage(`{"name":"status","value":"已联系"}`)
		case k < 13:
			e.Kind, e.Body = Contact, json.RawMessage(goodBodies[Contact])
		default:
			e.Kind, e.Body = FindingEvent, json.RawMessage(goodBodies[FindingEvent])
		}
		events[i] = e
	}
	return events
}

// The budget in the engine is 3 s and 60 MB for a refold of 100,000 events, streamed in batches.
func BenchmarkRefold100k(b *testing.B) {
	events := manyEvents(100_000)
	for b.Loop() {
		s := New()
		for i := 0; i < len(events); i += 500 {
			if _, _, err := s.Append(events[i : i+500]); err != nil {
				b.Fatal(err)
			}
		}
		for _, id := range s.Cases() {
			s.Case(id)
		}
		s.Search("")
	}
	b.StopTimer()
	b.ReportMetric(heapOf(events)/1e6, "MB")
}

// heapOf gives the bytes a store of these events holds when they are decoded as the engine does.
func heapOf(events []Event) float64 {
	var batches [][]byte
	for i := 0; i < len(events); i += 500 {
		raw, err := json.Marshal(events[i : i+500])
		if err != nil {
			panic(err)
		}
		batches = append(batches, raw)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s := New()
	for _, raw := range batches {
		var batch []Event
		if err := json.Unmarshal(raw, &batch); err != nil {
			panic(err)
		}
		if _, _, err := s.Append(batch); err != nil {
			panic(err)
		}
	}
	for _, id := range s.Cases() {
		s.Case(id)
	}
	s.Search("")
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(s)
	runtime.KeepAlive(batches)
	return float64(after.HeapAlloc) - float64(before.HeapAlloc)
}

// After one event: 1 ms.
func BenchmarkOneEventMore(b *testing.B) {
	s := New()
	must(b, s, manyEvents(100_000)...)
	s.Search("")
	n := 200_000
	for b.Loop() {
		n++
		must(b, s, in("taobao:2951203765016130007:979536801722", accepted(n, "m", FindingEvent, "", goodBodies[FindingEvent])))
		s.Case("taobao:2951203765016130007:979536801722")
		if n%100 == 0 { // a case of 20 to 120 events
			b.StopTimer()
			s = New()
			must(b, s, manyEvents(2_000)...)
			b.StartTimer()
		}
	}
}

// Over 5,000 cases: 50 ms in the panel.
func BenchmarkSearch5000(b *testing.B) {
	s := New()
	must(b, s, manyEvents(100_000)...)
	s.Search("")
	for b.Loop() {
		s.Search("四件套 补发")
	}
}
