package script

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"pingban/internal/clock"
	"pingban/internal/sorting"
)

// minBodyTerm keeps initials out of bodies until there are three: two meet by chance everywhere.
const minBodyTerm = 3

// Search gives the scripts that fit, best first; ties go by id. Words apart by spaces must all be
// found. Without text it suggests: scripts for another channel, platform or rating are left out.
// With text those of another channel or rating come later; another platform's never come, since a
// script is checked against the rules of its platforms alone. Expired scripts are left out, and
// where Now cannot be read every script that has a last day.
func (l *Library) Search(q Query) []Hit {
	terms := terms(q.Text)
	today := ""
	if now, err := time.Parse(time.RFC3339, q.Now); err == nil {
		today = now.In(clock.CST).Format(time.DateOnly)
	}
	type scored struct {
		Hit
		score int
	}
	found := []scored{}
	for _, e := range l.entries {
		if e.Expires != "" && (today == "" || today > e.Expires) || !fits(e.Platforms, q.Platform) {
			continue
		}
		where, ok := e.find(terms)
		if !ok {
			continue
		}
		fit, why, apt := e.fit(q)
		if len(terms) == 0 && !apt {
			continue
		}
		if where.body {
			why = append(why, "正文里有")
		}
		found = append(found, scored{
			Hit:   Hit{Script: e.Script, Match: where.ranges, From: e.from, Why: strings.Join(why, " · ")},
			score: where.score + fit,
		})
	}
	sorting.By(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Script.ID, b.Script.ID))
	})
	if q.Limit > 0 && len(found) > q.Limit {
		found = found[:q.Limit]
	}
	hits := make([]Hit, len(found))
	for i, f := range found {
		hits[i] = f.Hit
	}
	return hits
}

// terms folds a query and splits it at spaces. Apostrophes between syllables are dropped.
func terms(text string) [][]rune {
	folded := strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return fold(r)
	}, text)
	var out [][]rune
	for _, f := range strings.Fields(folded) {
		term := []rune(f)
		out = append(out, term[:min(len(term), maxTerm)])
	}
	return out
}

// found is where the terms of a query were: their score, the ranges in the title, and whether one
// was in the body alone.
type found struct {
	score  int
	ranges [][2]int
	body   bool
}

// Points of a match: the title counts most, then what the script is for, then its body.
const (
	inTitle     = 120
	atTheStart  = 15
	inTags      = 80
	inBody      = 40
	forSpelled  = -20
	forInitials = -40
)

func (e *entry) find(terms [][]rune) (found, bool) {
	out := found{ranges: [][2]int{}}
	for _, term := range terms {
		m := find(e.title, term)
		points := inTitle
		if m.quality != noMatch {
			out.ranges = append(out.ranges, [2]int{e.title[m.first].start, e.title[m.end-1].end})
			if m.first == 0 {
				points += atTheStart
			}
		} else if m = find(e.tags, term); m.quality != noMatch {
			points = inTags
		} else if m = find(e.body, term); m.quality != noMatch && (m.quality > initials || len(term) >= minBodyTerm) {
			points = inBody
			out.body = true
		} else {
			return found{}, false
		}
		switch m.quality {
		case spelled:
			points += forSpelled
		case initials:
			points += forInitials
		}
		out.score += points / len(terms)
	}
	out.ranges = union(out.ranges)
	return out, true
}

// Points of how well a script fits what the query tells of the case.
const (
	forChannel   = 12
	offChannel   = -30
	forRating    = 8
	offRating    = -12
	forReason    = 10 // for each of at most two
	offReason    = -8
	forBuyer     = 9
	offBuyer     = -12
	forOwn       = 2  // one wrote it for a reason
	forMainOne   = 3  // the reason is the script's first
	unasked      = -6 // made for one type of buyer or one reason, and nobody said that this is one
	perUse       = 2
	countedUses  = 10
	countReasons = 2
)

// fit scores a script for the case, says why in Chinese, and whether it is apt at all.
func (e *entry) fit(q Query) (points int, why []string, apt bool) {
	apt = true
	add := func(values []string, value string, on, off int, reason string) {
		switch {
		case value == "" || len(values) == 0:
		case slices.Contains(values, value):
			points += on
			why = append(why, reason)
		default:
			points += off
			apt = false
		}
	}
	add(e.Channels, q.Channel, forChannel, offChannel, "用于"+q.Channel)
	rating := rated(q.Rating)
	add(e.Ratings, rating, forRating, offRating, "适合"+ratingNames[rating])
	if len(e.Reasons) > 0 && len(q.Reasons) == 0 {
		points += unasked
	} else if len(e.Reasons) > 0 {
		common := []string{}
		for _, r := range q.Reasons {
			if slices.Contains(e.Reasons, r) && !slices.Contains(common, r) {
				common = append(common, r)
			}
		}
		if len(common) == 0 {
			points += offReason
		} else {
			points += forReason * min(len(common), countReasons)
			if slices.Contains(common, e.Reasons[0]) {
				points += forMainOne
			}
			why = append(why, "说的是"+strings.Join(common, "、"))
		}
	}
	if len(e.BuyerTypes) > 0 && q.Buyer == "" {
		points += unasked
	}
	add(e.BuyerTypes, q.Buyer, forBuyer, offBuyer, "对"+q.Buyer+"买家")
	if e.from == FromOwn {
		points += forOwn
	}
	if used := q.Used[e.ID]; used > 0 {
		points += perUse * min(used, countedUses)
		why = append(why, "你用过"+strconv.Itoa(used)+"次")
	}
	return points, why, apt
}

var ratingNames = map[string]string{"good": "好评", "neutral": "中评", "bad": "差评"}

// rated takes a rating, or a machine's sentiment where the rating is unknown.
func rated(rating string) string {
	switch rating {
	case "positive":
		return "good"
	case "negative":
		return "bad"
	case "good", "neutral", "bad":
		return rating
	}
	return ""
}

func fits(values []string, value string) bool {
	return value == "" || len(values) == 0 || slices.Contains(values, value)
}

// union sorts ranges and joins those that overlap or touch.
func union(ranges [][2]int) [][2]int {
	sorting.By(ranges, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	out := ranges[:0]
	for _, r := range ranges {
		if n := len(out); n > 0 && r[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], r[1])
			continue
		}
		out = append(out, r)
	}
	return out
}
