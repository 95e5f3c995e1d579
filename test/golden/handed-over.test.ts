// What desks of 0.1.0 handed over: shares, packs, custody, reports, sheets, bundles and consortium files are read as then.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import type { BoxRow } from '../../core/documents/box/types.ts';
import { parseTrustBundle, trustBundleBytes } from '../../core/formats/trust.ts';
import type { ExpertReport } from '../../core/handover/expert-report/index.ts';
import { type Custody, type CustodyCheck, checkCustody, custodyBytes, parseCustody } from '../../core/log/custody.ts';
import { checkBox } from '../../core/node/box/index.ts';
import { consortiumFileBytes, parseConsortiumFile } from '../../core/node/cometbft/consortium-file.ts';
import { expertReportOn } from '../../core/node/desk/handover/report/expert.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { bundles, readVector, VECTORS, vector } from './support/vectors.ts';

const work = mkdtempSync(join(tmpdir(), 'golden-handed-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Unpacks a ZIP of the vectors; its folder. */
function unpacked(name: string): string {
  const folder = join(work, name);
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(vector('handed', name))))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

/** Verdict, document and page of everything in a folder, by the bundle that came along. */
async function verified(folder: string, bundle: string) {
  const pairs = await verifyFiles([folder], { trust: bundles(join(folder, bundle)) });
  return pairs.flatMap(({ report, error }) => {
    expect(error).toBeNull();
    const page = report?.checks.find(({ name }) => name === 'page');
    return report ? [[report.verdict, report.file, page?.state]] : [];
  });
}

test('a share: each certificate with its document, by the bundle in it', async () => {
  const found = await verified(unpacked('share.zip'), 'desk.trust.json');
  expect(found.sort()).toEqual([
    ['self-attested', 'invoice.xml', 'passed'],
    ['self-attested', '采购合同.txt', 'passed'],
  ]);
});

test('a pack: its digests, its certificate and its custody', async () => {
  const folder = unpacked('pack.zip');
  for (const line of readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trimEnd().split('\n'))
    expect(sha256(readFileSync(join(folder, line.slice(66)))), line).toBe(line.slice(0, 64));
  expect(await verified(folder, 'trust/desk.trust.json')).toEqual([['self-attested', 'document.txt', 'passed']]);
  const custody = parseCustody(readFileSync(join(folder, '1/custody.json')), nobleCrypto);
  expect(checkCustody(custody, nobleCrypto).filter(({ state }) => state === 'failed')).toEqual([]);
});

interface ToldCustody {
  readonly file: string;
  readonly output: Pick<Custody, 'record' | 'journal'> & {
    readonly checks: readonly CustodyCheck[];
    readonly entries: readonly object[];
  };
}

test.each(readVector<readonly ToldCustody[]>('custody', 'expected.json'))('$file', ({ file, output }) => {
  const bytes = readFileSync(vector(file));
  const custody = parseCustody(bytes, nobleCrypto);
  const checks = checkCustody(custody, nobleCrypto).map(({ name, state }) => [name, state]);
  expect(checks).toEqual(output.checks.map(({ name, state }) => [name, state]));
  expect(custody).toMatchObject({ record: output.record, journal: output.journal });
  expect(custody.entries.map(({ entry, opened }) => ({ ...entry, detail: opened?.[1] ?? null }))).toEqual(
    output.entries,
  );
  expect(Buffer.from(custodyBytes(custody)).equals(bytes)).toBe(true);
});

/** Checks that were added since; they leave the others as they were. */
const ADDED: readonly string[] = ['facts'];

/** What of a report an expert rests on; names of files without the folder they lay in. */
const resting = ({ trust, results }: ExpertReport) => ({
  trust,
  results: results.map(({ checks, inputs, ...result }) => ({
    ...result,
    inputs: inputs.map((one) => ({ ...one, name: basename(one.name) })),
    checks: checks
      .filter(({ name }) => !ADDED.includes(name))
      .map(({ name, state, reason, inputs }) => [name, state, reason, inputs.map(({ sha256 }) => sha256)]),
  })),
});

test.each([
  ['report.json', 'chain-three-votes.pdf', 'three-of-four.txt', 'chain-registered.trust.json'],
  ['report-other-document.json', 'contract.pdf', 'other/采购合同（改动）.txt', 'witness.trust.json'],
])('an expert’s report says today what it said (%s)', async (report, certificate, document, bundle) => {
  const trust = bundles(vector('trust', bundle));
  const pairs = await verifyFiles([vector('certificates', certificate), vector('documents', document)], { trust });
  const then = readVector<ExpertReport>('handed', report);
  expect(resting(expertReportOn(pairs, trust, 'later'))).toMatchObject(resting(then));
});

interface Sheet {
  readonly args: readonly string[];
  readonly rows: readonly (Omit<BoxRow, 'state'> & { readonly verdict: BoxRow['state'] })[];
  readonly totals: object;
  readonly boxDigest: string;
}

/** Checks a box of files of the vectors. */
async function boxOf(paths: readonly string[], trust: readonly string[]) {
  const box = await checkBox(
    paths.map((path) => vector(path)),
    {
      trust: bundles(...trust.map((file) => vector(file))),
      workFolder: join(work, 'boxes'),
      fresh: true,
      threads: 1,
    },
  );
  try {
    return { sheet: box.sheet, rows: [...box.rows()], lines: [...box.lines()].join('') };
  } finally {
    box.close();
  }
}

test('a sheet: the same box gives the same rows, totals and digest', async () => {
  const { args, rows, totals, boxDigest } = readVector<Sheet>('box', 'sheet.json');
  const first = args.indexOf('--trust');
  const trust = args.slice(first).filter((arg) => arg !== '--trust');
  const now = await boxOf(args.slice(0, first), trust);
  expect(now.rows.map(({ state, ...row }) => ({ ...row, verdict: state }))).toMatchObject(rows);
  expect(now.sheet).toMatchObject({ totals, boxDigest });
  expect(now.lines).toBe(readFileSync(vector('box', 'sheet.sha256'), 'utf8'));
  expect(sha256(now.lines)).toBe(boxDigest);
});

test('in a box, what was handed over is looked into, and a sheet is a document like any other', async () => {
  const { rows } = await boxOf(['handed', 'box'], ['trust/witness.trust.json']);
  expect(rows.filter(({ state }) => ['unreadable', 'tampered', 'different', 'untrusted'].includes(state))).toEqual([]);
  // the pack has its proof as loose files too, and the certificate in it replaces the contract of the share
  expect(rows.filter(({ certificate }) => certificate !== null).map(({ file, state }) => [file, state])).toEqual([
    ['handed/pack.zip!/1/document.txt', 'self-attested'],
    ['handed/pack.zip!/1/document.txt', 'duplicate'],
    ['handed/share.zip!/1/采购合同.txt', 'superseded'],
    ['handed/share.zip!/2/invoice.xml', 'self-attested'],
  ]);
  for (const format of ['csv', 'pdf', 'xlsx'])
    expect(rows.find(({ file }) => file === `box/sheet.${format}`)?.state).toBe('missing-certificate');
});

const filesIn = (folder: string) => readdirSync(join(VECTORS, folder));

test.each(filesIn('trust'))('the trust bundle %s is read, and written as the same bytes', (name) => {
  const bytes = readFileSync(vector('trust', name));
  expect(Buffer.from(trustBundleBytes(parseTrustBundle(bytes, nobleCrypto))).equals(bytes)).toBe(true);
});

test.each(filesIn('consortium'))('the consortium file %s is read, and written as the same bytes', (name) => {
  const bytes = readFileSync(vector('consortium', name));
  expect(Buffer.from(consortiumFileBytes(parseConsortiumFile(bytes, nobleCrypto))).equals(bytes)).toBe(true);
});
