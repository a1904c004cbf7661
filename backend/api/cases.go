package api

import (
	"slices"

	"pingban/backend/store"
	"pingban/internal/cases"
	"pingban/internal/clock"
)

// caseLine is a case in a list: the line every other list shows, and what the board adds.
type caseLine struct {
	cases.TodoItem
	Platform string `json:"platform"`
	Rating   string `json:"rating"`
	RatedAt  string `json:"rated_at"`
	LastNote string `json:"last_note"`
	Contacts int    `json:"contacts"`
	Touched  string `json:"touched"` // "" while nobody did anything
	Updated  string `json:"updated"`
}

type person struct {
	Member string `json:"member"`
	Name   string `json:"name"`
	Role   string `json:"role"`
	Left   bool   `json:"left"` // shut out: no case can be given to them any more
}

type caseList struct {
	Cases      []caseLine `json:"cases"`
	Total      int        `json:"total"`
	Today      int        `json:"today"`      // 今天到期
	Over       int        `json:"over"`       // 超期
	Unassigned int        `json:"unassigned"` // 未分派
	Next       int64      `json:"next"`
	More       bool       `json:"more"`
	AsOf       string     `json:"as_of"` // 数据截至
	Head       int64      `json:"head"`
	Epoch      string     `json:"epoch"`
	People     []person   `json:"people"`
}

// listCases gives cases with time left first. Its filters are those of filter below, and due ("today",
// "over"); all=1 lists closed ones too. The counts leave due out, so that each says what choosing
// it would list. An agent sees their own.
func (a *API) listCases(c *call) (any, error) {
	after, err := number(c, "after", 0, 1<<31)
	if err != nil {
		return nil, err
	}
	limit, err := number(c, "limit", pullDefault, pullMost)
	if err != nil {
		return nil, err
	}
	f, err := c.filter()
	if err != nil {
		return nil, err
	}
	q := c.URL.Query()
	if f.Due = q.Get("due"); f.Due != "" && f.Due != store.DueToday && f.Due != store.DueOver {
		return nil, invalidField("due", "it must be one of: %s %s", store.DueToday, store.DueOver)
	}
	f.Open = f.Status == "" && f.Text == "" && q.Get("all") != "1"
	a.tend(c)
	if err := a.Store.Refresh(c.Context(), c.who.Team, c.now); err != nil {
		return nil, err
	}
	n, err := a.Store.Count(c.Context(), c.who.Team, f, c.now)
	if err != nil {
		return nil, err
	}
	states, more, err := a.Store.Cases(c.Context(), c.who.Team, f, int(after), int(limit), c.now)
	if err != nil {
		return nil, err
	}
	t, err := a.Store.Tables(c.Context(), c.who.Team)
	if err != nil {
		return nil, err
	}
	// The head is older than what was folded, so a screen that polls from it misses nothing.
	list := caseList{
		Cases: make([]caseLine, len(states)), Total: n.Total, Today: n.Today, Over: n.Over, Unassigned: n.Unassigned,
		Next: after + int64(len(states)), More: more, AsOf: stamp(c.now), Head: c.who.Log.Head, Epoch: c.who.Log.Epoch,
	}
	for i, s := range states {
		list.Cases[i] = line(s.Line(t, c.now), s)
	}
	list.People, err = a.people(c)
	return list, err
}

func line(item cases.TodoItem, s *cases.State) caseLine {
	l := caseLine{TodoItem: item, Contacts: s.Contacts, Touched: s.Touched, Updated: s.Updated, Rating: s.Text("rating")}
	if r := s.Review; r != nil {
		l.Platform, l.RatedAt = r.Platform, r.RatedAt
		if l.Rating == "" {
			l.Rating = r.Rating
		}
	}
	if i := slices.IndexFunc(s.Notes, func(n cases.NoteState) bool { return !n.Deleted }); i >= 0 {
		last := s.Notes[i]
		for _, n := range s.Notes[i:] {
			if !n.Deleted && n.At >= last.At {
				last = n
			}
		}
		l.LastNote = last.Text
	}
	return l
}

type caseAnswer struct {
	State   *cases.State   `json:"state"`
	Windows []clock.Window `json:"windows"`
	Badge   *clock.Badge   `json:"badge"`
	AsOf    string         `json:"as_of"`
	People  []person       `json:"people"`
}

// showCase gives one case with its notes, their history, and its timeline.
func (a *API) showCase(c *call) (any, error) {
	own := ""
	if c.who.Role != "lead" {
		own = c.who.Member
	}
	state, err := a.Store.Case(c.Context(), c.who.Team, c.PathValue("case"), own)
	if err != nil {
		return nil, err
	}
	t, err := a.Store.Tables(c.Context(), c.who.Team)
	if err != nil {
		return nil, err
	}
	answer := caseAnswer{State: state, AsOf: stamp(c.now)}
	answer.Windows, answer.Badge = state.Windows(t, c.now)
	answer.People, err = a.people(c)
	return answer, err
}

// people names whoever a case may speak of, former members too.
func (a *API) people(c *call) ([]person, error) {
	members, err := a.Store.Members(c.Context(), c.who.Team, c.now)
	all := make([]person, len(members))
	for i, m := range members {
		all[i] = person{m.ID, m.Name, m.Role, m.Revoked}
	}
	return all, err
}
