-- The daily look after a team's log reads only what is old enough to go: erasures by when they
-- came, codes by when they ran out, used or not.

CREATE INDEX erased_when ON events (team, received_at, case_id) WHERE kind = 'erased';

DROP INDEX codes_of_team;
CREATE INDEX codes_of_team ON codes (team, expires_at);
