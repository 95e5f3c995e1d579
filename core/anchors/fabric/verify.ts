/**
 * The verification of one anchor, as a list of checks in their order. They decide whether the evidence holds by itself:
 * the transaction with its endorsements, the endorsers' later statement of what they read, and the block that places the
 * transaction; so a changed bit is found without any trust bundle. Whether the keys are the right people's is asked
 * afterwards (judge.ts). A block alone never proves that its transactions were valid: it has them, valid or not.
 */
import type { Crypto } from '../../crypto.ts';
import { equal } from '../../formats/bytes.ts';
import type { Checkpoint } from '../../formats/checkpoint.ts';
import { parseNote } from '../../formats/note.ts';
import { dataHash, headerBytes, isSignedBy, ordererOf } from './block.ts';
import type { BlockProof, FabricEvidence } from './evidence.ts';
import { readIdentity } from './identity.ts';
import {
  allEndorsementsHold,
  answersProposal,
  type Content,
  contentOf,
  type Endorsed,
  isSuccessful,
  namesItself,
} from './proposal.ts';

/** Names of the checks, in their order. */
export const FABRIC_CHECKS = [
  'transaction', // it is a transaction that was endorsed, with the answer 200
  'channel', // of this channel
  'transaction-id', // named by nonce and creator
  'proposal', // the answer is to this proposal
  'chaincode', // one chaincode was called, and answered
  'checkpoint', // it writes the note under this checkpoint's key
  'endorsements', // every endorsement that is carried verifies
  'read-transaction', // the same five of the statement of what was read
  'read-channel',
  'read-transaction-id',
  'read-proposal',
  'read-chaincode', // the one of the transaction
  'read-checkpoint', // it read a key that the transaction writes, and returned what it writes there
  'read-version', // as that block and that transaction wrote it
  'read-endorsements',
  'block', // every signature of an orderer that is carried verifies
] as const;
/** Name of one check of the list. */
export type FabricCheck = (typeof FABRIC_CHECKS)[number];

/** One check of the list; one that throws does not hold. */
export interface Step {
  readonly name: FabricCheck;
  readonly holds: () => boolean;
}

/** What an anchor has to be about. */
export interface Subject {
  readonly noteText: string;
  readonly checkpoint: Pick<Checkpoint, 'origin' | 'size'>;
}

/** The first check that does not hold, or null. */
export function firstFailure(evidence: FabricEvidence, subject: Subject, crypto: Crypto): FabricCheck | null {
  return stepsOf(evidence, subject, crypto).find((step) => !stands(step))?.name ?? null;
}

function stands({ holds }: Step): boolean {
  try {
    return holds();
  } catch {
    return false; // a part that cannot be read
  }
}

/** All checks of an anchor. */
export function stepsOf(evidence: FabricEvidence, subject: Subject, crypto: Crypto): readonly Step[] {
  const { channel, block, transaction, read } = evidence;
  return [
    ...transactionSteps(channel, transaction, subject, crypto),
    ...readSteps(channel, transaction, read, subject, { block: block.number, index: block.index }, crypto),
    { name: 'block', holds: () => isOrdered(block, crypto) },
  ];
}

/** The checks of the transaction, which say nothing of whether it was ordered or valid. */
export function transactionSteps(
  channel: string,
  transaction: Endorsed,
  subject: Subject,
  crypto: Crypto,
): readonly Step[] {
  const content = () => contentOf(transaction);
  return [
    { name: 'transaction', holds: () => isSuccessful(content()) },
    { name: 'channel', holds: () => content().channel === channel },
    { name: 'transaction-id', holds: () => namesItself(transaction, content(), crypto) },
    { name: 'proposal', holds: () => answersProposal(transaction, crypto) },
    { name: 'chaincode', holds: () => isOneChaincode(content()) },
    { name: 'checkpoint', holds: () => noteWritten(content(), subject) === subject.noteText },
    { name: 'endorsements', holds: () => allEndorsementsHold(transaction) },
  ];
}

