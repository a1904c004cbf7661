package api

import "net/http"

// access says who may call a route.
type access int

const (
	anyone   access = iota
	operator        // whoever runs the backend, by its secret
	member          // with a token of a device or a session of the board
	lead            // a member who leads the team
)

// route is one line of the table below.
type route struct {
	pattern string
	access  access
	handle  func(*API, *call) (any, error)
}

// routes is everything the backend answers. What is not here is not found.
var routes = []route{
	{"GET /healthz", anyone, (*API).health},
	{"GET /readyz", anyone, (*API).ready},

	{"POST /v1/teams", operator, (*API).createTeam},
	{"POST /v1/invites", lead, (*API).createInvite},
	{"POST /v1/join", anyone, (*API).join},
	{"GET /v1/me", member, (*API).me},
	{"GET /v1/changes", member, (*API).showChanges},
	{"GET /v1/members", lead, (*API).listMembers},
	{"PATCH /v1/members/{id}", member, (*API).changeMember},     // a lead; one's own name oneself
	{"POST /v1/members/{id}/token", member, (*API).rotateToken}, // a lead; one's own oneself
	{"DELETE /v1/members/{id}", lead, (*API).revokeMember},

	{"POST /v1/events", member, (*API).pushEvents},
	{"GET /v1/events", member, (*API).pullEvents},
	{"POST /v1/erase", lead, (*API).erase},
	{"GET /v1/cases", member, (*API).listCases},
	{"GET /v1/cases/{case}", member, (*API).showCase},
	{"GET /v1/report", member, (*API).showReport},
	{"GET /v1/deeds", member, (*API).listDeeds},

	{"GET /v1/false-alarms", lead, (*API).listFalseAlarms},
	{"GET /v1/clocks", lead, (*API).showClocks},
	{"GET /v1/packs/{kind}", member, (*API).showPack},
	{"PUT /v1/packs/{kind}", lead, (*API).putPack},
	{"GET /v1/packs/{kind}/versions", lead, (*API).listPackVersions},

	{"POST /v1/proposals", member, (*API).propose},
	{"GET /v1/proposals", lead, (*API).listProposals},
	{"POST /v1/proposals/{id}", lead, (*API).decide},
	{"GET /v1/team", member, (*API).showTeam},
	{"PATCH /v1/team", lead, (*API).changeTeam},
	{"POST /v1/login-codes", member, (*API).createLoginCode},
	{"POST /v1/login", anyone, (*API).login},
	{"POST /v1/logout", anyone, (*API).logout},

	{"GET /{$}", anyone, (*API).boardPage},
	{"GET /login", anyone, (*API).loginPage},
	{"GET /board/{file}", anyone, (*API).boardFile},
	{"/", anyone, (*API).notFound},
}

// Route is a route as tests see it: those of the security matrix are made from this list, so that a
// new one is covered by being in it.
type Route struct{ Pattern, Access string }

// Routes lists everything the backend answers.
func Routes() []Route {
	names := map[access]string{anyone: "anyone", operator: "operator", member: "member", lead: "lead"}
	all := make([]Route, len(routes))
	for i, r := range routes {
		all[i] = Route{r.pattern, names[r.access]}
	}
	return all
}

func (a *API) mux() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.Handle(r.pattern, a.serve(r))
	}
	return mux
}
