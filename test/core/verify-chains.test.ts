/** What anchors are worth under a bundle: their time against liars, in any order; and what a test network can't do. */
import { describe, expect, it } from 'vitest';
import { epochJson } from '../../core/anchors/cometbft/epochs.ts';
import { cometbftAnchor } from '../../core/anchors/cometbft/evidence.ts';
import { statementOf } from '../../core/anchors/cometbft/statement.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import { epoch, members } from '../anchor/cometbft/support/chain.ts';
import { ALONE, block, chainBundle, REGISTERED, registered, state } from './support/anchored.ts';
import { accept, bank, court, makeEvidence, SIGNED_AT, sampleBundle } from './support/evidence.ts';
import { checkOf, verdictOf } from './support/verifying.ts';

type Shown = ReturnType<typeof block>;

const anchored = (...shown: readonly Shown[]) => makeEvidence({ ...ALONE, anchors: shown.map(cometbftAnchor) });
const under = (...bundles: readonly TrustBundle[]) => ({ trust: bundles.map((bundle) => accept(bundle)) });

describe('the time of a block', () => {
  const set = members(4, 1, () => 1);
  const times = [{ seconds: Date.UTC(2020, 0, 1) / 1000, nanos: 0 }];
  const shown = block({ set, nextSet: set, voters: [0, 1, 2], times });

  it('is not drawn back by one liar among three signers of four', () => {
    const report = verdictOf(anchored(shown), under(chainBundle([epochJson(epoch(set))])));
    expect(report).toMatchObject({ verdict: 'proven', provenTime: '2026-09-21T14:13:28.000Z' });
  });

  it('is the one that the statement gives, beside the one that pages of template 1 print', () => {
    expect(statementOf(shown, nobleCrypto)).toMatchObject({
      time: '2026-09-21T14:13:28.000Z',
      timeTemplate1: '2020-01-01T00:00:00.000Z',
    });
  });

  it('is exact to the millisecond, in the first seconds of 1970 too', () => {
    for (const millisecond of [0, 1, 5, 9, 999]) {
      const first = [0, 1, 2, 3].map(() => ({ seconds: 1, nanos: millisecond * 1e6 }));
      const report = verdictOf(anchored(block({ times: first })), under(chainBundle()));
      expect(report.provenTime).toBe(new Date(1000 + millisecond).toISOString());
    }
  });
});

describe('two anchors of one chain', () => {
  const [early, late] = [block(), block({ height: 9 })];
  const fewer = block({ height: 9, voters: [0, 1, 3] });

  it('give the earlier time, in either order', () => {
    for (const files of [anchored(early, late), anchored(late, early)])
      expect(verdictOf(files, under(chainBundle()))).toMatchObject({
        verdict: 'proven',
        provenTime: '2026-09-21T14:13:28.000Z',
      });
  });

  it('are one voice, and the quorum shown is that of the earlier', () => {
    const two = chainBundle(undefined, { policy: { witnesses: 0, chains: 2 } });
    for (const files of [anchored(early, fewer), anchored(fewer, early)]) {
      expect(verdictOf(files, under(two)).verdict).toBe('self-attested');
      expect(verdictOf(files, under(chainBundle())).quorum).toMatchObject({ have: 4, need: 3 });
    }
  });
});

describe('two bundles that both prove', () => {
  const both = makeEvidence({ cosigners: [{ signer: bank }, { signer: court, seconds: SIGNED_AT + 90 }] });
  const naming = (controller: string) =>
    sampleBundle({
      name: controller,
      witnesses: sampleBundle().witnesses.filter((witness) => witness.controller === controller),
    });

  it('give the earlier time, in either order', () => {
    for (const bundles of [
      [naming('bank'), naming('court')],
      [naming('court'), naming('bank')],
    ])
      expect(verdictOf(both, under(...bundles))).toMatchObject({
        verdict: 'proven',
        trustName: 'bank',
        provenTime: '2026-11-24T00:00:00.000Z',
      });
  });

  it('of which one was compared rest on that one', () => {
    const trust = [accept(naming('bank'), false), accept(naming('court'))];
    for (const given of [trust, [...trust].reverse()])
      expect(verdictOf(both, { trust: given })).toMatchObject({ trustName: 'court', trustCompared: true });
  });
});

describe('a registration on a test network', () => {
  const shown = [block(registered()), state(registered())].map(cometbftAnchor);
  const demo = (changes: Partial<TrustBundle> = {}) => chainBundle(undefined, { logs: [], ...changes }, true);
  const oneWitness = { policy: { witnesses: 1, chains: 0 } };

  it('introduces nobody, also when another witness of the bundle signs', () => {
    for (const anchor of shown) {
      const files = makeEvidence({ ...REGISTERED, cosigners: [{ signer: bank }], anchors: [anchor] });
      for (const bundle of [demo(oneWitness), demo()]) {
        const report = verdictOf(files, under(bundle));
        expect(report.verdict).toBe('untrusted');
        expect(checkOf(report, 'log-key')).toBe('failed: unknown-log');
        expect(report.checks.find(({ name }) => name === 'log-key')?.detail).toContain('only a test network');
      }
    }
  });

  it('does so for a verifier who asked for it', () => {
    const files = makeEvidence({ ...REGISTERED, cosigners: [{ signer: bank }], anchors: shown.slice(0, 1) });
    expect(verdictOf(files, { ...under(demo(oneWitness)), acceptDemo: true }).verdict).toBe('proven');
    expect(verdictOf(files, { ...under(demo()), acceptDemo: true }).verdict).toBe('proven');
  });

  it('stands not in the way of one on another chain', () => {
    const files = makeEvidence({ ...REGISTERED, cosigners: [{ signer: bank }], anchors: shown.slice(0, 1) });
    const real = chainBundle(undefined, { logs: [], ...oneWitness });
    expect(verdictOf(files, under(real)).verdict).toBe('proven');
    expect(verdictOf(files, under(demo(), real)).verdict).toBe('proven');
  });
});
