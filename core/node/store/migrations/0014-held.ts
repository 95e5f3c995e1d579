/** Records with warnings wait until a person has decided: they are held until they are confirmed. */
export const held = `
ALTER TABLE records ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
DROP INDEX records_waiting;
CREATE INDEX records_waiting ON records (confirmed, held, edited_at) WHERE state = 'recorded';
`;
