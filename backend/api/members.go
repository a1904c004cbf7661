package api

import "pingban/backend/store"

type memberLine struct {
	Member   string `json:"member"`
	Name     string `json:"name"`
	Role     string `json:"role"`
	Devices  int    `json:"devices"`
	LastSeen string `json:"last_seen"` // "" where the member was never seen
	Revoked  bool   `json:"revoked"`
}

func (a *API) listMembers(c *call) (any, error) {
	members, err := a.Store.Members(c.Context(), c.who.Team, c.now)
	lines := make([]memberLine, len(members))
	for i, m := range members {
		lines[i] = memberLine{m.ID, m.Name, m.Role, m.Devices, "", m.Revoked}
		if m.LastSeen > 0 {
			lines[i].LastSeen = stamp(store.Time(m.LastSeen))
		}
	}
	return lines, err
}

// me says whose token it is, and who else is of the team.
func (a *API) me(c *call) (any, error) {
	people, err := a.people(c)
	return struct {
		Team   string   `json:"team"`
		Member string   `json:"member"`
		Name   string   `json:"name"`
		Role   string   `json:"role"`
		People []person `json:"people"`
	}{c.who.Team, c.who.Member, c.who.Name, c.who.Role, people}, err
}

// target is the member a path names: anyone of the team to a lead, only oneself to an agent. To an
// agent all others look alike, of the team or not.
func (c *call) target() (string, error) {
	id := c.PathValue("id")
	if c.who.Role != "lead" && id != c.who.Member {
		return "", errorf(forbidden, "only a lead may change others")
	}
	return id, nil
}

func (a *API) changeMember(c *call) (any, error) {
	id, err := c.target()
	if err != nil {
		return nil, err
	}
	var in struct {
		Name string `json:"name,omitempty" validate:"required_without=Role,omitempty,name"`
		Role string `json:"role,omitempty" validate:"omitempty,oneof=agent lead"`
	}
	if err := c.body(&in); err != nil {
		return nil, err
	}
	if in.Role != "" && c.who.Role != "lead" {
		return nil, &Error{forbidden, "only a lead may change a role", "role"}
	}
	return nil, a.Store.Rename(c.Context(), c.who.Team, id, in.Name, in.Role)
}

func (a *API) revokeMember(c *call) (any, error) {
	return nil, a.Store.Revoke(c.Context(), c.who.Team, c.PathValue("id"), c.now)
}

// rotateToken gives a new token. One's own device's token is the one that runs out; a lead doing it
// for someone, or anyone from the board, ends all of that member's.
func (a *API) rotateToken(c *call) (any, error) {
	id, err := c.target()
	if err != nil {
		return nil, err
	}
	if _, err := a.Store.HasMember(c.Context(), c.who.Team, id); err != nil {
		return nil, err
	}
	old := ""
	if id == c.who.Member && c.who.TokenKind == "device" {
		old = c.token
	}
	token := newToken(devicePrefix)
	if err := a.Store.Rotate(c.Context(), id, old, hash(token), c.now, c.now.Add(oldTokenOn)); err != nil {
		return nil, err
	}
	return struct {
		Token string `json:"token"`
	}{token}, nil
}
