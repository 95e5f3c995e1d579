// The home of a desk of 0.1.0 that has no chain: it opens, tells what it told, makes what it made, and its log goes on.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { checkCustody, parseCustody } from '../../core/log/custody.ts';
import type { Desk } from '../../core/node/desk/desk.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import type { FactName } from '../../core/records/facts.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { EVERYTHING } from '../node/support/query.ts';
import { extendsOld, LATER, openCopy, shown, told } from './support/homes.ts';
import { expectIssued, failed } from './support/issued.ts';
import { bundles, copied, vector } from './support/vectors.ts';

const PASSPHRASE = 'golden passphrase of 0.1.0';
const RECOVERY_CODE = 'XJSQK-YERDG-YVV97-Y3B00-397W3-Q1E4E';

const work = mkdtempSync(join(tmpdir(), 'golden-witness-'));
const home = copied(work, 'homes', 'witness');
const { status, show, trust, shares } = told('witness');
const ids = new Map(show.map(({ seq, id }) => [seq, id]));
const id = (seq: number) => ids.get(seq) ?? '';

let desk: Desk;
beforeAll(async () => {
  // a log goes on in time too, whatever the clock of this machine says
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(LATER) });
  desk = await openCopy(home, PASSPHRASE);
});
afterAll(async () => {
  await desk?.close();
  vi.useRealTimers();
  rmSync(work, { recursive: true, force: true });
});

/** The bytes of a record's certificate, made now. */
async function certified(seq: number, withhold: readonly FactName[], paper = false): Promise<Buffer> {
  const out = mkdtempSync(join(work, 'out-'));
  const { certificates, errors } = await desk.certificates.certify([id(seq)], withhold, out, [], paper);
  expect(errors).toEqual([]);
  return readFileSync(certificates[0]?.path ?? '');
}

/** What was issued: record, facts withheld at that time, and whether in codes too. */
const ISSUED: readonly (readonly [name: string, seq: number, withhold: readonly FactName[], paper: boolean])[] = [
  ['contract', 1, ['holderId'], false],
  ['paper', 2, ['holderId'], true],
  ['rare', 3, ['holderId'], false],
  ['no-fingerprints', 4, ['holderId'], false],
  ['withheld', 5, ['holderId', 'number', 'money', 'note', 'holder'], false],
  ['revised', 6, ['holderId', 'note'], false],
];

test('tells of every record what it told: state, facts, timeline, what replaced what', () => {
  expect(desk.records(EVERYTHING).total).toBe(show.length);
  for (const one of show) expect(shown(desk, one.id)).toMatchObject(one);
});

test('knows its holder, settings, keys, counts, bundles, warnings and who was sent what', () => {
  const { holder, settings, origin, fingerprint, keyProtection, counts, waiting, checkpoint } = status;
  const then = { holder, settings, origin, fingerprint, keyProtection, counts, waiting, checkpoint };
  expect(desk.status()).toMatchObject(then);
  const known = desk.verification.trust().map(({ fingerprint, compared }) => ({ fingerprint, compared }));
  expect(known).toEqual(trust.bundles.map(({ fingerprint, compared }) => ({ fingerprint, compared })));
  expect([...desk.certificates.sending.all()]).toMatchObject(shares.sent);
  expect(desk.warnings()).toEqual({ [id(13)]: [{ code: 'downloading', detail: '' }] });
});

test('finds records by words, rare characters included', () => {
  const found = (search: string) => desk.records({ ...EVERYTHING, search }).rows.map(({ seq }) => seq);
  expect(found('修订')).toEqual([6]);
  expect(found('𠮷野家')).toEqual([3]);
  expect(found('031002100311')).toEqual([2]);
});

test.each(ISSUED)('makes the certificate "%s" again, byte for byte', async (name, seq, withhold, paper) => {
  expectIssued(await certified(seq, withhold, paper), name);
});

test('seals what waited; the log extends the old checkpoint, and old certificates stay the same bytes', async () => {
  expect(await desk.seal()).toEqual({ sealed: 4, damaged: [] });
  expect([10, 11, 12, 13].map((seq) => desk.record(id(seq)).state)).toEqual(Array(4).fill('anchored'));
  expect(extendsOld(home, status.checkpoint)).toBe(true);
  expectIssued(await certified(1, ['holderId']), 'contract');
});

test('a record that waited then is certified now, and a bundle of then believes it', async () => {
  const out = join(work, 'new');
  await desk.certificates.certify([id(11)], [], out);
  const files = [out, vector('documents', 'waiting-edited.txt')];
  const [pair] = await verifyFiles(files, { trust: bundles(vector('trust', 'witness.trust.json')) });
  expect(pair?.report).toMatchObject({ verdict: 'self-attested', fileChecked: true });
  expect(failed(pair?.report)).toEqual(['policy']);
  expect(pair?.report?.facts).toMatchObject({ title: '已修改的标题', money: { amount: '77.70', currency: 'USD' } });
});

test('the custody of an old record still checks, and tells all that it told, and what came since', async () => {
  await buildVerifier(join(import.meta.dirname, '../../dist/notary-check.html'));
  const path = join(work, 'pack.zip');
  await desk.packs.pack({ ids: [id(1)], withhold: [], documents: false, trust: [], path });
  const packed = unzipSync(readFileSync(path))['1/custody.json'] ?? new Uint8Array(0);
  const now = parseCustody(packed, nobleCrypto);
  expect(checkCustody(now, nobleCrypto).filter(({ state }) => state === 'failed')).toEqual([]);
  const then = parseCustody(readFileSync(vector('custody', 'contract.custody.json')), nobleCrypto);
  const told = ({ entries }: typeof now) => entries.map(({ entry, opened }) => ({ entry, opened }));
  expect(told(now).slice(0, then.entries.length)).toEqual(told(then));
  expect(now.entries.length).toBeGreaterThan(then.entries.length);
});

test('the recovery code of then opens it too', async () => {
  const other = await openCopy(copied(join(work, 'other'), 'homes', 'witness'), RECOVERY_CODE);
  try {
    expect(other.status()).toMatchObject({ problem: null, origin: status.origin });
  } finally {
    await other.close();
  }
});
