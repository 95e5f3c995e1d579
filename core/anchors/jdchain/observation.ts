/**
 * What a member's witness states: that it saw a transaction committed on the member's own node. All members sign the same
 * text, so that their lines add up under one note. Nothing in it says that a block is final.
 * docs/certificate-format/jdchain.md, "The statement".
 */
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { concat, equal, fromBase64, toBase64, utf8 } from '../../formats/bytes.ts';
import { type Checkpoint, checkpointText } from '../../formats/checkpoint.ts';
import { HASH_BYTES } from '../../log/merkle.ts';
import { fromBase58, toBase58 } from './base58.ts';
import { hashAlgorithmOf } from './keys.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** A statement. Hashes of the ledger are 34 bytes with their code. */
export interface Observation {
  readonly origin: string;
  readonly size: number;
  /** Of the log's tree, 32 bytes. */
  readonly root: Uint8Array;
  /** SHA-256 of the checkpoint's note text, 32 bytes. */
  readonly noteHash: Uint8Array;
  readonly ledger: Uint8Array;
  readonly height: number;
  readonly block: Uint8Array;
  readonly transaction: Uint8Array;
  /** The data account, 27 bytes, and the entry in it. */
  readonly account: Uint8Array;
  readonly key: string;
  readonly version: number;
  /** SHA-256 of the value's type, one byte, and its bytes; 32 bytes. */
  readonly valueHash: Uint8Array;
}

const HEADER = 'jdchain-observation/v1';

/** The text of a statement, with its final newline. */
export function observationText(seen: Observation): string {
  const { origin, size, root, noteHash, ledger, height, block, transaction, account, key, version, valueHash } = seen;
  return [
    HEADER,
    `origin ${origin}`,
    `checkpoint ${size} ${toBase64(root)} ${toBase64(noteHash)}`,
    `ledger ${toBase58(ledger)}`,
    `block ${height} ${toBase58(block)}`,
    `tx ${toBase58(transaction)} SUCCESS`,
    `kv ${toBase58(account)} ${key} ${version} ${toBase64(valueHash)}`,
    '',
  ].join('\n');
}

const WORD = '(\\S{1,128})';
const NUMBER = '(0|[1-9]\\d{0,15})';
const SHAPE = new RegExp(
  [
    HEADER,
    `origin ${WORD}`,
    `checkpoint ${NUMBER} ${WORD} ${WORD}`,
    `ledger ${WORD}`,
    `block ${NUMBER} ${WORD}`,
    `tx ${WORD} SUCCESS`,
    `kv ${WORD} ([0-9a-z/.-]{1,128}) ${NUMBER} ${WORD}`,
    '',
  ].join('\n'),
);
const MOST_CHARACTERS = 2048;

function hash32(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes.length !== HASH_BYTES) throw new NotaryError('malformed', 'jdchain: a hash has 32 bytes');
  return bytes;
}

function ledgerHash(text: string): Uint8Array {
  const bytes = fromBase58(text);
  hashAlgorithmOf(bytes);
  return bytes;
}

/** Reads a statement: exactly the text that `observationText` makes. Throws `malformed`, or `newer-version` for a later one. */
export function parseObservation(text: string): Observation {
  if (/^jdchain-observation\/v(?:[2-9]|[1-9]\d+)\n/.test(text))
    throw new NotaryError('newer-version', `${text.slice(0, text.indexOf('\n'))}; this program knows version 1`);
  const parts = text.length > MOST_CHARACTERS ? null : SHAPE.exec(text);
  if (!parts || parts[0] !== text) throw new NotaryError('malformed', `jdchain: not a statement of ${HEADER}`);
  const [, origin, size, root, noteHash, ledger, height, block, transaction, account, key, version, valueHash] =
    parts as unknown as readonly string[] & { length: 13 };
  const at = (value: string | undefined) => value as string;
  const seen: Observation = {
    origin: at(origin),
    size: Number(size),
    root: hash32(at(root)),
    noteHash: hash32(at(noteHash)),
    ledger: ledgerHash(at(ledger)),
    height: Number(height),
    block: ledgerHash(at(block)),
    transaction: ledgerHash(at(transaction)),
    account: fromBase58(at(account)),
    key: at(key),
    version: Number(version),
    valueHash: hash32(at(valueHash)),
  };
  const isSafe = [seen.size, seen.height, seen.version].every(Number.isSafeInteger);
  if (!isSafe || observationText(seen) !== text)
    throw new NotaryError('malformed', 'jdchain: a statement is written in one way');
  return seen;
}

/** What a statement says about a checkpoint. */
export function observedCheckpoint(
  checkpoint: Checkpoint,
  crypto: Sha256,
): Pick<Observation, 'origin' | 'size' | 'root' | 'noteHash'> {
  return { ...checkpoint, noteHash: crypto.sha256(utf8(checkpointText(checkpoint))) };
}

/** The hash of a value in a statement: over its type, one byte, and its bytes. */
export function valueHash(type: number, bytes: Uint8Array, crypto: Sha256): Uint8Array {
  return crypto.sha256(concat(Uint8Array.of(type), bytes));
}

/**
 * Which two truths a pair of statements tells: `ledger` for two blocks at one height of one ledger, which members of one
 * network never have unless it has forked; `log` for two roots of one log at one size. Null when both can be true.
 */
export function contradiction(a: Observation, b: Observation): 'ledger' | 'log' | null {
  if (equal(a.ledger, b.ledger) && a.height === b.height && !equal(a.block, b.block)) return 'ledger';
  if (a.origin === b.origin && a.size === b.size && !equal(a.root, b.root)) return 'log';
  return null;
}
