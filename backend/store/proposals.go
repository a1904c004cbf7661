package store

import (
	"context"
	"database/sql"
	"time"
)

// Proposal is a rule or script that a member would like the team to have.
type Proposal struct {
	ID, Kind, Item, Why  string
	Author, Name         string // member id, and name by now
	CreatedAt, DecidedAt int64  // 0: not decided
	Status               string // open, approved, declined
	DecidedBy, Answer    string
}

// mostProposals bounds what waits for a lead: beyond it nobody would read them.
const mostProposals = 200

// Propose stores a proposal; ErrFull where too many wait already.
func (s *Store) Propose(ctx context.Context, team string, p Proposal, now time.Time) error {
	err := s.write.QueryRowContext(ctx, `INSERT INTO proposals (id, team, kind, item, why, author, created_at)
		SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
		WHERE (SELECT COUNT(*) FROM proposals WHERE team = ?2 AND status = 'open') < ?8 RETURNING id`,
		p.ID, team, p.Kind, p.Item, p.Why, p.Author, millis(now), mostProposals).Scan(new(string))
	if none(err) == ErrNotFound {
		return ErrFull
	}
	return err
}

const proposalColumns = `p.id, p.kind, p.item, p.why, p.author, COALESCE(m.name, ''), p.created_at, p.status, p.decided_by, p.decided_at, p.answer
	FROM proposals p LEFT JOIN members m ON m.id = p.author`

func scanProposal(scan func(...any) error) (p Proposal, err error) {
	return p, scan(&p.ID, &p.Kind, &p.Item, &p.Why, &p.Author, &p.Name, &p.CreatedAt, &p.Status, &p.DecidedBy, &p.DecidedAt, &p.Answer)
}

// Proposals lists a team's, those that wait first, then the latest.
func (s *Store) Proposals(ctx context.Context, team string) ([]Proposal, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+proposalColumns+` WHERE p.team = ?1
		ORDER BY p.status <> 'open', p.created_at DESC LIMIT 500`, team)
	return collect(rows, err, func(r *sql.Rows) (Proposal, error) { return scanProposal(r.Scan) })
}

// Proposal reads one.
func (s *Store) Proposal(ctx context.Context, team, id string) (Proposal, error) {
	p, err := scanProposal(s.read.QueryRowContext(ctx, `SELECT `+proposalColumns+` WHERE p.team = ?1 AND p.id = ?2`, team, id).Scan)
	return p, none(err)
}

// Decide closes a proposal; ErrDecided where somebody did before.
func (s *Store) Decide(ctx context.Context, team, id, status, by, answer string, now time.Time) error {
	err := s.write.QueryRowContext(ctx, `UPDATE proposals SET status = ?3, decided_by = ?4, decided_at = ?5, answer = ?6
		WHERE team = ?1 AND id = ?2 AND status = 'open' RETURNING id`, team, id, status, by, millis(now), answer).Scan(new(string))
	if none(err) == ErrNotFound {
		return ErrDecided
	}
	return err
}
