/**
 * Takes a checkpoint to a witness until it cosigns or says why not (C2SP tlog-witness): a witness that knows another size
 * than was supposed says which, and is asked again with the proof from there.
 */
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { parseCosignatures, parseKnownSize } from '../../../formats/add-checkpoint.ts';
import { fromUtf8 } from '../../../formats/bytes.ts';
import { cosignedAt } from '../../../formats/cosignature.ts';
import { isLineOf, type SignatureLine, type SignedNote, type VerifierKey } from '../../../formats/note.ts';
import type { AnchorRequest } from '../../../ports.ts';
import type { HttpAnswer } from '../../network/http.ts';
import { addCheckpoint, unavailable, type WitnessAddress } from './http.ts';

/** Another process of the same log may be at the witness at the same time; more than that is no honest answer. */
const ATTEMPTS = 4;

/** Why a witness refuses for good, for people. */
export type WitnessRefusal = 'witness-unknown-log' | 'witness-key' | 'witness-behind' | 'witness-fork';

/** A checkpoint for one witness. */
export interface Submission {
  readonly at: WitnessAddress;
  readonly key: VerifierKey;
  readonly request: Pick<AnchorRequest, 'checkpoint' | 'consistency'>;
  /** The checkpoint with the log's signature alone. */
  readonly note: SignedNote;
  /** Size that the witness cosigned last, as far as is known; 0 when it is not. */
  readonly known: number;
  readonly timeout: number;
}

/** What the witness gave. */
export interface Cosigned {
  readonly line: SignatureLine;
  /** POSIX seconds. */
  readonly seconds: number;
  /** Size from which the witness last followed the log. */
  readonly from: number;
}

const refused = (reason: WitnessRefusal, message: string) => new NotaryError('anchor-refused', message, { reason });

/**
 * Asks until there is a cosignature that verifies under the pinned key. Throws `anchor-refused` with a `WitnessRefusal`,
 * `anchor-invalid` for an answer that does not verify, or `anchor-unavailable`.
 */
export async function submitCheckpoint(submission: Submission, crypto: Crypto): Promise<Cosigned> {
  const { at, request, note, timeout } = submission;
  let old = Math.min(submission.known, request.checkpoint.size);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const proof = old === 0 || old === request.checkpoint.size ? [] : request.consistency(old);
    const answer = await addCheckpoint(at, { old, proof, note }, timeout);
    if (answer.status === 200) return { ...cosignatureIn(answer, submission, crypto), from: old };
    if (answer.status !== 409) throw refusalOf(answer, submission);
    const knows = knownSize(answer, at.url);
    if (knows > request.checkpoint.size)
      throw refused(
        'witness-behind',
        `${at.url} cosigned ${knows} leaves of this log, which has ${request.checkpoint.size}`,
      );
    if (knows === old) throw invalid(at.url, `it refuses ${old} leaves as the size that it says it knows`);
    old = knows;
  }
  throw unavailable(at.url, `the size that it knows changed ${ATTEMPTS} times`);
}

const invalid = (url: string, why: string, cause?: unknown) =>
  new NotaryError('anchor-invalid', `${url}: ${why}`, {}, cause);

function knownSize({ body }: HttpAnswer, url: string): number {
  try {
    return parseKnownSize(body);
  } catch (cause) {
    throw invalid(url, 'it does not say which size it knows', cause);
  }
}

/** The line of the pinned key; those of other keys are ignored, as the standard asks. */
function cosignatureIn(answer: HttpAnswer, { at, key, note }: Submission, crypto: Crypto): Omit<Cosigned, 'from'> {
  const lines = linesOf(answer, at.url).filter((line) => isLineOf(line, key));
  for (const line of lines) {
    const seconds = cosignedAt(note.text, line, key, crypto);
    if (seconds !== null) return { line, seconds };
  }
  const why = lines.length === 0 ? 'no signature of' : 'a signature that does not verify, of';
  throw invalid(at.url, `its answer has ${why} ${key.name}`);
}

function linesOf({ body }: HttpAnswer, url: string): readonly SignatureLine[] {
  try {
    return parseCosignatures(body);
  } catch (cause) {
    throw invalid(url, 'its answer is not made of signature lines', cause);
  }
}

/** What a status other than 200 and 409 means. */
function refusalOf({ status, body }: HttpAnswer, { at, request }: Submission): NotaryError {
  const { origin, size } = request.checkpoint;
  if (status === 404) return refused('witness-unknown-log', `${at.url} does not know the log ${origin}`);
  if (status === 403) return refused('witness-key', `${at.url} knows ${origin} by another key`);
  if (status === 422)
    return refused('witness-fork', `${at.url} has cosigned another history of this log than its ${size} leaves`);
  if (status === 429 || status >= 500) return unavailable(at.url, `HTTP ${status}`);
  return invalid(at.url, `HTTP ${status}: ${saidIn(body)}`);
}

/** The beginning of what a server says, for experts. */
function saidIn(body: Uint8Array): string {
  try {
    return fromUtf8(body.subarray(0, 200)).trim();
  } catch {
    return `${body.length} bytes`;
  }
}
