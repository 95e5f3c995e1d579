/**
 * What a member's witness sees on its own node, and on no other: the block with its hash, the transaction in it, the user who
 * signed it, the data account and the entry. Each check is a small function of what the node answered; the first that does
 * not hold is the refusal. docs/jdchain.md says what this shows and what not.
 */
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { encode } from '../../../anchors/jdchain/binary.ts';
import {
  DATA_TYPE,
  type LedgerBlock,
  TRANSACTION_CONTENT,
  TRANSACTION_STATE,
} from '../../../anchors/jdchain/contracts.ts';
import { checkpointIn, entryKey, type WrittenEntry, writtenEntry } from '../../../anchors/jdchain/entry.ts';
import { addressOf, readPublicKey } from '../../../anchors/jdchain/keys.ts';
import { type Observation, observedCheckpoint, valueHash } from '../../../anchors/jdchain/observation.ts';
import { isSigned } from '../../../anchors/jdchain/transaction.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { equal } from '../../../formats/bytes.ts';
import type { Checkpoint } from '../../../formats/checkpoint.ts';
import { type SignatureLine, sameLine } from '../../../formats/note.ts';
import {
  type DataAccount,
  type Entry,
  type Genesis,
  OWNERS_ONLY,
  type Recorded,
  type User,
} from '../../jdchain/answers.ts';
import type { JdNode } from '../../jdchain/client.ts';
import { reasonOf } from '../../jdchain/endpoint.ts';
import { stateName } from '../../jdchain/submission.ts';
import type { ObserveRequest, Refusal } from '../../jdchain/witness-protocol.ts';
import { refused } from './refused.ts';

/** The member's own node. */
export type OwnPeer = Pick<JdNode, 'genesis' | 'block' | 'transaction' | 'account' | 'entry' | 'user'>;

/** A node whose ledger's beginning is asked for once: it never changes. */
export function ownPeer(node: JdNode): OwnPeer {
  let genesis: Genesis | null = null;
  return {
    genesis: async () => {
      genesis ??= await node.genesis();
      return genesis;
    },
    block: (height) => node.block(height),
    transaction: (hash) => node.transaction(hash),
    account: (address) => node.account(address),
    entry: (account, key) => node.entry(account, key),
    user: (address) => node.user(address),
  };
}

/** What is asked of the node. */
export interface Sought {
  readonly asked: ObserveRequest;
  readonly checkpoint: Checkpoint;
  /** Valid lines of the log under the checkpoint. */
  readonly signed: readonly SignatureLine[];
  /** The public key, with code and type, of the user by whom the log writes. */
  readonly user: Uint8Array;
}

/** Everything that was asked and answered. */
interface Answers {
  readonly block: LedgerBlock & { readonly hash: Uint8Array };
  readonly recorded: Recorded;
  readonly entry: WrittenEntry;
  readonly account: DataAccount;
  readonly stored: Entry;
  readonly user: User;
}

/** Asks the node and checks what it answers. A refusal is no error; throws only defects. */
export async function observe(peer: OwnPeer, sought: Sought, crypto: Crypto): Promise<Observation | Refusal> {
  try {
    return await observed(peer, sought, crypto);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null || !(error instanceof NotaryError)) throw error;
    return reason === 'shape' || reason === 'wrong'
      ? refused('peer-wrong', 'what the own node answers does not hold')
      : refused('peer-away', 'the own node does not answer');
  }
}

const notYet = (what: string): Refusal => refused('not-seen', `the own node does not have ${what} yet`);

