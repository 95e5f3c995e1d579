/** One trust bundle of several parts: what contradicts itself is refused, and the same parts give the same bytes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochJson as channelEpoch } from '../../core/anchors/fabric/epochs.ts';
import { membersJson } from '../../core/anchors/jdchain/members.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { fromUtf8 } from '../../core/formats/bytes.ts';
import {
  makeTrustBundle,
  reachOf,
  type TrustPart,
  type TrustWish,
  witnessesOfKeys,
} from '../../core/formats/make-trust.ts';
import { ownBundle, parseTrustBundle, type TrustBundle, trustBundleBytes } from '../../core/formats/trust.ts';
import { trustRows } from '../../core/formats/trust-rows.ts';
import { onlyKey } from '../../core/formats/trusted.ts';
import { wordsFor } from '../../core/words/words.ts';
import { CHANNEL, epoch } from '../anchor/fabric/support/network.ts';
import { MEMBERS } from '../anchor/jdchain/support/ledger.ts';
import { chainBundle } from './support/anchored.ts';
import { bank, court, desk, ownWitness, sampleBundle } from './support/evidence.ts';
import { logSigner, mlDsaWitness, witnessSigner } from './support/keys.ts';
import { outcome, runs } from './support/outcome.ts';

const part = (from: string, { logs, witnesses, chains }: Partial<TrustPart>): TrustPart => ({
  from,
  logs: logs ?? [],
  witnesses: witnesses ?? [],
  chains: chains ?? [],
});
const consortium = chainBundle();
const ledger = { kind: 'jdchain', id: 'ledger-1', demo: false, epochs: membersJson(MEMBERS) };
const channel = { kind: 'fabric', id: CHANNEL, demo: false, epochs: [channelEpoch(epoch())] };
const PARTS: readonly TrustPart[] = [
  part('consortium.json', consortium),
  part('ledger.json', { logs: consortium.logs, chains: [ledger] }),
  part('channel.json', { chains: [channel] }),
  part('keys.txt', { witnesses: witnessesOfKeys(witnessSigner('archive').key.text, nobleCrypto) }),
];
const WISH: TrustWish = { name: 'Any of them', policy: { witnesses: 2, chains: 1 }, names: 'refuse' };
const make = (parts: readonly TrustPart[], wish: Partial<TrustWish> = {}) =>
  makeTrustBundle(parts, { ...WISH, ...wish }, nobleCrypto);
const text = (bundle: TrustBundle) => fromUtf8(trustBundleBytes(bundle));

/** Why no bundle is made. */
function refusal(parts: readonly TrustPart[], wish: Partial<TrustWish> = {}) {
  try {
    make(parts, wish);
    return 'made';
  } catch (error) {
    return error instanceof NotaryError ? String(error.details.reason ?? error.code) : 'defect';
  }
}

describe('a bundle of several parts', () => {
  it('names everybody once, and asks for what was wished', () => {
    const bundle = make(PARTS);
    expect(bundle.chains.map(({ kind }) => kind)).toEqual(['cometbft', 'fabric', 'jdchain']);
    expect(bundle.logs).toEqual(consortium.logs);
    expect(bundle.witnesses).toHaveLength(4);
    expect(bundle.policy).toEqual(WISH.policy);
    expect(parseTrustBundle(trustBundleBytes(bundle), nobleCrypto)).toEqual(bundle);
  });

  it('has the same bytes in whatever order the parts are given, and when one is given twice', () => {
    const once = text(make(PARTS));
    fc.assert(
      fc.property(fc.shuffledSubarray([...PARTS, ...PARTS], { minLength: 4 }), (parts) => {
        const isWhole = PARTS.every((one) => parts.includes(one));
        fc.pre(isWhole);
        expect(text(make(parts))).toBe(once);
      }),
      runs(30),
    );
  });

  it('of one bundle alone is that bundle but for its order and policy', () => {
    const { name, policy } = consortium;
    const again = make([part('a', consortium)], { name, policy });
    expect(again.logs).toEqual(consortium.logs);
    expect(new Set(again.witnesses)).toEqual(new Set(consortium.witnesses));
    expect(again.chains).toEqual(consortium.chains);
  });
});

