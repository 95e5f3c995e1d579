/**
 * What a job sends, and in which bytes. The payload of a job names everything that its transactions are made of except for
 * their number: the time of the n-th attempt is that of the job and n milliseconds. A job and its count of attempts are
 * stored before anything is sent, so the hash of every transaction that may have left this desk is known after a restart,
 * and no two attempts have the same bytes.
 */
import { fromBase58, toBase58 } from '../../../anchors/jdchain/base58.ts';
import { encode } from '../../../anchors/jdchain/binary.ts';
import { TRANSACTION_CONTENT, type TransactionContent } from '../../../anchors/jdchain/contracts.ts';
import { entryContent, entryKey } from '../../../anchors/jdchain/entry.ts';
import {
  addressOf,
  hashAlgorithmOf,
  type JdPrivateKey,
  type JdPublicKey,
  publicKeyBytes,
  publicKeyOf,
  readPublicKey,
} from '../../../anchors/jdchain/keys.ts';
import { transactionHash } from '../../../anchors/jdchain/transaction.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { concat, fromUtf8, utf8 } from '../../../formats/bytes.ts';
import { canonicalBytes, checkVersion, parseCanonical } from '../../../formats/canonical.ts';
import { type Checkpoint, parseCheckpointText } from '../../../formats/checkpoint.ts';
import { integer, literal, mapped, object, text } from '../../../formats/decoder.ts';
import { NOTE_LIMITS, noteBytes, parseNote, type SignedNote } from '../../../formats/note.ts';

/** What a job is about. */
export interface Plan {
  /** Hash of the ledger, 34 bytes. */
  readonly ledger: Uint8Array;
  /** Key of the data account. Its private half signs nothing. */
  readonly account: JdPublicKey;
  /** When the job was made: milliseconds since 1970. */
  readonly milliseconds: number;
  /** The checkpoint with the log's own line. */
  readonly note: SignedNote;
}

/** Keys that every JD Chain program writes and reads alike: a comma, for instance, is taken for two keys. */
const KEY = /^[0-9a-z/.-]{1,128}$/;

/** Bytes of the largest request that is sent: a transaction has about 1 KB, and what exceeds 8 MiB harms the network. */
export const MOST_REQUEST = 16 * 1024;

/** Mode of a data account that only its owner writes to, as the operation takes it. */
const OWNER_ONLY = 700;
const DATA_ACCOUNT = 1;

interface Written {
  readonly v: 1;
  readonly account: JdPublicKey;
  readonly ledger: Uint8Array;
  readonly milliseconds: number;
  readonly note: SignedNote;
}

const readWritten = object<Written>({
  v: literal(1),
  account: mapped(text(128), (value) => readPublicKey(fromBase58(value))),
  ledger: mapped(text(64), (value) => {
    const hash = fromBase58(value);
    hashAlgorithmOf(hash);
    return hash;
  }),
  milliseconds: integer(1),
  note: mapped(text(NOTE_LIMITS.bytes), (value) => parseNote(utf8(value))),
});

/** The payload of a job. */
export function planBytes({ account, ledger, milliseconds, note }: Plan): Uint8Array {
  return canonicalBytes({
    v: 1,
    account: toBase58(publicKeyBytes(account)),
    ledger: toBase58(ledger),
    milliseconds,
    note: fromUtf8(noteBytes(note)),
  });
}

/** Reads the payload of a job. Throws `malformed`, `too-large` or `newer-version`. */
export function readPlan(payload: Uint8Array): Plan {
  const value = parseCanonical(payload);
  checkVersion(value, 1);
  const { v: _, ...plan } = readWritten(value, 'job');
  return plan;
}

/** The plan for a checkpoint. Throws `bad-input` for a log whose name makes no key. */
export function planOf(note: SignedNote, made: Omit<Plan, 'note'>): Plan {
  const key = entryKey(parseCheckpointText(note.text));
  if (!KEY.test(key))
    throw new NotaryError('bad-input', `jdchain: ${key} has characters that a ledger does not keep apart`);
  return { ...made, note: { text: note.text, signatures: note.signatures.slice(0, 1) } };
}

/** The checkpoint of a plan. */
export const checkpointOf = ({ note }: Pick<Plan, 'note'>): Checkpoint => parseCheckpointText(note.text);

/** Address of the data account, 27 bytes. */
export const accountAddress = ({ account }: Pick<Plan, 'account'>, crypto: Pick<Crypto, 'sha256'>): Uint8Array =>
  addressOf(account, crypto);

/** What can be sent: the account with its mode, the mode alone, or the entry. */
export type Sending = 'register' | 'protect' | 'write';

/** A transaction: its content, the bytes that are hashed, and the hash. */
export interface Transaction {
  readonly content: TransactionContent;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

/** The transaction of an attempt, from 1. */
export function transactionOf(plan: Plan, sending: Sending, attempt: number, crypto: Crypto): Transaction {
  const content = contentOf(plan, sending, plan.milliseconds + attempt, crypto);
  const hash = transactionHash(content, hashAlgorithmOf(plan.ledger), crypto);
  return { content, bytes: encode(TRANSACTION_CONTENT, content), hash };
}

function contentOf(plan: Plan, sending: Sending, milliseconds: number, crypto: Crypto): TransactionContent {
  const { ledger, account, note } = plan;
  const address = accountAddress(plan, crypto);
  if (sending === 'write')
    return entryContent(note, { ledger, account: address, key: entryKey(checkpointOf(plan)), milliseconds });
  // addressSignature stays null: the JSON of a node leaves it out, and the hash would not recompute
  const register: TransactionContent['operations'][number] = {
    contract: 'DataAccountRegisterOperation',
    accountID: { address, pubKey: publicKeyBytes(account) },
    addressSignature: null,
  };
  const protect: TransactionContent['operations'][number] = {
    contract: 'AccountPermissionSetOperation',
    address,
    accountType: DATA_ACCOUNT,
    mode: OWNER_ONLY,
    role: '',
  };
  return {
    ledgerHash: ledger,
    operations: sending === 'register' ? [register, protect] : [protect],
    timestamp: BigInt(milliseconds),
  };
}

const ACCOUNT_CONTEXT = utf8('notary-desk/jdchain-account/v1\n');

/**
 * The data account of a user on a ledger. It is made of the user's private key, so nobody else can tell its address before it
 * is registered, and register it first. A user has one, for every log that signs with this key.
 */
export function accountOf(user: JdPrivateKey, ledger: Uint8Array, crypto: Pick<Crypto, 'sha256'>): JdPublicKey {
  const seed = crypto.sha256(concat(ACCOUNT_CONTEXT, ledger, user.raw));
  return publicKeyOf({ algorithm: user.algorithm, raw: seed });
}
