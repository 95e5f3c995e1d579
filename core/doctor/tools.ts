/** What the readers need from their surroundings, and the universal form of it. */
import { Inflate } from 'fflate';
import { concat } from '../bytes.ts';
import { type Crypto, nobleCrypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';

/** Hashing and unpacking; every implementation gives the same bytes. */
export interface Tools {
  readonly crypto: Pick<Crypto, 'sha256' | 'createSha256'>;
  /** Unpacks DEFLATE (RFC 1951). Throws `too-large` beyond `limit` bytes and `malformed` for anything broken. */
  inflateRaw(packed: Uint8Array, limit: number): Uint8Array;
}

/** A piece unpacks to at most 1032 times itself, which is no danger. */
const PIECE = 16_384;

function inflateRaw(packed: Uint8Array, limit: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((part) => {
    length += part.length;
    if (length > limit) throw new NotaryError('too-large', 'unpacks to more than is read here');
    parts.push(part);
  });
  try {
    for (let at = 0; at < packed.length; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch (error) {
    if (error instanceof NotaryError) throw error;
    throw new NotaryError('malformed', 'does not unpack', {}, error);
  }
  return concat(...parts);
}

/** The same in every engine. */
export const universalTools: Tools = { crypto: nobleCrypto, inflateRaw };

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