describe('what contradicts itself is refused', () => {
  const [log] = consortium.logs as [TrustBundle['logs'][0]];
  const [chain] = consortium.chains as [TrustBundle['chains'][0]];
  const key = { vkey: bank.key.text, controller: 'bank', organisation: '浦江银行' };
  const renamed = witnessSigner('bank', 'another.example').key.text;
  const own = ownBundle({
    name: '长风',
    organisation: '长风',
    origin: desk.key.name,
    logKeys: onlyKey(desk.key),
    witnessKeys: [ownWitness.key],
  });
  const whole = part('one.json', consortium);
  const other = (changes: Partial<TrustPart>) => [whole, part('other.json', changes)];

  it.each<[string, readonly TrustPart[], Partial<TrustWish>, string]>([
    ['a witness under two names', other({ witnesses: [{ ...key, organisation: 'Bank' }] }), {}, 'trust-two-names'],
    ['a witness of two controllers', other({ witnesses: [{ ...key, controller: 'x' }] }), {}, 'trust-two-names'],
    ['a witness whose key has two names', other({ witnesses: [{ ...key, vkey: renamed }] }), {}, 'trust-two-names'],
    ['a log under two names', [whole, part('own.json', own)], {}, 'trust-two-names'],
    ['a log with other keys', other({ logs: [{ ...log, keys: onlyKey(bank.key) }] }), {}, 'trust-log-keys'],
    [
      'a log with other sizes',
      other({ logs: [{ ...log, keys: [{ vkey: desk.key.text, from: 0, to: 9 }] }] }),
      {},
      'trust-log-keys',
    ],
    [
      'a chain with other members',
      other({ chains: [{ ...chain, epochs: chainBundle().chains[0]?.epochs.slice(1) ?? [] }] }),
      {},
      'trust-two-chains',
    ],
    [
      'a chain that is a test network in one file',
      other({ chains: [{ ...chain, demo: true }] }),
      {},
      'trust-two-chains',
    ],
    [
      'a key of a log that is a witness of another controller',
      other({ witnesses: [{ vkey: witnessSigner('desk', 'w.example').key.text, controller: 'w', organisation: 'W' }] }),
      {},
      'trust-two-owners',
    ],
    ['more chains than there are', [whole], { policy: { witnesses: 0, chains: 2 } }, 'trust-too-few-chains'],
    [
      'more witnesses than voices',
      [part('a', sampleBundle())],
      { policy: { witnesses: 3, chains: 0 } },
      'trust-too-few-witnesses',
    ],
    ['nothing needed', [whole], { policy: { witnesses: 0, chains: 0 } }, 'trust-nothing-needed'],
    ['nobody named', [part('keys.txt', { witnesses: [key] })], { policy: { witnesses: 1, chains: 0 } }, 'trust-nobody'],
    ['no parts', [], {}, 'trust-nobody'],
    [
      'too many chains',
      [part('a', { chains: Array.from({ length: 21 }, (_, i) => ({ ...chain, id: `chain-${i}` })) })],
      {},
      'trust-too-many',
    ],
    ['a name that is not what it looks like', [whole], { name: 'Court\u00a0of' }, 'unclear-names'],
    ['no name', [whole], { name: '' }, 'trust-name'],
  ])('%s', (_, parts, wish, reason) => {
    expect(refusal(parts, wish)).toBe(reason);
    for (const language of ['zh', 'en'] as const)
      expect(wordsFor(language).error('bad-input', { reason }).happened).not.toMatch(/一项内容|A value/);
  });

  it('unless names may be those of the first part; keys and chains may not', () => {
    const parts = [part('own.json', own), whole];
    expect(make(parts, { names: 'first' }).logs).toEqual(own.logs);
    expect(make([...parts].reverse(), { names: 'first' }).logs).toEqual(consortium.logs);
    const wrong = [whole, part('x', { chains: [{ ...chain, demo: true }] })];
    expect(refusal(wrong, { names: 'first' })).toBe('trust-two-chains');
  });
});

