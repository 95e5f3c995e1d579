/** Proof on paper as bytes: fragments in any order, doubled, lost, damaged, mixed; and what a reader refuses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { errorCode } from '../../core/errors.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import {
  dataFragments,
  fragmentBytes,
  isSpare,
  joinFragments,
  PAPER_LIMITS,
  type PaperFragment,
  paperFragments,
  readFragment,
} from '../../core/paper/fragments.ts';
import { LARGEST_VERSION, symbolOf } from '../../core/paper/symbols.ts';
import { sampleEvidence } from './certificate-samples.ts';
import { outcome } from './support/outcome.ts';

/** Bytes that no packing makes smaller; the same for the same numbers. */
function noise(length: number, seed: number): Uint8Array {
  const out = new Uint8Array(length);
  let block = new Uint8Array([seed]);
  for (let at = 0; at < length; at += 32) {
    block = new Uint8Array(nobleCrypto.sha256(block));
    out.set(block.subarray(0, Math.min(32, length - at)), at);
  }
  return out;
}

const filesOf = (length: number, seed = 1): EvidenceFiles => ({
  record: noise(Math.floor(length / 2), seed),
  evidence: noise(Math.ceil(length / 2), seed + 1),
  proof: noise(30, seed + 2),
});
const join = (fragments: readonly PaperFragment[]) => joinFragments(fragments, nobleCrypto);
/** The payload of a set of one page. */
const joinedPayload = (fragments: readonly PaperFragment[]) =>
  new Uint8Array(fragments.slice(0, -1).flatMap(({ block }) => [...block])).subarray(0, fragments[0]?.length);
/** A payload cut into the fragments of one page. */
function cut(payload: Uint8Array): readonly PaperFragment[] {
  const n = Math.ceil(payload.length / 977);
  const size = Math.ceil(payload.length / n);
  const padded = new Uint8Array(n * size);
  padded.set(payload);
  const set = Buffer.from(nobleCrypto.sha256(payload).subarray(0, 8)).toString('hex');
  const blocks = Array.from({ length: n }, (_, i) => padded.slice(i * size, (i + 1) * size));
  const spare = new Uint8Array(size).map((_, i) => blocks.reduce((sum, block) => sum ^ (block[i] ?? 0), 0));
  return [...blocks, spare].map((block, i) => ({ set, index: i + 1, total: n + 1, length: payload.length, block }));
}
const without = (fragments: readonly PaperFragment[], ...lost: number[]) =>
  fragments.filter(({ index }) => !lost.includes(index));

