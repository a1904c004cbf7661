package simulation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"

	"pingban/internal/cases"
)

// Backend is what is put to the proof.
type Backend struct {
	To     http.RoundTripper
	URL    string // where it answers
	Secret string // the operator's
	// Restore puts a team's log back to a seq, as an old backup would. Nil: it cannot be done here.
	Restore func(team string, seq int64) error
	// Purge takes erased cases out of a team's log. Nil: it cannot be done here.
	Purge func(team string) error
}

// Options say how long a run is.
type Options struct {
	Seed   uint64
	Steps  int // 0: 120
	Mutant Mutant
}

// Result counts what a run did.
type Result struct {
	Requests, Events, Conflicts, Refused, Erased, Resets int
}

// written is an event as its device wrote it.
type written struct {
	cases.Event
	by  *device
	bad bool
}

type world struct {
	backend Backend
	rng     *rand.Rand
	net     *network // devices'
	sure    *network // the observer's, without faults
	devices []*device
	team    string
	lead    *device
	cases   []string

	all     []*written
	erasing []string        // cases the lead was told are erased
	tried   []string        // cases the lead asked to erase, maybe in vain
	lost    map[string]bool // by a restore, after they had left their queue
	purged  bool
	steps   int
}

// Run plays one seed and gives the first thing that is wrong.
func Run(b Backend, o Options) (Result, error) {
	rng := rand.New(rand.NewPCG(o.Seed, 0x70696e6762616e))
	w := &world{
		backend: b, rng: rng, lost: map[string]bool{}, steps: o.Steps,
		net:  &network{rng: rng, to: b.To, base: b.URL, rate: 0.1 + 0.3*rng.Float64()},
		sure: &network{rng: rng, to: b.To, base: b.URL},
	}
	if o.Mutant == HalfStored {
		w.net.to = halving{b.To}
	}
	if w.steps == 0 {
		w.steps = 120
	}
	if err := w.found(o.Mutant); err != nil {
		return Result{}, fmt.Errorf("seed %d: %w", o.Seed, err)
	}
	result, err := w.play()
	if err != nil {
		err = fmt.Errorf("seed %d: %w", o.Seed, err)
	}
	return result, err
}

func (w *world) post(token, path string, body, into any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	a, err := w.sure.deliver(call{"POST", path, token, text})
	if err != nil {
		return err
	}
	if a.status != http.StatusOK {
		return fmt.Errorf("%s: %d %s", path, a.status, a.body)
	}
	return json.Unmarshal(a.body, into)
}

// found makes a team of one lead and some agents.
func (w *world) found(m Mutant) error {
	var j struct{ Team, Member, Token string }
	if err := w.post(w.backend.Secret, "/v1/teams", map[string]string{"name": "模拟", "lead": "主管"}, &j); err != nil {
		return err
	}
	w.team = j.Team
	w.add(m, "主管", j.Member, j.Token)
	w.lead = w.devices[0]
	for i := range 1 + w.rng.IntN(4) {
		var code struct{ Code string }
		if err := w.post(w.lead.token, "/v1/invites", map[string]string{"role": "agent"}, &code); err != nil {
			return err
		}
		name := string(rune('甲' + i))
		if err := w.post("", "/v1/join", map[string]string{"code": code.Code, "name": name}, &j); err != nil {
			return err
		}
		w.add(m, name, j.Member, j.Token)
	}
	for i := range 1 + w.rng.IntN(3) {
		w.cases = append(w.cases, fmt.Sprintf("taobao:%d:1", 1000+i))
	}
	return nil
}

func (w *world) add(m Mutant, name, member, token string) {
	years := time.Duration(w.rng.IntN(7)-3) * 365 * 24 * time.Hour
	w.devices = append(w.devices, &device{
		name: name, member: member, token: token, rng: w.rng, net: w.net, mutant: m,
		most: 1 + w.rng.IntN(6), skew: years, disk: disk{refused: map[string]cases.Event{}},
	})
}

func (w *world) play() (Result, error) {
	for n := range w.steps {
		if err := w.step(n); err != nil {
			return Result{}, fmt.Errorf("step %d: %w", n, err)
		}
		if err := w.visible(); err != nil {
			return Result{}, fmt.Errorf("step %d: %w", n, err)
		}
	}
	if err := w.heal(); err != nil {
		return Result{}, err
	}
	return w.judge()
}