describe('how many can confirm', () => {
  const [, , mine] = sampleBundle().witnesses;
  const both = (logs: TrustBundle['logs']) => ({ ...sampleBundle({ logs }), policy: { witnesses: 2, chains: 0 } });

  it("is counted by voices, without the log's own", () => {
    expect(reachOf(sampleBundle())).toEqual({ chains: 0, witnesses: 2, short: [] });
    expect(reachOf(chainBundle()).witnesses).toBe(3);
    const alike = { ...(mine as TrustBundle['witnesses'][0]), vkey: court.key.text, controller: 'BANK' };
    const [first] = sampleBundle().witnesses as [TrustBundle['witnesses'][0]];
    expect(reachOf({ ...sampleBundle(), witnesses: [first, alike] }).witnesses).toBe(1);
  });

  it('is less for a log whose holder is a witness itself', () => {
    const [log] = sampleBundle().logs as [TrustBundle['logs'][0]];
    const banks = { ...log, origin: logSigner('of the bank').key.name, controller: 'bank', organisation: '浦江银行' };
    const bundle = both([log, banks]);
    const three = { ...bundle, policy: { witnesses: 3, chains: 0 } };
    expect([reachOf(bundle).short, reachOf(three).short]).toEqual([[], [log.organisation, '浦江银行']]);
    const two = { ...bundle, witnesses: bundle.witnesses.slice(0, 2) };
    expect(reachOf(two).short).toEqual(['浦江银行']);
  });
});

describe('keys in a text', () => {
  const keys = [witnessSigner('archive').key.text, mlDsaWitness('exchange').key.text];

  it('are witnesses by the names in them, of both types', () => {
    const read = witnessesOfKeys(`# of the archive\r\n${keys[0]}\n\n ${keys[1]} \n`, nobleCrypto);
    expect(read.map(({ organisation, controller }) => [organisation, controller])).toEqual([
      ['archive.example', 'archive.example'],
      ['exchange.example', 'exchange.example'],
    ]);
  });

  it.each([
    ['nothing', ''],
    ['only remarks', '# a\n'],
    ['what is no key', 'hello'],
    ['a key of a log', desk.key.text],
    ['more than a bundle may have', Array(201).fill(keys[0]).join('\n')],
  ])('are refused with %s', (_, wrong) => {
    expect(outcome(() => witnessesOfKeys(wrong, nobleCrypto))).toBe('malformed');
  });
});

describe('the rows of a bundle', () => {
  const rows = trustRows(make(PARTS), nobleCrypto);

  it('have every name and key: logs, witnesses, and the members of every kind of chain', () => {
    const of = (chain: string | null) => rows.filter((row) => row.chain === chain);
    expect(of(null).map(({ as }) => as)).toEqual(['log', ...Array(4).fill('witness')]);
    expect(of('notary-test').length + of(consortium.chains[0]?.id ?? '').length).toBeGreaterThan(3);
    // a participant and a witness for each member
    expect(of('ledger-1')).toHaveLength(2 * MEMBERS.members.length);
    // four authorities, one intermediate one, four orderers
    expect(of(CHANNEL)).toHaveLength(9);
    expect(rows.every(({ fingerprint }) => /^[0-9a-f]{64}$/.test(fingerprint))).toBe(true);
  });

  it('are none for a chain of a kind that is not known', () => {
    const bundle = {
      ...sampleBundle(),
      chains: [{ kind: 'other', id: 'x', demo: false, epochs: [{ organisation: 'A' }] }],
    };
    expect(trustRows(bundle, nobleCrypto).filter(({ as }) => as === 'member')).toEqual([]);
  });
});

describe('what a bundle asks for, in words', () => {
  const said = (chains: readonly [number, number], witnesses: readonly [number, number]) =>
    (['zh', 'en'] as const).map((language) =>
      wordsFor(language).trust.needed({
        chains: { need: chains[0], all: chains[1] },
        witnesses: { need: witnesses[0], all: witnesses[1] },
      }),
    );

  it('says any, all, one and none', () => {
    expect(said([1, 3], [0, 2])).toEqual([
      '证书经这 3 条链中的任意 1 条确认，即为“已证实”。',
      'A certificate is “proven” if any 1 of these 3 chains confirmed it.',
    ]);
    expect(said([2, 2], [1, 4])).toEqual([
      '证书经全部 2 条链确认，并经这 4 个见证方中的任意 1 个签名，即为“已证实”。',
      'A certificate is “proven” if all 2 of these chains confirmed it and any 1 of these 4 witnesses signed it.',
    ]);
    expect(said([1, 1], [0, 0])[1]).toBe('A certificate is “proven” if this one chain confirmed it.');
    expect(said([0, 0], [1, 0])).toEqual([
      '证书经 1 个独立的见证方（名单中没有）签名，即为“已证实”。',
      'A certificate is “proven” if 1 independent witness (it names none) signed it.',
    ]);
    expect(said([0, 1], [0, 1])[0]).toBe('此信任名单不会使任何证书成为“已证实”。');
  });
});
