/**
 * SHA-256 of what was given to the page. A web page can have the engine's own SHA-256 only for bytes that are all in memory
 * (`SubtleCrypto.digest`, W3C Web Cryptography API section 14.3.5), so that is used up to `AT_ONCE` and is several times
 * faster; anything longer goes piece by piece through the hash that is part of the page.
 */
import { nobleCrypto } from '../../core/crypto.ts';
import { concat, toHex } from '../../core/formats/bytes.ts';
import { type Digester, digester } from '../../core/formats/digests.ts';

/** Bytes that are held to be hashed at once. */
export const AT_ONCE = 64 * 1024 * 1024;

/** Takes bytes piece by piece; what it gives is SHA-256 of all of them, hex. */
export class PieceHasher {
  #held: Uint8Array[] | null;
  #length = 0;
  #pieces: Digester | null = null;

  /** `expected` is how many bytes are to come; more or fewer may. */
  constructor(expected: number) {
    // a page that is not trusted with it has no `subtle`
    this.#held = globalThis.crypto?.subtle && expected <= AT_ONCE ? [] : null;
  }

  /** The pieces must stay as they are until the digest is there. */
  update(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#held && this.#length <= AT_ONCE) {
      this.#held.push(piece);
      return;
    }
    for (const one of this.#held ?? []) this.#digester().update(one);
    this.#held = null;
    this.#digester().update(piece);
  }

  /** The hasher is used up. */
  async sha256(): Promise<string> {
    if (this.#held === null) return this.#digester().digests().sha256;
    const [only, ...others] = this.#held;
    const bytes = only && others.length === 0 ? only : concat(...this.#held);
    // a view of memory that another thread could change is not taken by the engine, and none of ours is one
    return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
  }

  #digester(): Digester {
    this.#pieces ??= digester(nobleCrypto);
    return this.#pieces;
  }
}
