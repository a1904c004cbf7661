package api

import (
	"slices"
	"time"

	"pingban/backend/store"
	"pingban/internal/clock"
)

// filter reads what narrows a list or a report from the address: status, assignee ("none":
// nobody's), text, shop, platform, product, rating ("poor": neutral or bad), reason, overdue=1,
// resolver (who made it resolved), lacking (shop or product: of which that is not known), and from and to, days in China, both of them counted in; with resolved=1 they are of when a case was
// resolved. An agent's is narrowed to their own.
func (c *call) filter() (store.CaseFilter, error) {
	q := c.URL.Query()
	f := store.CaseFilter{
		Status: q.Get("status"), Assignee: q.Get("assignee"), Text: q.Get("text"), Shop: q.Get("shop"),
		Platform: q.Get("platform"), Product: q.Get("product"), Rating: q.Get("rating"), Reason: q.Get("reason"),
		Overdue: q.Get("overdue") == "1", Resolved: q.Get("resolved") == "1",
		Resolver: q.Get("resolver"), Lacking: q.Get("lacking"),
	}
	if !slices.Contains([]string{"", store.LacksShop, store.LacksProduct}, f.Lacking) {
		return f, invalidField("lacking", "it must be shop or product")
	}
	if f.Assignee == "none" {
		f.Assignee, f.Unassigned = "", true
	}
	if c.who.Role != "lead" {
		f.Member = c.who.Member
	}
	var err error
	if f.From, err = c.day("from"); err != nil {
		return f, err
	}
	if f.To, err = c.day("to"); err != nil {
		return f, err
	}
	if !f.To.IsZero() {
		f.To = f.To.AddDate(0, 0, 1)
	}
	if !f.From.IsZero() && !f.To.IsZero() && !f.From.Before(f.To) {
		return f, invalidField("to", "it must not be before from")
	}
	return f, nil
}

// day reads a date of the address as the start of that day in China, the zero time where there is
// none.
func (c *call) day(name string) (time.Time, error) {
	text := c.URL.Query().Get(name)
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.ParseInLocation(time.DateOnly, text, clock.CST)
	if err != nil || at.Year() < 2000 || at.Year() > 2100 {
		return time.Time{}, invalidField(name, "it must be a day, such as 2026-11-22")
	}
	return at, nil
}
