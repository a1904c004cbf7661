package simulation

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"pingban/internal/cases"
)

func (d *device) pull() error {
	restarted := false
	for {
		more, err := d.onePage()
		var no refusal
		switch {
		case errors.As(err, &no) && no.status == http.StatusGone && !restarted:
			restarted = true
			if d.mutant == GoneIgnored {
				return nil
			}
			if err := d.forget(); err != nil {
				return err
			}
		case err != nil:
			return err
		case !more:
			// Whatever was acknowledged is in the log by now; what is not there was lost and goes again.
			if d.mutant == GoneKeepsAcks {
				return nil
			}
			return d.write(unack)
		}
	}
}

func unack(s *disk) {
	for i := range s.queue {
		s.queue[i].acked = false
	}
}

func (d *device) forget() error {
	if err := d.write(func(s *disk) {
		d.reset = max(d.reset, s.cursor.after)
		s.log, s.cursor = nil, cursor{}
	}); err != nil {
		return err
	}
	return d.write(func(s *disk) {
		if d.mutant == GoneClearsQueue {
			s.queue = nil
		}
		if d.mutant != GoneKeepsAcks {
			unack(s)
		}
	})
}

type page struct {
	Events []cases.Event
	Next   int64
	More   bool
	Epoch  string
}

func (d *device) read(caseID string, from cursor, limit int) (page, error) {
	query := url.Values{"after": {strconv.FormatInt(from.after, 10)}, "limit": {strconv.Itoa(limit)}}
	if from.epoch != "" {
		query.Set("epoch", from.epoch)
	}
	if caseID != "" {
		query.Set("case", caseID)
	}
	var p page
	body, err := d.ask("GET", "/v1/events?"+query.Encode(), nil)
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(body, &p); err != nil {
		return p, errNetwork
	}
	if d.mutant != UncheckedPage {
		last := from.after
		for _, e := range p.Events {
			if e.ID == "" || e.Seq <= last {
				return p, errNetwork
			}
			last = e.Seq
		}
		if p.Events == nil || p.Epoch == "" || p.Next < last || p.More && p.Next == from.after {
			return p, errNetwork
		}
	}
	return p, nil
}

func (d *device) onePage() (more bool, err error) {
	was := d.disk.cursor
	limit := cmp.Or(d.page, 1+d.rng.IntN(7))
	p, err := d.read("", was, limit)
	if err != nil {
		return false, err
	}
	if was.epoch != "" && p.Epoch != was.epoch && d.mutant != UncheckedPage {
		return false, refusal{http.StatusGone}
	}
	if p.Next == was.after && p.Epoch == was.epoch {
		return false, nil
	}
	replaced, err := d.erasures(p, was)
	if err != nil {
		return false, err
	}
	next := cursor{p.Next, p.Epoch}
	if d.mutant == CursorByLimit && len(p.Events) > 0 {
		next.after = was.after + int64(limit)
	}
	if d.mutant == CursorFirst {
		if err := d.write(func(s *disk) { s.cursor = next }); err != nil {
			return false, err
		}
	}
	return p.More, d.write(func(s *disk) {
		for _, e := range append(p.Events, replaced...) {
			s.put(e)
			delete(s.refused, e.ID)
			s.drop(e.ID)
			if e.Kind == cases.Erased {
				maps.DeleteFunc(s.refused, func(_ string, r cases.Event) bool { return r.Case == e.Case })
			}
		}
		s.cursor = next
	})
}

// erasures reads anew what the device holds of cases that a page says were erased.
func (d *device) erasures(p page, was cursor) ([]cases.Event, error) {
	var all []cases.Event
	for _, e := range p.Events {
		if e.Kind != cases.Erased || d.mutant == ErasedKept || !slices.ContainsFunc(d.disk.ofCase(e.Case), hasText) {
			continue
		}
		for from := (cursor{0, p.Epoch}); ; {
			part, err := d.read(e.Case, from, 500)
			if err != nil {
				return nil, err
			}
			for _, r := range part.Events {
				if r.Seq <= p.Next {
					all = append(all, r)
				}
			}
			if from.after = part.Next; !part.More {
				break
			}
		}
	}
	return all, nil
}

func (d *device) String() string {
	return fmt.Sprintf("%s: cursor %d, log %d, queue %d, refused %d", d.name, d.disk.cursor.after, len(d.disk.log), len(d.disk.queue), len(d.disk.refused))
}

// hasText tells whether an erase would take anything out of an event.
func hasText(e cases.Event) bool { return !sameJSON(e.Body, e.Erase().Body) }
