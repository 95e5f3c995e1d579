// Anchors under both verifiers, ours and the one in Python: in whole and in the short form.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { historyLeaf } from '../../core/anchors/cometbft/application.ts';
import { epochJson } from '../../core/anchors/cometbft/epochs.ts';
import { type CometbftEvidence, cometbftAnchor } from '../../core/anchors/cometbft/evidence.ts';
import { treeRoot } from '../../core/anchors/cometbft/tree.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { parseEvidence } from '../../core/formats/evidence.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import {
  blockEvidence,
  epoch,
  logPublicKey,
  members,
  REGISTRATION,
  stateEvidence,
} from '../anchor/cometbft/support/chain.ts';
import {
  ALONE,
  block,
  carried,
  chainBundle,
  NOTE,
  OWN,
  REGISTERED,
  registered,
  state,
  TRANSACTION,
} from '../core/support/anchored.ts';
import { bank, type EvidenceOptions, makeEvidence, sampleBundle } from '../core/support/evidence.ts';
import { needs } from './pdf-programs.ts';
import { agree, ask, flips, type Question } from './python-verifier.ts';

const work = mkdtempSync(join(tmpdir(), 'python-anchors-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Evidence that nobody cosigned, with these anchors: in whole, or in the short form where that says the same. */
function anchoredBy(
  name: string,
  shown: readonly CometbftEvidence[],
  trust: TrustBundle,
  { evidence = ALONE, short = false, ...more }: AnchoredOptions = {},
): Question {
  const anchors = short ? carried(shown, evidence) : shown.map(cometbftAnchor);
  return ask(short ? `${name}, short` : name, { ...evidence, anchors }, { trust: [trust], ...more });
}

type AnchoredOptions = Partial<Question> & { readonly evidence?: EvidenceOptions; readonly short?: boolean };

const HISTORY = { size: 3, root: treeRoot(OWN.history.map(historyLeaf), nobleCrypto) };
const LATE = toHex(logPublicKey);
const NEW = { evidence: REGISTERED } as const;
const WITNESSED = { evidence: { ...REGISTERED, cosigners: [{ signer: bank }] } } as const;
const FIRST_SECONDS = [1, 2, 3, 4].map((milliseconds) => ({ seconds: 1, nanos: 1e6 * milliseconds }));

/** Every case of an anchor, in whole or short. */
function anchorCases(short: boolean): readonly Question[] {
  const anchored = (name: string, shown: readonly CometbftEvidence[], trust: TrustBundle, more: AnchoredOptions = {}) =>
    anchoredBy(name, shown, trust, { short, ...more });
  const open = chainBundle([epochJson(epoch(members(4)))]);
  const closed = chainBundle([
    epochJson(epoch(members(4), { to: 20, history: HISTORY })),
    epochJson(epoch(members(4, 50), { from: 21 })),
  ]);
  const reversed = [...members(4)].reverse();
  const one = members(4, 1, () => 1);
  const [equals, equalBundle] = [{ set: one, nextSet: one }, chainBundle([epochJson(epoch(one))])];
  const heavy = members(4, 1, (i) => (i === 0 ? 1000 : 10));
  const issuer = heavy[0]?.organisation ?? '';
  const [log] = sampleBundle().logs;
  const heavyBundle = (controller: string) =>
    chainBundle([epochJson(epoch(heavy))], { logs: log ? [{ ...log, controller }] : [] });
  const renewed = state({ height: 22, set: members(4, 50), nextSet: members(4, 50) }).state;
  const nobody = chainBundle([epochJson(epoch(members(4)))], { logs: [] });
  const demo = chainBundle([epochJson(epoch(members(4)))], {}, true);
  const demoAndWitness = { ...nobody, chains: demo.chains, policy: { witnesses: 1, chains: 0 } };
  const closedState = { state: state(registered()).state, registration: state(registered()).registration };
  return [
    anchored('by the block', [block()], open),
    anchored('by the state', [state()], open),
    anchored('by both', [{ ...block(), state: state().state }], open),
    anchored('the members’ names', [block({ named: true })], open),
    anchored('the only transaction', [block({ transactions: [TRANSACTION], index: 0 })], open),
    anchored('one member down', [block({ voters: [0, 2, 3] })], open),
    anchored('two members down', [block({ voters: [0, 2] })], open),
    anchored('two members down, by the state', [state({ voters: [1, 2] })], open),
    anchored('refused by the chain', [block({ code: 1 })], open),
    anchored('about another checkpoint', [blockEvidence()], open),
    anchored('about another checkpoint, by the state', [stateEvidence()], open),
    anchored('other members', [block({ set: members(4, 50), nextSet: members(4, 50) })], open),
    anchored('other members next', [block({ nextSet: members(5) })], open),
    anchored('another chain', [block({ chain: 'test-2' })], open),
    anchored('a test network', [block()], demo),
    anchored('a test network, accepted', [block()], chainBundle([epochJson(epoch(members(4)))], {}, true), {
      acceptDemo: true,
    }),
    anchored('members in another order in the bundle', [block()], chainBundle([epochJson(epoch(reversed))])),
    anchored('members in another order in the block', [block({ set: reversed, nextSet: reversed })], open),
    anchored('two anchors of one chain', [block(), block({ height: 9 })], open),
    anchored('two anchors of one chain, the later first', [block({ height: 9 }), block()], open),
    anchored('votes of the first seconds of 1970', [block({ times: FIRST_SECONDS })], open),
    anchored(
      'one liar of three signers',
      [block({ ...equals, voters: [0, 1, 2], times: FIRST_SECONDS.slice(0, 1) })],
      equalBundle,
    ),
    anchored('a heavy member', [block({ set: heavy, nextSet: heavy })], heavyBundle('somebody')),
    anchored('the issuer alone', [block({ set: heavy, nextSet: heavy })], heavyBundle(issuer)),
    anchored('a closed epoch', [block()], closed),
    anchored('a closed epoch, renewed', [{ ...block(), state: renewed }], closed),
    anchored('a closed epoch, by its own state', [state()], closed),
    anchored(
      'a closed epoch, another history',
      [{ ...block(), state: state({ history: [NOTE.text], index: 0 }).state }],
      closed,
    ),
    anchored('registered under another log', [block({ registration: REGISTRATION })], nobody),
    anchored('registered', [block(registered())], nobody, NEW),
    anchored('registered, by the state', [state(registered())], nobody, NEW),
    anchored('registered on a test network', [block(registered())], { ...nobody, chains: demo.chains }, NEW),
    anchored(
      'registered on a test network, accepted',
      [block(registered())],
      { ...nobody, chains: demo.chains },
      {
        ...NEW,
        acceptDemo: true,
      },
    ),
    anchored('registered on a test network, and a witness signs', [block(registered())], demoAndWitness, WITNESSED),
    anchored('registered on a test network, a witness, accepted', [block(registered())], demoAndWitness, {
      ...WITNESSED,
      acceptDemo: true,
    }),
    anchored('registered, no names', [block(registered())], chainBundle([], { logs: [], chains: [] }), NEW),
    anchored('registered and retired', [block(registered({ retired: true }))], nobody, NEW),
    anchored('registered for other sizes', [block(registered({ keys: [[LATE, 6, null]] }))], nobody, NEW),
    anchored(
      'registered by a closed epoch',
      [{ ...block(registered()), ...closedState }],
      { ...closed, logs: [] },
      NEW,
    ),
    anchored('two anchors of which one is of an unknown kind', [block()], open, {
      files: makeEvidence({
        ...ALONE,
        anchors: [...(short ? carried([block()]) : [cometbftAnchor(block())]), { kind: 'later', later: 1 }],
      }),
    }),
  ];
}

for (const short of [false, true])
  test(`anchors of kind cometbft, ${short ? 'in the short form' : 'in whole'}`, async (context: TestContext) => {
    needs(context, 'python3');
    const found = await agree(work, anchorCases(short));
    expect(Object.keys(found).sort()).toEqual(['proven', 'self-attested', 'tampered', 'untrusted']);
  });

test('only what does not hold has no short form', () => {
  const isWhole = ({ files }: Question) =>
    parseEvidence(files.evidence, nobleCrypto).anchors.some(({ kind }) => kind === 'cometbft');
  const whole = anchorCases(true).filter(isWhole);
  expect(whole.map(({ name }) => name)).toEqual([
    'refused by the chain, short',
    'about another checkpoint, short',
    'about another checkpoint, by the state, short',
    'registered under another log, short',
  ]);
});

test('a changed bit anywhere in an anchor, or in the note beside it', async (context: TestContext) => {
  needs(context, 'python3');
  const shown = { ...block({ named: true }), state: state().state };
  const bundle = chainBundle([epochJson(epoch(members(4)))]);
  const questions = [false, true].map((short) => anchoredBy('anchor flip', [shown], bundle, { short }));
  const changed = questions.flatMap((one) => flips(one, 40)).filter(({ name }) => !name.includes(', record '));
  expect(Object.keys(await agree(work, changed)).sort()).toEqual(['tampered', 'unreadable']);
});
