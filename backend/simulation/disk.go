package simulation

import (
	"slices"

	"pingban/internal/cases"
)

// queued is an own event that the log does not hold yet, as in extension/worker/store/db.ts.
type queued struct {
	event cases.Event
	acked bool
}

type cursor struct {
	after int64
	epoch string
}

// disk is what a crash leaves: a device's store. Log is in order of seq.
type disk struct {
	log     []cases.Event
	cursor  cursor
	queue   []queued
	refused map[string]cases.Event
	revoked bool
}

func (d *disk) put(e cases.Event) {
	at, held := slices.BinarySearchFunc(d.log, e.Seq, func(x cases.Event, seq int64) int { return int(x.Seq - seq) })
	if held {
		d.log[at] = e
		return
	}
	d.log = slices.Insert(d.log, at, e)
}

func (d *disk) drop(id string) {
	d.queue = slices.DeleteFunc(d.queue, func(q queued) bool { return q.event.ID == id })
}

func (d *disk) waiting() []cases.Event {
	var all []cases.Event
	for _, q := range d.queue {
		if !q.acked {
			all = append(all, q.event)
		}
	}
	return all
}

func (d *disk) own() []cases.Event {
	all := make([]cases.Event, len(d.queue))
	for i, q := range d.queue {
		all[i] = q.event
	}
	return all
}

// has tells whether the device still has an event anywhere.
func (d *disk) has(id string) bool {
	_, refused := d.refused[id]
	return refused ||
		slices.ContainsFunc(d.queue, func(q queued) bool { return q.event.ID == id }) ||
		slices.ContainsFunc(d.log, func(e cases.Event) bool { return e.ID == id })
}

func (d *disk) ofCase(id string) []cases.Event {
	var all []cases.Event
	for _, e := range d.log {
		if e.Case == id {
			all = append(all, e)
		}
	}
	return all
}

// state is the case as the device shows it: the log, its own events on top.
func (d *disk) state(id string) *cases.State {
	var own []cases.Event
	for _, e := range d.own() {
		if e.Case == id {
			own = append(own, e)
		}
	}
	return cases.Fold(d.ofCase(id), own)
}
