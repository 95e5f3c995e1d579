/** What was read from documents, for as long as their records wait, and the keys by which one invoice is found again. */
export const readings = `
CREATE TABLE readings (
  seq INTEGER PRIMARY KEY REFERENCES records (seq),
  -- as JSON; null where nothing was read and there is something to say
  reading TEXT,
  -- what there is to say, as a JSON list
  warnings TEXT NOT NULL
) STRICT;
-- what is sealed can't be edited, and what is withdrawn or erased needs no help
CREATE TRIGGER readings_wait AFTER UPDATE OF state ON records WHEN NEW.state <> 'recorded'
  BEGIN DELETE FROM readings WHERE seq = NEW.seq; END;

-- held is for its file or for its reading; what was read and stated changes, and the file does not
ALTER TABLE records ADD COLUMN file_held INTEGER NOT NULL DEFAULT 0;
UPDATE records SET file_held = held;

ALTER TABLE records ADD COLUMN invoice_key TEXT;
ALTER TABLE records ADD COLUMN loose_invoice_key TEXT;
-- of the invoice that it takes back
ALTER TABLE records ADD COLUMN credited_key TEXT;
CREATE INDEX records_by_invoice ON records (invoice_key) WHERE invoice_key IS NOT NULL;
CREATE INDEX records_by_loose_invoice ON records (loose_invoice_key) WHERE loose_invoice_key IS NOT NULL;
CREATE INDEX records_by_credited ON records (credited_key) WHERE credited_key IS NOT NULL;
`;
