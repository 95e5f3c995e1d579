/** Each rule of a trust bundle has evidence, or a bundle, that it refuses; the network exists only here. */
import { describe, expect, it, test } from 'vitest';
import { type Epoch, epochJson, type Organisation, readEpochs } from '../../../core/anchors/fabric/epochs.ts';
import type { FabricEvidence } from '../../../core/anchors/fabric/evidence.ts';
import { readP256Certificate } from '../../../core/anchors/fabric/identity.ts';
import { FABRIC_RULES, type FabricRule, firstRefusal, judgeEvidence } from '../../../core/anchors/fabric/judge.ts';
import { firstFailure } from '../../../core/anchors/fabric/verify.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { outcome } from '../../core/support/outcome.ts';
import { actorOf, certificateOf } from './support/certificates.ts';
import { ALPHA, BETA, CONSENTERS, epoch, GAMMA, member, networkEvidence, ORGANISATIONS } from './support/network.ts';
import { at, subject } from './support/subject.ts';

const LOG = { controller: 'desk-holder' };
type Options = Parameters<typeof networkEvidence>[1];

/** The rule that refuses evidence which holds by itself. */
function refusedBy(evidence: FabricEvidence, epochs: readonly Epoch[] = [epoch()], log = LOG): FabricRule | null {
  expect(firstFailure(evidence, subject, nobleCrypto)).toBeNull();
  return firstRefusal({ evidence, epochs, log })?.rule ?? null;
}

const made = (options: Options = {}) => networkEvidence(at, options);
const both = (...endorsers: readonly (typeof ALPHA)[]): FabricEvidence =>
  made({ transaction: { endorsers }, read: { endorsers } });
const changed = (mspId: string, change: Partial<Organisation>) =>
  epoch({ organisations: ORGANISATIONS.map((one) => (one.mspId === mspId ? { ...one, ...change } : one)) });
const raft = (...organisations: readonly string[]) => epoch({ ordering: { by: 'one', organisations } });
const DELTA = member('Delta', 'orderer');

/** A peer of an organisation with a certificate that is made otherwise. */
const odd = (mspId: string, options: Parameters<typeof certificateOf>[1]) =>
  actorOf(mspId, `odd peer of ${mspId}`, { units: ['peer'], issuer: `ca ${mspId}`, ...options });

test('what enough of the right people signed counts', () => {
  expect(refusedBy(made())).toBeNull();
  expect(refusedBy(both(ALPHA, BETA))).toBeNull();
  expect(refusedBy(both(BETA, GAMMA))).toBeNull();
  expect(refusedBy(made({ block: { signers: [1, 2, 4] } }))).toBeNull();
  expect(refusedBy(made({ block: { configuration: 7 } }), [epoch({ configurations: [0, 7] })])).toBeNull();
  expect(refusedBy(made({ block: { orderer: DELTA } }), [raft('Delta')])).toBeNull();
});

