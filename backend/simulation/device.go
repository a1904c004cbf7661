package simulation

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"

	"pingban/internal/cases"
)

// crash is what a device panics with when it dies.
type crash struct{}

var errFull = errors.New("the disk is full")

// refusal is a 4xx answer in the API's own words; everything else is mended by trying again.
type refusal struct{ status int }

func (r refusal) Error() string { return "refused with " + strconv.Itoa(r.status) }

// device is one browser with the extension: a store, and what it does with it.
type device struct {
	name, token, member string
	rng                 *rand.Rand
	net                 *network
	mutant              Mutant
	most                int // events in one push
	page                int // events in one pull; 0: another number each time
	skew                time.Duration

	disk  disk
	calm  bool // no crash and no full disk: the end of a run
	reset int64
}

// step is a point between two awaits, where the browser may be killed.
func (d *device) step() {
	if !d.calm && d.rng.IntN(90) == 0 {
		panic(crash{})
	}
}

// write is one transaction of the store: all of it or nothing.
func (d *device) write(change func(*disk)) error {
	d.step()
	if !d.calm && d.rng.IntN(60) == 0 {
		return errFull
	}
	change(&d.disk)
	d.step()
	return nil
}

func (d *device) ask(method, path string, body any) ([]byte, error) {
	d.step()
	var text []byte
	if body != nil {
		text, _ = json.Marshal(body) // of our own types
	}
	a, err := d.net.ask(call{method, path, d.token, text})
	d.step()
	if err != nil {
		return nil, err
	}
	var shape struct {
		Error *struct{ Code string }
	}
	switch {
	case a.status == http.StatusTooManyRequests || a.status >= 500:
		return nil, errNetwork
	case !json.Valid(a.body) && (a.status >= 400 || d.mutant != AnyAnswerIsAck):
		return nil, errNetwork
	case a.status >= 400:
		if json.Unmarshal(a.body, &shape) != nil || shape.Error == nil || shape.Error.Code == "" {
			return nil, errNetwork
		}
		return nil, refusal{a.status}
	}
	return a.body, nil
}

// round is one turn of the loop: push, then pull. It gives whether the backend was reached to the
// end.
func (d *device) round() (ok bool) {
	defer func() {
		if p := recover(); p != nil {
			if _, is := p.(crash); !is {
				panic(p)
			}
			ok = false // only the disk is left, which is all there is to remember
		}
	}()
	if d.disk.revoked {
		return false
	}
	err := d.push()
	if err == nil {
		err = d.pull()
	}
	var no refusal
	if errors.As(err, &no) && no.status == http.StatusUnauthorized {
		// The team's log goes; what was never synced stays with its writer.
		_ = d.write(func(s *disk) { s.log, s.cursor, s.revoked = nil, cursor{}, true })
	}
	return err == nil
}

type verdict struct {
	Accepted, Duplicate []string
	Refused             []struct{ ID string }
	Head                int64
}

func (d *device) push() error {
	waiting := d.disk.waiting()
	if d.mutant == NewestFirst {
		slices.Reverse(waiting)
	}
	for batch := range slices.Chunk(waiting, d.most) {
		if d.mutant == FreshIDs {
			if err := d.renew(batch); err != nil {
				return err
			}
		}
		if d.mutant == RebaseOnSend {
			d.rebase(batch)
		}
		if d.mutant == DropOnSend {
			if err := d.write(func(s *disk) { dropAll(s, batch) }); err != nil {
				return err
			}
		}
		v, err := d.send(batch)
		if err != nil {
			return err
		}
		if err := d.settle(v); err != nil {
			return err
		}
	}
	return nil
}

// send gives what became of a batch. One that is refused as a whole is halved until the event that
// spoils it stands alone.
func (d *device) send(batch []cases.Event) (verdict, error) {
	body, err := d.ask("POST", "/v1/events", map[string]any{"events": batch})
	var no refusal
	if errors.As(err, &no) && (no.status == http.StatusBadRequest || no.status == http.StatusRequestEntityTooLarge) {
		var v verdict
		if len(batch) == 1 {
			v.Refused = append(v.Refused, struct{ ID string }{batch[0].ID})
			return v, nil
		}
		for _, half := range [][]cases.Event{batch[:len(batch)/2], batch[len(batch)/2:]} {
			part, err := d.send(half)
			if err != nil {
				return v, err
			}
			v.Accepted, v.Refused = append(v.Accepted, part.Accepted...), append(v.Refused, part.Refused...)
		}
		return v, nil
	}
	if err != nil {
		return verdict{}, err
	}
	if d.mutant == AnyAnswerIsAck {
		var v verdict
		for _, e := range batch {
			v.Accepted = append(v.Accepted, e.ID)
		}
		return v, nil
	}
	var v verdict
	if err := json.Unmarshal(body, &v); err != nil || v.Accepted == nil || v.Duplicate == nil || v.Refused == nil {
		return verdict{}, errNetwork
	}
	return v, nil
}

func (d *device) settle(v verdict) error {
	acked := append(slices.Clone(v.Accepted), v.Duplicate...)
	return d.write(func(s *disk) {
		for _, r := range v.Refused {
			i := slices.IndexFunc(s.queue, func(q queued) bool { return q.event.ID == r.ID })
			if i < 0 || slices.Contains(acked, r.ID) || d.mutant == RefusedBlocks {
				continue
			}
			if d.mutant != RefusedDropped {
				s.refused[r.ID] = s.queue[i].event
			}
			s.drop(r.ID)
		}
		for i := range s.queue {
			if slices.Contains(acked, s.queue[i].event.ID) {
				s.queue[i].acked = true
			}
		}
		switch d.mutant {
		case DropOnAck, AnyAnswerIsAck:
			for _, id := range acked {
				s.drop(id)
			}
		case CursorFromPush:
			s.cursor.after = max(s.cursor.after, v.Head)
		}
	})
}
