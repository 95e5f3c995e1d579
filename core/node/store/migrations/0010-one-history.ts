/**
 * The journal is the one history of a record. Until here a table of events told the same beside it. Two things of that
 * table are nowhere else and are kept: where a certificate was written on this machine, which the journal does not say
 * because strangers read it; and what happened before there was a journal. The journal cannot take that up: its entries
 * are leaves of a tree, in the order in which they were made, and would say of themselves that they are of today.
 */
export const oneHistory = `
-- the paths that belong to entries of the journal; a path goes when its record is erased
CREATE TABLE exports (
  place INTEGER PRIMARY KEY REFERENCES journal (place),
  path TEXT NOT NULL
) STRICT;

-- never written again; an erasure takes what it says
CREATE TABLE events_before_journal (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES records (seq),
  time TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('edited', 'withdrawn', 'certified', 'erased')),
  detail TEXT NOT NULL
) STRICT;

-- an event and the entry that was written with it have record, kind and time in common; where several have, they are in order
CREATE TEMP TABLE event_places AS
  SELECT e.id, j.place FROM (
    SELECT id, seq, time, CASE kind WHEN 'certified' THEN 'exported' ELSE kind END AS event,
      row_number() OVER (PARTITION BY seq, kind, time ORDER BY id) AS n FROM events
  ) e JOIN (
    SELECT place, seq, event, json_extract(entry, '$.time') AS time,
      row_number() OVER (PARTITION BY seq, event, json_extract(entry, '$.time') ORDER BY place) AS n
    FROM journal WHERE seq IS NOT NULL
  ) j USING (seq, event, time, n);
INSERT INTO exports (place, path)
  SELECT place, detail FROM event_places JOIN events USING (id) WHERE kind = 'certified' AND detail <> '';
INSERT INTO events_before_journal (id, seq, time, kind, detail)
  SELECT id, seq, time, kind, detail FROM events WHERE id NOT IN (SELECT id FROM event_places);
DROP TABLE event_places;
DROP TABLE events;

CREATE INDEX events_before_journal_by_record ON events_before_journal (seq);
CREATE TRIGGER events_before_journal_closed BEFORE INSERT ON events_before_journal
  BEGIN SELECT RAISE(ABORT, 'the journal tells what happens'); END;
CREATE TRIGGER events_before_journal_stay BEFORE DELETE ON events_before_journal
  BEGIN SELECT RAISE(ABORT, 'what happened stays'); END;
CREATE TRIGGER events_before_journal_unchanged BEFORE UPDATE OF id, seq, time, kind ON events_before_journal
  BEGIN SELECT RAISE(ABORT, 'what happened stays'); END;
`;