const REFUSED: readonly (readonly [string, FabricRule, () => FabricRule | null])[] = [
  [
    'a configuration that the bundle does not name',
    'configuration',
    () => refusedBy(made({ block: { configuration: 1 } })),
  ],
  ['another chaincode', 'chaincode', () => refusedBy(made(), [epoch({ chaincode: 'notary-all' })])],
  ['one organisation endorsed', 'endorsers', () => refusedBy(made({ transaction: { endorsers: [ALPHA] } }))],
  ['the same endorsed twice', 'endorsers', () => refusedBy(made({ transaction: { endorsers: [ALPHA, ALPHA] } }))],
  [
    'two peers of one organisation',
    'endorsers',
    () => refusedBy(made({ transaction: { endorsers: [ALPHA, odd('Alpha', {})] } })),
  ],
  [
    'three are needed',
    'endorsers',
    () => refusedBy(both(ALPHA, BETA), [epoch({ policy: { need: 3, of: ['Alpha', 'Beta', 'Gamma'] } })]),
  ],
  ['one that the policy does not name', 'endorsers', () => refusedBy(both(ALPHA, member('Delta')))],
  ['one that the bundle does not name', 'endorsers', () => refusedBy(both(ALPHA, member('Nobody')))],
  ['a client', 'endorsers', () => refusedBy(both(ALPHA, member('Beta', 'client')))],
  ['an orderer', 'endorsers', () => refusedBy(both(BETA, member('Alpha', 'orderer')))],
  ['somebody without a role', 'endorsers', () => refusedBy(both(ALPHA, odd('Beta', { units: [] })))],
  [
    'a peer that is also an orderer',
    'endorsers',
    () => refusedBy(both(ALPHA, odd('Beta', { units: ['peer', 'orderer'] }))),
  ],
  [
    'a certificate of another authority',
    'endorsers',
    () => refusedBy(both(ALPHA, odd('Beta', { issuer: 'ca Alpha' }))),
  ],
  [
    'one that only names its authority',
    'endorsers',
    () => refusedBy(both(ALPHA, odd('Beta', { signedBy: 'ca Alpha' }))),
  ],
  ['an authority itself', 'endorsers', () => refusedBy(both(ALPHA, odd('Beta', { authority: true })))],
  [
    'a critical extension that nobody understands',
    'endorsers',
    () => refusedBy(both(ALPHA, odd('Beta', { critical: '1.2.3' }))),
  ],
  ['a peer of the root where an intermediate gives roles', 'endorsers', () => refusedBy(both(ALPHA, odd('Gamma', {})))],
  [
    'an intermediate that the bundle does not name',
    'endorsers',
    () => refusedBy(both(ALPHA, GAMMA), [changed('Gamma', { intermediates: [], issuer: 0 })]),
  ],
  [
    'two organisations in the same hands',
    'endorsers',
    () => refusedBy(both(ALPHA, BETA), [changed('Beta', { controller: 'ALPHA' })]),
  ],
  ['one organisation read it', 'readers', () => refusedBy(made({ read: { endorsers: [BETA] } }))],
  ['a client read it', 'readers', () => refusedBy(made({ read: { endorsers: [ALPHA, member('Beta', 'client')] } }))],
  ['two of four orderers', 'orderers', () => refusedBy(made({ block: { signers: [1, 2] } }))],
  ['an orderer that the bundle does not name', 'orderers', () => refusedBy(made({ block: { signers: [1, 2, 9] } }))],
  [
    'an orderer with another key than the bundle’s',
    'orderers',
    () => refusedBy(made({ block: { signers: [1, 2, 3] } }), [withOtherKey()]),
  ],
  ['one orderer where many have to agree', 'orderers', () => refusedBy(made({ block: { orderer: DELTA } }))],
  ['many orderers where one signs', 'orderers', () => refusedBy(made(), [raft('Delta')])],
  [
    'an orderer of another organisation',
    'orderers',
    () => refusedBy(made({ block: { orderer: DELTA } }), [raft('Beta')]),
  ],
  ['a peer in place of the orderer', 'orderers', () => refusedBy(made({ block: { orderer: ALPHA } }), [raft('Alpha')])],
  [
    'only the issuer',
    'independent',
    () => refusedBy(both(ALPHA), [epoch({ policy: { need: 1, of: ['Alpha'] } })], { controller: 'alpha' }),
  ],
];

function withOtherKey(): Epoch {
  const [first, ...rest] = CONSENTERS;
  const certificate = readP256Certificate(certificateOf('another key', { issuer: 'ca Alpha', units: ['orderer'] }));
  return epoch({ ordering: { by: 'quorum', consenters: first ? [{ ...first, certificate }, ...rest] : [] } });
}

describe.each(REFUSED)('%s', (_, rule, refused) => {
  it(`is refused by ${rule} first`, () => expect(refused()).toBe(rule));
});

test('every rule has something that it refuses', () => {
  expect(new Set(REFUSED.map(([, rule]) => rule))).toEqual(new Set(FABRIC_RULES));
});

test('authorities without the right to issue have no chain', () => {
  const weak = (options: Parameters<typeof certificateOf>[1]) => [
    readP256Certificate(certificateOf('ca Beta', options)),
  ];
  const evidence = () => both(ALPHA, BETA);
  for (const roots of [
    weak({ authority: false }),
    weak({ authority: true, signsCertificates: false }),
    weak({ authority: true, critical: '1.2.3' }),
  ])
    expect(refusedBy(evidence(), [changed('Beta', { roots })])).toBe('endorsers');
  const narrow = [readP256Certificate(certificateOf('ca Gamma', { authority: true, pathLength: 0 }))];
  expect(refusedBy(both(ALPHA, GAMMA), [changed('Gamma', { roots: narrow })])).toBe('endorsers');
});