async function observed(peer: OwnPeer, sought: Sought, crypto: Crypto): Promise<Observation | Refusal> {
  const { asked, checkpoint, user } = sought;
  const genesis = await peer.genesis();
  if (!genesis) return refused('peer-away', 'the own node does not have the ledger');
  if (genesis.structure === 'KV')
    return refused('ledger-structure', 'a ledger with data structure KV keeps no versions of entries');
  const [block, recorded] = await Promise.all([peer.block(asked.height), peer.transaction(asked.transaction)]);
  if (!block) return notYet(`block ${asked.height}`);
  if (!equal(block.hash, asked.block))
    return refused('ledger-fork', `the own node has another block ${asked.height}`, toBase58(block.hash));
  if (!recorded) return notYet('the transaction');
  const entry = entryIn(recorded);
  const wrong =
    whyNotCarriedOut(recorded, sought) ?? whyNotOfCheckpoint(entry, sought) ?? whyNotSigned(recorded, sought, crypto);
  if (wrong || !entry) return wrong ?? anotherTransaction('it does not write one entry');
  const [account, stored, known] = await Promise.all([
    peer.account(entry.account),
    peer.entry(entry.account, entry.key),
    peer.user(addressOf(readPublicKey(user), crypto)),
  ]);
  if (!account || !stored) return notYet('the entry');
  if (!known) return anotherTransaction('its user is not registered');
  const answers: Answers = { block, recorded, entry, account, stored, user: known };
  return whyNotOwn(answers, sought) ?? whyNotStored(answers) ?? observationOf(answers, checkpoint, asked, crypto);
}

const anotherTransaction = (why: string): Refusal => refused('other-transaction', `the transaction: ${why}`);

/** Executed with SUCCESS in this block: the node records refused ones too. */
function whyNotCarriedOut({ state, height }: Recorded, { asked }: Sought): Refusal | null {
  if (height !== asked.height) return refused('other-block', 'the transaction is in another block', String(height));
  const name = stateName(state);
  return state === TRANSACTION_STATE.SUCCESS
    ? null
    : refused('not-success', 'the transaction was recorded and not carried out', name);
}

/** The one entry that a transaction writes, as its bytes have it; null for any other transaction. */
function entryIn({ transaction: { request } }: Recorded): WrittenEntry | null {
  const content = request?.transactionContent;
  try {
    return content ? writtenEntry(encode(TRANSACTION_CONTENT, content)) : null;
  } catch {
    return null;
  }
}

/** It writes this checkpoint, as the log has signed it, under the key for it, and nothing beside. */
function whyNotOfCheckpoint(entry: WrittenEntry | null, { asked, checkpoint, signed }: Sought): Refusal | null {
  if (!entry) return anotherTransaction('it does not write one entry alone, which must not be there yet');
  if (entry.key !== entryKey(checkpoint)) return anotherTransaction('it writes under another key');
  try {
    const { text, signatures } = checkpointIn(entry.value);
    const [line] = signatures;
    const isSame = text === asked.note.text && line !== undefined && signed.some((one) => sameLine(one, line));
    return isSame ? null : anotherTransaction('it writes another checkpoint');
  } catch {
    return anotherTransaction('what it writes is no checkpoint');
  }
}

/** The log's own user signed it. */
function whyNotSigned({ transaction }: Recorded, { asked, user }: Sought, crypto: Crypto): Refusal | null {
  const signatures = transaction.request?.endpointSignatures ?? [];
  const holds = signatures.some(
    (one) => one?.pubKey && equal(one.pubKey, user) && isSigned(one, asked.transaction, crypto),
  );
  return holds ? null : anotherTransaction('the user of this log did not sign it');
}

/** Nobody else can write into the account. */
function whyNotOwn({ account, user }: Answers, { user: key }: Sought): Refusal | null {
  if (!equal(user.publicKey, key))
    return refused('peer-wrong', 'the own node has another key at the address of the user');
  const { owners, mode } = account;
  const isOwn = owners.length === 1 && owners.every((owner) => equal(owner, user.address)) && mode === OWNERS_ONLY;
  return isOwn ? null : refused('open-account', `the data account has mode ${mode} and ${owners.length} owners`);
}

/** The entry is what the transaction wrote, once. */
function whyNotStored({ entry, stored }: Answers): Refusal | null {
  const { version, type, bytes } = stored;
  if (version !== 0) return refused('other-entry', `the entry was written again: its version is ${version}`);
  return type === DATA_TYPE.TEXT && bytes && equal(bytes, entry.value)
    ? null
    : refused('other-entry', 'the entry is not what the transaction wrote');
}

function observationOf(
  { block, entry }: Answers,
  checkpoint: Checkpoint,
  { ledger, height, transaction }: ObserveRequest,
  crypto: Crypto,
): Observation {
  const { account, key, value } = entry;
  return {
    ...observedCheckpoint(checkpoint, crypto),
    ledger,
    height,
    block: block.hash,
    transaction,
    account,
    key,
    version: 0,
    valueHash: valueHash(DATA_TYPE.TEXT, value, crypto),
  };
}
