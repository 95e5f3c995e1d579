/**
 * A second implementation of the Merkle tree, written from the recursive definitions of RFC 6962 section 2.1 and from
 * nothing else, so that core's iterative one has somebody to disagree with.
 */

import { nobleCrypto } from '../../../core/crypto.ts';
import { concat } from '../../../core/formats/bytes.ts';

const { sha256 } = nobleCrypto;
type Hash = Uint8Array;

/** The largest power of two smaller than n, for n > 1. */
function k(n: number): number {
  let power = 1;
  while (power < n - power) power += power;
  return power;
}

/** The tree over fixed leaves; roots of ranges are remembered. */
export class PlainTree {
  readonly leaves: readonly Uint8Array[];
  readonly #roots = new Map<string, Hash>();

  constructor(leaves: readonly Uint8Array[]) {
    this.leaves = leaves;
  }

  /** MTH(D[start:end]), section 2.1. */
  root(end: number, start = 0): Hash {
    const key = `${start}:${end}`;
    const known = this.#roots.get(key);
    if (known) return known;
    const root = this.#compute(start, end);
    this.#roots.set(key, root);
    return root;
  }

  #compute(start: number, end: number): Hash {
    if (start === end) return sha256(new Uint8Array(0));
    if (end - start === 1) return sha256(concat(Uint8Array.of(0), this.leaves[start] as Uint8Array));
    const split = start + k(end - start);
    return sha256(concat(Uint8Array.of(1), this.root(split, start), this.root(end, split)));
  }

  /** PATH(m, D[start:end]), section 2.1.1. */
  path(m: number, end: number, start = 0): Hash[] {
    if (end - start === 1) return [];
    const split = start + k(end - start);
    return start + m < split
      ? [...this.path(m, split, start), this.root(end, split)]
      : [...this.path(m - (split - start), end, split), this.root(split, start)];
  }

  /** PROOF(m, D[n]), section 2.1.2. */
  proof(m: number, n: number): Hash[] {
    return this.#subproof(m, 0, n, true);
  }

  #subproof(m: number, start: number, end: number, whole: boolean): Hash[] {
    if (m === end - start) return whole ? [] : [this.root(end, start)];
    const split = start + k(end - start);
    return start + m <= split
      ? [...this.#subproof(m, start, split, whole), this.root(end, split)]
      : [...this.#subproof(m - (split - start), split, end, false), this.root(split, start)];
  }
}
