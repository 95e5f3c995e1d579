/** Which records refer to which, and what is known of records of other desks. */
export const links = `
-- made from the fact "links" of each record
CREATE TABLE record_links (
  seq INTEGER NOT NULL REFERENCES records (seq),
  -- hash of the other record's leaf, hex; the id of one that waits to be sealed too
  target TEXT NOT NULL,
  PRIMARY KEY (seq, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_links_by_target ON record_links (target);

-- a record is found by the hash of its leaf; the first bytes tell hashes apart, and keep the index small
CREATE INDEX leaf_hashes_by_hash ON leaf_hashes (substr(hash, 1, 8));

-- from certificates that were verified when they were taken in
CREATE TABLE foreign_records (
  -- hash of the leaf, hex
  leaf TEXT PRIMARY KEY,
  origin TEXT NOT NULL,
  -- of the record in its own desk
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- disclosed ones, as JSON
  facts TEXT NOT NULL,
  -- what verify said then, and by when the record is proven to have existed
  verdict TEXT NOT NULL,
  proven TEXT,
  added_at TEXT NOT NULL,
  -- the file
  certificate BLOB NOT NULL
) STRICT;
`;
