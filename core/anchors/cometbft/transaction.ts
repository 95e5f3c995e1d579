/**
 * Transactions of the consortium's application. Every field has a fixed length or a length prefix, so the encoding is
 * unambiguous and unique. docs/certificate-format/cometbft.md, "Transaction".
 */

import { NotaryError } from '../../errors.ts';
import { concat, fromU64be, fromUtf8, u64be, utf8 } from '../../formats/bytes.ts';
import { type Checkpoint, parseCheckpointText } from '../../formats/checkpoint.ts';
import { HASH_BYTES, MAX_PROOF } from '../../log/merkle.ts';

/** A checkpoint's text and the log's Ed25519 signature over it: a note without the key name. */
export interface SignedText {
  readonly text: string;
  /** 64 bytes, strict rule. */
  readonly signature: Uint8Array;
}

/** Asks the members to accept the next checkpoint of a log. */
export interface CheckpointTransaction {
  readonly kind: 'checkpoint';
  readonly signed: SignedText;
  /** Size of the accepted checkpoint that the proof starts from; 0 for the first. */
  readonly base: number;
  readonly proof: readonly Uint8Array[];
}

/**
 * Proves that a log signed two histories. The log's first `first.size` leaves have one root in `first` and another one,
 * `other`, in `second`: the proof leads from `other` to the root of `second`. It is never an anchor.
 */
export interface ForkReport {
  readonly kind: 'fork-report';
  readonly first: SignedText;
  readonly second: SignedText;
  readonly other: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** A member's signature on an action. */
export interface Approval {
  /** Governance key, 32 bytes. */
  readonly key: Uint8Array;
  readonly signature: Uint8Array;
}

/** A decision of the members. */
export interface GovernanceTransaction {
  readonly kind: 'governance';
  /** Canonical JSON; the application defines its contents. */
  readonly action: Uint8Array;
  /** Ascending by key, each key once. */
  readonly approvals: readonly Approval[];
}

/** All transactions that a member accepts. */
export type Transaction = CheckpointTransaction | ForkReport | GovernanceTransaction;

/** `ND` and the version of this encoding. */
const MAGIC = Uint8Array.of(0x4e, 0x44, 1);
const KINDS = ['checkpoint', 'fork-report', 'governance'] as const;

/** Bounds in bytes, and of approvals by number. */
export const TRANSACTION_LIMITS = { bytes: 32 * 1024, text: 512, action: 16 * 1024, approvals: 64 } as const;

/** The bytes of a transaction. */
export function encodeTransaction(transaction: Transaction): Uint8Array {
  const kind = Uint8Array.of(KINDS.indexOf(transaction.kind) + 1);
  return concat(MAGIC, kind, body(transaction));
}

function body(transaction: Transaction): Uint8Array {
  switch (transaction.kind) {
    case 'checkpoint':
      return concat(signedBytes(transaction.signed), u64be(transaction.base), proofBytes(transaction.proof));
    case 'fork-report': {
      const { first, second, other, proof } = transaction;
      return concat(signedBytes(first), signedBytes(second), other, proofBytes(proof));
    }
    case 'governance': {
      const { action, approvals } = transaction;
      const signatures = approvals.flatMap(({ key, signature }) => [key, signature]);
      return concat(u16(action.length), action, Uint8Array.of(approvals.length), ...signatures);
    }
  }
}

const u16 = (value: number) => Uint8Array.of(value >> 8, value & 255);
const proofBytes = (proof: readonly Uint8Array[]) => concat(Uint8Array.of(proof.length), ...proof);

function signedBytes({ text, signature }: SignedText): Uint8Array {
  const bytes = utf8(text);
  return concat(u16(bytes.length), bytes, signature);
}

/** Reads from the front; returned arrays are copies. */
class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(length: number): Uint8Array {
    if (this.#bytes.length - this.#at < length) throw new NotaryError('malformed', 'the transaction ends too early');
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }

  uint(length: 1 | 2): number {
    return this.take(length).reduce((value, byte) => value * 256 + byte, 0);
  }

  bounded(length: 1 | 2, max: number): number {
    const value = this.uint(length);
    if (value > max) throw new NotaryError('too-large', `${value} in a transaction where ${max} are allowed`);
    return value;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new NotaryError('malformed', 'bytes after the transaction');
  }
}

function readSigned(cursor: Cursor): SignedText {
  const text = fromUtf8(cursor.take(cursor.bounded(2, TRANSACTION_LIMITS.text)));
  parseCheckpointText(text);
  return { text, signature: cursor.take(64) };
}

function readProof(cursor: Cursor): Uint8Array[] {
  return Array.from({ length: cursor.bounded(1, MAX_PROOF) }, () => cursor.take(HASH_BYTES));
}

const READERS: { [K in Transaction['kind']]: (cursor: Cursor) => Transaction } = {
  checkpoint: (cursor) => {
    const signed = readSigned(cursor);
    const base = fromU64be(cursor.take(8));
    return { kind: 'checkpoint', signed, base, proof: readProof(cursor) };
  },
  'fork-report': (cursor) => {
    const [first, second] = [readSigned(cursor), readSigned(cursor)];
    const other = cursor.take(HASH_BYTES);
    return { kind: 'fork-report', first, second, other, proof: readProof(cursor) };
  },
  governance: (cursor) => {
    const action = cursor.take(cursor.bounded(2, TRANSACTION_LIMITS.action));
    const count = cursor.bounded(1, TRANSACTION_LIMITS.approvals);
    const approvals = Array.from({ length: count }, () => ({ key: cursor.take(32), signature: cursor.take(64) }));
    return { kind: 'governance', action, approvals };
  },
};

/** The transaction of these bytes; encoding it again gives the same bytes. Throws `malformed` or `too-large`. */
export function decodeTransaction(bytes: Uint8Array): Transaction {
  if (bytes.length > TRANSACTION_LIMITS.bytes) throw new NotaryError('too-large', 'a transaction of more than 32 KiB');
  const cursor = new Cursor(bytes);
  if (MAGIC.some((byte) => cursor.uint(1) !== byte))
    throw new NotaryError('malformed', 'not a transaction of version 1');
  const kind = KINDS[cursor.uint(1) - 1];
  if (!kind) throw new NotaryError('malformed', 'an unknown kind of transaction');
  const transaction = READERS[kind](cursor);
  cursor.end();
  return transaction;
}

/** Parses the checkpoint in a signed text. */
export function checkpointOf(signed: SignedText): Checkpoint {
  return parseCheckpointText(signed.text);
}
