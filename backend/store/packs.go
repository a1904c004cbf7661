package store

import (
	"context"
	"database/sql"
	"time"
)

// Pack is one version of a team's pack. Version 0 stands for none yet.
type Pack struct {
	Version      int64
	Body         string
	Size         int64 // of Body, in bytes
	Digest       string
	Author, Name string // member id, and name by now
	CreatedAt    int64
}

// Pack reads one version of a kind, the newest where version is 0.
func (s *Store) Pack(ctx context.Context, team, kind string, version int64) (Pack, error) {
	var p Pack
	err := s.read.QueryRowContext(ctx, `SELECT p.version, p.body, LENGTH(CAST(p.body AS BLOB)), p.digest, p.author, m.name, p.created_at
		FROM packs p JOIN members m ON m.id = p.author
		WHERE p.team = ?1 AND p.kind = ?2 AND (?3 = 0 OR p.version = ?3)
		ORDER BY p.version DESC LIMIT 1`, team, kind, version).
		Scan(&p.Version, &p.Body, &p.Size, &p.Digest, &p.Author, &p.Name, &p.CreatedAt)
	return p, none(err)
}

// PutPack stores the version after base and gives its number; ErrVersion where base is not the
// newest.
func (s *Store) PutPack(ctx context.Context, team, kind string, base int64, body, digest, author string, now time.Time) (int64, error) {
	var version int64
	err := s.write.QueryRowContext(ctx, `INSERT INTO packs (team, kind, version, body, digest, author, created_at)
		SELECT ?1, ?2, CAST(?3 AS INTEGER) + 1, ?4, ?5, ?6, ?7
		WHERE ?3 = (SELECT COALESCE(MAX(version), 0) FROM packs WHERE team = ?1 AND kind = ?2)
		RETURNING version`, team, kind, base, body, digest, author, millis(now)).Scan(&version)
	if none(err) == ErrNotFound || taken(err) {
		return 0, ErrVersion
	}
	return version, err
}

// PackVersions lists the versions of a kind, the newest first, without their bodies.
func (s *Store) PackVersions(ctx context.Context, team, kind string) ([]Pack, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT p.version, LENGTH(CAST(p.body AS BLOB)), p.digest, p.author, m.name, p.created_at
		FROM packs p JOIN members m ON m.id = p.author
		WHERE p.team = ?1 AND p.kind = ?2 ORDER BY p.version DESC`, team, kind)
	return collect(rows, err, func(r *sql.Rows) (p Pack, err error) {
		return p, r.Scan(&p.Version, &p.Size, &p.Digest, &p.Author, &p.Name, &p.CreatedAt)
	})
}
