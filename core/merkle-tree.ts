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

/** Memory, seen as bytes and as big-endian words. */
interface Room {
  readonly bytes: Uint8Array;
  readonly words: DataView;
}

function room(length: number): Room {
  const bytes = new Uint8Array(length);
  return { bytes, words: new DataView(bytes.buffer) };
}

/** FIPS 180-4 section 5.1.1, for a message of `end` bytes: a one bit, zeros, and at `length` the number of its bits. */
function pad({ bytes, words }: Room, end: number, length: number): void {
  bytes.fill(0, end, length);
  bytes[end] = 0x80;
  words.setUint32(length - 8, Math.floor(end / 2 ** 29));
  words.setUint32(length - 4, end * 8);
}

/** SHA-256 of leaves and nodes by @noble's compression function, in memory that is used again. */
class TreeHasher extends _SHA256 {
  readonly #initial = this.get();
  readonly #node = room(2 * BLOCK);
  #leaf = room(2 * BLOCK);

  constructor() {
    super();
    pad(this.#node, 1 + 2 * HASH_BYTES, 2 * BLOCK);
  }

  /** Writes SHA-256(0x00 ‖ leaf) into `out` at `at`. */
  leaf(leaf: Uint8Array, out: DataView, at: number): void {
    const end = 1 + leaf.length;
    const length = Math.ceil((end + 9) / BLOCK) * BLOCK;
    if (length > this.#leaf.bytes.length) this.#leaf = room(2 * length);
    this.#leaf.bytes.set(leaf, 1);
    pad(this.#leaf, end, length);
    this.#digest(this.#leaf.words, length, out, at);
  }

  /** Writes SHA-256(0x01 ‖ left ‖ right) into `out` at `at`; the two stand side by side in `hashes` from `from` on. */
  node(hashes: DataView, from: number, out: DataView, at: number): void {
    const { words } = this.#node;
    let before = 1;
    // the prefix byte moves both hashes by eight bits against the words of the block
    for (let i = 0; i < 2 * HASH_BYTES; i += 4) {
      const word = hashes.getUint32(from + i);
      words.setUint32(i, (before << 24) | (word >>> 8));
      before = word;
    }
    words.setUint8(2 * HASH_BYTES, before & 255);
    this.#digest(words, 2 * BLOCK, out, at);
  }

  #digest(padded: DataView, length: number, out: DataView, at: number): void {
    this.set(...this.#initial);
    for (let block = 0; block < length; block += BLOCK) this.process(padded, block);
    const state = this.get();
    for (let i = 0; i < state.length; i++) out.setUint32(at + 4 * i, state[i] ?? 0);
  }
}

/** A growing tree. Hashes that it gives are views of its memory: copy what you keep. */
export class MerkleTree {
  #size = 0;
  readonly #levels: Room[] = [];
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
    this.#hasher.leaf(leaf, this.#room(0, index).words, index * HASH_BYTES);
    for (let depth = 0, child = index; child % 2 === 1; depth++, child = (child - 1) / 2) this.#join(depth, child);
  }

  /** Hashes the pair of which `right` is the second into the level above. */
  #join(depth: number, right: number): void {
    const parent = (right - 1) / 2;
    const { words } = this.#room(depth + 1, parent);
    this.#hasher.node(this.#room(depth, right).words, (right - 1) * HASH_BYTES, words, parent * HASH_BYTES);
  }

  #room(depth: number, index: number): Room {
    const found = this.#levels[depth];
    if (found && (index + 1) * HASH_BYTES <= found.bytes.length) return found;
    const leaves = found ? 2 * (index + 1) : Math.max(1, Math.ceil(this.#capacity / 2 ** depth));
    const larger = room(leaves * HASH_BYTES);
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
