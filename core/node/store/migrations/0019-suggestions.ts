/** What was seen in documents beside what they state, and the loose key of an invoice that was only seen. */
export const suggestions = `
CREATE TABLE suggestions (
  seq INTEGER PRIMARY KEY REFERENCES records (seq),
  -- as a JSON list; null once the record is sealed
  seen TEXT,
  loose_key TEXT
) STRICT;
CREATE INDEX suggestions_by_key ON suggestions (loose_key) WHERE loose_key IS NOT NULL;
CREATE TRIGGER suggestions_wait AFTER UPDATE OF state ON records WHEN NEW.state <> 'recorded'
  BEGIN UPDATE suggestions SET seen = NULL WHERE seq = NEW.seq AND seen IS NOT NULL; END;
-- what is withdrawn is no record of an invoice, and what is erased leaves nothing
CREATE TRIGGER suggestions_go AFTER UPDATE OF state ON records WHEN NEW.state IN ('withdrawn', 'erased')
  BEGIN DELETE FROM suggestions WHERE seq = NEW.seq; END;
`;
