/** What a desk does not sign beside: a checkpoint that another copy of it signed. */
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { equal } from '../formats/bytes.ts';
import type { RecordStore, SignedElsewhere, TreeHead } from '../ports.ts';
import { logRoot } from './log.ts';

/**
 * The error of a desk whose log does not contain what a copy of it has signed on this computer: `rolled-back` with the
 * reason `other-copy` where its log is shorter, or `other-history` where it has other leaves; `signed`, `time` and `home`
 * say what was signed, when and from which folder, `found` how many leaves its own log has.
 */
export function otherCopyError({ size, time, home }: SignedElsewhere, found: number): NotaryError {
  const reason = found < size ? 'other-copy' : 'other-history';
  const message = `a copy of this desk in ${home} signed ${size} leaves at ${time}; they are not in this log of ${found}`;
  return new NotaryError('rolled-back', message, { reason, signed: size, found, time, home });
}

/** True for the error of a log that is only shorter than what a copy of it signed: what it shows contradicts nothing. */
export function isShorterCopy(error: unknown): boolean {
  return error instanceof NotaryError && error.code === 'rolled-back' && error.details.reason === 'other-copy';
}

/** What answers about a log's tree. */
export type LogReader = Pick<RecordStore, 'logSize' | 'readNode'>;

/** Whether a log contains the leaves under a head: it has grown from there. */
export function hasHead({ size, root }: TreeHead, log: LogReader, crypto: Pick<Crypto, 'sha256'>): boolean {
  return log.logSize() >= size && equal(logRoot(size, log.readNode, crypto), root);
}

/** True for heads of one size and root; false where there is no second one. */
export const isSameHead = (a: TreeHead, b: TreeHead | null) => b !== null && a.size === b.size && equal(a.root, b.root);
