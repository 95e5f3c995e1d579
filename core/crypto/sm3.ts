/**
 * SM3, the hash of Chinese standards (GB/T 32905-2016, ISO/IEC 10118-3:2018): 256 bits from blocks of 512, big endian.
 * Padding and buffering are those of SHA-256, so @noble's base for such hashes has them; the compression is here.
 */
import { HashMD } from '@noble/hashes/_md.js';
import type { Hasher } from '../crypto.ts';

const rotated = (word: number, by: number) => (word << by) | (word >>> (32 - by));
/** Section 4.4: the permutations. */
const p0 = (x: number) => x ^ rotated(x, 9) ^ rotated(x, 17);
const p1 = (x: number) => x ^ rotated(x, 15) ^ rotated(x, 23);

/** Section 4.1: the initial value. */
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;
/** The first rounds mix by exclusive or, the others by majority and choice (section 4.3). */
const FIRST_ROUNDS = 16;
/** Section 4.2: the constant of each round, rotated as its round uses it. */
const ROUND = Int32Array.from({ length: 64 }, (_, j) => rotated(j < FIRST_ROUNDS ? 0x79cc4519 : 0x7a879d8a, j % 32));
/** The expanded block: only while one is compressed, which nothing can interrupt. */
const W = new Int32Array(68);

class Sm3 extends HashMD<Sm3> {
  readonly #state = Int32Array.from(INITIAL);

  constructor() {
    super(64, 32, 8, false);
  }

  protected get(): number[] {
    return [...this.#state];
  }

  protected set(...words: number[]): void {
    this.#state.set(words);
  }

  /** Sections 5.3.2 and 5.3.3. */
  protected process(view: DataView, offset: number): void {
    expand(view, offset);
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = this.#state;
    for (let j = 0; j < 64; j++) {
      const turned = rotated(a, 12);
      const ss1 = rotated((turned + e + (ROUND[j] as number)) | 0, 7);
      const word = W[j] as number;
      const isFirst = j < FIRST_ROUNDS;
      const ff = isFirst ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = isFirst ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = (ff + d + (ss1 ^ turned) + (word ^ (W[j + 4] as number))) | 0;
      const tt2 = (gg + h + ss1 + word) | 0;
      d = c;
      c = rotated(b, 9);
      b = a;
      a = tt1;
      h = g;
      g = rotated(f, 19);
      f = e;
      e = p0(tt2);
    }
    const mixed = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i++) (this.#state[i] as number) ^= mixed[i] as number;
  }

  protected roundClean(): void {
    W.fill(0);
  }

  _cloneInto(to: Sm3 = new Sm3()): Sm3 {
    to.set(...this.get());
    return this._cloneIntoMeta(to);
  }

  destroy(): void {
    this.destroyed = true;
    this.#state.fill(0);
    this.buffer.fill(0);
  }
}

function expand(view: DataView, offset: number): void {
  const at = (j: number) => W[j] as number;
  for (let j = 0; j < 16; j++) W[j] = view.getInt32(offset + 4 * j);
  for (let j = 16; j < 68; j++)
    W[j] = p1(at(j - 16) ^ at(j - 9) ^ rotated(at(j - 3), 15)) ^ rotated(at(j - 13), 7) ^ at(j - 6);
}

/** SM3 of a stream; 32 bytes. */
export function createSm3(): Hasher {
  const hash = new Sm3();
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

/** SM3, 32 bytes. */
export function sm3(bytes: Uint8Array): Uint8Array {
  return new Sm3().update(bytes).digest();
}
