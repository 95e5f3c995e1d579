/** Who was sent which certificate: rows are only added, so that what a recipient has is never guessed. */
export const sent = `
CREATE TABLE recipients (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- empty when none was given
  address TEXT NOT NULL,
  UNIQUE (name, address)
) STRICT;
CREATE TABLE sent (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES records (seq),
  recipient INTEGER NOT NULL REFERENCES recipients (id),
  time TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('share', 'export', 'pack')),
  -- name of the file that was made for the recipient
  file TEXT NOT NULL,
  -- number of the certificate
  number TEXT NOT NULL,
  -- 0 when it was from before the anchor
  final INTEGER NOT NULL
) STRICT;
CREATE INDEX sent_by_record ON sent (seq, recipient);
CREATE INDEX sent_by_recipient ON sent (recipient);
CREATE TRIGGER sent_stays BEFORE DELETE ON sent BEGIN SELECT RAISE(ABORT, 'what was sent stays'); END;
CREATE TRIGGER sent_unchanged BEFORE UPDATE OF id, seq, recipient, time, way, number, final ON sent
  BEGIN SELECT RAISE(ABORT, 'what was sent stays'); END;
`;
