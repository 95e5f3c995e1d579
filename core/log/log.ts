/**
 * The desk's append-only log: an RFC 6962 tree whose complete subtrees are stored, so that appending costs what the
 * batch costs and a proof from a million leaves needs about forty reads. The node at (level, index) is the root over the
 * leaves [index · 2^level, (index + 1) · 2^level); level 0 holds the leaf hashes.
 */
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { emptyRoot, nodeHash } from './merkle.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** Reads a stored node, 32 bytes; undefined when it is not there. */
export type ReadNode = (level: number, index: number) => Uint8Array | undefined;

/** A node to store. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

function stored(read: ReadNode, level: number, index: number): Uint8Array {
  const hash = read(level, index);
  if (!hash) throw new NotaryError('home-damaged', `log node ${level}/${index} is missing`);
  return hash;
}

/** The largest power of two below n, for n > 1. */
function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/**
 * The nodes that appending `leafHashes` to a log of `size` leaves adds, in an order in which each follows its children:
 * the leaves and every subtree that becomes complete (about two nodes a leaf).
 */
export function appendedNodes(
  size: number,
  leafHashes: readonly Uint8Array[],
  read: ReadNode,
  crypto: Sha256,
): TreeNode[] {
  const nodes: TreeNode[] = [];
  // at most one complete subtree of each level waits for its right sibling: read when it is older than this batch
  const waiting = new Map<number, Uint8Array>();
  for (const [i, leaf] of leafHashes.entries()) {
    let level = 0;
    let index = size + i;
    let hash = leaf;
    nodes.push({ level, index, hash });
    while (index % 2 === 1) {
      hash = nodeHash(waiting.get(level) ?? stored(read, level, index - 1), hash, crypto);
      waiting.delete(level);
      level += 1;
      index = (index - 1) / 2;
      nodes.push({ level, index, hash });
    }
    waiting.set(level, hash);
  }
  return nodes;
}

/** The root over the leaves [start, end); `start` is a multiple of the power of two that spans the range. */
function rangeRoot(start: number, end: number, read: ReadNode, crypto: Sha256): Uint8Array {
  const count = end - start;
  const level = Math.log2(count);
  if (Number.isInteger(level)) return stored(read, level, start / count);
  const split = splitPoint(count);
  return nodeHash(rangeRoot(start, start + split, read, crypto), rangeRoot(start + split, end, read, crypto), crypto);
}

/** The root of the first `size` leaves. */
export function logRoot(size: number, read: ReadNode, crypto: Sha256): Uint8Array {
  return size === 0 ? emptyRoot(crypto) : rangeRoot(0, size, read, crypto);
}

/** The inclusion proof of leaf `index` in the first `size` leaves, sibling first (RFC 9162 section 2.1.3.1). */
export function inclusionProof(index: number, size: number, read: ReadNode, crypto: Sha256): Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new NotaryError('not-found', `no leaf ${index} in a log of ${size}`);
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      path.push(rangeRoot(middle, end, read, crypto));
      end = middle;
    } else {
      path.push(rangeRoot(start, middle, read, crypto));
      start = middle;
    }
  }
  return path.reverse();
}

/** The proof that the first `second` leaves extend the first `first` (RFC 9162 section 2.1.4.1); empty when trivial. */
export function consistencyProof(first: number, second: number, read: ReadNode, crypto: Sha256): Uint8Array[] {
  if (first > second || first < 0)
    throw new NotaryError('not-found', `no consistency proof from ${first} to ${second}`);
  if (first === 0 || first === second) return [];
  const proof: Uint8Array[] = [];
  let [start, end, whole] = [0, second, true];
  // walk down along the border of the smaller tree; a subtree that lies completely in it ends the walk
  while (first !== end) {
    const middle = start + splitPoint(end - start);
    if (first <= middle) {
      proof.push(rangeRoot(middle, end, read, crypto));
      end = middle;
    } else {
      proof.push(rangeRoot(start, middle, read, crypto));
      start = middle;
      whole = false;
    }
  }
  if (!whole) proof.push(rangeRoot(start, end, read, crypto));
  return proof.reverse();
}

/** The stored nodes and, before them, those that are about to be stored. */
export function withNodes(read: ReadNode, nodes: readonly TreeNode[]): ReadNode {
  const fresh = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  return (level, index) => fresh.get(`${level}/${index}`) ?? read(level, index);
}
