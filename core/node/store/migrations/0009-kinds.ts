/**
 * Records of more kinds than documents, and leaves of the desk itself that are no records: each says what it is. Until
 * here every record was of a document, and every leaf beside them a head of the journal.
 */
export const kinds = `
-- key of the record's kind (core/records/)
ALTER TABLE records ADD COLUMN record_kind TEXT NOT NULL DEFAULT 'document';
-- members of the leaf that only its kind has, as a JSON object
ALTER TABLE records ADD COLUMN members TEXT;

CREATE TABLE own_leaves (
  leaf_index INTEGER PRIMARY KEY REFERENCES leaf_hashes (leaf_index),
  type TEXT NOT NULL
) STRICT;
INSERT INTO own_leaves (leaf_index, type) SELECT leaf_index, 'journal' FROM journal_heads;
CREATE TRIGGER own_leaves_stay BEFORE DELETE ON own_leaves BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER own_leaves_unchanged BEFORE UPDATE ON own_leaves
  BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
`;
