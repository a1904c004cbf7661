-- Erasing a case takes its texts out of the log in the same statement that stores the event saying
-- so; a review that a page shows of an erased case afterwards is stored without its texts. What
-- counts stays: when, by whom, which kind, states and sums. Purging takes the events of a case
-- that was erased long ago out altogether, and changes the epoch: every device reads the log anew.

DROP TRIGGER event_numbered;

CREATE TRIGGER event_numbered AFTER INSERT ON events
BEGIN
  UPDATE teams SET seq = seq + 1 WHERE id = NEW.team;
  UPDATE events SET seq = (SELECT seq FROM teams WHERE id = NEW.team) WHERE pk = NEW.pk;
  INSERT INTO case_state (team, case_id, head)
  SELECT NEW.team, NEW.case_id, seq FROM teams WHERE id = NEW.team
  ON CONFLICT (team, case_id) DO UPDATE SET head = excluded.head;
  INSERT INTO touches (team, member, case_id)
  SELECT NEW.team, NEW.actor, NEW.case_id WHERE NEW.kind NOT IN ('review', 'finding', 'erased')
  ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER case_erased AFTER INSERT ON events WHEN NEW.kind = 'erased'
BEGIN
  UPDATE events SET body = CASE
    WHEN kind = 'review' THEN json_remove(json_set(body, '$.text', '', '$.buyer', ''), '$.append')
    WHEN kind IN ('note', 'note_edit') THEN json_set(body, '$.text', '')
    WHEN kind = 'contact' THEN json_set(body, '$.result', '')
    WHEN kind = 'compensation' THEN json_set(body, '$.why', '')
    WHEN kind = 'finding' THEN json_remove(body, '$.text')
    WHEN kind = 'complaint' THEN json_set(body, '$.result', '',
      '$.evidence', (SELECT json_group_array('') FROM json_each(events.body, '$.evidence')))
    WHEN kind = 'field' AND body ->> 'name' IN ('outcome', 'next_step') THEN json_set(body, '$.value', '')
    ELSE body END
  WHERE team = NEW.team AND case_id = NEW.case_id AND pk < NEW.pk;
  UPDATE case_state SET folded_to = 0, search = '', state = ''
  WHERE team = NEW.team AND case_id = NEW.case_id;
END;

CREATE INDEX erasures ON events (team, case_id, received_at) WHERE kind = 'erased';

CREATE TRIGGER review_of_erased AFTER INSERT ON events
WHEN NEW.kind = 'review'
  AND EXISTS (SELECT 1 FROM events e WHERE e.kind = 'erased' AND e.team = NEW.team AND e.case_id = NEW.case_id)
BEGIN
  UPDATE events SET body = json_remove(json_set(body, '$.text', '', '$.buyer', ''), '$.append') WHERE pk = NEW.pk;
END;

CREATE TRIGGER event_purged AFTER DELETE ON events
BEGIN
  UPDATE teams SET purged_to = MAX(purged_to, OLD.seq), epoch = lower(hex(randomblob(13))) WHERE id = OLD.team;
  DELETE FROM case_state WHERE team = OLD.team AND case_id = OLD.case_id
  AND NOT EXISTS (SELECT 1 FROM events e WHERE e.team = OLD.team AND e.case_id = OLD.case_id);
  DELETE FROM touches WHERE team = OLD.team AND case_id = OLD.case_id
  AND NOT EXISTS (SELECT 1 FROM events e WHERE e.team = OLD.team AND e.case_id = OLD.case_id);
END;
