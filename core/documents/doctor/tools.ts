/** Platform functions that the readers need, and their universal implementation. */
import { type Crypto, nobleCrypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { type Inflater, universalInflater } from '../inflate.ts';

/** Hashing and unpacking; every implementation returns the same bytes. */
export interface Tools extends Inflater {
  readonly crypto: Pick<Crypto, 'sha256' | 'createSha256'>;
}

/** The same in every engine. */
export const universalTools: Tools = { crypto: nobleCrypto, ...universalInflater };

/** Budget for the total unpacked bytes of one file. */
export class Allowance {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Remaining bytes. */
  get left(): number {
    return this.#left;
  }

  /** Takes this many bytes. Throws `too-large` when fewer are left. */
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new NotaryError('too-large', 'unpacks to more than is read here');
  }
}

/** Bytes that the readers may unpack of one file; memory with the file itself stays far below 300 MB. */
export const UNPACK_LIMIT = 128 * 1024 * 1024;
