/**
 * The log's tree against RFC 6962. First what Certificate Transparency published, then every tree of 1 to 130 leaves
 * against the plain implementation in support/plain-tree.ts, then everything that must be refused.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromHex, toHex, u64be } from '../../core/formats/bytes.ts';
import { consistencyProof, inclusionProof, logRoot } from '../../core/log/log.ts';
import {
  emptyRoot,
  leafHash,
  MAX_PROOF,
  nodeHash,
  rootFromInclusion,
  verifyConsistency,
  verifyInclusion,
} from '../../core/log/merkle.ts';
import ct from '../vectors/certificate-transparency.json' with { type: 'json' };
import { MemoryLog } from './support/memory-log.ts';
import { outcome, runs } from './support/outcome.ts';
import { PlainTree } from './support/plain-tree.ts';

const LARGEST = 130;
const tree = new PlainTree(Array.from({ length: LARGEST }, (_, i) => u64be(i * i)));
const hashes = tree.leaves.map((leaf) => leafHash(leaf, nobleCrypto));
const log = new MemoryLog();
log.append(tree.leaves);

const hashOf = (index: number) => hashes[index] as Uint8Array;
const include = (index: number, size: number, path: readonly Uint8Array[], root: Uint8Array, leaf = hashOf(index)) =>
  verifyInclusion(index, size, leaf, path, root, nobleCrypto);
const extend = (m: number, n: number, proof: readonly Uint8Array[], first = tree.root(m), second = tree.root(n)) =>
  verifyConsistency(m, n, first, second, proof, nobleCrypto);

const sizes = Array.from({ length: LARGEST }, (_, i) => i + 1);
const below = (n: number) => Array.from({ length: n }, (_, i) => i);
const flipped = (hash: Uint8Array, bit: number) =>
  hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('vectors of Certificate Transparency', () => {
  const vectorLog = new MemoryLog();
  vectorLog.append(ct.leaves.map((leaf) => fromHex(leaf)));
  const root = (size: number) => fromHex(ct.roots[size] ?? '');

  it('roots of 0 to 8 leaves', () => {
    for (const [size, wanted] of ct.roots.entries())
      expect(toHex(logRoot(size, vectorLog.read, nobleCrypto))).toBe(wanted);
  });

  it.each(ct.inclusion)('inclusion of leaf $index in $size', ({ index, size, proof }) => {
    expect(inclusionProof(index, size, vectorLog.read, nobleCrypto).map(toHex)).toEqual(proof);
    const path = proof.map((hash) => fromHex(hash));
    expect(include(index, size, path, root(size), leafHash(fromHex(ct.leaves[index] ?? ''), nobleCrypto))).toBe(true);
  });

  it.each(ct.consistency)('consistency of $first and $second', ({ first, second, proof }) => {
    expect(consistencyProof(first, second, vectorLog.read, nobleCrypto).map(toHex)).toEqual(proof);
    const path = proof.map((hash) => fromHex(hash));
    expect(extend(first, second, path, root(first), root(second))).toBe(true);
  });
});

describe('every tree of 1 to 130 leaves', () => {
  it('has the root of the definition', () => {
    for (const n of [0, ...sizes]) expect(logRoot(n, log.read, nobleCrypto)).toEqual(tree.root(n));
  });

  it('proves every leaf, with the path of the definition', () => {
    for (const n of sizes)
      for (const i of below(n)) {
        const path = inclusionProof(i, n, log.read, nobleCrypto);
        expect(path).toEqual(tree.path(i, n));
        expect(include(i, n, path, tree.root(n))).toBe(true);
      }
  });

  it('proves that it extends every smaller tree, with the proof of the definition', () => {
    for (const n of sizes)
      for (const m of [...below(n), n]) {
        const proof = consistencyProof(m, n, log.read, nobleCrypto);
        expect(proof).toEqual(m === 0 ? [] : tree.proof(m, n));
        expect(extend(m, n, proof)).toBe(true);
      }
  });
});

describe('an inclusion proof is refused', () => {
  it('for any other leaf of the tree, at its own place or at the proven one', () => {
    for (const n of sizes.slice(0, 40))
      for (const i of below(n)) {
        const path = tree.path(i, n);
        for (const j of below(n).filter((other) => other !== i)) {
          expect(include(j, n, path, tree.root(n), hashOf(i))).toBe(false);
          expect(include(i, n, path, tree.root(n), hashOf(j))).toBe(false);
        }
      }
  });

  it('under the root of any other size', () => {
    for (const n of sizes)
      for (const other of sizes.filter((size) => size !== n))
        expect(include(n >> 1, other, tree.path(n >> 1, n), tree.root(other))).toBe(false);
  });

  it('when it is longer or shorter by one hash, at either end', () => {
    for (const n of sizes)
      for (const i of below(n)) {
        const path = tree.path(i, n);
        const extra = tree.root(n);
        const wrong = [[...path, extra], [extra, ...path], ...(path.length ? [path.slice(1), path.slice(0, -1)] : [])];
        for (const proof of wrong) expect(include(i, n, proof, tree.root(n))).toBe(false);
      }
  });

  it('when any bit of the leaf hash, the path or the root is flipped', () => {
    for (const [i, n] of [
      [0, 1],
      [2, 3],
      [4, 7],
      [99, 130],
    ] as const) {
      const [path, root] = [tree.path(i, n), tree.root(n)];
      for (let bit = 0; bit < 256; bit++) {
        expect(include(i, n, path, root, flipped(hashOf(i), bit))).toBe(false);
        expect(include(i, n, path, flipped(root, bit))).toBe(false);
        for (const at of below(path.length))
          expect(
            include(
              i,
              n,
              path.map((hash, j) => (j === at ? flipped(hash, bit) : hash)),
              root,
            ),
          ).toBe(false);
      }
    }
  });

  it.each([
    ['an index beyond the tree', 5, 5],
    ['a negative index', -1, 5],
    ['a fraction', 0.5, 5],
    ['an empty tree', 0, 0],
    ['a size beyond 2^53 - 1', 0, 2 ** 53],
    ['no number', Number.NaN, 5],
  ])('for %s', (_, index, size) => {
    expect(rootFromInclusion(index, size, hashOf(0), [], nobleCrypto)).toBeNull();
  });

  it('unread when it is longer than any tree or not made of hashes', () => {
    const hash = hashOf(0);
    expect(outcome(() => include(0, 8, Array(MAX_PROOF + 1).fill(hash), hash))).toBe('too-large');
    expect(outcome(() => include(0, 2, [hash.subarray(1)], hash))).toBe('malformed');
  });
});

describe('the size', () => {
  it('is not in a proof: a path can fit two sizes, and only the signed checkpoint says which one it is', () => {
    const [path, root] = [tree.path(0, 3), tree.root(3)];
    expect(include(0, 3, path, root)).toBe(true);
    expect(include(0, 4, path, root)).toBe(true);
    expect(include(0, 4, path, tree.root(4))).toBe(false);
  });
});

describe('a consistency proof is refused', () => {
  it('between any other two sizes', () => {
    for (const n of sizes.slice(0, 24))
      for (const m of sizes.slice(0, n - 1)) {
        const proof = tree.proof(m, n);
        for (const other of sizes.slice(0, n - 1).filter((size) => size !== m))
          expect(extend(other, n, proof)).toBe(false);
        expect(extend(m, n + 1, proof)).toBe(false);
      }
  });

  it('when it is longer or shorter by one hash, at either end', () => {
    for (const n of sizes)
      for (const m of sizes.slice(0, n)) {
        const proof = tree.proof(m, n);
        const wrong = [
          [...proof, tree.root(m)],
          [tree.root(m), ...proof],
        ];
        if (proof.length) wrong.push(proof.slice(1), proof.slice(0, -1));
        for (const path of wrong) expect(extend(m, n, path)).toBe(false);
      }
  });

  it('when the roots are swapped, or any bit of them or of the proof is flipped', () => {
    for (const [m, n] of [
      [1, 2],
      [4, 7],
      [6, 8],
      [64, 130],
    ] as const) {
      const [proof, first, second] = [tree.proof(m, n), tree.root(m), tree.root(n)];
      expect(extend(m, n, proof, second, first)).toBe(false);
      for (let bit = 0; bit < 256; bit++) {
        expect(extend(m, n, proof, flipped(first, bit))).toBe(false);
        expect(extend(m, n, proof, first, flipped(second, bit))).toBe(false);
        for (const at of below(proof.length))
          expect(
            extend(
              m,
              n,
              proof.map((hash, j) => (j === at ? flipped(hash, bit) : hash)),
            ),
          ).toBe(false);
      }
    }
  });

  it('from a larger tree to a smaller one, and for sizes that are none', () => {
    expect(extend(5, 4, tree.proof(4, 5))).toBe(false);
    for (const size of [-1, 0.5, 2 ** 53, Number.NaN])
      expect(extend(1, size, [], tree.root(1), tree.root(1))).toBe(false);
  });

  it('from an empty tree unless its root is the one of nothing', () => {
    expect(extend(0, 5, [], emptyRoot(nobleCrypto))).toBe(true);
    expect(extend(0, 5, [], tree.root(1))).toBe(false);
    expect(extend(0, 5, [hashOf(0)], emptyRoot(nobleCrypto))).toBe(false);
  });

  it('when two trees of one size have different roots: that is a fork', () => {
    expect(extend(7, 7, [])).toBe(true);
    expect(extend(7, 7, [], tree.root(7), tree.root(8))).toBe(false);
  });
});

describe('leaves and nodes', () => {
  it('never hash alike: an interior node cannot be passed off as a leaf', () => {
    const [left, right] = [hashOf(0), hashOf(1)];
    const both = new Uint8Array([...left, ...right]);
    expect(leafHash(both, nobleCrypto)).not.toEqual(nodeHash(left, right, nobleCrypto));
  });
});

describe('large trees', () => {
  it('verify at any index and size up to 2^53 - 1, with a path as long as the definition says', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + (a === b ? 1 : 0)];
        if (!Number.isSafeInteger(size)) return;
        const path = Array.from({ length: pathLength(BigInt(index), BigInt(size)) }, (_, i) => hashOf(i % LARGEST));
        expect(rootFromInclusion(index, size, hashOf(0), path, nobleCrypto)).not.toBeNull();
        expect(rootFromInclusion(index, size, hashOf(0), path.slice(1), nobleCrypto)).toBeNull();
        if (path.length < MAX_PROOF)
          expect(rootFromInclusion(index, size, hashOf(0), [...path, hashOf(1)], nobleCrypto)).toBeNull();
      }),
      runs(50),
    );
  });
});

/** Depth of a leaf, walking down the definition's splits. */
function pathLength(index: bigint, size: bigint): number {
  if (size === 1n) return 0;
  let split = 1n;
  while (split * 2n < size) split *= 2n;
  return 1 + (index < split ? pathLength(index, split) : pathLength(index - split, size - split));
}
