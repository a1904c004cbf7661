package simulation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"pingban/internal/cases"
)

// judge compares what was written, the log, and every replica.
func (w *world) judge() (Result, error) {
	log, err := w.log()
	if err != nil {
		return Result{}, err
	}
	for _, check := range []func([]cases.Event) error{w.answered, w.numbered, w.complete, w.ordered, w.equal, w.folded, w.erased} {
		if err := check(log); err != nil {
			return Result{}, err
		}
	}
	return w.count(log), nil
}

// answered: what the lead was told is erased is.
func (w *world) answered(log []cases.Event) error {
	for _, id := range w.erasing {
		if !w.purged && !slices.ContainsFunc(log, func(e cases.Event) bool { return e.Case == id && e.Kind == cases.Erased }) {
			return fmt.Errorf("%s was to be erased and is not", id)
		}
	}
	return nil
}

// numbered: each event once, seqs from 1 without a gap where nothing was purged.
func (w *world) numbered(log []cases.Event) error {
	seen := map[string]bool{}
	for i, e := range log {
		if seen[e.ID] {
			return fmt.Errorf("the log has %s twice", e.ID)
		}
		seen[e.ID] = true
		if !w.purged && e.Seq != int64(i+1) {
			return fmt.Errorf("seq %d stands at place %d", e.Seq, i+1)
		}
	}
	return nil
}

// complete: all that was written is in the log as it was written, or was refused and is kept; and
// the log has nothing else.
func (w *world) complete(log []cases.Event) error {
	inLog := map[string]cases.Event{}
	for _, e := range log {
		if inLog[e.ID] = e; e.Kind != cases.Erased && !slices.ContainsFunc(w.all, func(x *written) bool { return x.ID == e.ID }) {
			return fmt.Errorf("nobody wrote %s %s", e.Kind, e.ID)
		}
	}
	for _, e := range w.all {
		got, ok := inLog[e.ID]
		_, kept := e.by.disk.refused[e.ID]
		held := slices.ContainsFunc(e.by.disk.queue, func(q queued) bool { return q.event.ID == e.ID })
		switch {
		case ok && e.bad:
			return fmt.Errorf("a phone number was stored: %s", got.Body)
		case ok && (got.Actor != e.by.member || got.Case != e.Case || got.Kind != e.Kind || got.Base != e.Base || got.At != e.At):
			return fmt.Errorf("%s was changed on its way: %+v, written %+v", e.ID, got, e.Event)
		case ok && !sameJSON(got.Body, e.Body) && !sameJSON(got.Body, e.Erase().Body):
			return fmt.Errorf("%s says %s, written %s", e.ID, got.Body, e.Body)
		case ok && (kept || held) && !e.by.disk.revoked:
			return fmt.Errorf("%s is in the log and still with %s", e.ID, e.by.name)
		case !ok && e.bad && !kept && !e.by.disk.revoked && !w.gone(e):
			return fmt.Errorf("the refused text %s is gone", e.ID)
		case !ok && !e.bad && e.by.disk.revoked && !held && !w.lost[e.ID] && !w.purged:
			return fmt.Errorf("what %s wrote before leaving the team, %s, is gone", e.by.name, e.ID)
		case !ok && !e.bad && !e.by.disk.revoked && !w.lost[e.ID] && !w.purged:
			return fmt.Errorf("%s %s of %s is lost", e.Kind, e.ID, e.by.name)
		}
	}
	return nil
}

// ordered: what one device wrote stands in the log in the order of writing. A restore or a purge may
// mix what it took and what it kept: of what was taken, a device sends again what it never read.
func (w *world) ordered(log []cases.Event) error {
	if len(w.lost) > 0 || w.purged {
		return nil
	}
	at := map[string]int64{}
	for _, e := range log {
		at[e.ID] = e.Seq
	}
	last := map[*device]int64{}
	for _, e := range w.all {
		seq, ok := at[e.ID]
		if !ok {
			continue
		}
		if seq < last[e.by] {
			return fmt.Errorf("%s stands before what %s wrote earlier", e.ID, e.by.name)
		}
		last[e.by] = seq
	}
	return nil
}

// equal: every replica holds the log, byte for byte, and nothing waits.
func (w *world) equal(log []cases.Event) error {
	want, err := json.Marshal(log)
	if err != nil {
		return err
	}
	for _, d := range w.devices {
		if d.disk.revoked {
			if len(d.disk.log) > 0 {
				return fmt.Errorf("%s left the team and still has its log", d.name)
			}
			continue
		}
		if len(d.disk.queue) > 0 {
			return fmt.Errorf("%s still waits to send: %s", d.name, d)
		}
		got, err := json.Marshal(d.disk.log)
		if err != nil {
			return err
		}
		if !bytes.Equal(got, want) {
			return fmt.Errorf("the log of %s is another one: %s, want %d events", d.name, d, len(log))
		}
	}
	return nil
}

// folded: every case is what the reference says, folded at once and page by page.
func (w *world) folded(log []cases.Event) error {
	paged := cases.New()
	for chunk := range slices.Chunk(log, 3) {
		if _, _, err := paged.Append(chunk); err != nil {
			return err
		}
	}
	for _, id := range w.cases {
		var events []cases.Event
		for _, e := range log {
			if e.Case == id {
				events = append(events, e)
			}
		}
		if len(events) == 0 {
			continue
		}
		want := fold(events)
		for how, state := range map[string]*cases.State{"at once": cases.Fold(events, nil), "page by page": paged.Case(id)} {
			if diff := want.differs(state); diff != "" {
				return fmt.Errorf("%s, folded %s: %s", id, how, diff)
			}
		}
	}
	return nil
}

// erased: nothing anybody wrote in a case before it was erased is left, on any device.
func (w *world) erased(log []cases.Event) error {
	last := map[string]int64{}
	for _, e := range log {
		if e.Kind == cases.Erased {
			last[e.Case] = e.Seq
		}
	}
	for _, d := range w.devices {
		for _, e := range d.disk.log {
			if e.Seq < last[e.Case] && hasText(e) {
				return fmt.Errorf("%s still has a text of the erased %s: %s", d.name, e.Case, e.Body)
			}
		}
	}
	return nil
}

func (w *world) count(log []cases.Event) Result {
	r := Result{Requests: w.net.requests + w.sure.requests, Events: len(log), Erased: len(w.erasing)}
	for _, e := range w.all {
		if e.bad {
			r.Refused++
		}
	}
	for _, d := range w.devices {
		if d.reset > 0 {
			r.Resets++
		}
	}
	for _, id := range w.cases {
		if s := w.lead.disk.state(id); s != nil {
			for _, n := range s.Notes {
				r.Conflicts += len(n.Others)
			}
		}
	}
	return r
}

// RoundTrip cuts a push in half and says that all of it was stored.
func (h halving) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/v1/events") {
		return h.RoundTripper.RoundTrip(r)
	}
	var in struct {
		Events []cases.Event `json:"events"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return nil, err
	}
	all := in.Events
	in.Events = all[:len(all)/2]
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	res, err := h.RoundTripper.RoundTrip(r)
	if err != nil || res.StatusCode != http.StatusOK {
		return res, err
	}
	defer res.Body.Close()
	var v map[string]any
	if err := json.NewDecoder(res.Body).Decode(&v); err != nil {
		return nil, err
	}
	ids := []string{}
	for _, e := range all {
		ids = append(ids, e.ID)
	}
	v["accepted"], v["duplicate"] = ids, []string{}
	if body, err = json.Marshal(v); err != nil {
		return nil, err
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}
