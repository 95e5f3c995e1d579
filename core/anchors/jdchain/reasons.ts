/** Why a JD Chain ledger confirms nothing, for programs; the words are in core/words. */
import { NotaryError } from '../../errors.ts';

/** All of them. */
export const JD_REASONS = [
  'jd-ledger-fork', // members tell different blocks of one height
  'jd-kv', // the ledger does not keep versions of entries, so that one can be replaced unseen
  'jd-entry-changed', // the entry was written by us, and is not what we wrote any more
  'jd-other-entry', // another checkpoint stands under the key of this one
  'jd-unknown-writer', // our checkpoint stands there, by a transaction that this desk does not know
  'jd-account-taken', // the data account belongs to another user, or to several
  'jd-no-key', // the desk has no key of a user
  'jd-user-unknown',
  'jd-user-frozen',
  'jd-user-revoked',
  'jd-user-rights', // the user lacks a permission
  'jd-refused', // a block has our transaction with a state other than SUCCESS
  'jd-gateway', // the gateway did not pass it on
  'jd-few', // too few members' nodes say the same
  'jd-witnesses', // too few of the members' witnesses have stated that they saw it
] as const;

/** One of the reasons. */
export type JdReason = (typeof JD_REASONS)[number];

/** The error: `anchor-refused` where asking again changes nothing, else `anchor-unavailable`. `told` is shown with the words. */
export function jdError(reason: JdReason, told: string, isFinal = false): NotaryError {
  const code = isFinal ? 'anchor-refused' : 'anchor-unavailable';
  return new NotaryError(code, `${reason}${told === '' ? '' : `: ${told}`}`, { reason, told });
}
