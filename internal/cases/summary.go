package cases

import (
	"encoding/json"
	"slices"
	"strings"

	"pingban/internal/sorting"
)

// Summary is a case in the few facts that lists and counts need. Times are RFC 3339.
type Summary struct {
	Case      string   `json:"case"`
	Platform  string   `json:"platform"`
	Shop      string   `json:"shop"`
	Product   string   `json:"product"`
	Buyer     string   `json:"buyer"` // masked
	Text      string   `json:"text"`  // the beginning of the review
	Rating    string   `json:"rating"`
	Sentiment string   `json:"sentiment"`
	RatedAt   string   `json:"rated_at"`
	Appended  bool     `json:"appended"`
	Status    string   `json:"status"` // 新 where nobody set one
	Assignee  string   `json:"assignee"`
	Reasons   []string `json:"reasons"`
	NextStep  string   `json:"next_step"`
	NextAt    string   `json:"next_at"`
	Notes     int      `json:"notes"` // not deleted
	Contacts  int      `json:"contacts"`
	Conflict  bool     `json:"conflict"` // a note has a text beside it, or a field replaced one unseen
	Pending   bool     `json:"pending"`  // some of it is only on this device
	Erased    bool     `json:"erased"`
	Touched   string   `json:"touched"`
	Updated   string   `json:"updated"`
	FoldedTo  int64    `json:"folded_to"`

	haystack string // all that Search looks at, folded
}

// Summary gives the case's summary.
func (s *State) Summary() Summary {
	sum := Summary{
		Case: s.Case, Status: s.Text(FieldStatus), Assignee: s.Text(FieldAssignee), Rating: s.Text(FieldRating),
		NextStep: s.Text(FieldNextStep), NextAt: s.Text(FieldNextAt), Reasons: []string{},
		Contacts: s.Contacts, Erased: s.Erased, Touched: s.Touched, Updated: s.Updated, FoldedTo: s.FoldedTo,
	}
	if sum.Status == "" {
		sum.Status = StatusNew
	}
	if f, ok := s.Fields[FieldReasons]; ok {
		_ = json.Unmarshal(f.Value, &sum.Reasons) // a value of another shape names no reasons
	}
	for _, f := range s.Fields {
		sum.Conflict = sum.Conflict || f.Replaced != nil
	}
	text := []string{s.Case, s.Text(FieldOutcome), sum.NextStep}
	if r := s.Review; r != nil {
		sum.Platform, sum.Shop, sum.Product, sum.Buyer = r.Platform, r.Shop, r.Product, r.Buyer
		sum.Text, sum.Sentiment, sum.RatedAt, sum.Appended = excerpt(r.Text), r.Sentiment, r.RatedAt, r.Append != ""
		if sum.Rating == "" {
			sum.Rating = r.Rating
		}
		text = append(text, r.Product, r.SKU, r.Shop, r.Buyer, r.Text, r.Append)
	}
	for _, n := range s.Notes {
		if !n.Deleted {
			sum.Notes++
			text = append(text, n.Text)
		}
		sum.Conflict = sum.Conflict || len(n.Others) > 0
		for _, o := range n.Others {
			text = append(text, o.Text)
		}
	}
	for _, i := range s.Timeline {
		sum.Pending = sum.Pending || i.Pending
		if b, ok := looseBody(i.Kind, i.Body).(*ContactBody); ok && i.Kind == Contact {
			text = append(text, b.Result)
		}
	}
	sum.haystack = foldText(strings.Join(text, "\n"))
	return sum
}

// Summaries gives all cases' summaries by case id. Only what was touched since the last call is
// made again. They are the store's own: read them only.
func (s *Store) Summaries() []*Summary {
	ids := s.Cases()
	out := make([]*Summary, len(ids))
	for i, id := range ids {
		out[i] = s.summaryOf(id)
	}
	return out
}

func (s *Store) summaryOf(id string) *Summary {
	c := s.cases[id]
	if c.summary == nil {
		sum := s.Case(id).Summary()
		c.summary = &sum
	}
	return c.summary
}

// Search gives the ids of the cases in which every word of text, apart by spaces, occurs: in the
// order, item or request number, the buyer's mask, product, SKU or shop, the review, the notes, the
// outcome and next step, or the results of contacts. Case and width make no difference. What only
// this device has comes first, then the latest change; limit 0 is no limit.
func (s *Store) Search(text string, limit int) []string {
	words := strings.Fields(foldText(text))
	var hits []*Summary
	for _, sum := range s.Summaries() {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(sum.haystack, w) }) {
			hits = append(hits, sum)
		}
	}
	sorting.Stably(hits, func(a, b *Summary) int {
		if a.Pending != b.Pending {
			if a.Pending {
				return -1
			}
			return 1
		}
		return int(min(1, max(-1, b.FoldedTo-a.FoldedTo)))
	})
	if limit > 0 && len(hits) > limit {
		hits = hits[:limit]
	}
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.Case
	}
	return ids
}

// foldText brings letters to lower case and full width to half.
func foldText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '　':
			r = ' '
		}
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}
