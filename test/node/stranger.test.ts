// What a desk does for people who have nothing of ours: digests of parts left out, reports for experts, the checker page.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import type { ExpertReport } from '../../core/handover/expert-report/index.ts';
import { CHECKER_NAME, checkerPage } from '../../core/node/desk/handover/share/checker-page.ts';
import { DeskService } from '../../core/node/desk/service.ts';
import type { DeskEvent, VerifyProgress } from '../../core/node/desk/types.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { evidenceIn } from '../../core/node/verify/exhibits.ts';
import { hostedDesk } from '../../electron/host/answers.ts';
import type { HostedDesk } from '../../electron/host/messages.ts';
import { contract } from '../doctor/support/samples.ts';
import { EVERYTHING } from './support/query.ts';

let dir: string;
let desk: HostedDesk;
const at = (name: string) => join(dir, name);

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'stranger-'));
  desk = await openDesk();
});
afterEach(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

async function openDesk(emit: (event: DeskEvent) => void = () => {}): Promise<HostedDesk> {
  const service = await DeskService.open({
    home: at('home'),
    version: '9.9.9',
    oldRuntime: false,
    program: 'test',
    language: 'en',
    emit,
  });
  return hostedDesk(service);
}

async function setUp(): Promise<void> {
  await desk.setup({ language: 'en', holder: { name: 'Blue Sea', creditCode: null, operator: null } });
  await desk.settings({ fingerprints: true });
}

/** Takes a contract in and gives its record's id. */
async function takeIn(name: string, fingerprints?: boolean): Promise<string> {
  writeFileSync(at(name), await contract(3, { 1: name }));
  await desk.intake({ paths: [at(name)], again: false, ...(fingerprints === undefined ? {} : { fingerprints }) });
  const find = async () => (await desk.records({ ...EVERYTHING, search: name })).rows[0];
  for (let i = 0; i < 600 && !(await find()); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  const row = await find();
  if (!row) throw new Error(`${name} was not recorded`);
  return row.id;
}

describe('digests of parts', () => {
  it('are left out of one intake, taken out of one record, and withheld in one certificate', async () => {
    await setUp();
    const [kept, never, removed] = [await takeIn('a.pdf'), await takeIn('b.pdf', false), await takeIn('c.pdf')];
    expect(await desk.edit({ ids: [removed], facts: { fingerprints: null } })).toEqual({ changed: 1 });
    const has = async (id: string) => (await desk.record(id)).facts.fingerprints !== null;
    expect(await Promise.all([kept, never, removed].map(has))).toEqual([true, false, false]);
    await desk.seal();
    await expect(desk.edit({ ids: [kept], facts: { fingerprints: null } })).rejects.toMatchObject({
      code: 'wrong-state',
    });
    const shown = async (withhold: readonly 'fingerprints'[]) => {
      const { certificates } = await desk.certify({ ids: [kept], withhold, folder: dir });
      const files = evidenceIn(readFileSync(certificates[0]?.path ?? ''))?.files;
      const set = files && parseEvidenceSet(files, nodeCrypto);
      return set?.evidence.disclosures.some(([, name]) => name === 'fingerprints');
    };
    expect(await shown([])).toBe(true);
    expect(await shown(['fingerprints'])).toBe(false);
  });
});

describe('the report for an expert', () => {
  it('is written in both forms, of files verified anew by what the desk trusts', async () => {
    await setUp();
    const id = await takeIn('a.pdf');
    await desk.seal();
    const { certificates } = await desk.certify({ ids: [id], withhold: [], folder: dir });
    const paths = [certificates[0]?.path ?? '', at('a.pdf')];
    for (const format of ['json', 'pdf'] as const) await desk.report(at(`report.${format}`), { paths, format });
    const report = JSON.parse(readFileSync(at('report.json'), 'utf8')) as ExpertReport;
    expect(report.tool).toEqual({ name: 'Notary Desk', version: '9.9.9' });
    expect(report.trust).toHaveLength(1);
    expect(report.results.map(({ verdict }) => verdict)).toEqual(['self-attested']);
    expect(readFileSync(at('report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('needs no desk: then nobody is trusted', async () => {
    writeFileSync(at('no-certificate.pdf'), await contract(1));
    await desk.report(at('report.json'), { paths: [at('no-certificate.pdf')], format: 'json' });
    const report = JSON.parse(readFileSync(at('report.json'), 'utf8')) as ExpertReport;
    expect([report.trust, report.results]).toEqual([[], []]);
  });
});

describe('the checker page', () => {
  it('is shown with its digest and copied byte for byte', async ({ skip }) => {
    let page: Uint8Array;
    try {
      page = checkerPage().bytes;
    } catch {
      return skip(`${CHECKER_NAME} was not built`);
    }
    const sha256 = createHash('sha256').update(page).digest('hex');
    expect(await desk.checker()).toEqual({ version: '9.9.9', sha256, size: page.length });
    await desk.checkerSave(at('copy.html'));
    expect(readFileSync(at('copy.html')).equals(page)).toBe(true);
  });
});

describe('a long verification', () => {
  it('tells how far it is, and ends as soon as somebody stops it, also before there is a desk', async () => {
    const told: VerifyProgress[] = [];
    await desk.close();
    desk = await openDesk((event) => {
      if (event.kind !== 'verify') return;
      told.push(event.progress);
      void desk.cancel('verify');
    });
    writeFileSync(at('large.bin'), '');
    truncateSync(at('large.bin'), 64 * 1024 * 1024);
    await expect(desk.verify([at('large.bin')])).rejects.toMatchObject({ code: 'cancelled' });
    expect(told[0]).toMatchObject({ files: 1, filesDone: 0, bytes: 64 * 1024 * 1024 });
    expect(told.at(-1)?.bytesDone).toBeLessThan(64 * 1024 * 1024);
  });
});
