/** Chains are known by kind and id: two kinds may use the same id. All that were brought in before are CometBFT's. */
export const chainKinds = `
ALTER TABLE chains RENAME TO chains_by_name;
CREATE TABLE chains (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  file BLOB NOT NULL,
  fingerprint TEXT NOT NULL,
  compared INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  required INTEGER NOT NULL,
  added TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
INSERT INTO chains (kind, id, file, fingerprint, compared, enabled, required, added)
  SELECT 'cometbft', name, file, fingerprint, compared, enabled, required, added FROM chains_by_name;
DROP TABLE chains_by_name;
`;
