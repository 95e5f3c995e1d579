// A pool from the desk's side: made from a tape, sealed, opened for others, drawn from, grown; and what erasing leaves of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readItemsFile, readOpeningsFile } from '../../core/dossier/files.ts';
import { readAttachments } from '../../core/formats/attachments/index.ts';
import { Desk, type DeskOptions } from '../../core/node/desk/desk.ts';
import type { DossierWish } from '../../core/node/desk/dossiers/types.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { openDatabase } from '../../core/node/system/database.ts';
import { verify } from '../../core/verification/verify.ts';
import { fattura, fatturaBody, ksef } from '../core/reading/support/national.ts';
import { ubl } from './support/ubl.ts';

const COUNT = 12;
const dir = mkdtempSync(join(tmpdir(), 'dossiers-'));
const at = (name: string) => join(dir, name);
const options: DeskOptions = { home: at('home'), version: '9.9.9', oldRuntime: false, program: 'test' };
let desk: Desk;
let ids: readonly string[];

const wish = (more: Partial<DossierWish>): DossierWish => ({
  source: { from: 'ids', ids: [] },
  title: '一号资产池',
  number: null,
  note: null,
  date: null,
  template: 'receivables',
  words: null,
  cutOff: '2026-06-30',
  supersedes: null,
  ...more,
});
const invoice = (n: number) => ({
  number: `R-${n}`,
  buyer: `Buyer ${n % 4}`,
  net: `${n}00.00`,
  tax: '0.00',
  gross: `${n}00.00`,
});

async function takeIn(name: string, text: string): Promise<string> {
  writeFileSync(at(name), text);
  const [item] = await desk.intake({ paths: [at(name)], again: false }).done;
  return item?.recordId ?? '';
}

async function made(more: Partial<DossierWish>): Promise<string> {
  const { record, troubles } = await desk.dossiers.make(wish(more));
  expect(troubles).toEqual([]);
  await desk.seal();
  return record ?? '';
}

const BILLING = /<cac:BillingReference>.*<\/cac:BillingReference>/;
const SHOWS_NOTHING = { items: false, open: [], absent: [], sample: null } as const;
/** What a stranger finds in a certificate of a dossier. */
async function certified(id: string, shows: Parameters<Desk['dossiers']['certify']>[1], folder: string) {
  const { certificates, errors } = await desk.dossiers.certify(id, shows, [], at(folder));
  expect(errors).toEqual([]);
  const pdf = new Uint8Array(readFileSync(certificates[0]?.path ?? ''));
  const { files } = readAttachments(pdf);
  const report = verify(files, { document: null, trust: [], page: { state: 'identical' } });
  const states = Object.fromEntries(report.checks.map(({ name, state }) => [name, state]));
  return { pdf, files, report, states };
}

