/**
 * The numbers of the certificates that were made of a record, so that it is found by any of them. Those from before are
 * read from what was sent and from the names of the files. What searches look through is made anew.
 */
export const certificates = `
CREATE TABLE certificates (
  seq INTEGER NOT NULL REFERENCES records (seq),
  number TEXT NOT NULL,
  time TEXT NOT NULL,
  -- 0 when it was from before the anchor; null when that is not known any more
  final INTEGER,
  -- 1 when it carries its proof in codes; null likewise
  paper INTEGER,
  PRIMARY KEY (seq, number)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO certificates (seq, number, time, final) SELECT seq, number, time, final FROM sent ORDER BY id;
INSERT OR IGNORE INTO certificates (seq, number, time)
  SELECT seq, number, time FROM (
    SELECT place, seq, time, substr(CASE
        WHEN detail GLOB '* ([1-9]).pdf' THEN substr(detail, 1, length(detail) - 8)
        WHEN detail GLOB '* ([1-9][0-9]).pdf' THEN substr(detail, 1, length(detail) - 9)
        ELSE substr(detail, 1, length(detail) - 4)
      END, -12) AS number
    FROM (
      SELECT id - 1e9 AS place, seq, time, detail FROM events_before_journal WHERE kind = 'certified'
      UNION ALL SELECT place, seq, json_extract(entry, '$.time'), path FROM exports JOIN journal USING (place)
    ) WHERE detail GLOB '*-????????????*.pdf'
  ) WHERE length(number) = 12 AND number NOT GLOB '*[^A-Z2-7]*' ORDER BY place;

INSERT INTO search (search) VALUES ('delete-all');
UPDATE search_progress SET seq = 0;
`;
