/** Who signed, by a bundle's epochs: names, quorum without the issuer, closed epochs, registrations. */
import { describe, expect, test } from 'vitest';
import { historyLeaf } from '../../../core/anchors/cometbft/application.ts';
import { type Epoch, epochJson, readEpochs } from '../../../core/anchors/cometbft/epochs.ts';
import { type CometbftEvidence, cometbftAnchor } from '../../../core/anchors/cometbft/evidence.ts';
import { judgeEvidence, registeredLog } from '../../../core/anchors/cometbft/judge.ts';
import { treeRoot } from '../../../core/anchors/cometbft/tree.ts';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { parseTrustBundle, type TrustBundle, trustBundleBytes } from '../../../core/formats/trust.ts';
import {
  blockEvidence,
  bytes,
  epoch,
  members,
  origin,
  REGISTRATION,
  SETTING,
  signedText,
  stateEvidence,
} from './support/chain.ts';

const noteText = signedText(5).text;
const judged = (evidence: CometbftEvidence, epochs: readonly Epoch[], controller = 'desk-holder') =>
  judgeEvidence({ evidence, noteText, epochs, log: { controller } }, nobleCrypto);

const HISTORY = { size: 3, root: treeRoot(SETTING.history.map(historyLeaf), nobleCrypto) };

describe('the block’s way', () => {
  test('four of four by name, three needed; the time is the members’ median', () => {
    const found = judged(blockEvidence(), [epoch(members(4))]);
    expect(found).toMatchObject({ met: true, quorum: { have: 4, need: 3 }, time: '2026-09-21T14:13:28.000Z' });
    expect(found.signers.map(({ name, named, counts, role }) => [name, named, counts, role])).toEqual(
      members(4).map(({ organisation }) => [organisation, true, true, 'member']),
    );
  });

  test('one member down: names three', () => {
    const found = judged(blockEvidence({ voters: [0, 2, 3] }), [epoch(members(4))]);
    expect(found).toMatchObject({ met: true, quorum: { have: 3, need: 3 } });
    expect(found.signers).toHaveLength(3);
  });

  test('the issuer’s own vote does not count, and alone it is nothing', () => {
    const [first] = members(4);
    const found = judged(blockEvidence(), [epoch(members(4))], first?.organisation);
    expect(found.met).toBe(true);
    expect(found.signers.filter(({ counts }) => counts)).toHaveLength(3);
    const heavy = members(4, 1, (i) => (i === 0 ? 1000 : 10));
    const alone = judged(blockEvidence({ set: heavy, nextSet: heavy }), [epoch(heavy)], heavy[0]?.organisation);
    expect(alone).toMatchObject({ met: false, detail: 'too few signed who are not the issuer' });
  });

  test('other members, another power, no epoch for the height', () => {
    for (const epochs of [
      [epoch(members(4, 50))],
      [epoch(members(4, 1, () => 11))],
      [epoch(members(5))],
      [epoch(members(4), { from: 8 })],
    ]) {
      const found = judged(blockEvidence(), epochs);
      expect(found.met).toBe(false);
      expect(found.signers.some(({ counts }) => counts)).toBe(false);
    }
    expect(judged(blockEvidence({ nextSet: members(5) }), [epoch(members(4))]).met).toBe(false);
  });

  test('members in another order, in the bundle or in the block, are the same members', () => {
    const reversed = [...members(4)].reverse();
    const other = blockEvidence({ set: reversed, nextSet: reversed });
    for (const [evidence, set] of [
      [blockEvidence(), reversed],
      [other, members(4)],
      [other, reversed],
    ] as const)
      expect(judged(evidence, [epoch(set)])).toMatchObject({ met: true, quorum: { have: 4, need: 3 } });
  });

  test('a set that changes between the block and the next one: both epochs are asked', () => {
    const evidence = { ...stateEvidence(), block: blockEvidence({ nextSet: members(5) }).block };
    const epochs = [epoch(members(4), { to: 7, history: HISTORY }), epoch(members(5), { from: 8 })];
    expect(judged(evidence, epochs).met).toBe(true);
  });
});

describe('closed epochs', () => {
  const closed = [epoch(members(4), { to: 20, history: HISTORY }), epoch(members(4, 50), { from: 21 })];

  test('evidence that is not in the history at the end of its epoch is refused, whoever signed it', () => {
    const found = judged(blockEvidence(), closed);
    expect(found.met).toBe(false);
    expect(found.detail).toContain('not renewed');
    const { state } = stateEvidence({ history: [noteText], index: 0 });
    expect(judged({ ...blockEvidence(), state }, closed).met).toBe(false);
  });

  test('with its place in that history it holds, by the names of then', () => {
    const { state } = stateEvidence({ height: 22, set: members(4, 50) });
    const found = judged({ ...blockEvidence(), state }, closed);
    expect(found.met).toBe(true);
    expect(found.signers[0]?.name).toBe(members(4)[0]?.organisation);
  });

  test('renewed under the later members it holds by theirs', () => {
    const longer = { history: [...SETTING.history, 'c/3'] };
    const { state } = stateEvidence({ height: 30, set: members(4, 50), ...longer });
    const found = judged({ ...blockEvidence(), state }, closed);
    expect(found.met).toBe(true);
    expect(found.signers.map(({ name }) => name)).toEqual(members(4, 50).map(({ organisation }) => organisation));
    expect(judged(stateEvidence({ height: 30, set: members(4, 50), ...longer }), closed).met).toBe(true);
  });

  test('an application hash of a closed epoch holds only with that epoch’s own history', () => {
    expect(judged(stateEvidence(), closed).met).toBe(true);
    expect(judged(stateEvidence({ history: [...SETTING.history, 'c/3'] }), closed).met).toBe(false);
    expect(judged(stateEvidence({ height: 25 }), closed).met).toBe(false);
  });
});

