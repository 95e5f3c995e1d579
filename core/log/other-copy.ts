/** What a desk does not sign beside: a checkpoint that another copy of it signed. */
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { equal } from '../formats/bytes.ts';
import type { RecordStore, SignedElsewhere, TreeHead } from '../ports.ts';
import { logRoot } from './log.ts';

/** A log by its number of leaves, and whether it contains the leaves under a head. */
export interface FoundLog {
  readonly size: number;
  hasGrownFrom(head: TreeHead): boolean;
}

/**
 * The error of a desk whose log does not contain what a copy of it has signed on this computer: `rolled-back` with the
 * reason `other-copy` where its log is shorter and nothing speaks against its being the beginning of that one, or
 * `other-history` where it has other leaves. `beginning` says whether the former is `proven` or `unknown`; `signed`, `time`
 * and `home` what was signed, when and from which folder, `found` how many leaves its own log has.
 */
export function otherCopyError(elsewhere: SignedElsewhere, log: FoundLog): NotaryError {
  const { size, time, home } = elsewhere;
  const found = log.size;
  const beginning = beginningIn(elsewhere, log);
  const told = beginning === null ? { reason: 'other-history' } : { reason: 'other-copy', beginning };
  const message = `a copy of this desk in ${home} signed ${size} leaves at ${time}; they are not in this log of ${found}`;
  return new NotaryError('rolled-back', message, { ...told, signed: size, found, time, home });
}

/**
 * Whether a log is the beginning of a history that it does not contain; null when it cannot be. A head of the same size and
 * root that the history has grown from proves it. One that is smaller, and in both, leaves open what came after.
 */
function beginningIn({ size, earlier }: SignedElsewhere, log: FoundLog): 'proven' | 'unknown' | null {
  if (log.size >= size) return null;
  const last = earlier.findLast((head) => head.size <= log.size);
  if (last === undefined) return 'unknown';
  if (!log.hasGrownFrom(last)) return null;
  return last.size === log.size ? 'proven' : 'unknown';
}

/** True for the error of a log that is shorter than what a copy of it signed: nothing that is known contradicts what it shows. */
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
