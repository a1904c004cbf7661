package cases

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// accepted gives event n of a member: its id, time and number follow from n.
func accepted(n int, actor string, kind Kind, base, body string) Event {
	return Event{
		ID: ulid(n), Case: aCase, Kind: kind, Base: base, Body: json.RawMessage(body), Actor: actor, Seq: int64(n),
		At: fmt.Sprintf("2026-11-22T10:%02d:%02d+08:00", n/60%60, n%60),
	}
}

func ulid(n int) string { return fmt.Sprintf("01HZ%022d", n) }

func waiting(n int, kind Kind, base, body string) Event {
	e := accepted(n, "", kind, base, body)
	e.Seq = 0
	return e
}

func texts(entries []Entry) []string {
	out := []string{}
	for _, e := range entries {
		out = append(out, e.Text)
	}
	return out
}

func noteBody(text string) string { return `{"text":` + quote(text) + `}` }

func editBody(note, text string) string { return `{"note":"` + note + `","text":` + quote(text) + `}` }

func deleteBody(note string) string { return `{"note":"` + note + `"}` }

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// noteView is what a note's page shows.
type noteView struct {
	Text    string
	Deleted bool
	Pending bool
	History []string
	Others  []string
}

func TestNotesKeepBothSidesOfAConflict(t *testing.T) {
	n1 := ulid(1)
	first := accepted(1, "chen", Note, "", noteBody("一"))
	for name, c := range map[string]struct {
		log, pending []Event
		want         noteView
	}{
		"an edit of what one saw": {
			log:  []Event{first, accepted(2, "chen", NoteEdit, n1, editBody(n1, "二"))},
			want: noteView{Text: "二", History: []string{"一", "二"}, Others: []string{}},
		},
		"two edits of the same text": {
			log: []Event{
				first, accepted(2, "chen", NoteEdit, n1, editBody(n1, "二")), accepted(3, "li", NoteEdit, n1, editBody(n1, "三")),
			},
			want: noteView{Text: "二", History: []string{"一", "二"}, Others: []string{"三"}},
		},
		"an offline chain continues its own text": {
			log: []Event{
				first, accepted(2, "chen", NoteEdit, n1, editBody(n1, "二")),
				accepted(3, "li", NoteEdit, n1, editBody(n1, "三")), accepted(4, "li", NoteEdit, ulid(3), editBody(n1, "四")),
			},
			want: noteView{Text: "二", History: []string{"一", "二", "三"}, Others: []string{"四"}},
		},
		"a text kept beside is settled": {
			log: []Event{
				first, accepted(2, "chen", NoteEdit, n1, editBody(n1, "二")), accepted(3, "li", NoteEdit, n1, editBody(n1, "三")),
				accepted(4, "chen", NoteEdit, ulid(2), editBody(n1, "二和三")), accepted(5, "chen", NoteDelete, ulid(3), deleteBody(n1)),
			},
			want: noteView{Text: "二和三", History: []string{"一", "二", "二和三", "三"}, Others: []string{}},
		},
		"a deletion of what one saw": {
			log:  []Event{first, accepted(2, "chen", NoteDelete, n1, deleteBody(n1))},
			want: noteView{Text: "一", Deleted: true, History: []string{"一"}, Others: []string{}},
		},
		"a deletion that did not see the edit": {
			log: []Event{
				first, accepted(2, "chen", NoteEdit, n1, editBody(n1, "二")), accepted(3, "li", NoteDelete, n1, deleteBody(n1)),
			},
			want: noteView{Text: "二", History: []string{"一", "二"}, Others: []string{}},
		},
		"an edit that did not see the deletion": {
			log: []Event{
				first, accepted(2, "chen", NoteDelete, n1, deleteBody(n1)), accepted(3, "li", NoteEdit, n1, editBody(n1, "二")),
			},
			want: noteView{Text: "一", Deleted: true, History: []string{"一"}, Others: []string{"二"}},
		},
		"a deleted note is brought back": {
			log: []Event{
				first, accepted(2, "chen", NoteDelete, n1, deleteBody(n1)), accepted(3, "chen", NoteEdit, ulid(2), editBody(n1, "一")),
			},
			want: noteView{Text: "一", History: []string{"一", "一"}, Others: []string{}},
		},
		"own pending edits are a chain on top": {
			log:     []Event{first},
			pending: []Event{waiting(8, NoteEdit, n1, editBody(n1, "二")), waiting(9, NoteEdit, ulid(8), editBody(n1, "三"))},
			want:    noteView{Text: "三", Pending: true, History: []string{"一", "二", "三"}, Others: []string{}},
		},
		"somebody else was faster than the pending chain": {
			log:     []Event{first, accepted(2, "li", NoteEdit, n1, editBody(n1, "李"))},
			pending: []Event{waiting(8, NoteEdit, n1, editBody(n1, "二")), waiting(9, NoteEdit, ulid(8), editBody(n1, "三"))},
			want:    noteView{Text: "李", Pending: true, History: []string{"一", "李", "二"}, Others: []string{"三"}},
		},
		"an edit that came without its note": {
			log:  []Event{accepted(2, "li", NoteEdit, n1, editBody(n1, "二"))},
			want: noteView{Text: "二", History: []string{"二"}, Others: []string{}},
		},
		"everything twice": {
			log:     []Event{first, first, accepted(2, "chen", NoteEdit, n1, editBody(n1, "二")), first},
			pending: []Event{waiting(2, NoteEdit, n1, editBody(n1, "二"))},
			want:    noteView{Text: "二", History: []string{"一", "二"}, Others: []string{}},
		},
		"erased": {
			log: []Event{
				first, accepted(2, "chen", NoteEdit, n1, editBody(n1, "二")), accepted(3, "li", NoteEdit, n1, editBody(n1, "三")),
				accepted(4, "lead", Erased, "", `{}`),
			},
			want: noteView{History: []string{"", ""}, Others: []string{""}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := Fold(c.log, c.pending)
			if len(s.Notes) != 1 {
				t.Fatalf("%d notes", len(s.Notes))
			}
			n := s.Notes[0]
			got := noteView{n.Text, n.Deleted, n.Pending, texts(n.History), texts(n.Others)}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFieldsTakeTheLaterValueAndNameTheOneReplacedUnseen(t *testing.T) {
	set := func(n int, actor, base, value string) Event {
		return accepted(n, actor, Field, base, `{"name":"status","value":"`+value+`"}`)
	}
	seen := Fold([]Event{set(1, "chen", "", "已联系"), set(2, "li", ulid(1), "已解决")}, nil).Fields[FieldStatus]
	if string(seen.Value) != `"已解决"` || seen.Actor != "li" || seen.Replaced != nil {
		t.Errorf("got %+v", seen)
	}
	unseen := Fold([]Event{set(1, "chen", "", "已联系"), set(2, "li", "", "已解决")}, nil).Fields[FieldStatus]
	if string(unseen.Value) != `"已解决"` || unseen.Replaced == nil || unseen.Replaced.Actor != "chen" || string(unseen.Replaced.Value) != `"已联系"` {
		t.Errorf("got %+v", unseen)
	}
	settled := Fold([]Event{set(1, "chen", "", "已联系"), set(2, "li", "", "已解决"), set(3, "chen", ulid(2), "待买家")}, nil).Fields[FieldStatus]
	if settled.Replaced != nil {
		t.Errorf("settled, yet %+v", settled.Replaced)
	}
	same := Fold([]Event{set(1, "chen", "", "已联系"), set(2, "li", "", "已联系")}, nil).Fields[FieldStatus]
	if same.Replaced != nil {
		t.Error("the same value twice is no conflict")
	}
	var many []Event
	for i := range 40 {
		many = append(many, set(i+1, "m", "", fmt.Sprint("值", i)))
	}
	depth := 0
	for f := Fold(many, nil).Fields[FieldStatus]; f.Replaced != nil; f = *f.Replaced {
		depth++
	}
	if depth != maxReplaced {
		t.Errorf("%d replaced values are shown, want %d", depth, maxReplaced)
	}
}

func TestReviewKeepsWhatALaterPageDoesNotTell(t *testing.T) {
	s := Fold([]Event{
		accepted(1, "a", ReviewSeen, "", goodBodies[ReviewSeen]),
		accepted(2, "b", ReviewSeen, "", `{"platform":"taobao","order":"2951203765016130001","item":"979536801722","product":"","buyer":"t**3","text":"裂了，换了一个还行","newer":1}`),
	}, nil)
	want := &ReviewBody{
		Platform: "taobao", Order: "2951203765016130001", Item: "979536801722", Product: "杯子", Buyer: "t**3",
		Text: "裂了，换了一个还行", Rating: "bad", Sentiment: "negative", RatedAt: aRated,
	}
	if diff := cmp.Diff(want, s.Review); diff != "" {
		t.Error(diff)
	}
}

func TestErasedCaseStaysErasedWhateverThePageShows(t *testing.T) {
	s := Fold([]Event{
		accepted(1, "a", ReviewSeen, "", goodBodies[ReviewSeen]),
		accepted(2, "a", Field, "", `{"name":"outcome","value":"王先生要退"}`),
		accepted(3, "lead", Erased, "", `{}`),
		accepted(4, "b", ReviewSeen, "", goodBodies[ReviewSeen]),
		accepted(5, "b", Note, "", noteBody("新的备注")),
	}, nil)
	if !s.Erased || s.Review.Text != "" || s.Review.Buyer != "" || s.Review.Product != "杯子" || s.Text(FieldOutcome) != "" {
		t.Errorf("got %+v", s.Review)
	}
	if s.Notes[0].Text != "新的备注" {
		t.Error("a note written after the erase is lost")
	}
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"裂了", "王先生", "t**3"} {
		if strings.Contains(string(raw), gone) {
			t.Errorf("%s is still there", gone)
		}
	}
}

func TestUnreadableEventsStayInTheTimelineAlone(t *testing.T) {
	s := Fold([]Event{
		accepted(1, "a", Note, "", `{"text":`),
		accepted(2, "a", "hologram", "", `{"x":1}`),
		accepted(3, "a", Field, "", `{"name":"mood","value":{"deep":[1]}}`),
	}, nil)
	if len(s.Timeline) != 3 || len(s.Notes) != 0 || s.FoldedTo != 3 {
		t.Errorf("got %+v", s)
	}
}

func TestStateHasListsWhereItHasNothing(t *testing.T) {
	raw, err := json.Marshal(Fold([]Event{accepted(1, "a", ScriptUsed, "", goodBodies[ScriptUsed])}, nil))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"notes", "timeline", "fields"} {
		if got[list] == nil {
			t.Errorf("%s is null", list)
		}
	}
	if Fold(nil, nil) != nil {
		t.Error("no events gave a state")
	}
}

// anyLog draws a team's log of one case: members edit heads, old versions, texts kept beside and
// notes that are gone, set fields with and without having seen them, and now and then erase.
func anyLog(t *rapid.T, n int) []Event {
	var log []Event
	var notes, all []string
	for i := 1; i <= n; i++ {
		actor := rapid.SampledFrom([]string{"chen", "li", "wang"}).Draw(t, "actor")
		kind := rapid.SampledFrom([]Kind{
			Note, Note, NoteEdit, NoteEdit, NoteEdit, NoteDelete, Field, Field, Contact, Compensation, ReviewSeen, Erased,
		}).Draw(t, "kind")
		if len(notes) == 0 && (kind == NoteEdit || kind == NoteDelete) {
			kind = Note
		}
		if kind == Erased && rapid.IntRange(0, 4).Draw(t, "rarely") > 0 {
			kind = Contact
		}
		base, body := "", goodBodies[kind]
		pick := func() (note, base string) {
			note = rapid.SampledFrom(notes).Draw(t, "note")
			return note, rapid.SampledFrom(append([]string{note}, all...)).Draw(t, "base")
		}
		switch kind {
		case Note:
			body = noteBody(fmt.Sprint("备注", i))
			notes = append(notes, ulid(i))
		case NoteEdit:
			note, b := pick()
			base, body = b, editBody(note, fmt.Sprint("改", i))
		case NoteDelete:
			note, b := pick()
			base, body = b, deleteBody(note)
		case Field:
			name := rapid.SampledFrom([]string{FieldStatus, FieldOutcome}).Draw(t, "field")
			base = rapid.SampledFrom(append([]string{""}, all...)).Draw(t, "base")
			body = fmt.Sprintf(`{"name":%q,"value":%q}`, name, rapid.SampledFrom(Statuses).Draw(t, "value"))
		case Erased:
			body = "{}"
		}
		log = append(log, accepted(i, actor, kind, base, body))
		all = append(all, ulid(i))
	}
	return log
}

func TestFoldDependsOnTheLogAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := anyLog(t, rapid.IntRange(1, 30).Draw(t, "n"))
		want := Fold(log, nil)
		if diff := cmp.Diff(want, Fold(rapid.Permutation(log).Draw(t, "order"), nil)); diff != "" {
			t.Fatalf("another order: %s", diff)
		}
		s := New()
		for rest := log; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "batch")
			again := log[:len(log)-len(rest)+n]
			for _, batch := range [][]Event{rest[:n], again[rapid.IntRange(0, len(again)-1).Draw(t, "from"):]} {
				if _, _, err := s.Append(batch); err != nil {
					t.Fatal(err)
				}
				if rapid.Bool().Draw(t, "look") {
					s.Case(aCase)
				}
			}
			rest = rest[n:]
		}
		if diff := cmp.Diff(want, s.Case(aCase)); diff != "" {
			t.Fatalf("in batches with duplicates: %s", diff)
		}
		late := New()
		for _, e := range rapid.Permutation(log).Draw(t, "deliveries") {
			if _, _, err := late.Append([]Event{e}); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(want, late.Case(aCase)); diff != "" {
			t.Fatalf("one by one in any order: %s", diff)
		}
	})
}

func TestALogErasedBeforeItArrivesFoldsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := anyLog(t, rapid.IntRange(1, 30).Draw(t, "n"))
		last := -1
		for i, e := range log {
			if e.Kind == Erased {
				last = i
			}
		}
		purged := slices.Clone(log)
		for i := range purged[:last+1] {
			purged[i] = purged[i].Erase()
		}
		if diff := cmp.Diff(Fold(log, nil), Fold(purged, nil)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestNothingWrittenIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := anyLog(t, rapid.IntRange(1, 40).Draw(t, "n"))
		cutAt := rapid.IntRange(0, len(log)).Draw(t, "accepted")
		pending := slices.Clone(log[cutAt:])
		pending = slices.DeleteFunc(pending, func(e Event) bool { return e.Kind == Erased })
		for i := range pending {
			pending[i].Seq, pending[i].Actor = 0, ""
		}
		s := Fold(log[:cutAt], pending)
		if s == nil {
			return // all there was is an erase that only the server may make
		}
		kept := map[string]string{}
		for _, n := range s.Notes {
			for _, e := range slices.Concat(n.History, n.Others) {
				if _, twice := kept[e.Event]; twice {
					t.Fatalf("%s is there twice", e.Event)
				}
				kept[e.Event] = e.Text
			}
		}
		erased := -1
		for i, e := range log[:cutAt] {
			if e.Kind == Erased {
				erased = i
			}
		}
		for i, e := range slices.Concat(log[:cutAt], pending) {
			var body NoteBody
			if e.Kind != Note && e.Kind != NoteEdit || json.Unmarshal(e.Body, &body) != nil {
				continue
			}
			want := body.Text
			if i < erased {
				want = ""
			}
			if got, ok := kept[e.ID]; !ok || got != want {
				t.Fatalf("%s wrote %q, kept is %q (%v)", e.ID, want, got, ok)
			}
		}
	})
}
