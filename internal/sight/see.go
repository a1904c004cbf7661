package sight

import (
	"slices"
	"strings"
	"time"

	"pingban/internal/clock"
)

// prefixes are what a case id begins with.
var prefixes = []string{"taobao", "pdd", "jd", "douyin"}

// ahead is how far a rating may lie in the future: two computers never agree to the second.
const ahead = 2 * time.Minute

// See says what each row on screen is: its case, its windows and its badge, or why none. Facts
// gives what the team knows of a case, nil for nothing; it may be nil itself. The answer has one
// Seen for each Sighting, in their order.
func See(t *clock.Tables, facts func(caseID string) *Facts, req SeeRequest) []Seen {
	seen := make([]Seen, len(req.Sightings))
	for i, s := range req.Sightings {
		seen[i].Key = s.Key
	}
	prefix, _, _ := strings.Cut(req.Site, "-")
	now, err := time.Parse(time.RFC3339, req.Now)
	if err != nil || !slices.Contains(prefixes, prefix) {
		for i := range seen {
			seen[i].Refused = UnknownSite
		}
		return seen
	}

	lines := make([]*line, len(req.Sightings))
	for i, s := range req.Sightings {
		lines[i] = readLine(s, req.Kind, now)
	}
	join(lines, indexRows(req.Rows), req.Kind)
	for i, l := range lines {
		if l.refused != "" {
			seen[i].Refused = l.refused
			continue
		}
		id := prefix + ":" + l.order + ":" + l.item
		if req.Kind == Refunds {
			id = prefix + ":" + l.order + ":#" + l.request
		}
		var known *Facts
		if facts != nil {
			known = facts(id)
		}
		seen[i].Known = known != nil
		if known == nil {
			known = &Facts{}
		}
		seen[i].Case = id
		l.answer(&seen[i], t, known, req, now)
	}
	return seen
}

// answer fills in what is known of a line: the row, where each field came from, the windows and
// the badge.
func (l *line) answer(s *Seen, t *clock.Tables, known *Facts, req SeeRequest, now time.Time) {
	var row *Row
	var in clock.Input
	if req.review() {
		row = l.row(req.Platform)
		in = l.input(row, known)
	} else {
		row = l.orderRow(req.Platform, req.Kind)
		in = l.orderInput(row)
	}
	in.ID, in.Now = s.Case, req.Now
	in.Rating = known.Rating
	if slices.Contains(ratings, req.Rating) {
		in.Rating = req.Rating // the platform's own filter tells better than an agent's note
	}
	if in.Rating != "" && !slices.Contains(ratings, in.Rating) {
		in.Rating = ""
	}
	s.Row, s.Joined, s.Sources, s.Clock = row, l.json != nil, l.sources, &in
	ws, err := t.Windows(in)
	if err != nil {
		s.Refused = BadDate
		return
	}
	s.Windows = ws
	s.Badge = clock.Pressing(ws, in, row.Sentiment, now)
	if s.Badge == nil {
		s.Refused = NothingToSay
	}
	s.Coming = t.Coming(s.Badge, in, row.Sentiment, now)
}

var ratings = []string{"good", "neutral", "bad"}
