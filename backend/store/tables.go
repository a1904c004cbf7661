package store

import (
	"context"
	"encoding/json"
	"sync"

	"pingban/internal/clock"
)

// shippedTables are the windows everyone starts from, read once a program: a Worker's start must not
// pay for them.
var shippedTables = sync.OnceValues(clock.Default)

// teamTables are a team's windows as of a version of its clocks pack.
type teamTables struct {
	version int64
	tables  *clock.Tables
}

// clocksVersion is that of the clocks pack a team ?1 has, 0 without one.
const clocksVersion = `COALESCE((SELECT MAX(version) FROM packs WHERE team = ?1 AND kind = 'clocks'), 0)`

// Tables gives a team's windows, its lead's over the shipped ones: the same that its devices count
// by. A pack the engine would not take leaves the shipped ones in force, as it does there.
func (s *Store) Tables(ctx context.Context, team string) (*clock.Tables, error) {
	version, err := s.clocks(ctx, team)
	if err != nil {
		return nil, err
	}
	return s.tablesOf(ctx, team, version)
}

func (s *Store) clocks(ctx context.Context, team string) (version int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT `+clocksVersion, team).Scan(&version)
	return version, err
}

// tablesOf is Tables as of a version of the team's clocks pack.
func (s *Store) tablesOf(ctx context.Context, team string, version int64) (*clock.Tables, error) {
	shipped, err := shippedTables()
	if err != nil || version == 0 {
		return shipped, err
	}
	if known, ok := s.tables.Load(team); ok && known.(teamTables).version == version {
		return known.(teamTables).tables, nil
	}
	p, err := s.Pack(ctx, team, "clocks", version)
	if err != nil {
		return nil, err
	}
	merged, err := MergeClocks([]byte(p.Body))
	if err != nil {
		merged = shipped
	}
	s.tables.Store(team, teamTables{version, merged})
	return merged, nil
}

// MergeClocks puts a clocks pack over the shipped windows and runs its examples. Its error is a
// *clock.Fault.
func MergeClocks(body []byte) (*clock.Tables, error) {
	shipped, err := shippedTables()
	if err != nil {
		return nil, err
	}
	var pack struct {
		Items []json.RawMessage `json:"items"`
		Off   []string          `json:"off"`
	}
	if err := json.Unmarshal(body, &pack); err != nil {
		return nil, err
	}
	table, err := json.Marshal(map[string]any{"windows": pack.Items, "off": pack.Off})
	if err != nil {
		return nil, err
	}
	overlay, err := clock.Parse(table)
	if err != nil {
		return nil, err
	}
	return shipped.Merge(overlay)
}

// Recount has every case of a team folded anew when it is next asked for: its windows have changed.
func (s *Store) Recount(ctx context.Context, team string) error {
	_, err := s.write.ExecContext(ctx, `UPDATE case_state SET folded_to = 0 WHERE team = ?1`, team)
	return err
}
