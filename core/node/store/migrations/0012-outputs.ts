/**
 * Files for others that are meant to be written: the row comes before the file and goes with the entries in the journal,
 * so that after a death in between the disk can be asked whether the file is there.
 */
export const outputs = `
CREATE TABLE outputs (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  -- what is entered once the file is there, as JSON (core/node/store/outputs.ts)
  enters TEXT NOT NULL
) STRICT;
`;
