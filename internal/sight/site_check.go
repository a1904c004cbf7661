package sight

import (
	"slices"
	"strconv"
	"strings"

	"pingban/internal/sorting"
)

var (
	// fieldNames are what may be read of a row. The second line is a review's: a minute, two texts, the
	// console's own words on windows, the labels of the row's buttons, and how a complaint about the
	// review stands. Then an order's moments and what it promises, then a refund's.
	fieldNames = []string{
		"order", "item", "link_host", "product", "buyer",
		"rated_at", "sentiment", "text", "append_at", "append_text", "tips", "actions", "complaint",
		"created_at", "paid_at", "shipped_at", "success_at", "amount", "status", "ship_promise_h",
		"request", "refund_at", "refund_agreed_at", "refund_refused_at", "return_shipped_at", "goods",
	}
	// neededFields are those without which no row of a kind can be told from another.
	neededFields = map[string][]string{
		Reviews: {"order", "rated_at"}, Orders: {"order", "item"}, Refunds: {"order", "request"},
	}
	siteKinds = []string{Reviews, Orders, Refunds, Chat}
)

// fault gives the first place where a site breaks the format and the reason, or nothing.
func (s *Site) fault() (path, reason string) {
	switch {
	case !slices.Contains(prefixes, s.Site):
		return "site", "must be taobao, pdd, jd or douyin"
	case !strings.HasPrefix(s.ID, s.Site+"-") || strings.Trim(s.ID, "abcdefghijklmnopqrstuvwxyz0123456789-") != "":
		return "id", "must be " + s.Site + "-<page> in a-z, 0-9 and -"
	case s.Version < 1:
		return "version", "must be 1 or more"
	case s.Title == "":
		return "title", "must name the page"
	case !slices.Contains(siteKinds, s.Kind):
		return "kind", "must be " + strings.Join(siteKinds, ", ")
	case !slices.Contains([]string{"A", "B", "C"}, s.Evidence):
		return "evidence", "must be A, B or C"
	case s.Evidence == "C" && s.Enabled:
		return "enabled", "must be false while the evidence is C: weak evidence ships switched off"
	case len(s.Hosts) == 0:
		return "hosts", "must name at least one"
	case s.Kind == Chat:
		if path, reason := s.chatFault(); reason != "" {
			return path, reason
		}
	case len(s.Ready.Texts)+len(s.Ready.Headers) == 0:
		return "ready", "must name a text or a header"
	case s.Row.Climb < 1 || s.Row.Climb > 20:
		return "row.climb", "must be 1 to 20"
	case len(s.Row.Until) == 0:
		return "row.until", "must have a pattern"
	case s.Row.Cell == "":
		return "row.cell", "must be a selector"
	case s.Row.Untrusted == "" && s.Kind == Reviews:
		return "row.untrusted", "must be the selector of what the buyer wrote, on a page of reviews"
	}
	for i, h := range s.Hosts {
		if h == "" || strings.Trim(h, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
			return at("hosts", i), "must be a host name"
		}
	}
	for i, f := range s.Ratings {
		if f.Param == "" || !slices.Contains(ratings, f.Rating) {
			return at("ratings", i), "must have a param and a rating of good, neutral or bad"
		}
	}
	for i, a := range s.API {
		if a.Name == "" || a.Shape != Reviews && a.Shape != Orders {
			return at("api", i), "must have a name and the shape reviews or orders"
		}
	}
	if path, reason := s.patternFaults(); reason != "" {
		return path, reason
	}
	return s.fieldFault()
}

// chatFault says what keeps a page without rows from guarding its composer.
func (s *Site) chatFault() (path, reason string) {
	switch {
	case s.Editor == nil:
		return "editor", "must be there: a chat has nothing else"
	case s.Editor.Conversation == nil || len(s.Editor.Conversation.Selectors) == 0:
		return "editor.conversation", "must have a selector: nothing may be put into a chat that could be another's"
	case len(s.Fields) > 0 || len(s.API) > 0 || s.Row.Anchor != "":
		return "fields", "must be empty, as row and api: a chat has no rows"
	}
	return "", ""
}

// patternFaults checks every pattern that is not a field's.
func (s *Site) patternFaults() (path, reason string) {
	patterns := map[string]string{"path": s.Path}
	if s.Kind != Chat {
		patterns["row.anchor"], patterns["row.one"] = s.Row.Anchor, s.Row.One
	}
	if s.Row.Beside != "" {
		patterns["row.beside"] = s.Row.Beside
	}
	for i, p := range s.Row.Until {
		patterns[at("row.until", i)] = p
	}
	if e := s.Editor; e != nil {
		patterns["editor.submit"] = e.Submit
		if s.Kind != Chat {
			patterns["editor.open"], patterns["editor.cancel"] = e.Open, e.Cancel
		}
		if e.Append != "" {
			patterns["editor.append"] = e.Append
		}
		if e.Selector == "" {
			return "editor.selector", "must be a selector"
		}
		if e.Max < 1 {
			return "editor.max", "must be 1 or more"
		}
	}
	for _, path := range sorting.Keys(patterns) {
		if _, reason := checkPattern(patterns[path]); reason != "" {
			return path, reason
		}
	}
	return "", ""
}

func (s *Site) fieldFault() (path, reason string) {
	for _, name := range neededFields[s.Kind] {
		if len(s.Fields[name]) == 0 {
			return "fields." + name, "must have a strategy"
		}
	}
	for _, name := range sorting.Keys(s.Fields) {
		if !slices.Contains(fieldNames, name) {
			return "fields." + name, "no such field"
		}
		seen := map[string]bool{}
		for i, strategy := range s.Fields[name] {
			path := at("fields."+name, i)
			if strategy.ID == "" || seen[strategy.ID] {
				return path + ".id", "must be there and the field's only one of that name"
			}
			seen[strategy.ID] = true
			if field, reason := strategy.fault(); reason != "" {
				return path + "." + field, reason
			}
		}
	}
	return "", ""
}

func (s *Strategy) fault() (field, reason string) {
	if s.Scope != "" && s.Scope != "row" && s.Scope != "next" {
		return "scope", "must be row or next"
	}
	patterned, selects := false, false
	switch s.Kind {
	case "text", "line":
		patterned = true
	case "attr":
		patterned, selects = true, true
		if s.Attr == "" {
			return "attr", "must name an attribute"
		}
	case "innermost":
		selects = true
	default:
		return "kind", "must be text, line, attr or innermost"
	}
	if selects && s.Selector == "" {
		return "selector", "must be a selector"
	}
	if !patterned {
		return "", ""
	}
	groups, reason := checkPattern(s.Pattern)
	if reason == "" && groups == 0 {
		reason = "must have a group: it is the value"
	}
	return "pattern", reason
}

func at(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
