package sight

import (
	"slices"
	"strings"
)

const (
	replyReview = "评价回复"
	replyAppend = "追评回复"
)

// addressed says of each of a row's tips which window it speaks of, in the form clock.Input takes.
// The console shows a countdown beside the reply action it belongs to: with one action offered it
// is that action's, with two they pair in order. With none offered, a row without an append speaks
// of its review, and one with an append is closed for both if it is closed at all. Tips that cannot
// be told apart are dropped: the windows are then computed.
func addressed(tips, actions []string, appended bool) []string {
	var replies, others []string
	for _, t := range tips {
		if isReplyTip(t) {
			replies = append(replies, t)
		} else {
			others = append(others, t)
		}
	}
	var offered []string
	for _, a := range actions {
		switch {
		case isClosed(a) && !slices.Contains(replies, a): // it may stand in place of the action
			replies = append(replies, a)
		case (a == replyReview || a == replyAppend) && !slices.Contains(offered, a):
			offered = append(offered, a)
		}
	}
	if len(offered) < 2 {
		replies = slices.Compact(replies)
	}
	out := others
	switch {
	case len(replies) == 0:
	case len(offered) == len(replies):
		for i, a := range offered {
			out = append(out, label(a, replies[i], appended))
		}
	case len(replies) > 1 || len(offered) > 1:
	case !appended:
		out = append(out, replies[0])
	case isClosed(replies[0]):
		out = append(out, replyReview+":"+replies[0], replyAppend+":"+replies[0])
	}
	return out
}

// label addresses a tip to an action; a row without an append has only the review's.
func label(action, tip string, appended bool) string {
	if action == replyReview && !appended {
		return tip
	}
	return action + ":" + tip
}

func isReplyTip(s string) bool {
	return strings.HasSuffix(s, "可回复") || isClosed(s)
}

func isClosed(s string) bool {
	return s == "已超过回复期限" || s == "回复已关闭" || s == "无法回复"
}
