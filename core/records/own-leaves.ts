/**
 * Leaves of the desk itself: besides records, its log has leaves about the desk, which have no certificates.
 * docs/certificate-format.md, "record.json".
 */
import { NotaryError } from '../errors.ts';
import { parseJournalRecord } from '../log/journal.ts';

/** A leaf of the desk itself. */
export interface OwnLeaf {
  /** Its field `type`, one of the closed list. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A reader for the leaves of each type; it throws for others. */
export type OwnLeafTypes = Readonly<Record<string, (bytes: Uint8Array) => unknown>>;

/** The closed list. */
export const OWN_LEAVES: OwnLeafTypes = {
  journal: parseJournalRecord, // the head of the custody journal
};

/** Throws `malformed` for a leaf that is not on the list: everything that is signed must stay readable. */
export function checkOwnLeaf({ type, bytes }: OwnLeaf, types: OwnLeafTypes = OWN_LEAVES): void {
  const read = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!read) throw new NotaryError('malformed', `${type} is no type of a leaf of the desk itself`);
  read(bytes);
}
