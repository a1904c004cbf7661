package api

import "pingban/backend/store"

const (
	alarmDays  = 90
	mostAlarms = 200
)

type falseAlarm struct {
	Event string `json:"event"`
	Case  string `json:"case"`
	Actor string `json:"actor"`
	Rule  string `json:"rule"`
	Label string `json:"label"`
	Text  string `json:"text"` // the sentence, personal data masked; "" once its case was erased
	At    string `json:"at"`
}

// listFalseAlarms gives what agents said were no breaches in the last 90 days, the latest first: a
// lead decides whether the rule or the sentence is wrong.
func (a *API) listFalseAlarms(c *call) (any, error) {
	alarms, err := a.Store.FalseAlarms(c.Context(), c.who.Team, c.now.AddDate(0, 0, -alarmDays), mostAlarms)
	list := make([]falseAlarm, len(alarms))
	for i, f := range alarms {
		list[i] = falseAlarm{f.Event, f.Case, f.Actor, f.Rule, f.Label, f.Text, stamp(store.Time(f.At))}
	}
	return list, err
}
