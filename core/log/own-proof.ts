/** Proofs of the desk's own log, checked before they are handed over: a damaged node or note makes one that nobody can verify. */
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { toBase64 } from '../formats/bytes.ts';
import { checkLine } from '../formats/note.ts';
import type { StoredCheckpoint } from '../ports.ts';
import { leafHash, verifyInclusion } from './merkle.ts';

/** A leaf and its inclusion path, sibling first. */
export interface OwnProof {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly path: readonly Uint8Array[];
}

/** See the head of this file. */
export class OwnProofs {
  readonly #crypto: Crypto;
  /** The note that was found sound last: thousands of certificates share one. */
  #sound = '';

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  /** Throws `home-damaged` unless the path leads from the leaf to the checkpoint, and each line under that is its key's. */
  check({ leaf, index, path }: OwnProof, stored: StoredCheckpoint): void {
    const { size, root } = stored.checkpoint;
    if (!verifyInclusion(index, size, leafHash(leaf, this.#crypto), path, root, this.#crypto))
      throw new NotaryError('home-damaged', `leaf ${index} is not under the checkpoint of ${size} leaves`);
    if (!this.#isSigned(stored))
      throw new NotaryError('home-damaged', `the checkpoint of ${size} leaves has a signature that does not hold`);
  }

  #isSigned({ note: { text, signatures }, keys }: StoredCheckpoint): boolean {
    const whole = [text, ...keys.map((key) => key.text), ...signatures.map((line) => toBase64(line.signature))].join(
      '\n',
    );
    if (whole === this.#sound) return true;
    const holds = signatures.every((line, i) => {
      const key = keys[i];
      return key !== undefined && checkLine(text, line, key, this.#crypto).state !== 'invalid';
    });
    if (holds && signatures.length > 0) this.#sound = whole;
    return holds && signatures.length > 0;
  }
}
