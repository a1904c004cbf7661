-- The index of what a report counts beside cases holds all that it asks of it: reading each event's body for
-- it took most of the time of a report of a year. These are the expressions of store/deeds.go.

DROP INDEX events_to_count;
CREATE INDEX events_to_count ON events (team, received_at, kind, actor, case_id,
  COALESCE(CASE kind WHEN 'finding' THEN body->>'rule' WHEN 'script' THEN body->>'script'
    WHEN 'contact' THEN body->>'channel' ELSE replace(replace(body->>'form', char(30), ' '), char(31), ' ') END, ''),
  COALESCE(CASE kind WHEN 'finding' THEN body->>'action'
    WHEN 'script' THEN CASE WHEN body->>'edited' THEN 'edited' END END, ''),
  CASE kind WHEN 'compensation' THEN CAST(ROUND(100 * CAST(body->>'amount' AS REAL)) AS INTEGER) ELSE 0 END)
  WHERE kind IN ('contact', 'compensation', 'finding', 'script');
