/** What the readers need from their surroundings, and the universal form of it. */
import { type Crypto, nobleCrypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { type Inflater, universalInflater } from '../inflate.ts';

/** Hashing and unpacking; every implementation gives the same bytes. */
export interface Tools extends Inflater {
  readonly crypto: Pick<Crypto, 'sha256' | 'createSha256'>;
}

/** The same in every engine. */
export const universalTools: Tools = { crypto: nobleCrypto, ...universalInflater };

/** How much one file may unpack to in all. */
export class Allowance {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** What may still be unpacked. */
  get left(): number {
    return this.#left;
  }

  /** Takes so many bytes. Throws `too-large` when there are fewer. */
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new NotaryError('too-large', 'unpacks to more than is read here');
  }
}

/** Bytes that the readers unpack of one file; with the file itself far below 300 MB. */
export const UNPACK_LIMIT = 128 * 1024 * 1024;
