// Anchors of kind fabric under both verifiers, ours and the one in Python, which share no code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { type Epoch, epochJson, type Organisation } from '../../core/anchors/fabric/epochs.ts';
import { FABRIC, fabricAnchor } from '../../core/anchors/fabric/evidence.ts';
import { readP256Certificate } from '../../core/anchors/fabric/identity.ts';
import { fromUtf8 } from '../../core/formats/bytes.ts';
import { noteBytes } from '../../core/formats/note.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import { actorOf, certificateOf } from '../anchor/fabric/support/certificates.ts';
import {
  ALPHA,
  BETA,
  CHANNEL,
  endorsedBy,
  envelopeOf,
  epoch,
  GAMMA,
  keysOf,
  member,
  networkEvidence,
  ORGANISATIONS,
} from '../anchor/fabric/support/network.ts';
import { ALONE, NOTE } from '../core/support/anchored.ts';
import { bank, desk, sampleBundle } from '../core/support/evidence.ts';
import { needs } from './pdf-programs.ts';
import { agree, ask, flips, type Question } from './python-verifier.ts';

const work = mkdtempSync(join(tmpdir(), 'python-fabric-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

type Options = Parameters<typeof networkEvidence>[1];

const SIZE = Number(NOTE.text.split('\n')[1]);
const AT = { origin: desk.key.name, size: SIZE, note: fromUtf8(noteBytes(NOTE)) };
const { checkpoint: KEY, latest: LATEST } = keysOf(AT);

/** A bundle with the channel, whose anchor it asks for. */
function channelBundle(
  epochs: readonly Epoch[] = [epoch()],
  over: Partial<TrustBundle> = {},
  demo = false,
): TrustBundle {
  return sampleBundle({
    chains: [{ kind: FABRIC, id: CHANNEL, demo, epochs: epochs.map(epochJson) }],
    policy: { witnesses: 0, chains: 1 },
    ...over,
  });
}

/** Evidence that nobody cosigned, with this anchor. */
function anchored(
  name: string,
  options: Options = {},
  trust = channelBundle(),
  more: Partial<Question> = {},
): Question {
  const anchors = [fabricAnchor(networkEvidence(AT, options))];
  return ask(name, { ...ALONE, anchors }, { trust: [trust], ...more });
}

const both = (...endorsers: readonly (typeof ALPHA)[]): Options => ({
  transaction: { endorsers },
  read: { endorsers },
});
const changed = (mspId: string, change: Partial<Organisation>) =>
  channelBundle([
    epoch({ organisations: ORGANISATIONS.map((one) => (one.mspId === mspId ? { ...one, ...change } : one)) }),
  ]);
const raft = (...organisations: readonly string[]) =>
  channelBundle([epoch({ ordering: { by: 'one', organisations } })]);
const odd = (mspId: string, options: Parameters<typeof certificateOf>[1]) =>
  actorOf(mspId, `odd peer of ${mspId}`, { units: ['peer'], issuer: `ca ${mspId}`, ...options });
const [log] = sampleBundle().logs;
const heldBy = (controller: string) => (log ? [{ ...log, controller }] : []);
const DELTA = member('Delta', 'orderer');
const policy = (need: number, ...of: readonly string[]) => channelBundle([epoch({ policy: { need, of } })]);

const HOLDING: readonly Question[] = [
  anchored('all of them'),
  anchored('two organisations', both(ALPHA, BETA)),
  anchored('by an intermediate authority', both(BETA, GAMMA)),
  anchored('one endorsed', { transaction: { endorsers: [ALPHA] } }),
  anchored('one endorsed twice', { transaction: { endorsers: [ALPHA, ALPHA] } }),
  anchored('one read it', { read: { endorsers: [BETA] } }),
  anchored('three are needed', both(ALPHA, BETA), policy(3, 'Alpha', 'Beta', 'Gamma')),
  anchored('one that the policy does not name', both(ALPHA, member('Delta'))),
  anchored('a client', both(ALPHA, member('Beta', 'client'))),
  anchored('an orderer', both(BETA, member('Alpha', 'orderer'))),
  anchored('two roles', both(ALPHA, odd('Beta', { units: ['peer', 'orderer'] }))),
  anchored('another authority', both(ALPHA, odd('Beta', { issuer: 'ca Alpha' }))),
  anchored('another authority’s key', both(ALPHA, odd('Beta', { signedBy: 'ca Alpha' }))),
  anchored('an authority', both(ALPHA, odd('Beta', { authority: true }))),
  anchored('a critical extension', both(ALPHA, odd('Beta', { critical: '1.2.3' }))),
  anchored('the root where an intermediate gives roles', both(ALPHA, odd('Gamma', {}))),
  anchored('the root, where any gives roles', both(ALPHA, odd('Gamma', {})), changed('Gamma', { issuer: null })),
  anchored('no intermediate', both(ALPHA, GAMMA), changed('Gamma', { intermediates: [], issuer: 0 })),
  anchored('a root that may not issue', both(ALPHA, GAMMA), changed('Gamma', { roots: [rootOf({ pathLength: 0 })] })),
  anchored(
    'a root that signs no certificates',
    both(ALPHA, GAMMA),
    changed('Gamma', { roots: [rootOf({ signsCertificates: false })] }),
  ),
  anchored('two in the same hands', both(ALPHA, BETA), changed('Beta', { controller: 'ALPHA' })),
  anchored('three orderers', { block: { signers: [1, 3, 4] } }),
  anchored('two orderers', { block: { signers: [1, 4] } }),
  anchored('an orderer of nobody', { block: { signers: [1, 2, 9] } }),
  anchored('one orderer', { block: { orderer: DELTA } }, raft('Delta')),
  anchored('one orderer of another', { block: { orderer: DELTA } }, raft('Beta')),
  anchored('one orderer, many expected', { block: { orderer: DELTA } }),
  anchored('many orderers, one expected', {}, raft('Delta')),
  anchored('another configuration', { block: { configuration: 4 } }),
  anchored(
    'a later configuration',
    { block: { configuration: 4 } },
    channelBundle([epoch({ configurations: [0, 4] })]),
  ),
  anchored('another chaincode', {}, channelBundle([epoch({ chaincode: 'other' })])),
  anchored(
    'the issuer alone',
    both(ALPHA),
    channelBundle([epoch({ policy: { need: 1, of: ['Alpha'] } })], { logs: heldBy('alpha') }),
  ),
  anchored('the issuer among them', both(ALPHA, BETA), channelBundle([epoch()], { logs: heldBy('alpha') })),
  anchored('the newest of the log was read', { read: { reads: [{ key: LATEST, version: [9, 0] }] } }),
  anchored('the second of two transactions', { block: { before: [envelopeOf(endorsedBy({ nonce: 'before' }))] } }),
  anchored('a test network', {}, channelBundle([epoch()], {}, true)),
  anchored('a test network, accepted', {}, channelBundle([epoch()], {}, true), { acceptDemo: true }),
  anchored('a log that nobody names', {}, channelBundle([epoch()], { logs: [] })),
  ask(
    'with a witness',
    { cosigners: [{ signer: bank }], before: 2, after: 2, anchors: [fabricAnchor(networkEvidence(AT))] },
    {
      trust: [channelBundle([epoch()], { policy: { witnesses: 1, chains: 1 } })],
    },
  ),
];

function rootOf(options: Parameters<typeof certificateOf>[1]) {
  return readP256Certificate(certificateOf('ca Gamma', { authority: true, ...options }));
}

const FORGED: readonly Question[] = [
  anchored('a failure', { transaction: { status: 500 } }),
  anchored('another type', { transaction: { type: 1 } }),
  anchored('in another channel', { transaction: { channel: 'other' } }),
  anchored('an identifier of its own', { transaction: { txId: '00'.repeat(32) } }),
  anchored('another proposal', { transaction: { hash: new Uint8Array(32) } }),
  anchored('through another chaincode', { transaction: { called: 'other' } }),
  anchored('no write', { transaction: { writes: [] } }),
  anchored('deleted', { transaction: { writes: [{ key: KEY, value: null }] } }),
  anchored('written twice', { transaction: { writes: [1, 2].map(() => ({ key: KEY, value: AT.note })) } }),
  anchored('the larger s', { transaction: { high: true } }),
  anchored('no endorsement', { transaction: { endorsers: [] } }),
  anchored('read in another channel', { read: { channel: 'other' } }),
  anchored('read by another chaincode', { read: { called: 'other', announced: 'other', answering: 'other' } }),
  anchored('another key was read', { read: { reads: [{ key: `${KEY}0`, version: [9, 0] }] } }),
  anchored('nothing was there', { read: { reads: [{ key: KEY, version: null }] } }),
  anchored('of another block', { read: { reads: [{ key: KEY, version: [8, 0] }] } }),
  anchored('of another transaction', { read: { reads: [{ key: KEY, version: [9, 1] }] } }),
  anchored('something was written', { read: { writes: [{ key: 'x', value: 'y' }] } }),
  anchored('something else was returned', { read: { returned: 'x' } }),
  anchored('read with the larger s', { read: { high: true } }),
  anchored('ordered with the larger s', { block: { high: true } }),
];

test('anchors that hold, under bundles that count them and that do not', async (context: TestContext) => {
  needs(context, 'python3');
  const found = await agree(work, HOLDING);
  expect(Object.keys(found).sort()).toEqual(['proven', 'self-attested', 'untrusted']);
  expect(found.proven).toBeGreaterThan(8);
});

test('anchors that do not', async (context: TestContext) => {
  needs(context, 'python3');
  expect(await agree(work, FORGED)).toEqual({ tampered: FORGED.length });
});

test('a changed bit anywhere in an anchor', async (context: TestContext) => {
  needs(context, 'python3');
  const questions = [anchored('flip'), anchored('flip of one', { block: { orderer: DELTA } }, raft('Delta'))];
  const files = questions.flatMap((one) => flips(one, 60)).filter(({ name }) => name.includes(', evidence '));
  expect(Object.keys(await agree(work, files)).sort()).toEqual(['tampered', 'unreadable']);
});
