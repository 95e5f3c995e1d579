/** Chains that a desk anchors to, each from a consortium file. */
export const chains = `
CREATE TABLE chains (
  name TEXT PRIMARY KEY,
  file BLOB NOT NULL,
  fingerprint TEXT NOT NULL,
  compared INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  required INTEGER NOT NULL,
  added TEXT NOT NULL
) STRICT;
`;
