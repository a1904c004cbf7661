package sight

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"pingban/internal/clock"
)

// Why an answer, or a row of it, was ignored: keys of what Rows counts.
const (
	ignoredLarge     = "too_large"
	ignoredDeep      = "too_deep" // some of it was; rows elsewhere are still read
	ignoredMalformed = "malformed"
	ignoredNoRows    = "no_rows"
	ignoredFeed      = "no_feed"
	ignoredOrder     = "no_order"
	ignoredItem      = "no_item"
	ignoredDate      = "bad_date"
)

// Rows reads the reviews, or the sold orders, out of one of the console's own answers, in UTF-8. A row is known by its
// shape, wherever it stands. What is not a row, or not one that can be trusted, is counted by
// reason. Neither result is nil.
func Rows(body []byte) (rows []Row, ignored map[string]int) {
	rows, ignored = []Row{}, map[string]int{}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if len(body) > maxBody {
		ignored[ignoredLarge]++
		return rows, ignored
	}
	found, depth := scan(body)
	if depth > maxDepth {
		ignored[ignoredDeep]++
	}
	if depth > maxNest {
		return rows, ignored
	}
	if !json.Valid(body) {
		ignored[ignoredMalformed]++
		return rows, ignored
	}
	if len(found) == 0 {
		ignored[ignoredNoRows]++
	}
	for _, s := range found {
		var read []Row
		var reason string
		if r := gjson.ParseBytes(body[s.start:s.end]); s.order {
			read, reason = readOrder(r)
		} else {
			var row Row
			row, reason = readRow(r)
			read = []Row{row}
		}
		if reason != "" {
			ignored[reason]++
			continue
		}
		rows = append(rows, read...)
	}
	return rows, ignored
}

func readRow(r gjson.Result) (row Row, reason string) {
	main := r.Get("rateContent.mainRate")
	if row.Feed = digits(main.Get("feedId")); row.Feed == "" {
		return Row{}, ignoredFeed
	}
	for _, path := range []string{"orderInfo.mainOrderId", "orderInfo.orderId", "itemInfo.orderId"} {
		if row.Order == "" {
			row.Order = digits(r.Get(path))
		}
	}
	if row.Order == "" {
		return Row{}, ignoredOrder
	}
	if row.Item = digits(r.Get("itemInfo.itemId")); row.Item == "" {
		return Row{}, ignoredItem
	}
	if row.RatedAt = moment(main.Get("date")); row.RatedAt == "" {
		return Row{}, ignoredDate
	}
	row.Platform = platformOf(hostOf(text(r.Get("itemInfo.link"))))
	if row.Platform == "" {
		row.Platform = clock.Taobao
	}
	row.Buyer = text(r.Get("userInfo.userName"))
	row.Product = text(r.Get("itemInfo.title"))
	row.Text = text(main.Get("content"))
	row.Sentiment = sentiments[digits(r.Get("emotionType.status"))]
	row.Append = readAppend(r.Get("rateContent.appendRate"))
	row.Tips, row.Actions = operations(r.Get("operator.dataSource"))
	return row, ""
}

var sentiments = map[string]string{"11": "positive", "12": "neutral", "13": "negative"}

func readAppend(r gjson.Result) *Append {
	if !r.IsObject() || digits(r.Get("feedId")) == "" && text(r.Get("content")) == "" {
		return nil
	}
	days, err := strconv.Atoi(digits(r.Get("days")))
	if err != nil {
		days = 0
	}
	return &Append{Text: text(r.Get("content")), Days: days}
}

// operations gives the countdowns and labels of what the console offers to do with a row, both in
// its order.
func operations(list gjson.Result) (tips, labels []string) {
	tips, labels = []string{}, []string{}
	if !list.IsArray() {
		return tips, labels
	}
	list.ForEach(func(_, op gjson.Result) bool {
		if tip := strings.TrimSpace(text(op.Get("beforeTips"))); tip != "" {
			tips = append(tips, tip)
		}
		if label := strings.TrimSpace(text(op.Get("content"))); label != "" {
			labels = append(labels, label)
		}
		return len(labels) < 50
	})
	return tips, labels
}

// digits gives an id as it stands in the answer, "" if it is none: numbers of 16 digits and more
// must never go through a float.
func digits(r gjson.Result) string {
	s := ""
	switch r.Type {
	case gjson.String:
		s = r.Str
	case gjson.Number:
		s = r.Raw
	}
	if !isDigits(s) {
		return ""
	}
	return s
}

func isDigits(s string) bool {
	if s == "" || len(s) > 32 {
		return false
	}
	return strings.Trim(s, "0123456789") == ""
}

// text gives a string value as valid UTF-8, "" for any other type.
func text(r gjson.Result) string {
	if r.Type != gjson.String {
		return ""
	}
	return strings.ToValidUTF8(r.Str, "\uFFFD")
}

// moment turns epoch milliseconds between 2001 and 2100 into RFC 3339 in CST, cut to seconds.
func moment(r gjson.Result) string {
	ms, err := strconv.ParseInt(digits(r), 10, 64)
	if err != nil || ms < 1e12 || ms >= 4102444800000 {
		return ""
	}
	return time.UnixMilli(ms).In(clock.CST).Truncate(time.Second).Format(time.RFC3339)
}

// hostOf gives the host of a link that names one, in lower case.
func hostOf(link string) string {
	link = strings.ToLower(strings.TrimSpace(link))
	link = strings.TrimPrefix(strings.TrimPrefix(link, "https:"), "http:")
	host, ok := strings.CutPrefix(link, "//")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(host, `/?#:\`); i >= 0 {
		host = host[:i]
	}
	return host
}

// platformOf gives the platform that a product link's host belongs to, "" for any other host.
func platformOf(host string) string {
	under := func(domain string) bool { return host == domain || strings.HasSuffix(host, "."+domain) }
	switch {
	case under("tmall.com") || under("tmall.hk"):
		return clock.Tmall
	case under("taobao.com"):
		return clock.Taobao
	}
	return ""
}
