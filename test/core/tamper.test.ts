/**
 * Every bit of a certificate's three files flipped in turn, every truncation, and bytes that are nonsense: never sound,
 * and found by a check that needs neither fonts nor a PDF library.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, utf8 } from '../../core/formats/bytes.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import { INVOICE } from '../../core/records/profiles/index.ts';
import type { Report } from '../../core/verification/report.ts';
import { accept, bank, CHAIN, court, makeEvidence, ownWitness, sampleBundle } from './support/evidence.ts';
import { runs } from './support/outcome.ts';
import { failures, rememberingCrypto, verdictOf } from './support/verifying.ts';

const NAMES = ['record', 'evidence', 'proof'] as const;
const crypto = rememberingCrypto();
const trust = [accept(sampleBundle({ chains: [{ ...CHAIN, demo: false, epochs: [] }] }))];
const examine = (files: EvidenceFiles): Report => verdictOf(files, { trust, crypto });

const everybody = [ownWitness, bank, court].map((signer) => ({ signer }));
const whole = makeEvidence({ cosigners: everybody, pending: {} });
/** An invoice of which one of three parties is withheld. */
const inPart = makeEvidence({
  kind: INVOICE,
  facts: { parties: ['甲方', 'Beta GmbH', '丙方'] },
  withhold: ['parties:2'],
});
const certificates: [string, EvidenceFiles, string][] = [
  ['proven', whole, 'proven'],
  ['pending', makeEvidence({ pending: {} }), 'pending'],
  ['of an invoice, and shows some of its parties', inPart, 'self-attested'],
  ['of a log of one leaf', makeEvidence({ before: 0, after: 0 }), 'self-attested'],
];

/** What an altered file must never give. */
function isCaught(report: Report): boolean {
  const caught = failures(report).some((name) => !['page', 'document', 'log-key', 'policy'].includes(name));
  return caught && (report.verdict === 'tampered' || report.verdict === 'unreadable');
}

/** Bits of a file that can be flipped, and nobody notices. */
function unnoticed(files: EvidenceFiles, name: (typeof NAMES)[number]): readonly number[] {
  const missed: number[] = [];
  const bytes = files[name].slice();
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const [at, mask] = [bit >> 3, 1 << (bit & 7)];
    bytes[at] = (bytes[at] ?? 0) ^ mask;
    if (!isCaught(examine({ ...files, [name]: bytes }))) missed.push(bit);
    bytes[at] = (bytes[at] ?? 0) ^ mask;
  }
  return missed;
}

describe('a certificate with every bit flipped in turn is never sound', () => {
  it.each(NAMES)('%s of a proven one', (name) => {
    expect(unnoticed(whole, name)).toEqual([]);
  });

  it('what is disclosed of a list in part', () => {
    expect(unnoticed(inPart, 'evidence')).toEqual([]);
  });
});

describe.each(certificates)('a certificate that is %s', (_, files, verdict) => {
  it('is sound before anybody touches it', () => {
    expect(examine(files).verdict).toBe(verdict);
  });

  it.each(NAMES)('is not when its %s is cut off anywhere, or has more at its end', (name) => {
    const bytes = files[name];
    for (let length = 0; length < bytes.length; length++)
      expect(isCaught(examine({ ...files, [name]: bytes.subarray(0, length) }))).toBe(true);
    for (const more of ['\n', ' ', '\0', 'a', '{}'])
      expect(isCaught(examine({ ...files, [name]: concat(bytes, utf8(more)) }))).toBe(true);
  });

  it('is not when bytes are removed, doubled, swapped or replaced', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.nat(),
        fc.integer({ min: 1, max: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        (name, place, count, filling) => {
          const bytes = files[name];
          const at = place % bytes.length;
          const changed = concat(bytes.subarray(0, at), filling, bytes.subarray(at + count));
          return changed.join() === bytes.join() || isCaught(examine({ ...files, [name]: changed }));
        },
      ),
      runs(500),
    );
  });

  it('is not when a file of another certificate takes the place of its own', () => {
    const others = [
      makeEvidence({ record: { size: 9 } }),
      makeEvidence({ facts: { title: 'another' } }),
      makeEvidence({ record: { seq: 3 } }),
    ];
    for (const other of others)
      for (const name of ['record', 'proof'] as const)
        expect(isCaught(examine({ ...files, [name]: other[name] }))).toBe(true);
  });
});

describe('nonsense', () => {
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.json({ maxDepth: 6 }).map(utf8),
    fc.string({ unit: 'binary', maxLength: 100 }).map(utf8),
  );

  it('is unreadable, and nothing is ever thrown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        anyBytes,
        (name, bytes) => examine({ ...whole, [name]: bytes }).verdict === 'unreadable',
      ),
      runs(1000),
    );
  });

  it.each<[string, Uint8Array]>([
    ['a megabyte of brackets', utf8('['.repeat(2 ** 20))],
    ['a megabyte of objects', utf8('{"a":'.repeat(2 ** 18 / 5 + 1))],
    ['a text of a megabyte', utf8(`"${'a'.repeat(2 ** 20 - 2)}"`)],
    ['a list of half a million', utf8(`[${'0,'.repeat(2 ** 19 - 2)}0]`)],
    ['64 MiB of zeros', new Uint8Array(2 ** 26)],
    ['many short lines', utf8('\n'.repeat(2 ** 16))],
    ['many signature lines', utf8(`c2sp.org/tlog-proof@v1\nindex 0\n\no\n1\n\n${'\u2014 a AAAAAAA=\n'.repeat(5000)}`)],
  ])('is unreadable at once: %s', (_, bytes) => {
    const start = performance.now();
    for (const name of NAMES) expect(examine({ ...whole, [name]: bytes }).verdict).toBe('unreadable');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
