/**
 * Checkpoints (C2SP tlog-checkpoint) and the proof file that carries one (C2SP tlog-proof): what a log signs, and the
 * proof that a leaf is included.
 */

import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { HASH_BYTES, MAX_PROOF } from '../log/merkle.ts';
import { concat, fromBase64, fromUtf8, toBase64, utf8 } from './bytes.ts';
import {
  KEY_TYPE,
  keyFingerprint,
  NOTE_LIMITS,
  noteBytes,
  parseNoteText,
  type SignedNote,
  type VerifierKey,
} from './note.ts';

/** Origin, size and root of a log at one time. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** The note text of a checkpoint: three lines. */
export function checkpointText(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

const DECIMAL = /^(?:0|[1-9]\d{0,15})$/;

/** A decimal without leading zeros, at most 2^53 − 1. Throws `malformed`. */
export function parseDecimal(text: string, what: string): number {
  if (!DECIMAL.test(text) || !Number.isSafeInteger(Number(text)))
    throw new NotaryError('malformed', `${what} is not a decimal number`);
  return Number(text);
}

/** The checkpoint of a note text. Ours have exactly three lines; extension lines are refused. Throws `malformed`. */
export function parseCheckpointText(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.length !== 4 || lines[3] !== '' || !lines[0])
    throw new NotaryError('malformed', 'not a checkpoint of three lines');
  const root = fromBase64(lines[2] ?? '');
  if (root.length !== HASH_BYTES) throw new NotaryError('malformed', 'a root has 32 bytes');
  return { origin: lines[0], size: parseDecimal(lines[1] ?? '', 'tree size'), root };
}

/** The origin of a desk's log: `desk/` and the fingerprint of its first key. */
export function originOf(publicKey: Uint8Array, crypto: Pick<Crypto, 'sha256'>): string {
  return originWith(keyFingerprint({ type: KEY_TYPE.ed25519, publicKey }, crypto));
}

/** The origin of the log whose first key has this fingerprint (hex). */
export function originWith(fingerprint: string): string {
  return `desk/${fingerprint}`;
}

/** True when `key` is the first key of the log with its name. Later keys have to be named by a trust bundle. */
export function isFirstKey(key: VerifierKey, crypto: Pick<Crypto, 'sha256'>): boolean {
  return key.type === KEY_TYPE.ed25519 && key.name === originOf(key.publicKey, crypto);
}

/**
 * The name of the key of a desk's own witness. The name shows the owner, so that no reader takes it for an independent
 * witness; anybody else using such a name would only weaken their own signature.
 */
export function ownWitnessName(origin: string): string {
  return `${origin}/witness`;
}

/** `checkpoint.tlog-proof`: the index of the leaf, its path to the root, and the signed checkpoint as received. */
export interface TlogProof {
  readonly index: number;
  /** 32-byte hashes, the leaf's sibling first. */
  readonly path: readonly Uint8Array[];
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';
const LATER_PROOF = /^c2sp\.org\/tlog-proof@v(?:[2-9]|[1-9]\d{1,3})$/;
const PROOF_BYTES = NOTE_LIMITS.bytes + 4096;

/** The file's bytes. */
export function proofBytes(proof: Pick<TlogProof, 'index' | 'path' | 'note'>): Uint8Array {
  const head = [PROOF_HEADER, `index ${proof.index}`, ...proof.path.map(toBase64), '', ''].join('\n');
  return concat(utf8(head), noteBytes(proof.note));
}

/** The bytes of the note in a proof file that was read: what stands behind its first blank line. */
export function noteIn(proof: Uint8Array): Uint8Array {
  let at = 1;
  while (at < proof.length && (proof[at] !== LINE_FEED || proof[at - 1] !== LINE_FEED)) at++;
  return proof.subarray(at + 1);
}

const LINE_FEED = 0x0a;

/**
 * Reads a proof file. The optional `extra` line is not authenticated, so it is refused unless `allowExtra` permits it
 * for proofs of other programs; it is never returned. Throws `malformed`, `too-large` or `newer-version`.
 */
export function parseProof(bytes: Uint8Array, allowExtra = false): TlogProof {
  if (bytes.length > PROOF_BYTES) throw new NotaryError('too-large', 'proof file too long');
  const all = fromUtf8(bytes);
  const end = all.indexOf('\n\n');
  if (end < 0) throw new NotaryError('malformed', 'not a tlog-proof');
  const lines = all.slice(0, end).split('\n');
  const header = lines.shift() ?? '';
  if (LATER_PROOF.test(header)) throw new NotaryError('newer-version', `${header}; this program knows version 1`);
  if (header !== PROOF_HEADER) throw new NotaryError('malformed', 'not a tlog-proof of version 1');
  if (allowExtra && lines[0]?.startsWith('extra ')) fromBase64((lines.shift() ?? '').slice(6));
  const index = /^index (.*)$/.exec(lines.shift() ?? '')?.[1];
  if (index === undefined) throw new NotaryError('malformed', 'no index');
  if (lines.length > MAX_PROOF) throw new NotaryError('too-large', 'proof longer than any tree');
  const path = lines.map(fromBase64);
  if (path.some((hash) => hash.length !== HASH_BYTES))
    throw new NotaryError('malformed', 'a proof is made of 32-byte hashes');
  const note = parseNoteText(all.slice(end + 2));
  return { index: parseDecimal(index, 'index'), path, note, checkpoint: parseCheckpointText(note.text) };
}
