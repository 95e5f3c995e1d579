/**
 * The Merkle tree of RFC 6962 section 2.1 and RFC 9162 section 2.1, SHA-256. Hashes are 32 bytes; indexes and sizes are
 * safe integers. A proof does not contain the number of leaves: the size comes from the signed checkpoint.
 */

import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { equal } from '../formats/bytes.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** Bytes of a hash. */
export const HASH_BYTES = 32;
/** Length of a path in a tree of 2^53 leaves; longer proofs are refused unread. */
export const MAX_PROOF = 53;

/** SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array, crypto: Sha256): Uint8Array {
  const bytes = new Uint8Array(1 + leaf.length);
  bytes.set(leaf, 1);
  return crypto.sha256(bytes);
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array, crypto: Sha256): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return crypto.sha256(bytes);
}

/** The root of no leaves: SHA-256 of nothing. */
export function emptyRoot(crypto: Sha256): Uint8Array {
  return crypto.sha256(new Uint8Array(0));
}

const half = (n: number) => Math.floor(n / 2);
const isOdd = (n: number) => n % 2 === 1;

function checkPath(path: readonly Uint8Array[]): void {
  if (path.length > MAX_PROOF) throw new NotaryError('too-large', 'proof longer than any tree');
  if (path.some((hash) => hash.length !== HASH_BYTES))
    throw new NotaryError('malformed', 'a proof is made of 32-byte hashes');
}

/**
 * The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2), or null when the proof has the wrong length for
 * this index and size. `path` starts with the leaf's sibling.
 */
export function rootFromInclusion(
  index: number,
  size: number,
  hash: Uint8Array,
  path: readonly Uint8Array[],
  crypto: Sha256,
): Uint8Array | null {
  checkPath(path);
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  let fn = index;
  let sn = size - 1;
  let root = hash;
  for (const sibling of path) {
    if (sn === 0) return null;
    if (isOdd(fn) || fn === sn) {
      root = nodeHash(sibling, root, crypto);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else root = nodeHash(root, sibling, crypto);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 ? root : null;
}

/** True when the leaf hash is at `index` in the tree of `size` leaves with this root. */
export function verifyInclusion(
  index: number,
  size: number,
  hash: Uint8Array,
  path: readonly Uint8Array[],
  root: Uint8Array,
  crypto: Sha256,
): boolean {
  const computed = rootFromInclusion(index, size, hash, path, crypto);
  return computed !== null && equal(computed, root);
}

/**
 * True when the tree of `second` leaves extends the one of `first` (RFC 9162 section 2.1.4.2). Equal sizes need equal
 * roots and an empty proof; from an empty tree everything follows, again with an empty proof.
 */
export function verifyConsistency(
  first: number,
  second: number,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
  crypto: Sha256,
): boolean {
  checkPath(proof);
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 0 || first > second) return false;
  if (first === 0) return proof.length === 0 && equal(firstRoot, emptyRoot(crypto));
  if (first === second) return proof.length === 0 && equal(firstRoot, secondRoot);
  // an exact power of two is itself a node of the larger tree and is not repeated in the proof
  let fn = first - 1;
  let sn = second - 1;
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  const path = fn === 0 ? [firstRoot, ...proof] : [...proof];
  const start = path.shift();
  if (start === undefined) return false;
  let fr = start;
  let sr = start;
  for (const hash of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(hash, fr, crypto);
      sr = nodeHash(hash, sr, crypto);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, hash, crypto);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(fr, firstRoot) && equal(sr, secondRoot);
}
