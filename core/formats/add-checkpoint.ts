/**
 * The request and the answer of `add-checkpoint` (C2SP tlog-witness v1.0.0): a log shows a witness its checkpoint and that
 * it only grew since the size that the witness knows; the witness answers with signature lines.
 */
import { NotaryError } from '../errors.ts';
import { HASH_BYTES } from '../log/merkle.ts';
import { concat, fromBase64, fromUtf8, toBase64, utf8 } from './bytes.ts';
import { parseDecimal } from './checkpoint.ts';
import { NOTE_LIMITS, noteBytes, parseNoteText, type SignatureLine, type SignedNote } from './note.ts';

/** Bounds: hashes of a proof (the standard's), bytes of a request and of an answer. */
export const ADD_CHECKPOINT = { proof: 63, request: NOTE_LIMITS.bytes + 4096, answer: NOTE_LIMITS.bytes } as const;

/** Bytes of a size with its line end, at most. */
const LONGEST_SIZE = 32;

/** Content type of an answer that says which size the witness knows. */
export const SIZE_TYPE = 'text/x.tlog.size';

/** A request. */
export interface AddCheckpoint {
  /** Size that the witness cosigned last; 0 when it is not known, or was none. */
  readonly old: number;
  /** Consistency proof from `old`, 32-byte hashes; empty for 0 and for the same size. */
  readonly proof: readonly Uint8Array[];
  readonly note: SignedNote;
}

/** The body of a request. */
export function addCheckpointBytes({ old, proof, note }: AddCheckpoint): Uint8Array {
  return concat(utf8([`old ${old}`, ...proof.map(toBase64), '', ''].join('\n')), noteBytes(note));
}

/** Reads the body of a request. Throws `malformed` or `too-large`. */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint {
  if (bytes.length > ADD_CHECKPOINT.request) throw new NotaryError('too-large', 'the request is too long');
  const all = fromUtf8(bytes);
  const end = all.indexOf('\n\n');
  if (end < 0) throw new NotaryError('malformed', 'a request has an empty line before its checkpoint');
  const [first = '', ...lines] = all.slice(0, end).split('\n');
  const old = /^old (.*)$/.exec(first)?.[1];
  if (old === undefined) throw new NotaryError('malformed', 'the first line is not “old” and a size');
  if (lines.length > ADD_CHECKPOINT.proof)
    throw new NotaryError('too-large', `a proof has at most ${ADD_CHECKPOINT.proof} hashes`);
  const proof = lines.map(fromBase64);
  if (proof.some((hash) => hash.length !== HASH_BYTES))
    throw new NotaryError('malformed', 'a proof is made of 32-byte hashes');
  return { old: parseDecimal(old, 'old size'), proof, note: parseNoteText(all.slice(end + 2)) };
}

/** The signature lines of an answer. Throws `malformed` or `too-large`. */
export function parseCosignatures(bytes: Uint8Array): readonly SignatureLine[] {
  if (bytes.length > ADD_CHECKPOINT.answer) throw new NotaryError('too-large', 'the answer is too long');
  const lines = fromUtf8(bytes);
  if (lines.includes('\n\n')) throw new NotaryError('malformed', 'an answer has no empty line');
  return parseNoteText(`-\n\n${lines}`).signatures;
}

/** The size in an answer that says which one the witness knows. Throws `malformed`. */
export function parseKnownSize(bytes: Uint8Array): number {
  if (bytes.length > LONGEST_SIZE) throw new NotaryError('malformed', 'an answer longer than any size');
  const [, size] = /^(.*)\n$/.exec(fromUtf8(bytes)) ?? [];
  if (size === undefined) throw new NotaryError('malformed', 'an answer without a size');
  return parseDecimal(size, 'size');
}
