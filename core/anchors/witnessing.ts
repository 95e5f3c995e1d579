/**
 * What a witness of other logs answers to `add-checkpoint` (C2SP tlog-witness v1.0.0): a pure function of the request, of the
 * log as it is accepted, and of what was cosigned last. Whoever calls it stores the note before the answer leaves, and
 * answers one request of a log at a time.
 */
import type { Crypto } from '../crypto.ts';
import { errorCode } from '../errors.ts';
import type { AddCheckpoint } from '../formats/add-checkpoint.ts';
import { equal } from '../formats/bytes.ts';
import { type Checkpoint, parseCheckpointText } from '../formats/checkpoint.ts';
import {
  isLineOf,
  NOTE_LIMITS,
  type NoteSigner,
  parseVerifierKey,
  type SignatureLine,
  type SignedNote,
  verifyNote,
} from '../formats/note.ts';
import { acceptsKey, type TrustedLog } from '../formats/trusted.ts';
import { emptyRoot, verifyConsistency } from '../log/merkle.ts';
import { cosignAfter } from './cosigning.ts';

/** The answer, by its HTTP status. */
export type Witnessed =
  /** `note` is to be stored: the checkpoint with the log's signature and the cosignature, which is `line`. */
  | { readonly status: 200; readonly note: SignedNote; readonly line: SignatureLine }
  /** The size that was cosigned last. */
  | { readonly status: 409; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422; readonly why: string };

/** What the answer depends on beside the request. */
export interface WitnessedLog {
  /** The log of the checkpoint's origin; null when it is not accepted. */
  readonly log: Pick<TrustedLog, 'keys'> | null;
  /** What was cosigned last for it; null for nothing. */
  readonly last: SignedNote | null;
}

interface Witness {
  readonly signer: NoteSigner;
  /** Milliseconds since 1970. */
  now(): number;
  readonly crypto: Crypto;
}

/** Decides. The order of the refusals is the standard's. Throws `malformed` for what is no checkpoint. */
export function witnessed(asked: AddCheckpoint, { log, last }: WitnessedLog, witness: Witness): Witnessed {
  const { crypto } = witness;
  const next = parseCheckpointText(asked.note.text);
  if (!log) return { status: 404, why: 'this log is not witnessed here' };
  const signed = signedLines(asked.note, log, next.size, crypto);
  if (!signed) return { status: 403, why: 'no valid signature of a key that is accepted for this log' };
  if (asked.old > next.size) return { status: 400, why: 'the old size is larger than the checkpoint' };
  const before = last ? parseCheckpointText(last.text) : null;
  if (asked.old !== (before?.size ?? 0)) return { status: 409, size: before?.size ?? 0 };
  const why = whyNotGrown(before, next, asked.proof, crypto);
  if (why !== null) return { status: 422, why };
  const line = cosignAfter(last, asked.note.text, witness.now(), witness.signer);
  return { status: 200, note: { text: asked.note.text, signatures: [...signed, line] }, line };
}

/** Lines of the log that are kept: a note with the cosignature besides is still one that can be read again. */
const MOST_LINES = NOTE_LIMITS.signatures - 1;

/** One line of each accepted key of the log, valid at this size; null when there is none, or one that does not hold. */
export function signedLines(
  note: SignedNote,
  log: Pick<TrustedLog, 'keys'>,
  size: number,
  crypto: Crypto,
): readonly SignatureLine[] | null {
  const keys = log.keys.map(({ vkey }) => parseVerifierKey(vkey, crypto)).filter((key) => acceptsKey(log, key, size));
  try {
    const valid = verifyNote(note, keys, crypto);
    if (valid.length === 0) return null;
    // anybody can repeat a line
    return valid.slice(0, MOST_LINES).flatMap((key) => note.signatures.find((line) => isLineOf(line, key)) ?? []);
  } catch (error) {
    if (errorCode(error) === 'internal') throw error;
    return null;
  }
}

/** Why a checkpoint does not extend what was cosigned last, or null when it does. */
function whyNotGrown(
  before: Checkpoint | null,
  next: Checkpoint,
  proof: readonly Uint8Array[],
  crypto: Crypto,
): string | null {
  if (next.size === 0 && !equal(next.root, emptyRoot(crypto))) return 'an empty log has another root';
  if (!before || before.size === 0) return proof.length === 0 ? null : 'a proof from nothing has no hashes';
  if (before.size === next.size)
    return proof.length === 0 && equal(before.root, next.root) ? null : 'another root of the same size was cosigned';
  return verifyConsistency(before.size, next.size, before.root, next.root, proof, crypto)
    ? null
    : 'the proof does not show that the log only grew';
}
