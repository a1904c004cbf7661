package cases

import (
	"encoding/json"
	"strings"
)

// reviewWords are those by which a compensation's form or reason names the review. The ledger is
// for the defect alone: whoever pays for a review breaks 网络反不正当竞争暂行规定, art. 9 (5), in
// force 2024-09-01.
var reviewWords = []string{"评价", "好评", "中评", "差评", "追评", "改评", "删评", "晒图", "五星"}

// unlinked are the ways to say that the two have nothing to do with one another.
var unlinked = []string{"无关", "没有关系", "没关系", "不提评价", "不影响评价"}

// LinkedCompensations gives the event ids of the case's compensations whose form or reason names
// the review, oldest first; none is an empty list.
func (s *State) LinkedCompensations() []string {
	linked := []string{}
	for _, i := range s.Timeline {
		var b CompensationBody
		if i.Kind != Compensation || json.Unmarshal(i.Body, &b) != nil {
			continue
		}
		text := b.Form + "，" + b.Why
		if contains(text, reviewWords) && !contains(text, unlinked) {
			linked = append(linked, i.Event)
		}
	}
	return linked
}

func contains(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