/** The checks of the statement of what endorsers read, as far as it belongs to this transaction at this place. */
export function readSteps(
  channel: string,
  transaction: Endorsed,
  read: Endorsed,
  subject: Subject,
  place: { readonly block: number; readonly index: number },
  crypto: Crypto,
): readonly Step[] {
  const content = () => contentOf(read);
  return [
    { name: 'read-transaction', holds: () => isSuccessful(content()) },
    { name: 'read-channel', holds: () => content().channel === channel },
    { name: 'read-transaction-id', holds: () => namesItself(read, content(), crypto) },
    { name: 'read-proposal', holds: () => answersProposal(read, crypto) },
    {
      name: 'read-chaincode',
      holds: () => isOneChaincode(content()) && content().chaincodes[0] === contentOf(transaction).chaincodes[0],
    },
    { name: 'read-checkpoint', holds: () => returnsTheNote(content(), contentOf(transaction), subject) },
    {
      name: 'read-version',
      holds: () =>
        content().reads.every(({ version }) => version?.block === place.block && version.index === place.index),
    },
    { name: 'read-endorsements', holds: () => allEndorsementsHold(read) },
  ];
}

const isOneChaincode = ({ chaincodes: [first, ...others] }: Content) =>
  first !== '' && others.every((other) => other === first);

/** Under this key a chaincode keeps a checkpoint. */
export const checkpointKey = ({ origin, size }: Subject['checkpoint']): string => `checkpoint/${origin}/${size}`;
/** Under this one it keeps the newest of a log. */
export const latestKey = ({ origin }: Subject['checkpoint']): string => `latest/${origin}`;

/** What a key is written to; null when it is not written, or twice. */
function writtenUnder(key: string, { writes }: Content): Uint8Array | null {
  const [write, ...more] = writes.filter((one) => one.key === key);
  return (more.length === 0 && write?.value) || null;
}

/** The text of the note that is written under the checkpoint's key, or null. */
function noteWritten(content: Content, { checkpoint }: Subject): string | null {
  const value = writtenUnder(checkpointKey(checkpoint), content);
  return value && parseNote(value).text;
}

/**
 * One key was read, no other and nothing written; the transaction writes it, and what was returned is what it writes there.
 * It is the key of the checkpoint or the newest of the log: the transaction writes both or, being invalid, neither.
 */
function returnsTheNote(
  { reads, writes, returned }: Content,
  written: Content,
  { checkpoint, noteText }: Subject,
): boolean {
  const [one, ...more] = reads;
  if (!one || more.length > 0 || writes.length > 0) return false;
  if (![checkpointKey(checkpoint), latestKey(checkpoint)].includes(one.key)) return false;
  const value = writtenUnder(one.key, written);
  return value !== null && equal(value, returned) && parseNote(returned).text === noteText;
}

/** The header of the block, as it is hashed and signed. */
export function headerOf(
  block: Pick<BlockProof, 'number' | 'previous' | 'entries'>,
  crypto: Pick<Crypto, 'sha256'>,
): Uint8Array {
  return headerBytes(block, dataHash(block.entries, crypto));
}

/** The block's hash, 32 bytes. */
export function blockHash(
  block: Pick<BlockProof, 'number' | 'previous' | 'entries'>,
  crypto: Pick<Crypto, 'sha256'>,
): Uint8Array {
  return crypto.sha256(headerOf(block, crypto));
}

function isOrdered(block: BlockProof, crypto: Crypto): boolean {
  const header = headerOf(block, crypto);
  const { ordering, value } = block;
  if (ordering.by === 'one')
    return isSignedBy(ordering.signature, value, header, readIdentity(ordererOf(ordering.signature)).key);
  return ordering.signatures.every((signature) => isSignedBy(signature, value, header, signature.key));
}
