package store

import (
	"context"
	"time"
)

// Team is what a lead may set for all.
type Team struct {
	Name     string
	KeepDays int // how long the texts of a case at rest are kept; 0 is for ever
}

// Team reads a team's settings.
func (s *Store) Team(ctx context.Context, team string) (t Team, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT name, keep_days FROM teams WHERE id = ?1`, team).Scan(&t.Name, &t.KeepDays)
	return t, none(err)
}

// SetTeam changes a team's settings.
func (s *Store) SetTeam(ctx context.Context, team string, t Team) error {
	_, err := s.write.ExecContext(ctx, `UPDATE teams SET name = ?2, keep_days = ?3 WHERE id = ?1`, team, t.Name, t.KeepDays)
	return err
}

// TendEvery is how often a team's old texts and codes are looked after. Whoever asks first after it
// does it: a Worker has nobody else.
const TendEvery = 24 * time.Hour

// DueForTending says whether it is time, and is true for one caller only.
func (s *Store) DueForTending(ctx context.Context, team string, now time.Time) (bool, error) {
	err := s.write.QueryRowContext(ctx, `UPDATE teams SET tended_at = ?2 WHERE id = ?1 AND tended_at < ?3 RETURNING id`,
		team, millis(now), millis(now.Add(-TendEvery))).Scan(new(string))
	if none(err) == ErrNotFound {
		return false, nil
	}
	return err == nil, err
}

// DropStale takes away codes and tokens that ran out a week ago.
func (s *Store) DropStale(ctx context.Context, team string, now time.Time) error {
	before := millis(now.AddDate(0, 0, -7))
	if _, err := s.write.ExecContext(ctx, `DELETE FROM codes WHERE team = ?1 AND expires_at < ?2`, team, before); err != nil {
		return err
	}
	_, err := s.write.ExecContext(ctx, `DELETE FROM tokens WHERE expires_at < ?2
		AND member IN (SELECT id FROM members WHERE team = ?1)`, team, before)
	return err
}