beforeAll(async () => {
  const holder = { name: '甲公司', creditCode: null, operator: null };
  ({ desk } = await Desk.init(options, { language: 'zh', holder }));
  const found: string[] = [];
  for (let n = 1; n <= COUNT; n++) found.push(await takeIn(`${n}.xml`, ubl(invoice(n))));
  found.push(await takeIn('credit.xml', ubl({ ...invoice(1), number: 'G-1', credits: 'R-1' })));
  ids = found;
  await desk.seal();
});
afterAll(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a dossier', () => {
  it('is made from a selection, with credit notes apart, and shown', async () => {
    const id = await made({ source: { from: 'ids', ids } });
    const view = DeskView.open(options);
    const detail = view.dossiers.detail(id);
    view.close();
    expect(detail).toMatchObject({ title: '一号资产池', items: COUNT, credits: 1, change: null });
    expect(detail.totals?.items.map(({ currency, amount, count }) => [currency, amount, count])).toEqual([
      ['EUR', '7800', COUNT],
    ]);
    expect(detail.totals?.credits.map(({ amount }) => amount)).toEqual(['100']);
    expect(detail.rule?.cutOff).toBe('2026-06-30');
    expect(desk.record(id)).toMatchObject({ kind: 'dossier', size: null, sha256: '' });
  });

  it('counts what takes back apart, also where that names no invoice, or several', async () => {
    const none = ubl({ ...invoice(1), number: 'G-2', credits: 'R-1' }).replace(BILLING, '');
    const two = ubl({ ...invoice(1), number: 'G-3', credits: 'R-1' }).replace(
      BILLING,
      (one) => `${one}${one.replace('R-1', 'R-2')}`,
    );
    // without a type, the root is all that says so
    const rootOnly = none.replace('G-2', 'G-4').replace(/<cbc:CreditNoteTypeCode>.*<\/cbc:CreditNoteTypeCode>/, '');
    const italian = fattura(fatturaBody({ number: 'G-5', type: 'TD04' }));
    const corrected = (number: string, gross: string) =>
      ksef({ type: 'KOR', gross })
        .replace('FV/2026/11/1', number)
        .replace(/<(P_1[34]_\w+)>[^<]*<\/\1>/g, '');
    const polish = { lower: corrected('K/1', '-20.00'), higher: corrected('K/2', '20.00') };
    const written = { none, two, rootOnly, italian, ...polish };
    const taken: string[] = [];
    for (const [name, text] of Object.entries(written)) taken.push(await takeIn(`credit-${name}.xml`, text));
    await desk.seal();
    expect(taken.map((id) => desk.record(id).facts.credits)).toEqual(taken.map(() => null));
    // a Polish correction that asks for more takes nothing back
    const source = { from: 'ids', ids: taken } as const;
    expect(await desk.dossiers.make(wish({ source }))).toMatchObject({ items: 1, credits: 5 });
  });

  it('is made by conditions on facts', async () => {
    const filter = [
      { fact: 'money', op: 'from', value: '500' },
      { fact: 'date', op: 'to', value: '2026-06-30' },
    ] as const;
    const { items, credits } = await desk.dossiers.make(wish({ source: { from: 'filter', filter } }));
    expect([items, credits]).toEqual([8, 0]);
  });

  it('is made from a tape, whose rows without a record are named and whose columns are remembered', async () => {
    const rows = Array.from({ length: COUNT }, (_, i) => `R-${i + 1},${i + 1}00.00`);
    writeFileSync(at('tape.csv'), ['资产,Amount', ...rows, 'R-99,5', 'R-2,200'].join('\n'));
    const mapping = { 资产: 'number' } as const;
    const source = { from: 'tape', path: at('tape.csv'), mapping, skip: false } as const;
    expect(await desk.dossiers.preview(at('tape.csv'))).toMatchObject({ columns: [null, 'amount'], found: 0 });
    const refused = await desk.dossiers.make(wish({ source }));
    expect(refused.record).toBeNull();
    expect(refused.troubles.map(({ row, why }) => [row, why])).toEqual([
      [3, 'twice'],
      [14, 'not-found'],
      [15, 'twice'],
    ]);
    const taken = await desk.dossiers.make(wish({ source: { ...source, skip: true } }));
    expect(taken).toMatchObject({ items: COUNT - 1, credits: 0 });
    expect(await desk.dossiers.preview(at('tape.csv'))).toMatchObject({ columns: ['number', 'amount'], found: 11 });
  });

  it('of nothing, of what is not sealed, or in place of what is none, is refused', async () => {
    const waits = await takeIn('waits.txt', 'a text');
    const make = (more: Partial<DossierWish>) => desk.dossiers.make(wish(more));
    await expect(make({})).rejects.toMatchObject({ code: 'bad-input', details: { reason: 'empty-dossier' } });
    await expect(make({ source: { from: 'ids', ids: [waits] } })).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(make({ source: { from: 'ids', ids: ['nobody'] } })).rejects.toMatchObject({ code: 'not-found' });
    const wordless = { source: { from: 'ids', ids }, template: null } as const;
    await expect(make(wordless)).rejects.toMatchObject({ details: { reason: 'rule-needs-words' } });
    await expect(make({ supersedes: ids[0] ?? '' })).rejects.toMatchObject({ details: { reason: 'no-dossier' } });
    await desk.withdraw([waits], 'a test');
  });
});

