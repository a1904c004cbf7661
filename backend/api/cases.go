package api

import (
	"slices"
	"sync"
	"time"

	"pingban/backend/store"
	"pingban/internal/cases"
	"pingban/internal/clock"
)

// tables are the shipped windows, read once a program: a Worker's start must not pay for them.
var tables = sync.OnceValues(clock.Default)

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

// listCases gives cases with time left first. Filters: status, assignee ("none": nobody's), text,
// due ("today", "over"), all=1 for closed ones too. The counts leave due out, so that each says what
// choosing it would list. An agent sees their own.
func (a *API) listCases(c *call) (any, error) {
	q := c.URL.Query()
	after, err := number(c, "after", 0, 1<<31)
	if err != nil {
		return nil, err
	}
	limit, err := number(c, "limit", pullDefault, pullMost)
	if err != nil {
		return nil, err
	}
	if due := q.Get("due"); due != "" && due != dueToday && due != dueOver {
		return nil, invalidField("due", "it must be one of: %s %s", dueToday, dueOver)
	}
	filter := store.CaseFilter{Status: q.Get("status"), Assignee: q.Get("assignee"), Text: q.Get("text")}
	if filter.Assignee == "none" {
		filter.Assignee, filter.Unassigned = "", true
	}
	if c.who.Role != "lead" {
		filter.Member = c.who.Member
	}
	states, err := a.Store.Cases(c.Context(), c.who.Team, filter)
	if err != nil {
		return nil, err
	}
	all := filter.Status != "" || filter.Text != "" || q.Get("all") == "1"
	list, err := lines(states, c.now, all, q.Get("due"), int(after), int(limit))
	if err != nil {
		return nil, err
	}
	// The head is older than what was folded, so a screen that polls from it misses nothing.
	list.AsOf, list.Head, list.Epoch = stamp(c.now), c.who.Log.Head, c.who.Log.Epoch
	list.People, err = a.people(c)
	return list, err
}

// lines sorts states by time left, counts them, and cuts out one page of those that fit due.
func lines(states []*cases.State, now time.Time, all bool, due string, after, limit int) (caseList, error) {
	t, err := tables()
	if err != nil {
		return caseList{}, err
	}
	byID := make(map[string]*cases.State, len(states))
	for _, s := range states {
		byID[s.Case] = s
	}
	todo := cases.TodoOf(states, t, now, "", all, 0)
	list := caseList{Cases: []caseLine{}, Total: todo.Total, Today: todo.Today, Over: todo.Over}
	fit := 0
	for _, item := range todo.Items {
		if item.Assignee == "" {
			list.Unassigned++
		}
		if due != "" && dueOf(item, now) != due {
			continue
		}
		if fit >= after && fit < after+limit {
			list.Cases = append(list.Cases, line(item, byID[item.Case]))
		}
		fit++
	}
	list.Next, list.More = int64(after+len(list.Cases)), after+len(list.Cases) < fit
	return list, nil
}

const (
	dueToday = "today" // the most pressing window closes before midnight, China Standard Time
	dueOver  = "over"
)

func dueOf(item cases.TodoItem, now time.Time) string {
	if item.Badge == nil {
		return ""
	}
	if item.Badge.State == clock.Over {
		return dueOver
	}
	closes, err := time.Parse(time.RFC3339, item.Badge.Closes)
	if err != nil || closes.In(clock.CST).Format(time.DateOnly) != now.In(clock.CST).Format(time.DateOnly) {
		return ""
	}
	return dueToday
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
	t, err := tables()
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
		all[i] = person{m.ID, m.Name, m.Role}
	}
	return all, err
}
