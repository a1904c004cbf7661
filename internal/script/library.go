package script

import (
	"cmp"
	"embed"
	"errors"
	"slices"

	"pingban/internal/sorting"
)

//go:embed scripts/*.json
var shipped embed.FS

// Library is a set of scripts ready to be searched and filled. It never changes: Merge gives a
// new one.
type Library struct {
	entries []*entry // by id
	byID    map[string]*entry
}

type entry struct {
	Script
	from  string
	parts []part
	title []cell
	body  []cell
	tags  []cell // phase, reasons and channels, searched like the title
}

// Default gives the shipped library. Its error is a *Fault that names the file.
func Default() (*Library, error) {
	files, err := shipped.ReadDir("scripts")
	if err != nil {
		return nil, err
	}
	scripts := make([]Script, 0, len(files))
	for _, f := range files {
		data, err := shipped.ReadFile("scripts/" + f.Name())
		if err != nil {
			return nil, err
		}
		s, err := Parse(f.Name(), data)
		if err != nil {
			return nil, err
		}
		scripts = append(scripts, s)
	}
	return New(scripts)
}

// New makes a library of scripts. An id used twice or a faulty script is a *Fault.
func New(scripts []Script) (*Library, error) {
	l := &Library{byID: make(map[string]*entry, len(scripts))}
	for _, s := range scripts {
		if l.byID[s.ID] != nil {
			return nil, &Fault{s.ID + ".id", "duplicate id " + s.ID}
		}
		e, err := newEntry(s)
		if err != nil {
			return nil, err
		}
		l.byID[s.ID] = e
		l.entries = append(l.entries, e)
	}
	l.sort()
	return l, nil
}

// Merge gives a library in which the overlay's scripts replace those of the same id or join them,
// and those named by off are missing; l stays as it is. An id in off that nothing has is no error:
// the team's pack may be older than the shipped scripts. A faulty script, or an id twice in
// overlay, is a *Fault.
func (l *Library) Merge(overlay []Script, off []string) (*Library, error) {
	over, err := New(overlay)
	if err != nil {
		return nil, err
	}
	merged := &Library{byID: make(map[string]*entry, len(l.byID)+len(over.byID))}
	for _, e := range over.entries {
		e.from = FromTeam
	}
	for _, from := range []*Library{over, l} {
		for _, e := range from.entries {
			if !slices.Contains(off, e.ID) {
				merged.add(e)
			}
		}
	}
	merged.sort()
	return merged, nil
}

// With gives a library that has an agent's own scripts as well; l stays as it is. One whose id is
// taken is left out: the team has approved it since. So is a faulty one, for an agent should not
// lose all of theirs to one that an older version let through.
func (l *Library) With(own []Script) *Library {
	joined := &Library{byID: make(map[string]*entry, len(l.byID)+len(own))}
	for _, e := range l.entries {
		joined.add(e)
	}
	for _, s := range own {
		if e, err := newEntry(s); err == nil {
			e.from = FromOwn
			joined.add(e)
		}
	}
	joined.sort()
	return joined
}

// add takes an entry whose id is free.
func (l *Library) add(e *entry) {
	if l.byID[e.ID] != nil {
		return
	}
	l.byID[e.ID] = e
	l.entries = append(l.entries, e)
}

// All gives every script, by id.
func (l *Library) All() []Script {
	all := make([]Script, len(l.entries))
	for i, e := range l.entries {
		all[i] = e.Script
	}
	return all
}

// Fill gives a script's text with the variables put in: order, product, buyer, deadline, shop and
// agent, others are ignored. What is missing is a blank in the text, 〔商品名〕, whose offsets
// count UTF-16 and include its brackets. An id no script has is an error.
func (l *Library) Fill(id string, vars map[string]string) (Filled, error) {
	e := l.byID[id]
	if e == nil {
		return Filled{}, errors.New("没有这条话术：" + id)
	}
	return fill(e.parts, vars), nil
}

func (l *Library) sort() {
	sorting.By(l.entries, func(a, b *entry) int { return cmp.Compare(a.ID, b.ID) })
}

func newEntry(s Script) (*entry, error) {
	if err := s.check(s.ID + "."); err != nil {
		return nil, err
	}
	parts, err := parseTemplate(s.Text)
	if err != nil {
		return nil, &Fault{s.ID + ".text", err.Error()}
	}
	for _, list := range []*[]string{&s.Reasons, &s.BuyerTypes, &s.Channels, &s.Platforms, &s.Ratings} {
		if *list == nil {
			*list = []string{} // lists are [] in every answer, never null
		}
	}
	body := fill(parts, nil).Text
	tags := s.Phase
	for _, t := range slices.Concat(s.Reasons, s.Channels) {
		tags += " " + t
	}
	return &entry{Script: s, parts: parts, title: cells(s.Title), body: cells(body), tags: cells(tags)}, nil
}