describe('its certificate', () => {
  it('lets a stranger count and add up, and shows what is laid open', async () => {
    const id = await made({ source: { from: 'ids', ids } });
    const [first = '', second = '', third = ''] = ids;
    const shows = { items: true, open: [first, second], absent: [], sample: null };
    const { states, report, files } = await certified(id, shows, 'shown');
    expect(states).toMatchObject({ items: 'passed', totals: 'passed', openings: 'passed' });
    expect(readItemsFile(files.dossier?.items ?? new Uint8Array()).items.length).toBe(COUNT);
    expect(report.dossier?.opened.map(({ amount, amountState }) => [amount, amountState]).sort()).toEqual([
      ['100', 'same'],
      ['200', 'same'],
    ]);
    expect(JSON.stringify(report.dossier)).not.toContain(third);
  });

  it('shows a record to be missing, and refuses to say so of one that is there', async () => {
    const [first = '', ...others] = ids;
    const id = await made({ source: { from: 'ids', ids: others } });
    const { states, report } = await certified(id, { ...SHOWS_NOTHING, absent: [first] }, 'absent');
    expect(states.membership).toBe('passed');
    expect(report.dossier?.asked.map(({ found }) => found)).toEqual(['none']);
    const there = { ...SHOWS_NOTHING, absent: [others[0] ?? ''] };
    await expect(desk.dossiers.certify(id, there, [], at('absent'))).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('opens exactly the sample that the seed draws', async () => {
    const id = await made({ source: { from: 'ids', ids } });
    const view = DeskView.open(options);
    const sample = view.dossiers.sample(id, 5, 'the auditor, 2026-07-01');
    view.close();
    expect(new Set(sample.drawn.map(({ place }) => place)).size).toBe(5);
    const open = sample.drawn.flatMap(({ record }) => record ?? []);
    const shows = { items: false, open, absent: [], sample: { seed: sample.seed, size: 5 } };
    const { states, files } = await certified(id, shows, 'sample');
    expect(states).toMatchObject({ sample: 'passed', items: 'not-run' });
    expect(readOpeningsFile(files.dossier?.openings ?? new Uint8Array()).openings.length).toBe(5);
    const fewer = { ...shows, open: open.slice(1) };
    await expect(desk.dossiers.certify(id, fewer, [], at('sample'))).rejects.toMatchObject({
      code: 'bad-input',
      details: { id, reason: 'not-drawn' },
    });
  });

  it('gives no amount away that the certificates of the records withhold', async () => {
    const id = await made({ source: { from: 'ids', ids } });
    const shows = { ...SHOWS_NOTHING, open: [ids[0] ?? ''] };
    const { certificates } = await desk.dossiers.certify(id, shows, ['money'], at('withheld'));
    const { files } = readAttachments(new Uint8Array(readFileSync(certificates[0]?.path ?? '')));
    const [one] = readOpeningsFile(files.dossier?.openings ?? new Uint8Array()).openings;
    expect(one?.opening).toBeNull();
    expect(one?.certificate).not.toBeNull();
  });

  it('is made again byte for byte', async () => {
    const id = await made({ source: { from: 'ids', ids } });
    const shows = { ...SHOWS_NOTHING, items: true };
    const [one, two] = [await certified(id, shows, 'one'), await certified(id, shows, 'two')];
    expect(Buffer.compare(one.pdf, two.pdf)).toBe(0);
  });
});

describe('a pool that grows', () => {
  it('names what came and what went, and is compared with another', async () => {
    const before = await made({ source: { from: 'ids', ids: ids.slice(0, 6) } });
    const { record, change } = await desk.dossiers.make(
      wish({ source: { from: 'ids', ids: ids.slice(2, 10) }, supersedes: before }),
    );
    expect(change).toEqual({ since: before, stayed: 4, came: 4, gone: 2 });
    await desk.seal();
    const view = DeskView.open(options);
    const { shared, onlyFirst, onlySecond } = view.dossiers.compare(before, record ?? '');
    view.close();
    expect([shared.length, onlyFirst.length, onlySecond.length]).toEqual([4, 2, 4]);
  });
});

describe('erasing', () => {
  const blinds = () => {
    const db = openDatabase(homePaths(options.home).database, 'read');
    const rows = db.all<{ dossier: string; member: string | null; hasBlind: number }>(
      `SELECT d.id AS dossier, m.id AS member, i.blind IS NOT NULL AS hasBlind FROM dossier_items i
       JOIN records d ON d.seq = i.dossier LEFT JOIN records m ON m.seq = i.member`,
    );
    db.close();
    return rows;
  };

  it('a record takes away what would open its amount, in every dossier, and no item', async () => {
    const gone = await takeIn('gone.xml', ubl({ ...invoice(3), number: 'R-gone' }));
    await desk.seal();
    const id = await made({ source: { from: 'ids', ids: [gone, ids[0] ?? ''] } });
    expect(desk.erasing.plan([gone]).dossiers).toEqual([id]);
    expect(desk.erasing.plan([gone, id]).dossiers).toEqual([]);
    await desk.erasing.erase([gone]);
    expect(blinds().filter(({ member }) => member === gone)).toEqual([{ dossier: id, member: gone, hasBlind: 0 }]);
    const { states } = await certified(id, { ...SHOWS_NOTHING, items: true }, 'after');
    expect(states).toMatchObject({ items: 'passed', totals: 'passed' });
    const { report } = await certified(id, { ...SHOWS_NOTHING, open: [gone, ids[0] ?? ''] }, 'after');
    expect(report.dossier?.opened.map(({ amountState }) => amountState).sort()).toEqual(['hidden', 'same']);
    expect(report.dossier?.opened.find(({ record }) => record === null)).toMatchObject({ holds: true, amount: null });
  });

  it('a dossier takes its lists with it', async () => {
    const id = await made({ source: { from: 'ids', ids: ids.slice(0, 3) } });
    expect(blinds().filter(({ dossier }) => dossier === id).length).toBe(3);
    await desk.erasing.erase([id]);
    expect(blinds().filter(({ dossier }) => dossier === id)).toEqual([]);
  });
});
