/**
 * Certificates of one checkpoint are checked with one memory: whatever came before, each gets the report that it gets by
 * itself. An altered one is caught behind the sound one whose checkpoint it has, and the sound one is sound behind it.
 */
import { describe, expect, it } from 'vitest';
import { cometbftAnchor } from '../../core/anchors/cometbft/evidence.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import type { AcceptedBundle } from '../../core/formats/trust.ts';
import { CheckpointMemory } from '../../core/verification/checkpoint-checks.ts';
import type { Report } from '../../core/verification/report.ts';
import { ALONE, block, chainBundle } from './support/anchored.ts';
import { countingCrypto } from './support/counting.ts';
import { accept, bank, CHAIN, court, makeEvidence, ownWitness, sampleBundle } from './support/evidence.ts';
import { failures, rememberingCrypto, verdictOf } from './support/verifying.ts';

const NAMES = ['record', 'evidence', 'proof'] as const;
const crypto = rememberingCrypto();
const everybody = [ownWitness, bank, court].map((signer) => ({ signer }));
const trust = [accept(sampleBundle({ chains: [{ ...CHAIN, demo: false, epochs: [] }] }))];
const ofChain = [accept(chainBundle())];

const certificates: [string, EvidenceFiles, readonly AcceptedBundle[], string][] = [
  ['proven by witnesses', makeEvidence({ cosigners: everybody }), trust, 'proven'],
  ['pending', makeEvidence({ pending: {} }), trust, 'pending'],
  [
    'proven by a chain',
    makeEvidence({ ...ALONE, anchors: [cometbftAnchor(block({ named: true }))] }),
    ofChain,
    'proven',
  ],
];

/** The file with one bit changed in every so many bytes in turn. */
function* altered(files: EvidenceFiles, step: number): Generator<EvidenceFiles> {
  for (const name of NAMES)
    for (let at = 0; at < files[name].length; at += step) {
      const bytes = files[name].slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at & 7));
      yield { ...files, [name]: bytes };
    }
}

describe.each(certificates)('a certificate that is %s', (_, sound, bundles, verdict) => {
  const alone = (files: EvidenceFiles): Report => verdictOf(files, { trust: bundles, crypto });
  const step = sound.evidence.length > 3000 ? 11 : 3;

  it('is judged alike behind any other of its checkpoint, in both orders', () => {
    const one = new CheckpointMemory();
    const expected = alone(sound);
    expect(expected.verdict).toBe(verdict);
    expect(verdictOf(sound, { trust: bundles, crypto, checkpoints: one })).toEqual(expected);
    for (const files of altered(sound, step)) {
      const caught = alone(files);
      expect(failures(caught).length).toBeGreaterThan(0);
      const behind = new CheckpointMemory();
      expect(verdictOf(files, { trust: bundles, crypto, checkpoints: one })).toEqual(caught);
      expect(verdictOf(files, { trust: bundles, crypto, checkpoints: behind })).toEqual(caught);
      expect(verdictOf(sound, { trust: bundles, crypto, checkpoints: behind })).toEqual(expected);
    }
    // all of that left nothing behind
    expect(verdictOf(sound, { trust: bundles, crypto, checkpoints: one })).toEqual(expected);
  });

  it('lends its proof, evidence or record to no other of its checkpoint', () => {
    const other = makeEvidence({ ...ALONE, facts: { title: 'another' }, cosigners: everybody });
    for (const name of NAMES) {
      const mixed = { ...sound, [name]: other[name] };
      const memory = new CheckpointMemory();
      for (const files of [sound, mixed, other, mixed, sound])
        expect(verdictOf(files, { trust: bundles, crypto, checkpoints: memory })).toEqual(alone(files));
    }
  });
});

describe('the memory', () => {
  const files = makeEvidence({ cosigners: everybody });

  it('asks for the signatures of a checkpoint once, and for those of another again', () => {
    const { crypto: counting, asked } = countingCrypto();
    const checkpoints = new CheckpointMemory();
    for (let i = 0; i < 3; i++)
      expect(verdictOf(files, { trust, crypto: counting, checkpoints }).verdict).toBe('proven');
    expect(asked()).toBe(4);
    expect(
      verdictOf(makeEvidence({ cosigners: everybody, after: 7 }), { trust, crypto: counting, checkpoints }).verdict,
    ).toBe('proven');
    expect(asked()).toBe(8);
  });

  it('holds for one list of bundles, and for test networks as they were asked for', () => {
    const checkpoints = new CheckpointMemory();
    const nobody: readonly AcceptedBundle[] = [];
    const demo = [accept(chainBundle(undefined, {}, true))];
    const [, , [, chained]] = certificates as [unknown, unknown, (typeof certificates)[number]];
    const asked = (given: EvidenceFiles, bundles: readonly AcceptedBundle[], acceptDemo = false) =>
      verdictOf(given, { trust: bundles, acceptDemo, crypto, checkpoints }).verdict;
    expect([asked(files, trust), asked(files, nobody), asked(files, trust)]).toEqual(['proven', 'untrusted', 'proven']);
    expect([asked(chained, demo), asked(chained, demo, true), asked(chained, demo)]).toEqual([
      'self-attested',
      'proven',
      'self-attested',
    ]);
  });

  it('forgets what no longer fits, and goes on', () => {
    const checkpoints = new CheckpointMemory();
    // a megabyte of anchors of a kind that nobody knows, in a dozen certificates
    const large = Array.from({ length: 12 }, (_, i) =>
      makeEvidence({ cosigners: everybody, anchors: [{ kind: 'other', other: [i, 'x'.repeat(900_000)] }] }),
    );
    for (const given of [...large, ...large, files])
      expect(verdictOf(given, { trust, crypto, checkpoints }).verdict).toBe(
        verdictOf(given, { trust, crypto }).verdict,
      );
  });
});
