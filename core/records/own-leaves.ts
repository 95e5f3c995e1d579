/**
 * Leaves of the desk itself: beside records its log has leaves that speak of the desk, and of which there is no
 * certificate. docs/certificate-format.md, "record.json".
 */
import { NotaryError } from '../errors.ts';
import { parseJournalRecord } from '../log/journal.ts';

/** A leaf of the desk itself. */
export interface OwnLeaf {
  /** Its field `type`, one of the closed list. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** For each type what reads its leaves, or throws. */
export type OwnLeafTypes = Readonly<Record<string, (bytes: Uint8Array) => unknown>>;

/** The closed list. */
export const OWN_LEAVES: OwnLeafTypes = {
  journal: parseJournalRecord, // the head of the custody journal
};

/** Throws `malformed` for a leaf that is none of the list: whatever is signed must be read for ever. */
export function checkOwnLeaf({ type, bytes }: OwnLeaf, types: OwnLeafTypes = OWN_LEAVES): void {
  const read = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!read) throw new NotaryError('malformed', `${type} is no type of a leaf of the desk itself`);
  read(bytes);
}
