/**
 * What came after the first proof of a record: its evidence shown under later members of a chain, and whether the
 * certificate that was written last is still one from before the anchor. The first proof itself stays as it was.
 */
export const laterProofs = `
CREATE TABLE renewals (
  id INTEGER PRIMARY KEY,
  size INTEGER NOT NULL REFERENCES checkpoints (size),
  -- which of the checkpoint's anchors, from 0
  place INTEGER NOT NULL,
  anchor TEXT NOT NULL,
  time TEXT NOT NULL
) STRICT;
CREATE INDEX renewals_by_checkpoint ON renewals (size);
CREATE TRIGGER renewals_stay BEFORE DELETE ON renewals BEGIN SELECT RAISE(ABORT, 'renewals are only added'); END;
CREATE TRIGGER renewals_unchanged BEFORE UPDATE ON renewals BEGIN SELECT RAISE(ABORT, 'renewals are only added'); END;

ALTER TABLE records ADD COLUMN provisional INTEGER NOT NULL DEFAULT 0;
UPDATE records SET provisional = 1 WHERE certified = 1 AND state IN ('sealed', 'anchored') AND NOT EXISTS (
  SELECT 1 FROM events WHERE events.seq = records.seq AND kind = 'certified' AND events.time >= (
    SELECT anchored_at FROM checkpoints WHERE final = 1 AND size > records.leaf_index ORDER BY size LIMIT 1));
CREATE INDEX records_provisional ON records (state_rank, seq) WHERE provisional = 1;
`;
