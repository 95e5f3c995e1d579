// A second verifier, in Python, written from docs/certificate-format.md alone: both must say the same of everything.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { historyLeaf } from '../../core/anchors/cometbft/application.ts';
import { epochJson } from '../../core/anchors/cometbft/epochs.ts';
import { type CometbftEvidence, cometbftAnchor } from '../../core/anchors/cometbft/evidence.ts';
import { treeRoot } from '../../core/anchors/cometbft/tree.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import { checkerNote } from '../../core/formats/checker-note.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import { signNote, verifierKey } from '../../core/formats/note.ts';
import { TEMPLATES, templatePin } from '../../core/formats/template.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import { FACT_NAMES } from '../../core/records/facts.ts';
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
  chainBundle,
  NOTE,
  OWN,
  REGISTERED,
  registered,
  state,
  TRANSACTION,
} from '../core/support/anchored.ts';
import {
  bank,
  court,
  DOCUMENT,
  desk,
  type EvidenceOptions,
  makeEvidence,
  ownWitness,
  SIGNED_AT,
  sampleBundle,
} from '../core/support/evidence.ts';
import { logSigner, witnessSigner } from '../core/support/keys.ts';
import { DOCUMENT_NAME, GOLDEN } from '../golden/golden.ts';
import { needs } from './pdf-programs.ts';
import { ours, type Question, runPython, theirs, twoAtATime } from './python-verifier.ts';

