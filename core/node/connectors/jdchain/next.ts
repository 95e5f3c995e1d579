/**
 * What is to be done next about a checkpoint, by what the members say. Nothing is asked or sent here: each trap of a JD Chain
 * ledger is a row of what is known, and its test a row of a table.
 *
 *     register the data account, mode 700 → see owner and mode → write the entry at version -1 → find it at enough members
 *     → ask the witnesses (statements.ts)
 */
import { DATA_TYPE, TRANSACTION_STATE } from '../../../anchors/jdchain/contracts.ts';
import type { JdReason } from '../../../anchors/jdchain/reasons.ts';
import { equal } from '../../../formats/bytes.ts';
import { type Fate, isSuccess, type Recorded, toldText } from './fate.ts';
import type { Sending } from './plan.ts';

/** The data account, as enough members tell it alike. Owners in Base58. */
export type AccountSeen =
  | { readonly is: 'absent' }
  | { readonly is: 'there'; readonly owners: readonly string[]; readonly mode: string }
  | { readonly is: 'unclear' };

/** The entry of the checkpoint in it. */
export type EntrySeen =
  | { readonly is: 'absent' }
  | { readonly is: 'there'; readonly type: number; readonly bytes: Uint8Array | null; readonly version: number }
  | { readonly is: 'unclear' };

/** The user of this desk on the ledger: its state, and the rights that it lacks. */
export type UserSeen =
  | { readonly is: 'absent' }
  | { readonly is: 'there'; readonly state: string; readonly lacks: readonly string[] }
  | { readonly is: 'unclear' };

/** What is known. */
export interface Known {
  /** Base58 of the user's address. */
  readonly user: string;
  readonly userSeen: UserSeen;
  readonly account: AccountSeen;
  readonly entry: EntrySeen;
  /** The value that the entry is to have, UTF-8. */
  readonly value: Uint8Array;
  /**
   * What became of a transaction of ours that writes it. Where the entry is there: of that which was carried out, by the members
   * that have the entry. Else of the one that was sent last. Null before the first.
   */
  readonly written: Fate | null;
  /** Whether something that this desk sent may still be under way. */
  readonly underWay: boolean;
}

/** What to do. */
export type Next =
  | { readonly do: 'send'; readonly what: Sending }
  /** Nothing is to be sent now: it may have happened, or may happen yet, or the members have not caught up. */
  | { readonly do: 'wait' }
  /** The entry is there, by this transaction, and enough members stand by its block. */
  | { readonly do: 'anchor'; readonly recorded: Recorded; readonly by: readonly string[] }
  /** Nothing can be claimed, and a person has to look. `final` where asking again changes nothing. */
  | { readonly do: 'stop'; readonly reason: JdReason; readonly told: string; readonly final: boolean };

const WAIT: Next = { do: 'wait' };
const stop = (reason: JdReason, told = '', final = false): Next => ({ do: 'stop', reason, told, final });

/** Mode of an account that only its owner writes to, as nodes show it. */
export const OWNER_ONLY_MODE = '-rwx------';

/** The next step: the first of these that has something to say. */
export function nextStep(known: Known): Next {
  return ofFork(known) ?? ofEntry(known) ?? ofUser(known) ?? ofAccount(known) ?? ofWriting(known);
}

function ofFork({ written }: Known): Next | null {
  return written?.is === 'forked' ? stop('jd-ledger-fork', toldText(written.told)) : null;
}

const isOurs = (entry: EntrySeen, value: Uint8Array): boolean =>
  entry.is === 'there' &&
  entry.type === DATA_TYPE.TEXT &&
  entry.version === 0 &&
  entry.bytes !== null &&
  equal(entry.bytes, value);

/** Whatever was answered to what was sent: what stands under the key decides, and which transaction wrote it. */
function ofEntry({ written, entry, value }: Known): Next | null {
  const done = written?.is === 'recorded' && isSuccess(written.recorded) ? written : null;
  if (entry.is === 'unclear') return WAIT;
  if (entry.is === 'absent') return done ? WAIT : null;
  if (!isOurs(entry, value)) return stop(done ? 'jd-entry-changed' : 'jd-other-entry', '', true);
  if (done) return { do: 'anchor', recorded: done.recorded, by: done.by };
  // the members that have the entry know none of our transactions: a copy of this desk wrote it, or an earlier job that is lost
  return written === null || written.is === 'absent' ? stop('jd-unknown-writer', '', true) : WAIT;
}

/** What there is to say of the user; null when all is well. */
export function ofUser({ userSeen }: Pick<Known, 'userSeen'>): Next | null {
  if (userSeen.is === 'unclear') return WAIT;
  if (userSeen.is === 'absent') return stop('jd-user-unknown');
  if (userSeen.state === 'FREEZE') return stop('jd-user-frozen');
  if (userSeen.state !== 'NORMAL') return stop('jd-user-revoked');
  return userSeen.lacks.length > 0 ? stop('jd-user-rights', userSeen.lacks.join(', ')) : null;
}

/** What there is to do about the data account; null when all is well. */
export function ofAccount({ account, user, underWay }: Pick<Known, 'account' | 'user' | 'underWay'>): Next | null {
  if (account.is === 'unclear') return WAIT;
  const send = (what: Sending): Next => (underWay ? WAIT : { do: 'send', what });
  if (account.is === 'absent') return send('register');
  const [owner, ...others] = account.owners;
  if (owner !== user || others.length > 0) return stop('jd-account-taken', account.owners.join(', '), true);
  return account.mode === OWNER_ONLY_MODE ? null : send('protect');
}

/** A transaction that met another one under its key: the entry is there, though a member may not have it yet. */
const isConflict = (written: Fate | null): boolean =>
  written?.is === 'recorded' && written.recorded.state === TRANSACTION_STATE.DATA_VERSION_CONFLICT;

function ofWriting({ written, underWay }: Known): Next {
  return underWay || written?.is === 'unclear' || isConflict(written) ? WAIT : { do: 'send', what: 'write' };
}
