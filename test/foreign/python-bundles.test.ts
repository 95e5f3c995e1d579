// Trust bundles under both verifiers: what the page lets stand in one is read by both, what it does not by neither; and pages
// of templates that neither knows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { epochJson } from '../../core/anchors/cometbft/epochs.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import type { Json } from '../../core/formats/canonical.ts';
import type { Anchor, EvidenceFiles } from '../../core/formats/evidence.ts';
import { verifierKey } from '../../core/formats/note.ts';
import { parseTrustBundle, type TrustBundle, trustBundleBytes } from '../../core/formats/trust.ts';
import { epoch, members } from '../anchor/cometbft/support/chain.ts';
import { chainBundle } from '../core/support/anchored.ts';
import { bank, DOCUMENT, desk, makeEvidence, sampleBundle } from '../core/support/evidence.ts';
import { outcome } from '../core/support/outcome.ts';
import { NOT_ISSUED, OF_3, ofTemplate3, PIN, pageNote, withMembers } from '../core/support/page-notes.ts';
import { needs } from './pdf-programs.ts';
import { agree, ours, theirs } from './python-verifier.ts';

const work = mkdtempSync(join(tmpdir(), 'python-bundles-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const HISTORY = { size: 3, root: new Uint8Array(32) };

test('bundles: what may stand in one, and what makes it no bundle', async (context: TestContext) => {
  needs(context, 'python3');
  const [log] = sampleBundle().logs;
  const [witness] = sampleBundle().witnesses;
  if (!log || !witness) throw new Error('the sample bundle has both');
  const later = verifierKey('later.example', 0x12, new Uint8Array(1952), nobleCrypto).text;
  const open = epoch(members(4));
  const epochs = (...some: readonly Json[]) => chainBundle(some);
  const keyed = (...keys: readonly (typeof log.keys)[number][]) => sampleBundle({ logs: [{ ...log, keys }] });
  const good = { vkey: desk.key.text, from: 0, to: null };
  const questions: readonly (readonly [string, TrustBundle])[] = [
    ['no epoch', epochs()],
    [
      'a key twice in an epoch',
      epochs(epochJson({ ...open, members: [...open.members, ...open.members.slice(1, 2)] })),
    ],
    ['65 members', epochs(epochJson(epoch(members(65))))],
    ['64 members', epochs(epochJson(epoch(members(64))))],
    ['no members', epochs(epochJson({ ...open, members: [] }))],
    ['no power', epochs(epochJson(epoch(members(4, 1, () => 0))))],
    ['power of 2^40', epochs(epochJson(epoch(members(4, 1, () => 2 ** 40))))],
    ['power beyond 2^40', epochs(epochJson(epoch(members(4, 1, () => 2 ** 40 + 1))))],
    ['height 0', epochs(epochJson({ ...open, from: 0 }))],
    ['closed without a history', epochs(epochJson({ ...open, to: 9 }))],
    ['closed before it begins', epochs(epochJson({ ...open, from: 9, to: 8, history: HISTORY }))],
    ['a key replaced before it signed', keyed({ ...good, from: 6, to: 5 }, good)],
    ['a log key of another type', keyed({ ...good, vkey: later }, good)],
    ['a log key of another name', keyed({ ...good, vkey: bank.key.text }, good)],
    ['a log without keys', keyed()],
    ['65 keys', keyed(...Array<typeof good>(65).fill(good))],
    ['an origin of another form', sampleBundle({ logs: [{ ...log, origin: 'desk/abc' }] })],
    ['a log twice', sampleBundle({ logs: [log, log] })],
    ['a witness twice', sampleBundle({ witnesses: [witness, witness] })],
    ['a witness of a later type', sampleBundle({ witnesses: [witness, { ...witness, vkey: later }] })],
    ['a chain twice', chainBundle(undefined, { chains: [...chainBundle().chains, ...chainBundle().chains] })],
    ['more witnesses asked for than there can be', sampleBundle({ policy: { witnesses: 201, chains: 0 } })],
    ['more chains asked for than there can be', sampleBundle({ policy: { witnesses: 0, chains: 21 } })],
  ];
  const files = makeEvidence();
  const refused: string[] = [];
  const asked = questions.map(([name, bundle]) => ({ name, files, document: DOCUMENT, trust: [bundle] as const }));
  const said = await theirs(asked, work);
  for (const [i, question] of asked.entries()) {
    const [bundle] = question.trust;
    const read = outcome(() => parseTrustBundle(trustBundleBytes(bundle), nobleCrypto));
    expect(said[i]?.answer, question.name).toEqual(read === 'accepted' ? ours(question) : null);
    if (read !== 'accepted') refused.push(question.name);
  }
  expect(refused).toHaveLength(17);
});

test('a template that nobody knows, and anchors of invented kinds', async (context: TestContext) => {
  needs(context, 'python3');
  const invented: readonly Anchor[] = [{ kind: 'zz', zz: {} }];
  const signed = pageNote({ evidence: withMembers({ anchors: invented, page: OF_3 }).evidence });
  const questions: readonly (readonly [string, EvidenceFiles])[] = [
    ...NOT_ISSUED,
    ['signed for', ofTemplate3(pageNote())],
    ['added to a known template', withMembers({ anchors: invented })],
    [
      'signed for with it',
      withMembers({ anchors: invented, page: { template: 3, options: { pin: PIN, issued: signed } } }),
    ],
  ];
  const counts = await agree(
    mkdtempSync(join(work, 'pages-')),
    questions.map(([name, files]) => ({ name, files, document: DOCUMENT, trust: [sampleBundle()] })),
  );
  expect(counts).toEqual({ tampered: NOT_ISSUED.length + 1, proven: 2 });
});
