/**
 * What a member's witness remembers of each log: the checkpoint that it stated last, with the log's signature, and its
 * statement; and, apart, the proof that a log has signed two histories. Files are canonical JSON. A statement in a file has to
 * be signed by this witness: what was put there by somebody else is not believed.
 */
import { checkWitnessLine } from '../../../anchors/jdchain/lines.ts';
import { parseObservation } from '../../../anchors/jdchain/observation.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { ADD_CHECKPOINT } from '../../../formats/add-checkpoint.ts';
import { equal, fromBase64, fromUtf8, toBase64, utf8 } from '../../../formats/bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../../formats/canonical.ts';
import { type Checkpoint, parseCheckpointText } from '../../../formats/checkpoint.ts';
import { type Decoder, list, literal, mapped, object, text } from '../../../formats/decoder.ts';
import {
  cosignatureSeconds,
  NOTE_LIMITS,
  noteBytes,
  parseNoteText,
  type SignedNote,
  type VerifierKey,
} from '../../../formats/note.ts';
import { HASH_BYTES, verifyConsistency } from '../../../log/merkle.ts';
import { otherRoot } from '../../../log/other-root.ts';
import type { Remembered } from '../state.ts';

/** What was stated last of a log. */
export interface Stated {
  /** The checkpoint with the log's signature. */
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
  /** The statement about it with the line of this witness. */
  readonly statement: SignedNote;
  /** POSIX seconds in that line; null for a key that states none. */
  readonly seconds: number | null;
}

const noteText: Decoder<SignedNote> = mapped(text(NOTE_LIMITS.bytes), parseNoteText);
const noteJson = (note: SignedNote) => fromUtf8(noteBytes(note));

/** The value of a file: version 1 of this shape. */
function readFile<T>(bytes: Uint8Array, shape: Decoder<T>): T {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  return shape(value, 'memory');
}

const statedShape = object<{ readonly v: 1; readonly note: SignedNote; readonly statement: SignedNote }>({
  v: literal(1),
  note: noteText,
  statement: noteText,
});

/** Files of what was stated last; `key` is the witness's own. */
export function statedFiles(key: VerifierKey, crypto: Crypto): Remembered<Stated> {
  return {
    extension: 'json',
    bytes: ({ note, statement }) =>
      canonicalBytes({ v: 1, note: noteJson(note), statement: noteJson(statement) } as Json),
    read: (bytes, origin) => {
      const stated = statedOf(readFile(bytes, statedShape));
      const [line] = stated.statement.signatures;
      const isOwn = line !== undefined && checkWitnessLine(stated.statement.text, line, key, crypto).state === 'valid';
      const { noteHash, ...seen } = parseObservation(stated.statement.text);
      if (!isOwn || seen.origin !== origin || !equal(noteHash, crypto.sha256(utf8(stated.note.text))))
        throw new NotaryError('malformed', 'not stated by this witness, or of another log');
      return stated;
    },
  };
}

/** What was stated, with what its notes say. */
export function statedOf({ note, statement }: Pick<Stated, 'note' | 'statement'>): Stated {
  const [line] = statement.signatures;
  return {
    note,
    statement,
    checkpoint: parseCheckpointText(note.text),
    seconds: line ? cosignatureSeconds(line) : null,
  };
}

/** Two checkpoints of one log, both with its signature, that cannot both be true; the smaller one first. */
export interface LogFork {
  readonly first: SignedNote;
  readonly second: SignedNote;
  /** Shows another root of the second's tree at the size of the first; empty for one size. */
  readonly proof: readonly Uint8Array[];
}

const forkShape = object<LogFork & { readonly v: 1 }>({
  v: literal(1),
  first: noteText,
  second: noteText,
  proof: list(
    mapped(text(64), (value) => {
      const hash = fromBase64(value);
      if (hash.length !== HASH_BYTES) throw new NotaryError('malformed', 'a hash has 32 bytes');
      return hash;
    }),
    ADD_CHECKPOINT.proof,
  ),
});

/** Files of proven forks. */
export function forkFiles(crypto: Crypto): Remembered<LogFork> {
  return {
    extension: 'fork',
    bytes: ({ first, second, proof }) =>
      canonicalBytes({ v: 1, first: noteJson(first), second: noteJson(second), proof: proof.map(toBase64) } as Json),
    read: (bytes, origin) => {
      const { first, second, proof } = readFile(bytes, forkShape);
      const [one, other] = [parseCheckpointText(first.text), parseCheckpointText(second.text)];
      if (one.origin !== origin || other.origin !== origin || !isFork(one, other, proof, crypto))
        throw new NotaryError('malformed', 'no two histories of this log');
      return { first, second, proof };
    },
  };
}

/** Whether the second checkpoint does not extend the first, which is not larger; nothing is said about signatures. */
function isFork(first: Checkpoint, second: Checkpoint, proof: readonly Uint8Array[], crypto: Crypto): boolean {
  const other = otherRoot(first, second, proof, crypto);
  return other !== null && !equal(other, first.root);
}

/** How a checkpoint stands to the one that was stated before. */
export type Growth =
  /** One history; `moves` unless it is an older one. */
  | { readonly is: 'grown'; readonly moves: boolean }
  | { readonly is: 'other-size'; readonly size: number }
  | { readonly is: 'not-grown' }
  | { readonly is: 'fork'; readonly fork: LogFork };

/** Judges a checkpoint by what was stated last (null for nothing) and by the request's proof. */
export function growthOf(
  last: Pick<Stated, 'note' | 'checkpoint'> | null,
  asked: { readonly note: SignedNote; readonly old: number; readonly proof: readonly Uint8Array[] },
  checkpoint: Checkpoint,
  crypto: Crypto,
): Growth {
  if (!last) return fromNothing(asked);
  const known = last.checkpoint;
  const isNewer = checkpoint.size >= known.size;
  const [first, second] = isNewer ? [last.note, asked.note] : [asked.note, last.note];
  const [one, other] = isNewer ? [known, checkpoint] : [checkpoint, known];
  if (one.size === other.size && !equal(one.root, other.root))
    return { is: 'fork', fork: { first, second, proof: [] } };
  if (asked.old !== known.size) return { is: 'other-size', size: known.size };
  const { proof } = asked;
  const isOne =
    one.size === other.size
      ? proof.length === 0
      : verifyConsistency(one.size, other.size, one.root, other.root, proof, crypto);
  if (isOne) return { is: 'grown', moves: isNewer };
  return isFork(one, other, proof, crypto) ? { is: 'fork', fork: { first, second, proof } } : { is: 'not-grown' };
}

function fromNothing({ old, proof }: { readonly old: number; readonly proof: readonly Uint8Array[] }): Growth {
  if (old !== 0) return { is: 'other-size', size: 0 };
  return proof.length === 0 ? { is: 'grown', moves: true } : { is: 'not-grown' };
}
