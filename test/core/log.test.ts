import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { u64be } from '../../core/formats/bytes.ts';
import { appendedNodes, consistencyProof, inclusionProof, logRoot } from '../../core/log/log.ts';
import { leafHash } from '../../core/log/merkle.ts';
import { MemoryLog } from './support/memory-log.ts';
import { outcome, runs } from './support/outcome.ts';

const leaves = (count: number, from = 0) => Array.from({ length: count }, (_, i) => u64be(from + i));

describe('appending', () => {
  it('in batches stores the same nodes as appending all at once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 8 }), (batches) => {
        const [piecewise, whole] = [new MemoryLog(), new MemoryLog()];
        for (const count of batches) piecewise.append(leaves(count, piecewise.size));
        whole.append(leaves(piecewise.size));
        expect(piecewise.dump()).toEqual(whole.dump());
      }),
      runs(50),
    );
  });

  it('gives every node after its children, so that a torn write never leaves a parent alone', () => {
    const seen = new Set<string>();
    const hashes = leaves(100).map((leaf) => leafHash(leaf, nobleCrypto));
    for (const { level, index } of appendedNodes(0, hashes, () => undefined, nobleCrypto)) {
      if (level > 0)
        expect(seen.has(`${level - 1}/${2 * index}`) && seen.has(`${level - 1}/${2 * index + 1}`)).toBe(true);
      seen.add(`${level}/${index}`);
    }
  });

  it('costs what the batch costs: two nodes a leaf at most, and one read a level of the older log', () => {
    const log = new MemoryLog();
    log.append(leaves(1000));
    const reads: string[] = [];
    const counting = (level: number, index: number) => {
      reads.push(`${level}/${index}`);
      return log.read(level, index);
    };
    const hashes = leaves(24, 1000).map((leaf) => leafHash(leaf, nobleCrypto));
    const nodes = appendedNodes(1000, hashes, counting, nobleCrypto);
    expect(nodes.length).toBeLessThanOrEqual(2 * 24 + 10);
    expect(reads.length).toBeLessThanOrEqual(10);
    expect(new Set(reads).size).toBe(reads.length);
  });

  it('adds nothing for an empty batch', () => {
    expect(appendedNodes(5, [], () => undefined, nobleCrypto)).toEqual([]);
  });
});

describe('proofs from stored nodes', () => {
  it('need a few reads, not the leaves: forty for a log of a million', () => {
    let reads = 0;
    const read = () => {
      reads += 1;
      return new Uint8Array(32);
    };
    inclusionProof(123_456, 1_000_000, read, nobleCrypto);
    expect(reads).toBeLessThanOrEqual(40);
    reads = 0;
    consistencyProof(654_321, 1_000_000, read, nobleCrypto);
    expect(reads).toBeLessThanOrEqual(60);
    reads = 0;
    logRoot(1_000_000, read, nobleCrypto);
    expect(reads).toBeLessThanOrEqual(20);
  });

  it('of a smaller size stay the same while the log grows', () => {
    const log = new MemoryLog();
    log.append(leaves(37));
    const before = { root: logRoot(37, log.read, nobleCrypto), path: inclusionProof(11, 37, log.read, nobleCrypto) };
    log.append(leaves(500, 37));
    expect(logRoot(37, log.read, nobleCrypto)).toEqual(before.root);
    expect(inclusionProof(11, 37, log.read, nobleCrypto)).toEqual(before.path);
  });

  it('are not made for leaves and sizes that are not there', () => {
    const log = new MemoryLog();
    log.append(leaves(8));
    expect(outcome(() => inclusionProof(8, 8, log.read, nobleCrypto))).toBe('not-found');
    expect(outcome(() => inclusionProof(-1, 8, log.read, nobleCrypto))).toBe('not-found');
    expect(outcome(() => consistencyProof(9, 8, log.read, nobleCrypto))).toBe('not-found');
    expect(outcome(() => consistencyProof(-1, 8, log.read, nobleCrypto))).toBe('not-found');
  });

  it('say that the store is damaged when a node is gone, and never guess', () => {
    const log = new MemoryLog();
    log.append(leaves(8));
    const holed = (level: number, index: number) => (level === 1 && index === 1 ? undefined : log.read(level, index));
    expect(outcome(() => inclusionProof(0, 8, holed, nobleCrypto))).toBe('home-damaged');
    expect(outcome(() => appendedNodes(8, [], holed, nobleCrypto))).toBe('accepted');
    expect(outcome(() => logRoot(6, () => undefined, nobleCrypto))).toBe('home-damaged');
  });
});
