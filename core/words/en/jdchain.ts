import type { JdReason } from '../../anchors/jdchain/reasons.ts';
import type { ErrorDetails, ErrorWords } from '../types.ts';

const WAITING = 'The sealed records are kept; they are waiting.';
const told = ({ told: what }: ErrorDetails) => (what ? ` (${what})` : '');

/** Why a JD Chain ledger confirms nothing. */
export const jdchainTrouble: Readonly<Record<JdReason, (details: ErrorDetails) => ErrorWords>> = {
  'jd-ledger-fork': (d) => ({
    happened: `Members of the ledger have different blocks at the same height: the ledger has forked${told(d)}.`,
    safe: 'Nothing is claimed about it. The sealed records are kept.',
    next: 'Tell the administrators of the members which member has which block. It is asked again automatically.',
  }),
  'jd-kv': () => ({
    happened: 'The ledger keeps its data as KV: an entry there can be replaced unseen, so it is no evidence.',
    safe: 'Nothing was written. The sealed records are kept.',
    next: 'Use a ledger with the data structure MERKLE_TREE, or have checkpoints confirmed by another chain.',
  }),
  'jd-entry-changed': () => ({
    happened: 'The entry of this desk on the ledger is no longer what this desk wrote.',
    safe: 'Nothing is claimed about it. The sealed records are kept.',
    next: 'Seal something more: the next checkpoint covers all records. Ask the members how the entry was changed.',
  }),
  'jd-other-entry': () => ({
    happened: 'The ledger already has another checkpoint of this desk with as many records.',
    safe: 'Nothing of this history is confirmed. Confirmed certificates remain valid.',
    next: 'Do not seal anything here. Find out which copy of the desk has been in use, and contact the members.',
  }),
  'jd-unknown-writer': () => ({
    happened:
      'This checkpoint is already on the ledger, by a transaction that this desk does not know: a copy of the desk wrote it, or an older backup was put back.',
    safe: 'The sealed records are kept, and what was confirmed remains valid.',
    next: 'Make sure that only one copy of the desk is in use. The next checkpoint, sealed here, covers all records.',
  }),
  'jd-account-taken': (d) => ({
    happened: `The data account of this desk on the ledger has another owner${told(d)}.`,
    safe: WAITING,
    next: 'Have the members register another key for this desk, and give it that key (chain key).',
  }),
  'jd-no-key': () => ({
    happened: 'This desk has no key to sign transactions on this ledger.',
    safe: WAITING,
    next: 'Run “chain key”: it makes a key, or reads a key file of jdchain-cli. Have a member register its public key as a user.',
  }),
  'jd-user-unknown': () => ({
    happened: 'The members have not registered the key of this desk as a user of the ledger.',
    safe: WAITING,
    next: 'Send a member the public key that “chain key” shows. Once it is registered, it continues automatically.',
  }),
  'jd-user-frozen': () => ({
    happened: 'The members have frozen this desk’s user of the ledger: nothing that it sends is carried out.',
    safe: WAITING,
    next: 'Ask a member for the reason. Once the user is active again, it continues automatically.',
  }),
  'jd-user-revoked': () => ({
    happened: 'The members have revoked this desk’s user of the ledger for good.',
    safe: 'The sealed records are kept, and confirmed certificates remain valid.',
    next: 'Ask a member for the reason. A new key (chain key) can be registered as another user.',
  }),
  'jd-user-rights': (d) => ({
    happened: `This desk’s user of the ledger lacks permissions${told(d)}.`,
    safe: WAITING,
    next: 'Ask a member to grant a role that has them. Then it continues automatically.',
  }),
  'jd-refused': (d) => ({
    happened: `The ledger recorded the transaction of this desk as refused${told(d)}.`,
    safe: 'Nothing was written. The sealed records are kept.',
    next: 'It is tried again automatically. If it lasts, send this message to a member.',
  }),
  'jd-gateway': (d) => ({
    happened: `The gateway of the ledger did not take the transaction${told(d)}.`,
    safe: WAITING,
    next: 'It is tried again automatically. If it lasts, send this message to whoever runs the gateway.',
  }),
  'jd-few': (d) => ({
    happened: `Too few members’ nodes say the same about the transaction${told(d)}.`,
    safe: 'Nothing is claimed yet. The sealed records are kept.',
    next: 'It is asked again automatically. If it lasts, tell the members that are named.',
  }),
  'jd-witnesses': (d) => ({
    happened: `Too few of the members’ witnesses have stated that they saw it committed on their own node${told(d)}.`,
    safe: 'The entry is on the ledger. The sealed records are kept; they are waiting.',
    next: 'They are asked again automatically. If it lasts, tell the members that are named.',
  }),
};
