// Anchors on a JD Chain ledger under both verifiers, ours and the one in Python.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { type JdchainEvidence, jdchainAnchor } from '../../core/anchors/jdchain/evidence.ts';
import { SM2 } from '../../core/anchors/jdchain/keys.ts';
import type { JdMembers } from '../../core/anchors/jdchain/members.ts';
import { signTransaction } from '../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { signNote } from '../../core/formats/note.ts';
import { parseTrustBundle, type TrustBundle, trustBundleBytes } from '../../core/formats/trust.ts';
import {
  accountOf,
  jdChain,
  jdEvidence,
  keyOf,
  LEDGERS,
  MEMBERS,
  memberOf,
  type Setting,
  WITNESSES,
  witness,
} from '../anchor/jdchain/support/ledger.ts';
import { ALONE, NOTE } from '../core/support/anchored.ts';
import { bank, desk, sampleBundle } from '../core/support/evidence.ts';
import { needs } from './pdf-programs.ts';
import { agree, ask, flips, type Question, runPython } from './python-verifier.ts';

const work = mkdtempSync(join(tmpdir(), 'python-jdchain-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const POLICY = { witnesses: 0, chains: 1 } as const;
const bundle = (
  members: JdMembers = MEMBERS,
  changes: Partial<TrustBundle> = {},
  ledger = LEDGERS.SHA256,
  demo = false,
) => sampleBundle({ chains: [jdChain(members, ledger, demo)], policy: POLICY, ...changes });

const anchored = (
  name: string,
  shown: readonly JdchainEvidence[],
  trust: TrustBundle = bundle(),
  more: Partial<Question> = {},
): Question => ask(name, { ...ALONE, anchors: shown.map(jdchainAnchor) }, { trust: [trust], ...more });

const made = (setting: Setting = {}) => jdEvidence(NOTE, setting);
const whole = made();
const [first, second, ...others] = MEMBERS.members;
const old = witness('old.example', 'untimed');
const renamed = (name: string) => ({ members: MEMBERS.members.map((one) => ({ ...one, controller: name })) });

function cases(): readonly Question[] {
  if (!first || !second) throw new Error('no members');
  const twins = {
    need: 3,
    members: [first, { ...second, controller: `${first.controller.toUpperCase()}.` }, ...others],
  };
  const mostly = { need: 3, members: [first, second, memberOf(old)] };
  const sm3 = { ledger: LEDGERS.SM3, user: keyOf('user', SM2) };
  const [log] = sampleBundle().logs;
  const issuer = { ...MEMBERS, members: [{ ...first, controller: log?.controller ?? '' }, second, ...others] };
  return [
    anchored('four of four', [whole]),
    anchored('three of four', [made({ witnesses: WITNESSES.slice(1) })]),
    anchored('two of four', [made({ witnesses: WITNESSES.slice(0, 2) })]),
    anchored('SM2 and SM3', [made(sm3)], bundle(MEMBERS, {}, LEDGERS.SM3)),
    anchored('SM3 and Ed25519', [made({ ledger: LEDGERS.SM3 })], bundle(MEMBERS, {}, LEDGERS.SM3)),
    anchored('another ledger', [made(sm3)]),
    anchored('a stranger and two', [made({ witnesses: [witness('stranger'), ...WITNESSES.slice(0, 2)] })]),
    anchored('members of one voice', [made({ witnesses: WITNESSES.slice(0, 3) })], bundle(twins)),
    anchored('members of one voice, and two more', [whole], bundle(twins)),
    anchored('the issuer is a member', [made({ witnesses: WITNESSES.slice(0, 3) })], bundle(issuer)),
    anchored('the issuer is a member, and three more', [whole], bundle(issuer)),
    anchored('one without a time', [made({ witnesses: [...WITNESSES.slice(0, 2), old] })], bundle(mostly)),
    anchored('a key of another type', [
      made({ witnesses: [witness('court.example', 'untimed'), ...WITNESSES.slice(1, 3)] }),
    ]),
    anchored('times that go back', [made({ seconds: (i) => 1_790_000_000 - i })]),
    anchored('a test network', [whole], bundle(MEMBERS, {}, LEDGERS.SHA256, true)),
    anchored('a test network, accepted', [whole], bundle(MEMBERS, {}, LEDGERS.SHA256, true), { acceptDemo: true }),
    anchored('a log that is not named', [whole], bundle(MEMBERS, { logs: [] })),
    anchored('without the gateway', [made({ node: null })]),
    anchored('two anchors of one ledger', [
      whole,
      made({ witnesses: WITNESSES.slice(1), seconds: (i) => 1_780_000_000 + i }),
    ]),
    anchored('about another checkpoint', [
      jdEvidence({ text: NOTE.text.replace('\n5\n', '\n6\n'), signatures: NOTE.signatures }),
    ]),
    anchored('signed by another log', [
      jdEvidence({ ...NOTE, signatures: [{ ...signNote(NOTE.text, bank), name: desk.key.name }] }),
    ]),
    anchored('another account in the statement', [
      made({ seen: (seen) => ({ ...seen, account: accountOf(keyOf('x')) }) }),
    ]),
    anchored('written twice', [made({ seen: (seen) => ({ ...seen, version: 1 }) })]),
    anchored('another height', [made({ body: (body) => ({ ...body, height: 1n }) })]),
    anchored('below the first block', [made({ body: (body) => ({ ...body, height: -1n }) })]),
    anchored('another ledger in the block', [made({ body: (body) => ({ ...body, ledgerHash: LEDGERS.SM3 }) })]),
    anchored('two operations', [
      made({ content: (content) => ({ ...content, operations: [...content.operations, ...content.operations] }) }),
    ]),
    anchored('another user', [
      { ...whole, endpoint: { ...whole.endpoint, pubKey: signTransaction(whole.content, keyOf('x')).pubKey } },
    ]),
    anchored('a gateway that signed something else', [{ ...whole, node: signTransaction(whole.content, keyOf('x')) }]),
    anchored('a byte behind the content', [{ ...whole, content: Uint8Array.of(...whole.content, 0) }]),
    anchored('no block', [{ ...whole, block: utf8('block') }]),
    anchored('keys in another order', [{ ...whole, keys: [...whole.keys].reverse() }]),
    anchored('a line without its key', [{ ...whole, keys: whole.keys.slice(1) }]),
    anchored('a key twice', [made({ witnesses: [...WITNESSES, ...WITNESSES.slice(0, 1)] })]),
  ];
}

test('anchors of kind jdchain', async (context: TestContext) => {
  needs(context, 'python3');
  const found = await agree(work, cases());
  expect(Object.keys(found).sort()).toEqual(['proven', 'self-attested', 'tampered', 'untrusted']);
});

test('a bundle that one refuses is refused by the other', async (context: TestContext) => {
  needs(context, 'python3');
  const refused: readonly (readonly [string, JdMembers])[] = [
    ['needing more than there are', { ...MEMBERS, need: 5 }],
    ['needing more voices than there are', { need: 2, ...renamed('one') }],
    ['a witness twice', { need: 1, members: [first, { ...second, witness: first?.witness ?? null }] as never }],
    [
      'a participant twice',
      { need: 1, members: [first, { ...second, participant: first?.participant ?? null }] as never },
    ],
  ];
  for (const [name, members] of refused) {
    const bytes = trustBundleBytes(bundle(members));
    const path = join(work, 'refused.trust.json');
    writeFileSync(path, bytes);
    expect(() => parseTrustBundle(bytes, nobleCrypto), name).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect((await runPython([work, '--trust', path])).code, name).toBe(70);
  }
});

test('a changed bit anywhere in an anchor, or in the note beside it', async (context: TestContext) => {
  needs(context, 'python3');
  const question = anchored('ledger flip', [made({ witnesses: WITNESSES.slice(0, 2) })]);
  const changed = flips(question, 24).filter(({ name }) => !name.includes(', record '));
  expect(Object.keys(await agree(work, changed)).sort()).toEqual(['tampered', 'unreadable']);
});