const work = mkdtempSync(join(tmpdir(), 'python-verifier-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const CODES = {
  proven: 0,
  'self-attested': 10,
  pending: 11,
  'different-file': 20,
  tampered: 21,
  untrusted: 22,
  unreadable: 23,
} as const;

function codeOf({ document }: Question, verdict: keyof typeof CODES): number {
  return !document && (verdict === 'proven' || verdict === 'self-attested') ? 12 : CODES[verdict];
}

const FINGERPRINTS = {
  v: 1,
  salt: '0'.repeat(32),
  kind: 'text',
  parts: { text: 'AAAAAAAAAAAAAAAAAAAAAA==' },
  revisions: null,
  chunks: { bits: 12, lengths: [92], digests: 'AAAAAAAAAAAAAAAAAAAAAA==' },
  pages: null,
};

/** Asks both; gives how often each verdict came, so that a test can show that it reached what it was about. */
async function agree(questions: readonly Question[]): Promise<Partial<Record<keyof typeof CODES, number>>> {
  const count: Partial<Record<keyof typeof CODES, number>> = {};
  await twoAtATime(questions, async (question) => {
    const expected = ours(question);
    const { answer, code } = await theirs(question, work);
    expect({ answer, code }, question.name).toEqual({ answer: expected, code: codeOf(question, expected.verdict) });
    count[expected.verdict] = (count[expected.verdict] ?? 0) + 1;
  });
  return count;
}

const CHECKER = checkerNote(desk.key.name, 'https://example.com/核验', desk);

const ask = (name: string, options: EvidenceOptions, more: Partial<Question> = {}): Question => ({
  name,
  files: makeEvidence(options),
  document: DOCUMENT,
  trust: [sampleBundle()],
  ...more,
});

test('the golden certificate, as a PDF and as a folder', async (context: TestContext) => {
  needs(context, 'python3', 'pdfdetach');
  const at = (name: string) => join(GOLDEN, name);
  const trust = ['--trust', at('desk.trust.json')];
  for (const place of [GOLDEN, at('certificate.pdf')]) {
    const whole = await runPython([place, at(DOCUMENT_NAME), ...trust]);
    expect(whole).toMatchObject({ code: 10, answer: { verdict: 'self-attested' } });
    expect(whole.answer?.checks).toContainEqual(['document', 'passed']);
    expect(await runPython([place, ...trust])).toMatchObject({ code: 12 });
    expect(await runPython([place, at('record.json'), ...trust])).toMatchObject({ code: 20 });
    expect(await runPython([place])).toMatchObject({ code: 22, answer: { verdict: 'untrusted' } });
  }
  expect(await runPython([at('record.json')])).toMatchObject({ code: 23, answer: { verdict: 'unreadable' } });
  expect(await runPython([])).toEqual({ code: 64, answer: null });
});

test('every verdict and what leads to it', async (context: TestContext) => {
  needs(context, 'python3');
  const stranger = logSigner('stranger');
  const chain = { kind: 'example', id: 'notary-1', demo: false, epochs: [] };
  const withChain = sampleBundle({ chains: [chain] });
  const [log] = sampleBundle().logs;
  const keys = (from: number, to: number | null) =>
    sampleBundle({ logs: log ? [{ ...log, keys: [{ vkey: desk.key.text, from, to }] }] : [] });
  /** The log is Audit, held by Shanghai Changfeng. */
  const alike = (organisation: string, controller: string) =>
    sampleBundle({
      logs: log ? [{ ...log, controller: 'Shanghai Changfeng', organisation: 'Audit' }] : [],
      witnesses: [{ vkey: bank.key.text, controller, organisation }],
    });
  const banked = { cosigners: [{ signer: bank }] };
  const bothSigned = { cosigners: [{ signer: bank }, { signer: court, seconds: SIGNED_AT + 60 }] };
  const courtOnly = sampleBundle({
    witnesses: sampleBundle().witnesses.filter(({ controller }) => controller === 'court'),
  });
  /** A line and a key under a name that the program itself would not make. */
  const named = (name: string) => ({
    lines: [{ ...signNote('another text\n', bank), name }],
    keys: [bank.key.text.replace(bank.key.name, name)],
  });
  const key = verifierKey('later.example', 0x12, new Uint8Array(1952), nobleCrypto);
  const later = { lines: [{ name: key.name, id: key.id, signature: new Uint8Array(3309) }], keys: [key.text] };
  const withLater = [...sampleBundle().witnesses, { vkey: key.text, controller: 'later', organisation: 'Later' }];
  const line = signNote('another text\n', bank);
  const found = await agree([
    ask('self-attested', {}),
    ask('self-attested, nothing cosigned', { cosigners: [] }),
    ask('self-attested, no document', {}, { document: null }),
    ask('a witness who looks like the log', banked, {
      trust: [alike('\u4e0a\u6d77\u957f\u98ce', 'Shanghai\u00a0Changfeng (')],
    }),
    ask('a witness who does not', banked, { trust: [alike('\u4e0a\u6d77\u957f\u98ce', 'Shanghai')] }),
    ask('a witness like the organisation', banked, { trust: [alike('\u0410udit', 'court')] }),
    ask('policy of nothing', banked, { trust: [sampleBundle({ policy: { witnesses: 0, chains: 0 } })] }),
    ask('proven', banked),
    ask('proven, no document', banked, { document: null }),
    ask('two needed, one there', banked, { trust: [sampleBundle({ policy: { witnesses: 2, chains: 0 } })] }),
    ask(
      'two needed and there',
      { cosigners: [{ signer: bank }, { signer: court }] },
      {
        trust: [sampleBundle({ policy: { witnesses: 2, chains: 0 } })],
      },
    ),
    ask('the best of two bundles', banked, { trust: [sampleBundle({ logs: [] }), sampleBundle()] }),
    ask('two bundles that prove, the later first', bothSigned, { trust: [courtOnly, sampleBundle()] }),
    ask('two bundles that prove, the earlier first', bothSigned, { trust: [sampleBundle(), courtOnly] }),
    ask('a witness under another name', { cosigners: [{ signer: witnessSigner('bank', 'elsewhere.example') }] }),
    ask('a witness with a name of 200 faces', { cosigners: [{ signer: witnessSigner('bank', '😀'.repeat(200)) }] }),
    ask('a witness with a space of no width in its name', { cosigners: [], ...named('a\ufeffb') }),
    ask('a witness with an en quad in its name', { cosigners: [], ...named('a\u2000b') }),
    ask('a key of a later type in the bundle', banked, { trust: [sampleBundle({ witnesses: withLater })] }),
    ask('a key of a later type in the certificate', { cosigners: [], ...later }),
    ask('pending', { pending: {} }, { trust: [withChain] }),
    ask('pending, no document', { pending: {} }, { trust: [withChain], document: null }),
    ask(
      'pending on a test network',
      { pending: {} },
      { trust: [sampleBundle({ chains: [{ ...chain, demo: true }] })] },
    ),
    ask('pending on a chain that nobody names', { pending: {} }),
    ask('pending and proven', { pending: {}, ...banked }, { trust: [withChain] }),
    ask('pending signed by another', { pending: { by: stranger } }),
    ask('pending without a deadline', { pending: { changes: { deadline: 'soon' } } }),
    ask('no bundle', {}, { trust: [] }),
    ask('unknown log', {}, { trust: [sampleBundle({ logs: [] })] }),
    ask('unknown key', {}, { trust: [keys(6, null)] }),
    ask('a key of before', {}, { trust: [keys(0, 4)] }),
    ask('a key just in time', {}, { trust: [keys(5, 5)] }),
    ask('different file', {}, { document: utf8('another') }),
    ask('different file, no bundle', {}, { document: utf8('another'), trust: [] }),
    ...[
      ['a checker that is named', CHECKER],
      ['a checker that another log names', checkerNote(stranger.key.name, 'x', stranger)],
      ['a checker that another signs', checkerNote(desk.key.name, 'x', stranger)],
      ['a checker of another log, signed by this one', checkerNote(stranger.key.name, 'x', desk)],
      ['another checker than was signed', CHECKER.replace('example.com', 'example.org')],
      ['a checker that cannot be seen', checkerNote(desk.key.name, 'a\u202eb', desk)],
      ['a checker of 201 characters', checkerNote(desk.key.name, 'c'.repeat(201), desk)],
      ['a checker that is no note', 'https://example.com'],
      ['a checker of too many bytes', 'c'.repeat(1025)],
      ['no checker at all', ''],
    ].map(([name = '', checker = '']) => ask(name, { checker })),
    ask('withheld all', { withhold: FACT_NAMES }),
    ask('withheld nothing', { withhold: [] }),
    ask('one leaf', { before: 0, after: 0 }),
    ask('many leaves', { before: 37, after: 90 }),
    ask('another log’s record', { record: { origin: stranger.key.name } }),
    ask('another log’s signature', { log: stranger, origin: desk.key.name }),
    ask('a line without a key', { lines: [line] }),
    ask('a key without a line', { keys: [court.key.text] }),
    ask('a line that does not verify', { lines: [line], keys: [bank.key.text] }),
    ask('a key twice', { cosigners: [{ signer: bank }, { signer: bank }] }),
    ask('the last second of 9999', { cosigners: [{ signer: bank, seconds: 253402300799 }] }),
    ask('a second later', { cosigners: [{ signer: bank, seconds: 253402300800 }] }),
    ask('an anchor that nobody knows', { anchors: [{ kind: 'later', later: {} }] }),
    ask('a reserved type', { record: { type: 'amends' } }),
    ask('a record without a number', { record: { seq: 0 } }),
    ask('an instant that does not exist', { record: { time: '2026-02-29T00:00:00.000Z' } }),
    ask('a text that cannot be seen', { facts: { title: 'a\u202eb' } }),
    ask('a text that is not NFC', { facts: { title: 'e\u0301' } }),
    ask('a date that does not exist', { facts: { date: '2026-02-30' } }),
    ask('fingerprints', { facts: { fingerprints: FINGERPRINTS } }),
    ask('fingerprints of an unknown kind', { facts: { fingerprints: { ...FINGERPRINTS, kind: 'film' } } }),
    ask('half a digest', { facts: { fingerprints: { ...FINGERPRINTS, pages: 'AAAAAAAAAAA=' } } }),
    ask('fingerprints of a later version', { facts: { fingerprints: { v: 2, more: [] } } }),
    ask('links of any shape', { facts: { links: [{ a: 1 }] } }),
    ask('an amount with a comma', { facts: { money: { amount: '1,5', currency: 'CNY' } } }),
  ]);
  expect(Object.keys(found).sort()).toEqual(Object.keys(CODES).sort());
});

/** The files with one bit of one of them changed. */
function flipped(files: EvidenceFiles, part: keyof EvidenceFiles, place: number, bit: number): EvidenceFiles {
  const bytes = Uint8Array.from(files[part]);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
  return { ...files, [part]: bytes };
}

/** Questions with single changed bits, spread evenly over each of the three files. */
function flips(question: Question, each: number): Question[] {
  return (['record', 'evidence', 'proof'] as const).flatMap((part) =>
    Array.from({ length: each }, (_, i) => {
      const place = Math.floor((i * question.files[part].length) / each);
      const bit = (i * 5) % 8;
      const name = `${question.name}, ${part} byte ${place} bit ${bit}`;
      return { ...question, name, files: flipped(question.files, part, place, bit) };
    }),
  );
}

test('a changed bit anywhere in the three files', async (context: TestContext) => {
  needs(context, 'python3');
  const question = ask('flip', { cosigners: [{ signer: bank }, { signer: ownWitness }], pending: {} });
  const found = await agree(flips(question, 40));
  expect(Object.keys(found).sort()).toEqual(['tampered', 'unreadable']);
}, 180_000);

/** Evidence that nobody cosigned, with these anchors. */
function anchored(
  name: string,
  shown: readonly CometbftEvidence[],
  trust: TrustBundle,
  { evidence = ALONE, ...more }: Partial<Question> & { readonly evidence?: EvidenceOptions } = {},
): Question {
  return ask(name, { ...evidence, anchors: shown.map(cometbftAnchor) }, { trust: [trust], ...more });
}

const HISTORY = { size: 3, root: treeRoot(OWN.history.map(historyLeaf), nobleCrypto) };
const LATE = toHex(logPublicKey);
const NEW = { evidence: REGISTERED } as const;
const WITNESSED = { evidence: { ...REGISTERED, cosigners: [{ signer: bank }] } } as const;
const FIRST_SECONDS = [1, 2, 3, 4].map((milliseconds) => ({ seconds: 1, nanos: 1e6 * milliseconds }));

test('anchors of kind cometbft', async (context: TestContext) => {
  needs(context, 'python3');
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
  const found = await agree([
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
      files: makeEvidence({ ...ALONE, anchors: [cometbftAnchor(block()), { kind: 'later', later: 1 }] }),
    }),
  ]);
  expect(Object.keys(found).sort()).toEqual(['proven', 'self-attested', 'tampered', 'untrusted']);
}, 120_000);

test('a changed bit anywhere in an anchor', async (context: TestContext) => {
  needs(context, 'python3');
  const shown = { ...block({ named: true }), state: state().state };
  const question = anchored('anchor flip', [shown], chainBundle([epochJson(epoch(members(4)))]));
  const evidence = flips(question, 80).filter(({ name }) => name.includes(', evidence '));
  expect(Object.keys(await agree(evidence)).sort()).toEqual(['tampered', 'unreadable']);
}, 180_000);

test('the page names every template and its pin', () => {
  const page = readFileSync(new URL('../../docs/certificate-format.md', import.meta.url), 'utf8');
  const verifier = readFileSync(new URL('./verifier/files.py', import.meta.url), 'utf8');
  for (const definition of TEMPLATES) {
    const pin = templatePin(definition, nobleCrypto);
    expect(page).toContain(`| ${definition.template} | \`${pin}\` |`);
    expect(verifier).toContain(`${definition.template}: "${pin}"`);
  }
});
