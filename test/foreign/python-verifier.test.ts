// A second verifier, in Python, written from docs/certificate-format.md alone: both must say the same of everything.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import type { Json } from '../../core/formats/canonical.ts';
import { checkerNote } from '../../core/formats/checker-note.ts';
import { signNote, verifierKey } from '../../core/formats/note.ts';
import { TEMPLATES, templatePin } from '../../core/formats/template.ts';
import { type AnyFacts, FACT_NAMES } from '../../core/records/facts.ts';
import { DOCUMENT } from '../../core/records/index.ts';
import { isPart } from '../../core/records/list-facts.ts';
import { DELIVERY, INVOICE, PAYMENT, PROFILES, WAREHOUSE_RECEIPT } from '../../core/records/profiles/index.ts';
import {
  bank,
  court,
  desk,
  type EvidenceOptions,
  ownWitness,
  SIGNED_AT,
  sampleBundle,
} from '../core/support/evidence.ts';
import { logSigner, witnessSigner } from '../core/support/keys.ts';
import { DOCUMENT_NAME, GOLDEN } from '../golden/golden.ts';
import { needs } from './pdf-programs.ts';
import { agree, ask, CODES, flips, type Question, runPython, runPythonEach } from './python-verifier.ts';

const work = mkdtempSync(join(tmpdir(), 'python-verifier-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const FINGERPRINTS = {
  v: 1,
  salt: '0'.repeat(32),
  kind: 'text',
  parts: { text: 'AAAAAAAAAAAAAAAAAAAAAA==' },
  revisions: null,
  chunks: { bits: 12, lengths: [92], digests: 'AAAAAAAAAAAAAAAAAAAAAA==' },
  pages: null,
};

const CHECKER = checkerNote(desk.key.name, 'https://example.com/核验', desk);

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

test('one process for many says what a process for each says', async (context: TestContext) => {
  needs(context, 'python3');
  const at = (name: string) => join(GOLDEN, name);
  const whole = [GOLDEN, at(DOCUMENT_NAME), '--trust', at('desk.trust.json')];
  const broken = join(work, 'broken.json');
  writeFileSync(broken, 'no JSON');
  const all = [
    whole,
    [],
    [GOLDEN],
    [GOLDEN, at('absent')],
    [...whole, '--reading', broken],
    [at('record.json')],
    whole,
  ];
  const each = [];
  for (const args of all) each.push(await runPython(args));
  expect(each.map(({ code }) => code)).toEqual([10, 64, 22, 70, 1, 23, 10]);
  expect(await runPythonEach(all)).toEqual(each);
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
  const found = await agree(work, [
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
    ask('links of another version', { facts: { links: [{ a: 1 }] } }),
    ...LINKS.map(([name, links]) => ask(`links: ${name}`, { facts: { links } })),
    ask('an amount with a comma', { facts: { money: { amount: '1,5', currency: 'CNY' } } }),
  ]);
  expect(Object.keys(found).sort()).toEqual(without('misstated'));
});

const LINK = { rel: 'order', origin: `desk/${'a'.repeat(64)}`, leaf: 'b'.repeat(64), basis: 'typed' };
/** Values of the fact `links`, good and bad. */
const LINKS: readonly (readonly [name: string, value: Json])[] = [
  ['one', { v: 1, refs: [LINK] }],
  ['two of one record', { v: 1, refs: [LINK, { ...LINK, rel: 'contract', basis: 'xml:BT-12' }] }],
  ['the same twice', { v: 1, refs: [LINK, { ...LINK, basis: 'xml:BT-13' }] }],
  ['none', { v: 1, refs: [] }],
  ['fifty', { v: 1, refs: Array.from({ length: 50 }, (_, i) => ({ ...LINK, leaf: String(i).padStart(64, '0') })) }],
  ['too many', { v: 1, refs: Array.from({ length: 51 }, (_, i) => ({ ...LINK, leaf: String(i).padStart(64, '0') })) }],
  ['as something unknown', { v: 1, refs: [{ ...LINK, rel: 'friend' }] }],
  ['half a hash', { v: 1, refs: [{ ...LINK, leaf: 'b'.repeat(32) }] }],
  ['another origin', { v: 1, refs: [{ ...LINK, origin: 'desk/a' }] }],
  ['a long basis', { v: 1, refs: [{ ...LINK, basis: `xml:${'a'.repeat(61)}` }] }],
  ['one thing more', { v: 1, refs: [LINK], more: 1 }],
  ['a later version', { v: 2, refs: [] }],
  ['no version', { refs: [LINK] }],
  ['a text', 'order 17'],
];

/** Every verdict but one. */
const without = (verdict: string) =>
  Object.keys(CODES)
    .filter((one) => one !== verdict)
    .sort();

test('records with a profile, and facts that were read', async (context: TestContext) => {
  needs(context, 'python3');
  const money = { amount: '113.00', currency: 'EUR' };
  const reader = { reader: 'ubl-2.1', v: 1 };
  const facts: AnyFacts = {
    number: 'R-17',
    money,
    net: '100.00',
    tax: '13.00',
    scheme: 'en16931',
    due: '2026-12-31',
    read: { ...reader, names: ['money', 'net', 'number', 'tax'] },
  };
  const banked = { cosigners: [{ signer: bank }] };
  const read = (change: object): AnyFacts => ({ ...facts, read: { ...reader, names: ['net'], ...change } as Json });
  const of = (name: string, change: AnyFacts, more: EvidenceOptions = {}) =>
    ask(name, { kind: INVOICE, facts: { ...facts, ...change }, ...banked, ...more });
  const reading = (...found: object[]) => ({
    reading: {
      state: 'read' as const,
      readers: [reader],
      found: found.map((one) => ({ ...reader, facts: { number: 'R-17', money, net: '100.00', tax: '13.00', ...one } })),
    },
  });
  const again = (name: string, more: Partial<Question>, options: EvidenceOptions = {}) =>
    ask(name, { kind: INVOICE, facts, ...banked, ...options }, more);
  const all = INVOICE.names.filter((name) => name !== 'read').sort();
  const found = await agree(work, [
    ...PROFILES.map((kind) => ask(`a ${kind.key} of which nothing is known`, { kind, facts: {}, ...banked })),
    ...PROFILES.map((kind) => ask(`a ${kind.key} that withholds all`, { kind, withhold: kind.names, ...banked })),
    ask('a delivery', { kind: DELIVERY, facts: { goods: '钢', quantity: '12.5', unit: 't' }, ...banked }),
    ask('a payment', { kind: PAYMENT, facts: { payer: 'a', payee: 'b', reference: 'c' }, ...banked }),
    ask('a receipt', { kind: WAREHOUSE_RECEIPT, facts: { keeper: 'a', validUntil: '2027-01-31' }, ...banked }),
    ask('a quantity below zero', { kind: DELIVERY, facts: { quantity: '-1' } }),
    ask('a day that does not exist', { kind: WAREHOUSE_RECEIPT, facts: { validUntil: '2027-02-31' } }),
    ask('a title that is not defined yet', { kind: WAREHOUSE_RECEIPT, facts: { goodsTitle: 'x' } }),
    of('a scheme that nobody knows', { scheme: 'fr' }),
    of('a token that is not defined yet', { receivable: 'x' }),
    of('an amount that is no number', { net: '1,5' }),
    of('an amount without a currency', { money: null, read: null }),
    of('an amount whose currency is withheld', {}, { withhold: ['money', 'holderId'] }),
    of('a read fact that is not there', { number: null }),
    ...[
      ['by a reader of another name', { reader: 'UBL' }],
      ['by a version below one', { v: 0 }],
      ['without names', { names: [] }],
      ['with names in disorder', { names: ['tax', 'net'] }],
      ['with a name twice', { names: ['net', 'net'] }],
      ['with its own name', { names: ['read'] }],
      ['with a name of another profile', { names: ['payer'] }],
      ['with a member more', { more: 1 }],
      ['with every name', { names: all }],
    ].map(([name, change]) => of(`read ${name}`, read(change as object))),
    of('a profile that nobody knows', {}, { record: { profile: 'bill' } as object }),
    of('a profile that is no name', {}, { record: { profile: 'Bill' } as object }),
    of('no profile', {}, { record: { profile: null } as object }),
    of('version 1 with a profile', {}, { record: { v: 1 } }),
    of('version 3', {}, { record: { v: 3 } as object }),
    again('read again, the same', reading({})),
    again('read again, the same of two', reading({ number: 'R-16' }, {})),
    again('read again, otherwise', reading({ number: 'R-18' })),
    again('read again, half of each', reading({ number: 'R-16' }, { tax: '1' })),
    again('read again, nothing', reading()),
    again('read again, no document', { ...reading({ number: 'R-18' }), document: null }),
    again('read again, another document', { ...reading({ number: 'R-18' }), document: utf8('another') }),
    again('read again, unknown issuer', { ...reading({ number: 'R-18' }), trust: [] }),
    again('read by a later version', reading({ number: 'R-18' }), { facts: read({ v: 2 }) }),
    again('read and withheld', reading({ number: 'R-18' }), { withhold: ['read', 'holderId'] }),
    again('read, the wrong one withheld', reading({ number: 'R-18' }), { withhold: ['number', 'holderId'] }),
    again('read, all withheld', reading({}), { withhold: ['money', 'net', 'number', 'tax'] }),
    again('stated only', reading({ number: 'R-18' }), { facts: { ...facts, read: null } }),
  ]);
  expect(found).toMatchObject({ misstated: 4, 'different-file': 1, proven: expect.any(Number) });
});

test('lists of which some elements are shown', async (context: TestContext) => {
  needs(context, 'python3');
  const banked = { cosigners: [{ signer: bank }] };
  const PARTIES = ['甲方', 'Beta GmbH', '丙方'];
  const reader = { reader: 'ubl-2.1', v: 1 };
  const facts: AnyFacts = { parties: PARTIES, read: { ...reader, names: ['parties'] } };
  const of = (
    name: string,
    more: EvidenceOptions & { readonly kind?: typeof INVOICE } = {},
    asked: Partial<Question> = {},
  ) => ask(name, { kind: INVOICE, facts, withhold: ['holderId', 'parties:2'], ...banked, ...more }, asked);
  /** With the elements of the list as something else. */
  const reshown = (name: string, change: (elements: readonly unknown[]) => unknown, more: EvidenceOptions = {}) =>
    of(name, { ...more, reshown: (all) => all.map((one) => (isPart(one) ? [null, one[1], change(one[2])] : one)) });
  const hash = 'ab'.repeat(32);
  const again = (name: string, parties: Json) =>
    of(name, {}, { reading: { state: 'read', readers: [reader], found: [{ ...reader, facts: { parties } }] } });
  const found = await agree(work, [
    ...PROFILES.map((kind) => of(`some parties of a ${kind.key}`, { kind, facts: { parties: PARTIES } })),
    of('the first of the parties', { withhold: ['parties:2', 'parties:3'] }),
    of('all of the parties', { withhold: [] }),
    of('none of the parties', { withhold: ['parties'] }),
    of('no parties', { facts: {}, withhold: [] }),
    of('twenty parties', { facts: { parties: Array.from({ length: 20 }, (_, i) => `party ${i}`) } }),
    reshown('one fewer', (elements) => elements.slice(0, 2)),
    reshown('one more', (elements) => [...elements, hash]),
    reshown('another order', (elements) => elements.toReversed()),
    reshown('another hash', ([a, _, c]) => [a, hash, c]),
    reshown('another salt', ([a, b, c]) => [a, b, ['00'.repeat(16), (c as string[])[1]]]),
    reshown('none shown', () => [hash, hash]),
    reshown('none hidden', ([a, _, c]) => [a, c]),
    reshown('one element', ([a]) => [a]),
    reshown('an element that is null', ([a, b]) => [a, b, null]),
    reshown('an element of one', ([a, b]) => [a, b, ['00'.repeat(16)]]),
    reshown('an element that cannot be seen', ([a, b]) => [a, b, ['00'.repeat(16), 'a\u202eb']]),
    reshown('a short hash', ([a, _, c]) => [a, 'ab', c]),
    reshown('too many', ([a]) => [a, ...Array(20).fill(hash)]),
    reshown('no list', () => null),
    of('the title in part', {
      reshown: (all) => [...all.slice(0, 2), [null, 'title', [hash, ['00'.repeat(16), 'a']]]],
    }),
    of('version 1 in part', {
      kind: DOCUMENT,
      reshown: (all) => [...all.slice(0, 7), [null, 'parties', [hash, ['00'.repeat(16), 'a']]]],
    }),
    again('a list read again, the same', PARTIES),
    again('a list read again, the hidden one otherwise', ['甲方', '乙方', '丙方']),
    again('a list read again, a shown one otherwise', ['甲方', 'Beta GmbH', '丁方']),
    again('a list read again, one more', [...PARTIES, '丁方']),
    again('a list read again, none', null),
  ]);
  expect(found).toMatchObject({
    misstated: 3,
    tampered: 5,
    proven: expect.any(Number),
    unreadable: expect.any(Number),
  });
});

test('a changed bit anywhere in the three files', async (context: TestContext) => {
  needs(context, 'python3');
  const question = ask('flip', { cosigners: [{ signer: bank }, { signer: ownWitness }], pending: {} });
  const found = await agree(work, flips(question, 40));
  expect(Object.keys(found).sort()).toEqual(['tampered', 'unreadable']);
  const part = { kind: INVOICE, facts: { parties: ['甲方', 'Beta GmbH'] }, withhold: ['parties:2'] };
  const flipped = await agree(work, flips(ask('flip in part', { ...part, cosigners: [{ signer: bank }] }), 40));
  expect(Object.keys(flipped).sort()).toEqual(['tampered', 'unreadable']);
});

test('the page names every template and its pin', () => {
  const page = readFileSync(new URL('../../docs/certificate-format.md', import.meta.url), 'utf8');
  const verifier = readFileSync(new URL('./verifier/files.py', import.meta.url), 'utf8');
  for (const definition of TEMPLATES) {
    const pin = templatePin(definition, nobleCrypto);
    expect(page).toContain(`| ${definition.template} | \`${pin}\` |`);
    expect(verifier).toContain(`${definition.template}: "${pin}"`);
  }
});
