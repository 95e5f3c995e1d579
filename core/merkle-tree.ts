/**
 * An RFC 6962 tree in memory for very many leaves. The hashes of a level lie side by side in one buffer, and nothing is
 * allocated for a leaf, so that a million of them cost about a second and 64 MiB. A desk keeps its nodes in its store
 * instead (log.ts); both answer through the same `NodeReader`.
 */
import { _SHA256 } from '@noble/hashes/sha2.js';
import { nobleCrypto } from './crypto.ts';
import { consistencyProof, inclusionProof, logRoot, type NodeReader } from './log.ts';
import { HASH_BYTES } from './merkle.ts';

const BLOCK = 64;

/** SHA-256 of a prefix byte and some bytes, by @noble's compression function, in buffers that are used again. */
class TreeHasher extends _SHA256 {
  #padded = new Uint8Array(2 * BLOCK);
  #words = new DataView(this.#padded.buffer);
  readonly #initial = this.get();

  /** Writes SHA-256(prefix ‖ bytes[from, to)) into `out` at `at`. */
  hash(prefix: number, bytes: Uint8Array, from: number, to: number, out: DataView, at: number): void {
    const length = this.#pad(prefix, bytes.subarray(from, to));
    this.set(...this.#initial);
    for (let block = 0; block < length; block += BLOCK) this.process(this.#words, block);
    const state = this.get();
    for (let i = 0; i < state.length; i++) out.setUint32(at + 4 * i, state[i] ?? 0);
  }

  /** FIPS 180-4 section 5.1.1: a one bit, zeros, and the length in bits. Gives the padded length. */
  #pad(prefix: number, bytes: Uint8Array): number {
    const end = 1 + bytes.length;
    const length = Math.ceil((end + 9) / BLOCK) * BLOCK;
    if (length > this.#padded.length) {
      this.#padded = new Uint8Array(2 * length);
      this.#words = new DataView(this.#padded.buffer);
    }
    this.#padded[0] = prefix;
    this.#padded.set(bytes, 1);
    this.#padded.fill(0, end, length);
    this.#padded[end] = 0x80;
    this.#words.setUint32(length - 8, Math.floor(end / 2 ** 29));
    this.#words.setUint32(length - 4, end * 8);
    return length;
  }
}

interface Level {
  bytes: Uint8Array;
  words: DataView;
}

function level(capacity: number): Level {
  const bytes = new Uint8Array(capacity * HASH_BYTES);
  return { bytes, words: new DataView(bytes.buffer) };
}

/** A growing tree. Hashes that it gives are views of its memory: copy what you keep. */
export class MerkleTree {
  #size = 0;
  readonly #levels: Level[] = [];
  readonly #hasher = new TreeHasher();
  readonly #capacity: number;

  /** `capacity` is the number of leaves that room is made for at once; more fit. */
  constructor(capacity = 1024) {
    this.#capacity = Math.max(1, capacity);
  }

  /** Number of leaves. */
  get size(): number {
    return this.#size;
  }

  /** Appends the leaf of these bytes. */
  append(leaf: Uint8Array): void {
    const index = this.#size++;
    this.#hasher.hash(0, leaf, 0, leaf.length, this.#room(0, index).words, index * HASH_BYTES);
    for (let depth = 0, child = index; child % 2 === 1; depth++, child = (child - 1) / 2) this.#join(depth, child);
  }

  /** Hashes the pair of which `right` is the second into the level above. */
  #join(depth: number, right: number): void {
    const parent = (right - 1) / 2;
    const { words } = this.#room(depth + 1, parent);
    const { bytes } = this.#room(depth, right);
    const end = (right + 1) * HASH_BYTES;
    this.#hasher.hash(1, bytes, end - 2 * HASH_BYTES, end, words, parent * HASH_BYTES);
  }

  #room(depth: number, index: number): Level {
    const found = this.#levels[depth];
    if (found && (index + 1) * HASH_BYTES <= found.bytes.length) return found;
    const larger = level(found ? 2 * (index + 1) : Math.max(1, Math.ceil(this.#capacity / 2 ** depth)));
    if (found) larger.bytes.set(found.bytes);
    this.#levels[depth] = larger;
    return larger;
  }

  /** A node as a store would give it; undefined when its subtree is not complete. */
  readonly read: NodeReader = (depth, index) => {
    if ((index + 1) * 2 ** depth > this.#size) return undefined;
    return this.#levels[depth]?.bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  };

  /** The root over the first `size` leaves. */
  root(size = this.#size): Uint8Array {
    return logRoot(size, this.read, nobleCrypto);
  }

  /** The inclusion proof of a leaf in the first `size` leaves. */
  inclusion(index: number, size = this.#size): Uint8Array[] {
    return inclusionProof(index, size, this.read, nobleCrypto);
  }

  /** The proof that the first `second` leaves extend the first `first`. */
  consistency(first: number, second = this.#size): Uint8Array[] {
    return consistencyProof(first, second, this.read, nobleCrypto);
  }
}
