-- Teams, their members, and what opens the door for them. Times are milliseconds since 1970. No
-- secret is stored: tokens and codes are kept as SHA-256.

CREATE TABLE teams (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0,       -- of the newest event
  purged_to INTEGER NOT NULL DEFAULT 0, -- events up to here are gone
  epoch TEXT NOT NULL                   -- another one after a restore
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  id TEXT PRIMARY KEY,
  team TEXT NOT NULL REFERENCES teams (id),
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('agent', 'lead')),
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX members_of_team ON members (team);

CREATE TABLE tokens (
  hash TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES members (id),
  kind TEXT NOT NULL CHECK (kind IN ('device', 'session')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_seen INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_of_member ON tokens (member);

-- A code works once. Redeeming it is one UPDATE: the trigger makes what it was for, so that no
-- failure in between can spend the code and give nothing.
CREATE TABLE codes (
  hash TEXT PRIMARY KEY,
  team TEXT NOT NULL REFERENCES teams (id),
  kind TEXT NOT NULL CHECK (kind IN ('invite', 'login')),
  role TEXT NOT NULL,
  member TEXT, -- whose it is, once known: at once for a login code, when redeemed for an invite
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  name TEXT,             -- of the member an invite makes
  token TEXT,            -- hash of the token it gives
  token_kind TEXT,
  token_expires_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TRIGGER code_redeemed AFTER UPDATE OF used_at ON codes
WHEN OLD.used_at IS NULL AND NEW.used_at IS NOT NULL
BEGIN
  INSERT INTO members (id, team, name, role, created_at)
  SELECT NEW.member, NEW.team, NEW.name, NEW.role, NEW.used_at WHERE NEW.kind = 'invite';
  INSERT INTO tokens (hash, member, kind, created_at, expires_at, last_seen)
  VALUES (NEW.token, NEW.member, NEW.token_kind, NEW.used_at, NEW.token_expires_at, NEW.used_at);
END;

-- Whoever is revoked takes along the codes they gave out.
CREATE TRIGGER member_revoked AFTER UPDATE OF revoked_at ON members
WHEN OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL
BEGIN
  UPDATE codes SET expires_at = MIN(expires_at, NEW.revoked_at)
  WHERE created_by = NEW.id AND used_at IS NULL;
END;

CREATE INDEX codes_by_maker ON codes (created_by);
