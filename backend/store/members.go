package store

import (
	"context"
	"database/sql"
	"time"
)

// Who is the member a token belongs to.
type Who struct {
	Team, Member, Name, Role string
	TokenKind                string // device or session
	Revoked                  bool
	Log                      Log // of the team, as it was just then
	Tended                   time.Time
}

// Member is one line of a team's list.
type Member struct {
	ID, Name, Role string
	Devices        int
	LastSeen       int64 // 0: never
	Revoked        bool
}

// seenEvery is how old last_seen may grow: writing it at every request would double the writes.
const seenEvery = time.Hour

// CreateTeam makes a team with its first lead and that lead's token. The team comes last: a
// failure before it leaves rows that belong to nobody and give nothing.
func (s *Store) CreateTeam(ctx context.Context, team, name, epoch, member, lead, tokenHash string, now time.Time) error {
	ms := millis(now)
	if _, err := s.write.ExecContext(ctx, `INSERT INTO teams (id, name, created_at, epoch) VALUES (?1, ?2, ?3, ?4)`, team, name, ms, epoch); err != nil {
		return err
	}
	if _, err := s.write.ExecContext(ctx, `INSERT INTO members (id, team, name, role, created_at) VALUES (?1, ?2, ?3, 'lead', ?4)`, member, team, lead, ms); err != nil {
		return err
	}
	return s.AddToken(ctx, member, tokenHash, now)
}

// AddToken gives a member one more device.
func (s *Store) AddToken(ctx context.Context, member, hash string, now time.Time) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO tokens (hash, member, kind, created_at) VALUES (?1, ?2, 'device', ?3)`, hash, member, millis(now))
	return err
}

// Authenticate says whose token has this hash, and where their team's log stands: most requests ask
// for that next, and on D1 each statement is a round trip. ErrNotFound for an unknown or expired one; the
// token of a revoked member is found, with Revoked set.
func (s *Store) Authenticate(ctx context.Context, hash string, now time.Time) (Who, error) {
	var w Who
	var revoked, seen sql.NullInt64
	var tended int64
	err := s.read.QueryRowContext(ctx, `SELECT m.team, m.id, m.name, m.role, m.revoked_at, t.kind, t.last_seen,
			g.seq, g.purged_to, g.epoch, g.tended_at,
			EXISTS (SELECT 1 FROM case_state c INDEXED BY case_state_behind WHERE c.team = g.id AND c.head > c.folded_to),
			COALESCE((SELECT MAX(p.version) FROM packs p WHERE p.team = g.id AND p.kind = 'clocks'), 0)
		FROM tokens t JOIN members m ON m.id = t.member JOIN teams g ON g.id = m.team
		WHERE t.hash = ?1 AND (t.expires_at IS NULL OR t.expires_at > ?2)`, hash, millis(now)).
		Scan(&w.Team, &w.Member, &w.Name, &w.Role, &revoked, &w.TokenKind, &seen, &w.Log.Head, &w.Log.PurgedTo, &w.Log.Epoch, &tended,
			&w.Log.Behind, &w.Log.Clocks)
	if err != nil {
		return Who{}, none(err)
	}
	w.Revoked, w.Tended = revoked.Valid, Time(tended)
	if !w.Revoked && now.Sub(Time(seen.Int64)) > seenEvery {
		_, err = s.write.ExecContext(ctx, `UPDATE tokens SET last_seen = ?2 WHERE hash = ?1`, hash, millis(now))
	}
	return w, err
}

// Members lists a team, the revoked ones last.
func (s *Store) Members(ctx context.Context, team string, now time.Time) ([]Member, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT m.id, m.name, m.role, m.revoked_at IS NOT NULL,
		COUNT(CASE WHEN t.kind = 'device' AND (t.expires_at IS NULL OR t.expires_at > ?2) THEN 1 END),
		COALESCE(MAX(t.last_seen), 0)
		FROM members m LEFT JOIN tokens t ON t.member = m.id
		WHERE m.team = ?1 GROUP BY m.id ORDER BY m.revoked_at IS NOT NULL, m.created_at, m.id`, team, millis(now))
	return collect(rows, err, func(r *sql.Rows) (m Member, err error) {
		return m, r.Scan(&m.ID, &m.Name, &m.Role, &m.Revoked, &m.Devices, &m.LastSeen)
	})
}

// otherLead holds where the team keeps a lead when member ?1 of team ?2 stops being one.
const otherLead = `(role = 'agent' OR EXISTS (SELECT 1 FROM members o
	WHERE o.team = ?2 AND o.id <> ?1 AND o.role = 'lead' AND o.revoked_at IS NULL))`

// Revoke shuts a member out, with all their devices and the codes they gave out.
func (s *Store) Revoke(ctx context.Context, team, member string, now time.Time) error {
	err := s.write.QueryRowContext(ctx, `UPDATE members SET revoked_at = ?3
		WHERE id = ?1 AND team = ?2 AND revoked_at IS NULL AND `+otherLead+` RETURNING id`, member, team, millis(now)).Scan(new(string))
	return s.refusal(ctx, team, member, err)
}

// Rename changes a member's name, and role where it is not empty.
func (s *Store) Rename(ctx context.Context, team, member, name, role string) error {
	err := s.write.QueryRowContext(ctx, `UPDATE members SET
		name = CASE WHEN ?3 = '' THEN name ELSE ?3 END, role = CASE WHEN ?4 = '' THEN role ELSE ?4 END
		WHERE id = ?1 AND team = ?2 AND revoked_at IS NULL AND (?4 <> 'agent' OR `+otherLead+`) RETURNING id`,
		member, team, name, role).Scan(new(string))
	return s.refusal(ctx, team, member, err)
}

// refusal tells why a change of a member touched no row: there is none, or it is the last lead.
func (s *Store) refusal(ctx context.Context, team, member string, err error) error {
	if err = none(err); err != ErrNotFound {
		return err
	}
	if ok, err := s.HasMember(ctx, team, member); err != nil || !ok {
		return none(err)
	}
	return ErrLastLead
}

// HasMember says whether a member is of this team and not revoked; ErrNotFound otherwise.
func (s *Store) HasMember(ctx context.Context, team, member string) (bool, error) {
	err := s.read.QueryRowContext(ctx, `SELECT id FROM members WHERE id = ?1 AND team = ?2 AND revoked_at IS NULL`, member, team).Scan(new(string))
	return err == nil, none(err)
}

// Rotate gives member a new token. The old ones, or only the one with hash old where it is not
// empty, hold until then.
func (s *Store) Rotate(ctx context.Context, member, old, hash string, now, until time.Time) error {
	if err := s.AddToken(ctx, member, hash, now); err != nil {
		return err
	}
	_, err := s.write.ExecContext(ctx, `UPDATE tokens SET expires_at = ?3
		WHERE member = ?1 AND hash <> ?2 AND kind = 'device' AND (?4 = '' OR hash = ?4)
		AND (expires_at IS NULL OR expires_at > ?3)`, member, hash, millis(until), old)
	return err
}

// DropToken ends a session.
func (s *Store) DropToken(ctx context.Context, hash string) error {
	_, err := s.write.ExecContext(ctx, `DELETE FROM tokens WHERE hash = ?1`, hash)
	return err
}
