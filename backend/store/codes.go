package store

import (
	"context"
	"database/sql"
	"time"
)

// Code is a code to be given out, stored as its hash.
type Code struct {
	Hash, Team string
	Kind       string // invite: makes a member; login: lets a member in once more
	Role       string // of the member an invite makes
	Member     string // whose login it is
	By         string
	Expires    time.Time
}

// mostCodes bounds the codes of a team that could still be used.
const mostCodes = 100

// AddCode stores a code; ErrFull where too many are out already.
func (s *Store) AddCode(ctx context.Context, c Code, now time.Time) error {
	err := s.write.QueryRowContext(ctx, `INSERT INTO codes (hash, team, kind, role, member, created_by, created_at, expires_at)
		SELECT ?1, ?2, ?3, ?4, CASE WHEN ?3 = 'login' THEN ?5 END, ?6, ?7, ?8
		WHERE (SELECT COUNT(*) FROM codes WHERE team = ?2 AND used_at IS NULL AND expires_at > ?7) < ?9 RETURNING hash`,
		c.Hash, c.Team, c.Kind, c.Role, c.Member, c.By, millis(now), millis(c.Expires), mostCodes).Scan(new(string))
	if none(err) == ErrNotFound {
		return ErrFull
	}
	return err
}

// Redemption is what a code is exchanged for.
type Redemption struct {
	CodeHash     string
	Member, Name string // of the member to be made, should the code be an invite
	TokenHash    string
	Session      bool      // a session of the board instead of a device; only a login code gives one
	Expires      time.Time // of a session
}

// Redeem spends a code in one statement and says whom it let in. ErrNotFound for an unknown code,
// ErrSpent for one that was used or has expired, or whose member was revoked.
func (s *Store) Redeem(ctx context.Context, r Redemption, now time.Time) (team, member string, err error) {
	kind, expires := "device", sql.NullInt64{}
	if r.Session {
		kind, expires = "session", sql.NullInt64{Int64: millis(r.Expires), Valid: true}
	}
	err = s.write.QueryRowContext(ctx, `UPDATE codes SET used_at = ?2,
		member = CASE WHEN kind = 'invite' THEN ?3 ELSE member END,
		name = CASE WHEN kind = 'invite' THEN ?4 END,
		token = ?5, token_kind = ?6, token_expires_at = ?7
		WHERE hash = ?1 AND used_at IS NULL AND expires_at > ?2 AND (kind = 'login' OR ?6 = 'device')
		AND (kind = 'invite' OR EXISTS (SELECT 1 FROM members m WHERE m.id = codes.member AND m.revoked_at IS NULL))
		RETURNING team, member`,
		r.CodeHash, millis(now), r.Member, r.Name, r.TokenHash, kind, expires).Scan(&team, &member)
	if err = none(err); err != ErrNotFound {
		return team, member, err
	}
	var codeKind string
	err = s.read.QueryRowContext(ctx, `SELECT kind FROM codes WHERE hash = ?1`, r.CodeHash).Scan(&codeKind)
	if err != nil {
		return "", "", none(err)
	}
	if r.Session && codeKind == "invite" {
		return "", "", ErrNotFound // an invite is no login code, used or not
	}
	return "", "", ErrSpent
}
