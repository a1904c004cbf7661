package cases

import (
	"encoding/json"
	"strconv"
	"time"

	"pingban/internal/clock"
)

// Limits of contact, all in China Standard Time. Three calls are one seller's own limit, noon
// disturbs the buyer's rest, and eight in the evening is a good time: 文库, 好评返现与修改中差评策略
// (undated). Contact late at night or early in the morning counts as harassment: public copy of
// Taobao's rule on 骚扰他人, 2022-03-08. The exact hours are ours, on the safe side.
const (
	CallLimit  = 3
	quietFrom  = 21
	quietUntil = 9
	lunchFrom  = 12
	lunchUntil = 14
)

// Advise says whether now is a time to contact the buyer of a case on a channel (旺旺, 电话, 短信;
// "" is a call, the strictest). state may be nil: nothing has happened yet. The limit counts calls;
// chat and SMS have none (Limit 0), but the quiet hours hold for them too, lunch does not.
func Advise(state *State, now time.Time, channel string) Advice {
	if channel == "" {
		channel = ChannelPhone
	}
	now = now.In(clock.CST)
	count, first := contactsOn(state, channel)
	a := Advice{OK: true, Count: count}
	call := channel == ChannelPhone
	if call {
		a.Limit = CallLimit
	}
	switch hour := now.Hour(); {
	case call && count >= CallLimit:
		a.OK = false
		a.Reason = "这单已经打过" + strconv.Itoa(count) + "次电话，别再打了，有事在旺旺上留言"
	case hour >= quietFrom:
		a.hold("晚上九点以后不打扰买家，明早九点再联系", at(now.AddDate(0, 0, 1), quietUntil))
	case hour < quietUntil:
		a.hold("早上九点以前不打扰买家，九点再联系", at(now, quietUntil))
	case call && hour >= lunchFrom && hour < lunchUntil:
		a.hold("中午买家多半在吃饭休息，两点以后再打", at(now, lunchUntil))
	case call && count > 0:
		a.Reason = withinDays(first, now) + "第" + strconv.Itoa(count+1) + "次电话，上限" + strconv.Itoa(CallLimit) + "次，说完要紧的就好"
	}
	return a
}

// hold advises to wait.
func (a *Advice) hold(reason string, next time.Time) {
	a.OK, a.Reason, a.Next = false, reason, next.Format(time.RFC3339)
}

// contactsOn counts a case's contacts on a channel and gives the time of the earliest.
func contactsOn(state *State, channel string) (count int, first time.Time) {
	if state == nil {
		return 0, first
	}
	for _, i := range state.Timeline {
		var b ContactBody
		if i.Kind != Contact || json.Unmarshal(i.Body, &b) != nil || b.Channel != channel {
			continue
		}
		count++
		if t, err := time.Parse(time.RFC3339, b.When); err == nil && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	return count, first
}

// Calls counts the calls of a case: the contacts that CallLimit limits.
func (s *State) Calls() int {
	calls, _ := contactsOn(s, ChannelPhone)
	return calls
}

// ContactsToday counts the contacts of a case, on any channel, that were made on the day of now in
// China Standard Time.
func (s *State) ContactsToday(now time.Time) int {
	today, count := at(now.In(clock.CST), 0), 0
	for _, i := range s.Timeline {
		var b ContactBody
		if i.Kind != Contact || json.Unmarshal(i.Body, &b) != nil {
			continue
		}
		if t, err := time.Parse(time.RFC3339, b.When); err == nil && at(t.In(clock.CST), 0).Equal(today) {
			count++
		}
	}
	return count
}

// withinDays says over how many calendar days the calls go: 今天, 两天内, 5天内.
func withinDays(first, now time.Time) string {
	if first.IsZero() {
		return ""
	}
	days := int(at(now, 0).Sub(at(first.In(clock.CST), 0))/(24*time.Hour)) + 1
	switch {
	case days <= 1:
		return "今天"
	case days == 2:
		return "两天内"
	}
	return strconv.Itoa(days) + "天内"
}

// at is the full hour of t's day.
func at(t time.Time, hour int) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), hour, 0, 0, 0, clock.CST)
}
