import { describe, expect, it } from 'vitest';
import { u64be } from '../../core/bytes.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { emptyRoot, leafHash, verifyConsistency, verifyInclusion } from '../../core/merkle.ts';
import { MerkleTree } from '../../core/merkle-tree.ts';
import { MemoryLog } from './support/memory-log.ts';
import { PlainTree } from './support/plain-tree.ts';

const leaves = Array.from({ length: 130 }, (_, i) => u64be(i).subarray(i % 8));

describe('a tree in memory', () => {
  it('has the root of the definition after every leaf, however much room it began with', () => {
    for (const capacity of [0, 1, 100, 1000]) {
      const [tree, plain] = [new MerkleTree(capacity), new PlainTree(leaves)];
      expect(tree.root()).toEqual(emptyRoot(nobleCrypto));
      for (const [i, leaf] of leaves.entries()) {
        tree.append(leaf);
        expect(tree.root()).toEqual(plain.root(i + 1));
      }
    }
  });

  it('hashes leaves of any length as the plain hash does, short after long', () => {
    const tree = new MerkleTree();
    for (const length of [0, 1, 53, 54, 55, 56, 63, 64, 118, 119, 120, 5000, 64, 3]) {
      const leaf = new Uint8Array(length).fill(length);
      tree.append(leaf);
      expect(tree.read(0, tree.size - 1)).toEqual(leafHash(leaf, nobleCrypto));
    }
  });

  it('stores the nodes that a log stores, and gives none that is not complete', () => {
    const [tree, log] = [new MerkleTree(), new MemoryLog()];
    for (const leaf of leaves) tree.append(leaf);
    log.append(leaves);
    for (let level = 0; level < 10; level++)
      for (let index = 0; index < 132; index++) expect(tree.read(level, index)).toEqual(log.read(level, index));
  });

  it('proves what it holds, at its size and at earlier ones', () => {
    const tree = new MerkleTree();
    for (const leaf of leaves) tree.append(leaf);
    const hash = leafHash(leaves[77] as Uint8Array, nobleCrypto);
    for (const size of [78, 100, 130]) {
      expect(verifyInclusion(77, size, hash, tree.inclusion(77, size), tree.root(size), nobleCrypto)).toBe(true);
      const proof = tree.consistency(50, size);
      expect(verifyConsistency(50, size, tree.root(50), tree.root(size), proof, nobleCrypto)).toBe(true);
    }
  });
});
