package cases

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// called gives the state of a case with calls at these times, and a chat that counts for none.
func called(when ...string) *State {
	log := []Event{accepted(1, "m", Contact, "", `{"channel":"旺旺","result":"","when":"`+aTime+`"}`)}
	for i, w := range when {
		log = append(log, accepted(i+2, "m", Contact, "", `{"channel":"电话","result":"没接","when":"`+w+`"}`))
	}
	return Fold(log, nil)
}

func TestAdvice(t *testing.T) {
	const yesterday, evening = "2026-11-21T19:00:00+08:00", "2026-11-22T20:10:00+08:00"
	for name, c := range map[string]struct {
		state   *State
		now     string
		channel string
		want    Advice
	}{
		"first call in the evening": {nil, evening, "电话", Advice{OK: true, Limit: 3}},
		"no channel is a call":      {nil, evening, "", Advice{OK: true, Limit: 3}},
		"second call in two days": {
			called(yesterday), evening, "电话",
			Advice{OK: true, Reason: "两天内第2次电话，上限3次，说完要紧的就好", Count: 1, Limit: 3},
		},
		"second call today": {
			called("2026-11-22T09:30:00+08:00"), evening, "",
			Advice{OK: true, Reason: "今天第2次电话，上限3次，说完要紧的就好", Count: 1, Limit: 3},
		},
		"third call after a week": {
			called("2026-11-15T23:00:00Z", yesterday), evening, "电话",
			Advice{OK: true, Reason: "7天内第3次电话，上限3次，说完要紧的就好", Count: 2, Limit: 3},
		},
		"before the fourth": {
			called(yesterday, yesterday, yesterday), evening, "电话",
			Advice{Reason: "这单已经打过3次电话，别再打了，有事在旺旺上留言", Count: 3, Limit: 3},
		},
		"half past nine in the evening": {
			nil, "2026-11-22T21:30:00+08:00", "电话",
			Advice{Reason: "晚上九点以后不打扰买家，明早九点再联系", Next: "2026-11-23T09:00:00+08:00", Limit: 3},
		},
		"nine sharp in the evening, told in UTC": {
			nil, "2026-11-30T13:00:00Z", "短信",
			Advice{Reason: "晚上九点以后不打扰买家，明早九点再联系", Next: "2026-12-01T09:00:00+08:00"},
		},
		"a second before nine in the morning": {
			nil, "2026-11-22T08:59:59+08:00", "旺旺",
			Advice{Reason: "早上九点以前不打扰买家，九点再联系", Next: "2026-11-22T09:00:00+08:00", Count: 0},
		},
		"nine sharp in the morning": {nil, "2026-11-22T09:00:00+08:00", "电话", Advice{OK: true, Limit: 3}},
		"lunch": {
			nil, "2026-11-22T12:00:00+08:00", "电话",
			Advice{Reason: "中午买家多半在吃饭休息，两点以后再打", Next: "2026-11-22T14:00:00+08:00", Limit: 3},
		},
		"lunch does not hold for a chat": {called(), "2026-11-22T13:00:00+08:00", "旺旺", Advice{OK: true, Count: 1}},
		"two sharp":                      {nil, "2026-11-22T14:00:00+08:00", "电话", Advice{OK: true, Limit: 3}},
	} {
		t.Run(name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, c.now)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, Advise(c.state, now, c.channel)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheNextGoodTimeIsGood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(0, 4_000_000_000).Draw(t, "now"), 0)
		channel := rapid.SampledFrom(Channels).Draw(t, "channel")
		a := Advise(nil, now, channel)
		if a.OK {
			return
		}
		next, err := time.Parse(time.RFC3339, a.Next)
		if err != nil {
			t.Fatal(err)
		}
		if !next.After(now) || next.Sub(now) > 12*time.Hour {
			t.Fatalf("from %s the next good time is %s", now, next)
		}
		if again := Advise(nil, next, channel); !again.OK {
			t.Fatalf("%s is said to be good, then: %s", next, again.Reason)
		}
	})
}

func TestAnUnreadableContactCountsForNothing(t *testing.T) {
	s := called("2026-11-22T10:00:00+08:00")
	s.Timeline = append(s.Timeline, Item{Kind: Contact, Body: json.RawMessage(`{`)})
	if a := Advise(s, time.Unix(1_795_000_000, 0), ChannelPhone); a.Count != 1 {
		t.Errorf("%d calls, want 1", a.Count)
	}
}
