/**
 * The first shape of the database. Leaf hashes and tree nodes have tables of their own: a record can be erased, what it
 * gave to the log stays. Facts lie apart from the narrow rows that lists are sorted and counted by. Rows of `records`
 * are never deleted, so that a gap in `seq` always means something.
 */
export const first = `
CREATE TABLE records (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL DEFAULT 'recorded'
    CHECK (state IN ('recorded', 'sealed', 'anchored', 'withdrawn', 'erased')),
  confirmed INTEGER NOT NULL DEFAULT 0,
  certified INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,
  sm3 TEXT,
  size INTEGER NOT NULL,
  time TEXT NOT NULL,
  clock TEXT NOT NULL CHECK (clock IN ('synchronised', 'unknown')),
  path TEXT,
  supersedes TEXT,
  edited_at TEXT NOT NULL,
  leaf_index INTEGER UNIQUE,
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  -- how lists are sorted and filtered, made from the facts
  kind TEXT,
  file_name_key TEXT NOT NULL DEFAULT '',
  title_key TEXT NOT NULL DEFAULT '',
  number_key TEXT NOT NULL DEFAULT '',
  state_rank INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE state WHEN 'recorded' THEN 0 WHEN 'sealed' THEN 1 WHEN 'anchored' THEN 2 WHEN 'withdrawn' THEN 3 ELSE 4 END
  ) VIRTUAL,
  CHECK ((leaf_index IS NULL) = (state IN ('recorded', 'withdrawn')) OR state = 'erased')
) STRICT;

CREATE INDEX records_by_digest ON records (sha256);
CREATE INDEX records_by_state ON records (state_rank, seq);
CREATE INDEX records_by_time ON records (time, seq, state_rank);
CREATE INDEX records_by_size ON records (size, seq, state_rank);
CREATE INDEX records_by_file_name ON records (file_name_key, seq, state_rank);
CREATE INDEX records_by_title ON records (title_key, seq, state_rank);
CREATE INDEX records_by_number ON records (number_key, seq, state_rank);
CREATE INDEX records_by_kind ON records (kind, seq, state_rank);
CREATE INDEX records_waiting ON records (confirmed, edited_at) WHERE state = 'recorded';

-- salted facts as a JSON list of [salt, name, value]; the row goes when the record is erased
CREATE TABLE disclosures (
  seq INTEGER PRIMARY KEY REFERENCES records (seq),
  facts TEXT NOT NULL
) STRICT;

-- leaf bytes; the row goes when the record is erased
CREATE TABLE leaves (
  leaf_index INTEGER PRIMARY KEY REFERENCES leaf_hashes (leaf_index),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE leaf_hashes (
  leaf_index INTEGER PRIMARY KEY,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- roots of complete subtrees, level 1 and up
CREATE TABLE tree_nodes (
  level INTEGER NOT NULL CHECK (level > 0),
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY,
  from_size INTEGER NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  note BLOB NOT NULL,
  keys TEXT NOT NULL,
  anchors TEXT NOT NULL DEFAULT '[]',
  confirmed_by TEXT NOT NULL DEFAULT '[]',
  time TEXT NOT NULL,
  anchored_at TEXT,
  -- 1 when it was anchored before any larger one: then it is the final proof of the leaves since the final one before it
  final INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX checkpoints_final ON checkpoints (size) WHERE final = 1;

CREATE TABLE anchor_jobs (
  id INTEGER PRIMARY KEY,
  connector TEXT NOT NULL,
  size INTEGER NOT NULL REFERENCES checkpoints (size),
  payload BLOB NOT NULL,
  reference TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('prepared', 'submitted', 'confirmed', 'refused', 'replaced')),
  attempts INTEGER NOT NULL,
  UNIQUE (connector, reference)
) STRICT;
CREATE UNIQUE INDEX anchor_jobs_open ON anchor_jobs (connector) WHERE state IN ('prepared', 'submitted');

-- one row: the newest note that the embedded witness cosigned
CREATE TABLE witness (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  note BLOB NOT NULL
) STRICT;

-- what happened to a single record beside its intake, sealing and anchoring, which their own rows tell
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES records (seq),
  time TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('edited', 'withdrawn', 'certified', 'erased')),
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_record ON events (seq);
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
CREATE TRIGGER events_unchanged BEFORE UPDATE OF id, seq, time, kind ON events
  BEGIN SELECT RAISE(ABORT, 'events are only added'); END;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE trust_bundles (
  fingerprint TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  compared INTEGER NOT NULL,
  added TEXT NOT NULL
) STRICT;

-- rowid is seq; what the columns hold is made by core/node/store/search.ts, and follows intake (search-index.ts)
CREATE VIRTUAL TABLE search USING fts5 (
  words, codes, tails, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);
-- one row: records up to this seq are in the index
CREATE TABLE search_progress (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO search_progress VALUES (1, 0);
`;
