/**
 * The connector of a witness of others that speaks C2SP tlog-witness: its answer is the evidence. It is stored as the job's
 * receipt once it was verified; a witness that is asked again signs again, and no harm is done.
 */

import { cosignatureAnchor } from '../../../anchors/cosignature/index.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { parseCosignatures } from '../../../formats/add-checkpoint.ts';
import { toHex, utf8 } from '../../../formats/bytes.ts';
import { cosignedAt, WITNESS, witnessId } from '../../../formats/cosignature.ts';
import { formatLine, KEY_TYPE, noteBytes, parseNote, type VerifierKey } from '../../../formats/note.ts';
import type { AnchorJob, AnchorRequest, AnchorResult, ChainConnector, Confirmation } from '../../../ports.ts';
import { nameOf } from '../kind.ts';
import { keyOf, type WitnessFile } from './connection-file.ts';
import { type Cosigned, submitCheckpoint } from './submission.ts';

/** What a connector is made of. */
export interface WitnessDependencies {
  readonly file: WitnessFile;
  readonly crypto: Crypto;
  /** How long the witness may take to answer, in milliseconds. */
  readonly timeout?: number;
}

const TIMEOUT = 10_000;

/** See the head of this file and the contract in `ChainConnector`. */
export class WitnessConnector implements ChainConnector {
  readonly name: string;
  /** Witnesses answer at once, and no bundle has a chain of their kind: nothing is said to be awaited. */
  readonly chain = null;
  readonly #dependencies: WitnessDependencies;
  readonly #key: VerifierKey;
  /** For each log the size that the witness is known to have cosigned. */
  readonly #known = new Map<string, number>();
  /** The request that is on its way: the witness gets one at a time. */
  #sending: Promise<unknown> = Promise.resolve();

  constructor(dependencies: WitnessDependencies) {
    this.#dependencies = dependencies;
    this.#key = keyOf(dependencies.file, dependencies.crypto);
    this.name = nameOf({ kind: WITNESS, id: witnessId(this.#key) });
  }

  async prepare(request: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const payload = noteBytes(loneNote(request));
    return { payload, reference: toHex(this.#dependencies.crypto.sha256(payload)) };
  }

  /** The receipt is the cosignature as a line, verified. */
  async submit(job: AnchorJob, request: AnchorRequest): Promise<Uint8Array> {
    const { line } = await this.cosign(request, job.payload);
    return utf8(formatLine(line));
  }

  /** Asks for a cosignature. Throws what `submitCheckpoint` throws. */
  cosign(request: AnchorRequest, payload: Uint8Array = noteBytes(loneNote(request))): Promise<Cosigned> {
    const asked = this.#sending.then(() => this.#cosign(request, payload));
    this.#sending = asked.catch(() => {});
    return asked;
  }

  async #cosign(request: AnchorRequest, payload: Uint8Array): Promise<Cosigned> {
    const { file, crypto, timeout = TIMEOUT } = this.#dependencies;
    const { origin, size } = request.checkpoint;
    const known = this.#known.get(origin) ?? 0;
    const cosigned = await submitCheckpoint(
      { at: file, key: this.#key, request, note: parseNote(payload), known, timeout },
      crypto,
    );
    this.#known.set(origin, size);
    return cosigned;
  }

  async confirm({ receipt }: AnchorJob): Promise<Confirmation> {
    return receipt === null ? { state: 'unknown' } : { state: 'final' };
  }

  async evidence({ receipt }: AnchorJob, { note }: AnchorRequest): Promise<AnchorResult> {
    if (receipt === null) throw new NotaryError('anchor-unavailable', 'no cosignature was received');
    const [line] = parseCosignatures(receipt);
    const key = this.#key;
    if (!line || cosignedAt(note.text, line, key, this.#dependencies.crypto) === null)
      throw new NotaryError('anchor-invalid', `the cosignature of ${key.name} does not verify`);
    return key.type === KEY_TYPE.cosignatureMlDsa44
      ? { lines: [], keys: [], anchors: [cosignatureAnchor(line, key)] }
      : { lines: [line], keys: [key], anchors: [] };
  }
}

/** The checkpoint with the log's signature alone: who else signed is nobody's business. */
const loneNote = ({ note }: AnchorRequest) => ({ text: note.text, signatures: note.signatures.slice(0, 1) });
