-- The team's own rules, scripts, clocks, sites and kill switches, every version of them.

CREATE TABLE packs (
  team TEXT NOT NULL REFERENCES teams (id),
  kind TEXT NOT NULL CHECK (kind IN ('rules', 'scripts', 'clocks', 'sites', 'switches')),
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL, -- SHA-256 of body, hex
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (team, kind, version)
) STRICT, WITHOUT ROWID;
