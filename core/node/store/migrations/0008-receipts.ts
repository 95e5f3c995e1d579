/** What a chain or a time-stamping authority answered when a job was sent to it; null where there is nothing to keep. */
export const receipts = `
ALTER TABLE anchor_jobs ADD COLUMN receipt BLOB;
`;
