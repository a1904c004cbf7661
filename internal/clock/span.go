package clock

import "strconv"

// Seconds.
const (
	minute int64 = 60
	hour         = 60 * minute
	day          = 24 * hour
)

// display is how an absolute time is shown to people.
const display = "2006-01-02 15:04:05"

// daysOnly is from where on hours no longer matter to anyone.
const daysOnly = 15 * day

// span says how much time is left, in one or two units, rounded down: 29天, 11天3小时, 3小时20分钟.
func span(left int64) string {
	switch {
	case left >= daysOnly:
		return count(left/day, "天")
	case left >= day:
		return count(left/day, "天") + some(left%day/hour, "小时")
	case left >= hour:
		return count(left/hour, "小时") + some(left%hour/minute, "分钟")
	case left >= minute:
		return count(left/minute, "分钟")
	default:
		return "不到1分钟"
	}
}

// roughSpan is span for an end that is known to the day only: one unit. A day and more is rounded
// the way the platform's own number is.
func roughSpan(left int64, up bool) string {
	switch {
	case up && left > day:
		return count((left+day-1)/day, "天")
	case left >= day:
		return count(left/day, "天")
	case left >= hour:
		return count(left/hour, "小时")
	case left >= minute:
		return count(left/minute, "分钟")
	default:
		return "不到1分钟"
	}
}

func count(n int64, unit string) string { return strconv.FormatInt(n, 10) + unit }

func some(n int64, unit string) string {
	if n == 0 {
		return ""
	}
	return count(n, unit)
}