func (w *world) step(n int) error {
	d := w.devices[w.rng.IntN(len(w.devices))]
	switch k := w.rng.IntN(200); {
	case k < 90:
		return w.writes(d, n)
	case k < 180:
		was := d.disk.cursor
		d.round()
		if now := d.disk.cursor; now.after < was.after && now.epoch == was.epoch && was.epoch != "" && !d.disk.revoked {
			return fmt.Errorf("%s: the cursor went back from %d to %d", d.name, was.after, now.after)
		}
	case k < 190:
		return w.net.late()
	case k < 194:
		return w.erase()
	case k < 196 && len(w.devices) > 2 && d != w.lead && n > w.steps/2:
		return w.revoke(d)
	case k < 198 && w.backend.Restore != nil:
		return w.restore()
	case w.backend.Purge != nil:
		w.purged = true
		return w.backend.Purge(w.team)
	}
	return nil
}

func (w *world) writes(d *device, n int) error {
	e, bad := d.compose(w.cases[w.rng.IntN(len(w.cases))], n)
	stored := false
	func() {
		defer func() {
			if p := recover(); p != nil {
				if _, is := p.(crash); !is {
					panic(p)
				}
			}
		}()
		// Only what was stored is called saved; a crash right after storing it keeps it too.
		_ = d.write(func(s *disk) { s.queue = append(s.queue, queued{event: e}); stored = true })
	}()
	if stored {
		w.all = append(w.all, &written{e, d, bad})
	}
	return nil
}

func (w *world) erase() error {
	id := w.cases[w.rng.IntN(len(w.cases))]
	w.tried = append(w.tried, id)
	text, _ := json.Marshal(map[string]string{"case": id})
	a, err := w.net.ask(call{"POST", "/v1/erase", w.lead.token, text})
	if err == nil && a.status == http.StatusOK && bytes.Contains(a.body, []byte(`"head"`)) && json.Valid(a.body) {
		w.erasing = append(w.erasing, id)
	}
	return nil // lost: the lead sees that, and would ask again
}

func (w *world) revoke(d *device) error {
	_, err := w.sure.deliver(call{"DELETE", "/v1/members/" + d.member, w.lead.token, nil})
	return err
}

// restore brings back an old log. What only the newer one held is lost with it; what is still in a
// queue is not.
func (w *world) restore() error {
	log, err := w.log()
	if err != nil || len(log) == 0 {
		return err
	}
	keep := w.rng.IntN(len(log) + 1)
	seq := int64(0)
	if keep > 0 {
		seq = log[keep-1].Seq
	}
	for _, e := range log[keep:] {
		w.lost[e.ID] = true
	}
	w.erasing = nil
	return w.backend.Restore(w.team, seq)
}

// visible checks that what was written has not left the screen: it is in the queue, in the log, or
// among the refused, unless the log is being read anew.
func (w *world) visible() error {
	for _, e := range w.all {
		d := e.by
		if d.disk.revoked || d.disk.cursor.after < d.reset || w.purged || d.disk.has(e.ID) || w.lost[e.ID] || w.gone(e) {
			continue
		}
		return fmt.Errorf("%s no longer has %s %s: %s", d.name, e.Kind, e.ID, d)
	}
	return nil
}

// gone tells whether an event may be nowhere: a refused one of an erased case.
func (w *world) gone(e *written) bool { return e.bad && slices.Contains(w.tried, e.Case) }

// heal ends all faults and lets every device sync until it has nothing left to do.
func (w *world) heal() error {
	w.net.rate = 0
	for len(w.net.held) > 0 {
		if err := w.net.late(); err != nil {
			return err
		}
	}
	for round := range 3 {
		for _, d := range w.devices {
			d.calm = true
			if !d.round() && !d.disk.revoked && round == 2 {
				return fmt.Errorf("%s does not get through on a perfect network: %s", d.name, d)
			}
		}
	}
	return nil
}

// log reads the whole log as it is now.
func (w *world) log() ([]cases.Event, error) {
	observer := &device{name: "观察者", token: w.lead.token, rng: w.rng, net: w.sure, calm: true, most: 1, page: 500, disk: disk{refused: map[string]cases.Event{}}}
	if !observer.round() {
		return nil, errors.New("the log cannot be read")
	}
	return observer.disk.log, nil
}

// halving stores the first half of a push and says that it stored all.
type halving struct{ http.RoundTripper }