describe('parts of a set', () => {
  it.each([1, 950, 1000, 4800, 5000, 10_000, 28_000])(
    '%i bytes come back from all parts, and without any one',
    (length) => {
      const files = filesOf(length);
      const parts = paperFragments(files, nobleCrypto);
      const [{ total = 0 } = {}] = parts;
      expect(parts.map(({ index }) => index)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
      expect(parts.filter(({ index }) => !isSpare(index, total))).toHaveLength(dataFragments(total));
      for (const lost of [0, ...parts.map(({ index }) => index)])
        expect(join(without(parts, lost))).toMatchObject([{ total, missing: [], files, error: null }]);
    },
  );

  it('come back in any order, doubled, with another set among them', () => {
    const [mine, other] = [paperFragments(filesOf(4500), nobleCrypto), paperFragments(filesOf(2000, 9), nobleCrypto)];
    fc.assert(
      fc.property(fc.shuffledSubarray([...mine, ...other, ...mine], { minLength: 2 }), (mixed) => {
        for (const { set, found, total, missing, files } of join(mixed)) {
          expect(found).toEqual(
            [...new Set(mixed.filter((part) => part.set === set).map(({ index }) => index))].sort((a, b) => a - b),
          );
          expect(files !== null).toBe(total - found.length <= 1);
          expect(missing.length === 0).toBe(files !== null);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('one lost on every page is made up for; two on one page are named', () => {
    const parts = paperFragments(filesOf(10_000), nobleCrypto);
    const [{ total = 0 } = {}] = parts;
    expect(total).toBeGreaterThan(12);
    expect(join(without(parts, 3, 12, total))).toMatchObject([{ missing: [], files: filesOf(10_000) }]);
    expect(join(without(parts, 2, 5, 9))).toMatchObject([{ missing: [2, 5], files: null, error: null }]);
  });

  it('two of one page that contradict each other give no files', () => {
    const parts = paperFragments(filesOf(4500), nobleCrypto);
    const forged = parts.map((part) => (part.index === 2 ? { ...part, block: noise(part.block.length, 77) } : part));
    const [set] = join(forged);
    expect(set).toMatchObject({ missing: [], files: null });
    expect(errorCode(set?.error)).toBe('malformed');
  });
});

describe('two codes of one number', () => {
  const parts = paperFragments(filesOf(4500), nobleCrypto);
  // whoever makes codes can make two of one number: both are whole, and their checksums hold
  const turned = (one: PaperFragment) => ({ ...one, block: one.block.map((byte, i) => (i === 5 ? byte ^ 1 : byte)) });
  const forged = turned(parts[1] as PaperFragment);

  it('that differ count as neither, in whatever order they come', () => {
    const orders = [
      [...parts, forged],
      [forged, ...parts],
      [forged, forged, ...parts],
      [...parts, forged, ...parts],
    ];
    for (const codes of orders) expect(join(codes)).toMatchObject([{ missing: [], files: filesOf(4500), error: null }]);
  });

  it('leave nothing to read where the spare one is needed elsewhere', () => {
    const codes = [...without(parts, 3), forged];
    for (const order of [codes, [...codes].reverse()])
      expect(join(order)).toMatchObject([{ missing: [2, 3], files: null }]);
  });
});

it('bytes behind the packed ones are passed over', () => {
  const { files } = sampleEvidence();
  const payload = joinedPayload(paperFragments(files, nobleCrypto));
  const longer = new Uint8Array([...payload, 1, 2, 3]);
  expect(join(cut(longer))).toMatchObject([{ files, error: null }]);
});

describe('a part', () => {
  const [part] = paperFragments(sampleEvidence().files, nobleCrypto) as [PaperFragment];
  const bytes = fragmentBytes(part, nobleCrypto);

  it('fits the largest code, and is read back', () => {
    expect(readFragment(bytes, nobleCrypto)).toEqual(part);
    const [largest] = paperFragments(filesOf(PAPER_LIMITS.block * 5 - 100), nobleCrypto) as [PaperFragment];
    expect(symbolOf(fragmentBytes(largest, nobleCrypto))).toHaveLength(4 * LARGEST_VERSION + 17);
  });

  it('with any bit changed is none', () => {
    for (let bit = 0; bit < bytes.length * 8; bit += 7) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(readFragment(changed, nobleCrypto)).toBeNull();
    }
  });

  it.each([
    { index: 0 },
    { index: 9 },
    { total: 7 },
    { total: 1 },
    { total: 255, index: 255 },
    { length: 0 },
    { length: 1 },
    { length: 65_535 },
  ])('that says what cannot be (%j) is none', (change) => {
    expect(readFragment(fragmentBytes({ ...part, ...change }, nobleCrypto), nobleCrypto)).toBeNull();
  });

  it('is not read out of other codes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => readFragment(any, nobleCrypto) === null));
  });
});

describe('bounds', () => {
  it('what needs too many codes is refused, and so is what is too large to unpack', () => {
    for (const length of [40_000, 300_000])
      expect(outcome(() => paperFragments(filesOf(length), nobleCrypto))).toBe('too-large');
    const zeros = { ...filesOf(10), evidence: new Uint8Array(PAPER_LIMITS.unpacked) };
    expect(outcome(() => paperFragments(zeros, nobleCrypto))).toBe('too-large');
  });
});
