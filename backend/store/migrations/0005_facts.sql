-- What lists and reports ask of a case stands in columns of its own, filled by the fold, and in
-- indexes that hold all a query needs: neither reads a case's state to count it.

ALTER TABLE case_state ADD COLUMN at INTEGER NOT NULL DEFAULT 0;          -- when it was rated, else when it was first heard of
ALTER TABLE case_state ADD COLUMN done INTEGER NOT NULL DEFAULT 0;        -- its status needs nobody any more
ALTER TABLE case_state ADD COLUMN rank INTEGER NOT NULL DEFAULT 2;        -- 0 a window is open, 1 all are over, 2 none is known
ALTER TABLE case_state ADD COLUMN sort INTEGER NOT NULL DEFAULT 0;        -- when the pressing window closes; negative once over
ALTER TABLE case_state ADD COLUMN shop TEXT NOT NULL DEFAULT '';
ALTER TABLE case_state ADD COLUMN platform TEXT NOT NULL DEFAULT '';
ALTER TABLE case_state ADD COLUMN product TEXT NOT NULL DEFAULT '';
ALTER TABLE case_state ADD COLUMN rating TEXT NOT NULL DEFAULT '';
ALTER TABLE case_state ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';     -- JSON
ALTER TABLE case_state ADD COLUMN touched_at INTEGER NOT NULL DEFAULT 0;  -- by the server's clock, as all that follow
ALTER TABLE case_state ADD COLUMN resolved_at INTEGER NOT NULL DEFAULT 0; -- while its status is 已解决
ALTER TABLE case_state ADD COLUMN resolved_by TEXT NOT NULL DEFAULT '';
ALTER TABLE case_state ADD COLUMN explain_by INTEGER NOT NULL DEFAULT 0;  -- end of the seller's explanation window

UPDATE case_state SET folded_to = 0;

CREATE INDEX case_list ON case_state
  (team, done, rank, sort, case_id, status, assignee, rating, platform, shop, product, reasons, at);
CREATE INDEX case_rated ON case_state
  (team, at, case_id, status, assignee, rating, platform, shop, product, reasons, touched_at, explain_by, done);
CREATE INDEX case_resolved ON case_state
  (team, resolved_at, case_id, at, resolved_by, status, assignee, rating, platform, shop, product, reasons)
  WHERE resolved_at > 0;

-- What a report counts beside cases, by when it arrived.
CREATE INDEX events_to_count ON events (team, received_at)
  WHERE kind IN ('contact', 'compensation', 'finding', 'script');

-- How long the texts of a case that is at rest are kept, in days; 0 is for ever.
ALTER TABLE teams ADD COLUMN keep_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE teams ADD COLUMN tended_at INTEGER NOT NULL DEFAULT 0;

-- A rule or script an agent would like the whole team to have.
CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  team TEXT NOT NULL REFERENCES teams (id),
  kind TEXT NOT NULL CHECK (kind IN ('rules', 'scripts')),
  item TEXT NOT NULL,
  why TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'approved', 'declined')),
  decided_by TEXT NOT NULL DEFAULT '',
  decided_at INTEGER NOT NULL DEFAULT 0,
  answer TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX codes_of_team ON codes (team, expires_at) WHERE used_at IS NULL;
CREATE INDEX proposals_of_team ON proposals (team, status, created_at);
