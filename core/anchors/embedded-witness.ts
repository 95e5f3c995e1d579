/**
 * The embedded witness: the default anchor, with no server and no account. It does what a C2SP witness does (checks the
 * log's signature and that the log only grew, then cosigns with its time), but the desk itself controls its key, so its
 * cosignature never makes anything `proven`. It uses the same port as every chain.
 */

import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { equal, toHex } from '../formats/bytes.ts';
import { type Checkpoint, parseCheckpointText } from '../formats/checkpoint.ts';
import {
  checkLine,
  type NoteSigner,
  noteBytes,
  parseNote,
  parseVerifierKey,
  type SignedNote,
  verifyNote,
} from '../formats/note.ts';
import { acceptsKey, type LogKey } from '../formats/trusted.ts';
import { verifyConsistency } from '../log/merkle.ts';
import type {
  AnchorJob,
  AnchorRequest,
  AnchorResult,
  ChainConnector,
  Clock,
  Confirmation,
  WitnessState,
} from '../ports.ts';
import { cosignAfter } from './cosigning.ts';

/** Parts of the witness; `logKeys` are those of the only log that it cosigns for. */
export interface EmbeddedWitnessDependencies {
  readonly signer: NoteSigner;
  readonly logKeys: readonly LogKey[];
  readonly state: WitnessState;
  readonly clock: Pick<Clock, 'now'>;
  readonly crypto: Crypto;
}

/** A witness in the desk's own process. `submit` is where it checks and cosigns. */
export class EmbeddedWitness implements ChainConnector {
  readonly name = 'embedded-witness';
  readonly chain = null;
  readonly #dependencies: EmbeddedWitnessDependencies;

  constructor(dependencies: EmbeddedWitnessDependencies) {
    this.#dependencies = dependencies;
  }

  async prepare(request: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const payload = noteBytes({ text: request.note.text, signatures: request.note.signatures.slice(0, 1) });
    return { payload, reference: toHex(this.#dependencies.crypto.sha256(payload)) };
  }

  async submit(job: AnchorJob, request: AnchorRequest): Promise<null> {
    const note = parseNote(job.payload);
    const { signer, logKeys, clock, crypto, state } = this.#dependencies;
    const checkpoint = parseCheckpointText(note.text);
    const keys = logKeys.map(({ vkey }) => parseVerifierKey(vkey, crypto));
    const signing = keys.filter((key) => acceptsKey({ keys: logKeys }, key, checkpoint.size));
    if (verifyNote(note, signing, crypto).length === 0)
      throw new NotaryError('anchor-refused', 'not signed by this log');
    const last = state.lastCosigned();
    if (last?.text === note.text) return null;
    if (last) this.#refuseUnlessGrown(parseCheckpointText(last.text), checkpoint, request);
    state.saveCosigned({ text: note.text, signatures: [cosignAfter(last, note.text, clock.now(), signer)] });
    return null;
  }

  #refuseUnlessGrown(last: Checkpoint, next: Checkpoint, request: AnchorRequest): void {
    const proof = next.size > last.size ? request.consistency(last.size) : [];
    const grown =
      next.size > last.size &&
      verifyConsistency(last.size, next.size, last.root, next.root, proof, this.#dependencies.crypto);
    if (!grown && !(next.size === last.size && equal(next.root, last.root)))
      throw new NotaryError(
        'anchor-refused',
        `the log at ${next.size} does not extend what was cosigned at ${last.size}`,
      );
  }

  async confirm(job: AnchorJob): Promise<Confirmation> {
    return this.#cosigned(job) ? { state: 'final' } : { state: 'unknown' };
  }

  async evidence(job: AnchorJob): Promise<AnchorResult> {
    const { signer, crypto } = this.#dependencies;
    const line = this.#cosigned(job)?.signatures[0];
    if (!line || checkLine(parseNote(job.payload).text, line, signer.key, crypto).state !== 'valid')
      throw new NotaryError('anchor-invalid', "the embedded witness's cosignature does not verify");
    return { lines: [line], keys: [signer.key], anchors: [] };
  }

  #cosigned(job: AnchorJob): SignedNote | null {
    const last = this.#dependencies.state.lastCosigned();
    return last && last.text === parseNote(job.payload).text ? last : null;
  }
}
