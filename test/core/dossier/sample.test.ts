/** Samples: drawn the same by everybody, fair, and what they mean. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import {
  atMostDiffering,
  drawByAmount,
  drawSample,
  percentAtMost,
  sampleSizeFor,
  shareAtMostWrong,
} from '../../../core/dossier/sample.ts';
import { concat, u64be, utf8 } from '../../../core/formats/bytes.ts';
import { outcome } from '../support/outcome.ts';

const leaf = nobleCrypto.sha256(utf8('a dossier'));
const seed = { leaf, seed: '2026-11-30 审计' };
const draw = (size: number, population: number, from = seed) => drawSample(size, population, from, nobleCrypto);
const sorted = (places: readonly number[]) => [...places].sort((a, b) => a - b);

describe('a sample', () => {
  it('is what the definition says', () => {
    const first = nobleCrypto.sha256(concat(utf8('notary-desk/sample/v1\0'), leaf, utf8(seed.seed), u64be(0)));
    const x = first.subarray(0, 8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
    expect(draw(1, 3214)).toEqual([Number(x % 3214n)]);
  });

  it('has no place twice, begins alike whatever its size, and depends on seed and dossier', () => {
    expect(new Set(draw(60, 3214)).size).toBe(60);
    expect(draw(60, 3214).slice(0, 10)).toEqual(draw(10, 3214));
    expect(draw(60, 3214, { leaf, seed: 'another' })).not.toEqual(draw(60, 3214));
    expect(draw(60, 3214, { ...seed, leaf: nobleCrypto.sha256(leaf) })).not.toEqual(draw(60, 3214));
  });

  it('may be everything, and not more', () => {
    for (const population of [1, 2, 3, 70])
      expect(sorted(draw(population, population))).toEqual([...Array(population).keys()]);
    for (const size of [0, -1, 1.5, 71]) expect(outcome(() => draw(size, 70))).toBe('bad-input');
    expect(outcome(() => draw(1, 0))).toBe('bad-input');
  });

  it('favours no place', () => {
    const hits = new Array<number>(7).fill(0);
    for (let i = 0; i < 700; i++)
      for (const place of draw(1, 7, { leaf, seed: `seed ${i}` })) hits[place] = (hits[place] ?? 0) + 1;
    for (const count of hits) expect(count).toBeGreaterThan(60);
  });
});

describe('a sample by amount', () => {
  const by = (size: number, amounts: readonly bigint[], from = seed) => drawByAmount(size, amounts, from, nobleCrypto);

  it('hits what is larger than the distance for certain, and nothing that is zero', () => {
    for (let i = 0; i < 50; i++) {
      const found = by(4, [0n, 1n, 50n, 0n, 9n, 40n], { leaf, seed: `seed ${i}` });
      expect(found.reduce((sum, { hits }) => sum + hits, 0)).toBe(4);
      expect(found.map(({ index }) => index)).toEqual(expect.arrayContaining([2, 5]));
      expect(found.every(({ index }) => index !== 0 && index !== 3)).toBe(true);
    }
  });

  it('hits all of equal amounts once when it is as large as they are many', () => {
    expect(by(6, [7n, 7n, 7n, 7n, 7n, 7n])).toEqual([0, 1, 2, 3, 4, 5].map((index) => ({ index, hits: 1 })));
  });

  it('needs something to hit', () => {
    for (const amounts of [[], [0n, 0n], [5n, -1n]]) expect(outcome(() => by(1, amounts))).toBe('bad-input');
    expect(outcome(() => by(3, [1n, 2n]))).toBe('bad-input');
  });
});

describe('what a sample without an error says', () => {
  /** The chance of none by its definition, C(N − D, n) / C(N, n), exactly. */
  function exceeds(size: number, population: number, differing: number): boolean {
    let [above, below] = [1n, 1n];
    for (let i = 0; i < size; i++) {
      above *= BigInt(Math.max(0, population - differing - i));
      below *= BigInt(population - i);
    }
    return above * 20n > below;
  }

  it('is hypergeometric, exactly', () => {
    expect(atMostDiffering(60, 3214)).toBe(155);
    for (const [size, population] of [
      [1, 1],
      [1, 10],
      [5, 10],
      [10, 10],
      [59, 100],
      [30, 3214],
      [299, 3214],
    ] as const) {
      const most = atMostDiffering(size, population);
      expect(exceeds(size, population, most)).toBe(true);
      expect(exceeds(size, population, most + 1)).toBe(false);
    }
  });

  it('is rounded up in per cent, because no more may be true', () => {
    // 4.8226… % and 4.8704… %
    expect(percentAtMost(atMostDiffering(60, 3214) / 3214)).toBe('4.83');
    expect(percentAtMost(shareAtMostWrong(60))).toBe('4.88');
    expect([percentAtMost(0), percentAtMost(1), percentAtMost(1e-9)]).toEqual(['0.00', '100.00', '0.01']);
  });

  it('says nothing differs only when all was looked at', () => {
    expect(atMostDiffering(3214, 3214)).toBe(0);
    expect(atMostDiffering(1, 3214)).toBe(3053);
  });

  it('gives the smallest sample that is enough', () => {
    for (const share of [0, 0.01, 0.05, 0.2]) {
      const size = sampleSizeFor(share, 3214);
      expect(atMostDiffering(size, 3214)).toBeLessThanOrEqual(share * 3214);
      if (size > 1) expect(atMostDiffering(size - 1, 3214)).toBeGreaterThan(share * 3214);
    }
  });
});