describe('a registration', () => {
  const closed = [epoch(members(4), { to: 20, history: HISTORY }), epoch(members(4, 50), { from: 21 })];
  const forged = { registration: { ...REGISTRATION, organisation: 'Court of Appeal' } };

  test('of the present members counts', () => {
    expect(judged(blockEvidence({ registration: REGISTRATION }), [epoch(members(4))]).met).toBe(true);
    expect(judged(stateEvidence({ height: 30, set: members(4, 50), registration: REGISTRATION }), closed).met).toBe(
      true,
    );
  });

  test('beside the pinned history of a closed epoch is refused: former keys, or anybody’s, could have signed it', () => {
    const former = stateEvidence(forged);
    expect(judged(former, closed)).toMatchObject({ met: false, detail: expect.stringContaining('registration') });
    const anybody = stateEvidence({ height: 22, set: members(4, 90), ...forged });
    const both = { ...blockEvidence(), state: anybody.state, registration: anybody.registration };
    expect(judged(both, closed).met).toBe(false);
    expect(judged({ ...both, registration: null }, closed).met).toBe(true);
  });
});

describe('epochs of a bundle', () => {
  const bundle = (epochs: readonly Json[]): TrustBundle => ({
    v: 1,
    name: 'b',
    logs: [],
    witnesses: [],
    chains: [{ kind: 'cometbft', id: 'test-1', demo: true, epochs }],
    policy: { witnesses: 0, chains: 1 },
  });
  const good = epochJson(epoch(members(4)));
  const read = (epochs: readonly Json[]) => parseTrustBundle(trustBundleBytes(bundle(epochs)), nobleCrypto);

  test('are read back as they were written', () => {
    const two = [epoch(members(4), { to: 20, history: HISTORY }), epoch(members(7), { from: 21 })];
    expect(readEpochs(two.map(epochJson))).toEqual(two);
    expect(read([good]).chains[0]?.epochs).toEqual([good]);
  });

  test.each([
    ['none', []],
    ['an open one before another', [good, epochJson(epoch(members(4), { from: 9 }))]],
    ['closed without its history', [epochJson(epoch(members(4), { to: 9 }))]],
    ['open with a history', [epochJson(epoch(members(4), { history: HISTORY }))]],
    [
      'two that overlap',
      [epochJson(epoch(members(4), { to: 9, history: HISTORY })), epochJson(epoch(members(4), { from: 9 }))],
    ],
    ['ending before it begins', [epochJson(epoch(members(4), { from: 9, to: 8, history: HISTORY }))]],
    ['the same key twice', [epochJson(epoch([...members(4), ...members(1)]))]],
    ['no power', [epochJson(epoch(members(4, 1, () => 0)))]],
    ['not an epoch', [{ from: 1 }]],
  ])('%s: refused with the whole bundle', (_, epochs) => {
    expect(() => read(epochs)).toThrow();
  });
});

test('a log that the bundle does not name is found through its registration', () => {
  const log = registeredLog(blockEvidence({ registration: REGISTRATION }), origin, nobleCrypto);
  expect(log).toMatchObject({ origin, controller: 'desk-holder', organisation: 'Holder Ltd' });
  expect(log?.keys[0]?.vkey.startsWith(`${origin}+`)).toBe(true);
  expect(registeredLog(blockEvidence(), origin, nobleCrypto)).toBeNull();
  const retired = { ...REGISTRATION, retired: true };
  expect(registeredLog(blockEvidence({ registration: retired }), origin, nobleCrypto)).toBeNull();
});

test('the door: check, judge and chain id of an anchor', () => {
  const verifier = ANCHOR_KINDS.of('cometbft');
  const anchor = cometbftAnchor(blockEvidence());
  const subject = { checkpoint: { origin, size: 5, root: bytes(5) }, noteText, logSignature: signedText(5).signature };
  expect(verifier?.chainId(anchor)).toBe('test-1');
  expect(verifier?.check(anchor, subject, nobleCrypto)).toMatchObject({ state: 'passed', reason: 'ok' });
  const other = { ...subject, noteText: signedText(6).text };
  expect(verifier?.check(anchor, other, nobleCrypto)).toMatchObject({ state: 'failed', reason: 'other-checkpoint' });
  const chain = { kind: 'cometbft', id: 'test-1', demo: true, epochs: [epochJson(epoch(members(4)))] };
  expect(verifier?.judge(anchor, subject, chain, { controller: 'desk-holder' }, nobleCrypto).met).toBe(true);
});
