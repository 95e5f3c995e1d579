/**
 * The custody journal: what happened to each record, only ever added to. `entry` is a leaf of the journal's own tree,
 * whose head is sealed into the log; `opened` says what the entry commits to and is the one thing that an erasure takes.
 */
export const journal = `
CREATE TABLE journal (
  place INTEGER PRIMARY KEY CHECK (place >= 0),
  -- null for what happens to a range of leaves
  seq INTEGER REFERENCES records (seq),
  from_leaf INTEGER,
  to_leaf INTEGER,
  event TEXT NOT NULL,
  entry TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  opened TEXT,
  CHECK ((seq IS NULL) = (from_leaf IS NOT NULL) AND (from_leaf IS NULL) = (to_leaf IS NULL))
) STRICT;
CREATE INDEX journal_by_record ON journal (seq) WHERE seq IS NOT NULL;
CREATE INDEX journal_by_leaves ON journal (from_leaf) WHERE seq IS NULL;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_unchanged BEFORE UPDATE OF place, seq, from_leaf, to_leaf, event, entry, hash ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_erased BEFORE UPDATE OF opened ON journal WHEN new.opened IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
-- the next place and no other, whoever writes
CREATE TRIGGER journal_next BEFORE INSERT ON journal
  WHEN new.place <> (SELECT coalesce(max(place) + 1, 0) FROM journal)
  BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

-- roots of complete subtrees of the journal, level 1 and up
CREATE TABLE journal_nodes (
  level INTEGER NOT NULL CHECK (level > 0),
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

-- heads of the journal that are in the log, each a leaf that is no record of a document
CREATE TABLE journal_heads (
  leaf_index INTEGER PRIMARY KEY REFERENCES leaf_hashes (leaf_index),
  size INTEGER NOT NULL,
  head BLOB NOT NULL CHECK (length(head) = 32)
) STRICT;
CREATE INDEX journal_heads_by_size ON journal_heads (size);
CREATE TRIGGER journal_heads_stay BEFORE DELETE ON journal_heads
  BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_heads_unchanged BEFORE UPDATE ON journal_heads
  BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
`;
