-- The log of events is the truth and the audit trail: rows are only ever added. case_state is what
-- a fold of it gave, kept for lists; head > folded_to marks what is not folded yet.

CREATE TABLE events (
  pk INTEGER PRIMARY KEY,
  team TEXT NOT NULL REFERENCES teams (id),
  seq INTEGER, -- given by the trigger, in the statement that stores the event
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  base TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_by_id ON events (team, id);
CREATE UNIQUE INDEX events_by_seq ON events (team, seq);
CREATE INDEX events_of_case ON events (team, case_id);

CREATE TABLE case_state (
  team TEXT NOT NULL,
  case_id TEXT NOT NULL,
  head INTEGER NOT NULL,
  folded_to INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT '',
  assignee TEXT NOT NULL DEFAULT '',
  search TEXT NOT NULL DEFAULT '', -- texts one may look for, lower case
  state TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (team, case_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_state_behind ON case_state (team) WHERE head > folded_to;

-- Who did something in a case; seeing a review or a warning is not doing.
CREATE TABLE touches (
  team TEXT NOT NULL,
  member TEXT NOT NULL,
  case_id TEXT NOT NULL,
  PRIMARY KEY (team, member, case_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_numbered AFTER INSERT ON events
BEGIN
  UPDATE teams SET seq = seq + 1 WHERE id = NEW.team;
  UPDATE events SET seq = (SELECT seq FROM teams WHERE id = NEW.team) WHERE pk = NEW.pk;
  INSERT INTO case_state (team, case_id, head)
  SELECT NEW.team, NEW.case_id, seq FROM teams WHERE id = NEW.team
  ON CONFLICT (team, case_id) DO UPDATE SET head = excluded.head;
  INSERT INTO touches (team, member, case_id)
  SELECT NEW.team, NEW.actor, NEW.case_id WHERE NEW.kind NOT IN ('review', 'finding')
  ON CONFLICT DO NOTHING;
END;