describe('a judgement', () => {
  const judged = (evidence: FabricEvidence, log = LOG, epochs = [epoch()]) =>
    judgeEvidence({ evidence, epochs, log }, nobleCrypto);

  it('names those who read it as the bundle does, says no time, and does not count the issuer', () => {
    const { met, signers, time, quorum, detail } = judged(made(), { controller: 'beta' });
    expect([met, time, quorum]).toEqual([true, null, { have: 3, need: 2, all: 3 }]);
    expect(signers.map(({ name, named, counts }) => [name, named, counts])).toEqual([
      ['Alpha Ltd', true, true],
      ['Beta Ltd', true, false],
      ['Gamma Ltd', true, true],
    ]);
    expect(detail).toBe(
      '3 of 3 organisations read it in block 9, 2 needed; 4 of 4 orderers signed the block; no time is signed; ' +
        'the first of the certificates ends at 2036-01-01T00:00:00.000Z',
    );
  });

  it('says that one orderer signed where only one did', () => {
    const { met, detail } = judged(made({ block: { orderer: DELTA } }), LOG, [raft('Delta')]);
    expect(met).toBe(true);
    expect(detail).toContain('; one orderer signed the block;');
  });

  it('counts nobody, and says why, where a rule does not hold', () => {
    const { met, signers, quorum, detail } = judged(made({ block: { configuration: 3 } }));
    expect([met, quorum, detail]).toEqual([
      false,
      { have: 0, need: 0, all: 0 },
      'configuration: the bundle does not name configuration 3',
    ]);
    expect(signers.map(({ name, named, counts }) => [name, named, counts])).toEqual(
      ['Alpha', 'Beta', 'Gamma'].map((name) => [name, false, false]),
    );
  });
});

describe('a bundle', () => {
  it('gives back what was written', () => {
    for (const one of [epoch(), raft('Delta', 'Alpha')]) expect(readEpochs([epochJson(one)])).toEqual([one]);
  });

  const [first, second] = CONSENTERS;
  it.each<[string, Epoch | readonly Epoch[]]>([
    ['a policy that nobody can meet', epoch({ policy: { need: 4, of: ['Alpha', 'Beta', 'Gamma'] } })],
    ['a policy of nobody', epoch({ policy: { need: 0, of: ['Alpha'] } })],
    ['an organisation twice in a policy', epoch({ policy: { need: 2, of: ['Alpha', 'Alpha'] } })],
    ['an organisation without authorities', epoch({ policy: { need: 1, of: ['Nobody'] } })],
    ['an organisation twice', epoch({ organisations: [...ORGANISATIONS, ...ORGANISATIONS.slice(0, 1)] })],
    ['an issuer that is no authority', changed('Alpha', { issuer: 1 })],
    ['no root', changed('Alpha', { roots: [], issuer: null })],
    ['an orderer of nobody', raft('Nobody')],
    [
      'a consenter’s number twice',
      epoch({ ordering: { by: 'quorum', consenters: first && second ? [first, { ...second, id: first.id }] : [] } }),
    ],
    [
      'a consenter’s key twice',
      epoch({ ordering: { by: 'quorum', consenters: first ? [first, { ...first, id: 2 }] : [] } }),
    ],
    ['configurations out of their order', epoch({ configurations: [7, 0] })],
    ['a configuration in two epochs', [epoch(), epoch()]],
    ['no configuration', epoch({ configurations: [] })],
    ['a name that no chaincode has', epoch({ chaincode: 'not/a name' })],
    ['no epoch', []],
  ])('refuses %s', (_, given) => {
    const epochs = ([] as Epoch[]).concat(given).map(epochJson);
    expect(outcome(() => readEpochs(epochs))).toBe('malformed');
  });

  it('refuses a certificate with another key than on P-256', () => {
    const json = JSON.parse(JSON.stringify(epochJson(epoch()))) as { organisations: { roots: string[] }[] };
    const other = certificateOf('ca Alpha', { authority: true, curve: '1.3.132.0.34' });
    (json.organisations[0] as { roots: string[] }).roots = [btoa(String.fromCharCode(...other))];
    expect(outcome(() => readEpochs([json as Json]))).toBe('malformed');
  });
});
