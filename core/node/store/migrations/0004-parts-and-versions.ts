/**
 * Digests of parts lie apart from the other facts, which every list and every search reads: those of a long contract
 * are a hundred times longer. And a record's later versions are found by what they replace.
 */
export const partsAndVersions = `
ALTER TABLE disclosures ADD COLUMN fingerprints TEXT;
CREATE INDEX records_by_supersedes ON records (supersedes) WHERE supersedes IS NOT NULL;
`;
