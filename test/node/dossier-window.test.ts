// What the window asks of a desk about dossiers: plans before one is made, its contents page by page, samples, comparisons, tables.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, type DeskOptions } from '../../core/node/desk/desk.ts';
import { chosenFrom } from '../../core/node/desk/dossiers/members.ts';
import { sampleTable } from '../../core/node/desk/dossiers/sample-table.ts';
import type { DossierWish } from '../../core/node/desk/dossiers/types.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { openDatabase } from '../../core/node/system/database.ts';
import { ubl } from './support/ubl.ts';

const COUNT = 12;
const dir = mkdtempSync(join(tmpdir(), 'dossier-window-'));
const at = (name: string) => join(dir, name);
const options: DeskOptions = { home: at('home'), version: '9.9.9', oldRuntime: false, program: 'test' };
let desk: Desk;
let ids: readonly string[];
let pool: string;

const LIST = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: false } as const;
const wish = (more: Partial<DossierWish>): DossierWish => ({
  source: { from: 'ids', ids },
  title: 'Pool',
  number: null,
  note: null,
  date: null,
  template: 'receivables',
  words: null,
  cutOff: '2026-06-30',
  supersedes: null,
  ...more,
});

async function takeIn(name: string, text: string): Promise<string> {
  writeFileSync(at(name), text);
  const [item] = await desk.intake({ paths: [at(name)], again: false }).done;
  return item?.recordId ?? '';
}

async function made(more: Partial<DossierWish> = {}): Promise<string> {
  const { record } = await desk.dossiers.make(wish(more));
  await desk.seal();
  return record ?? '';
}

beforeAll(async () => {
  const holder = { name: '甲公司', creditCode: null, operator: null };
  ({ desk } = await Desk.init(options, { language: 'en', holder }));
  const found: string[] = [];
  for (let n = 1; n <= COUNT; n++) {
    const amount = `${n}00.00`;
    const said = { number: `R-${n}`, buyer: `Buyer ${n % 4}`, net: amount, tax: '0.00', gross: amount };
    found.push(await takeIn(`${n}.xml`, ubl(said)));
  }
  await desk.seal();
  ids = found;
  pool = await made();
});
afterAll(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a plan', () => {
  it('says how many, how much and what to look at, and what of a list stays out', async () => {
    const waits = await takeIn('waits.xml', ubl({ number: 'R-99' }));
    const plan = await desk.dossiers.plan({ source: { from: 'list', filter: LIST }, cutOff: '2026-06-30' });
    expect(plan).toMatchObject({ items: COUNT, credits: 0, withoutAmount: 0, tape: null });
    expect(plan.sums).toEqual([{ list: 'items', currency: 'EUR', count: COUNT, amount: '7800' }]);
    // the record that waits, and the dossier
    expect(plan.leftOut).toBe(2);
    const largest = plan.warnings.find(({ code }) => code === 'important-obligor');
    // are owed by one: 2,400 of 7,800
    expect(largest).toMatchObject({ state: 'warning', least: '30.77', most: '30.77', currency: 'EUR' });
    await desk.withdraw([waits], 'a test');
  });

  it('of a table shows its columns, its first rows, and every row that finds no record', async () => {
    writeFileSync(at('tape.csv'), '资产,Amount\nR-1,100\nR-2,200\nR-77,5\n');
    const source = { from: 'tape', path: at('tape.csv'), mapping: { 资产: 'number' } } as const;
    const { items, tape } = await desk.dossiers.plan({ source, cutOff: null });
    expect(items).toBe(2);
    expect(tape).toMatchObject({ heads: ['资产', 'Amount'], columns: ['number', 'amount'], rows: 3 });
    expect(tape?.troubles).toEqual([{ row: 4, why: 'not-found', column: 'number', value: 'R-77', other: '' }]);
    expect(tape?.first[0]).toEqual({ row: 2, cells: { number: 'R-1', amount: '100' } });
  });

  it('is of one moment, whatever becomes of its records while they are read', () => {
    const { database } = homePaths(options.home);
    const store = openStore(database, { mode: 'read' });
    const db = openDatabase(database, 'write');
    const kind = store.get(ids[0] ?? '')?.kind ?? '';
    // a dossier itself does not come in
    const change = (to: string) => db.run('UPDATE records SET record_kind = ? WHERE id = ?', to, ids[0] ?? '');
    const query = store.query.bind(store);
    store.query = (asked) => {
      const found = query(asked);
      change('dossier');
      return found;
    };
    try {
      const { chosen } = chosenFrom({ from: 'list', filter: LIST }, store);
      expect(chosen?.map(({ record }) => record)).toEqual(ids);
    } finally {
      change(kind);
      db.close();
      store.close();
    }
  });

  it('is refused where its rule has more lines than a record states', async () => {
    const words = Array.from({ length: 21 }, (_, n) => `line ${n}`);
    await expect(desk.dossiers.make(wish({ words }))).rejects.toMatchObject({
      code: 'bad-input',
      details: { reason: 'rule-too-long', most: 20 },
    });
  });

  it('refuses a cut-off that is no day', async () => {
    const asked = { source: { from: 'ids', ids }, cutOff: '2026-02-30' } as const;
    await expect(desk.dossiers.plan(asked)).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('the page of a dossier', () => {
  it('says what is in it, as of its cut-off, and lists it', async () => {
    const page = await desk.dossiers.page(pool);
    expect(page).toMatchObject({ record: pool, items: COUNT, credits: 0, asOf: '2026-06-30', canOpen: COUNT });
    expect(page.warnings.map(({ code }) => code)).toContain('top-twenty');
    expect(desk.dossiers.list()[0]).toMatchObject({ record: pool, title: 'Pool', state: expect.any(String) });
    await expect(desk.dossiers.page(ids[0] ?? '')).rejects.toMatchObject({ details: { reason: 'no-dossier' } });
  });

  it('finds items by words, page by page', async () => {
    const query = { id: pool, list: 'items', search: '', offset: 0, limit: 5 } as const;
    const [first, third] = [await desk.dossiers.lines(query), await desk.dossiers.lines({ ...query, offset: 10 })];
    expect([first.total, first.rows.length, third.rows.length]).toEqual([COUNT, 5, 2]);
    expect(first.rows.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4]);
    const found = await desk.dossiers.lines({ ...query, search: 'buyer  R-12' });
    expect(found.rows).toMatchObject([{ number: 'R-12', obligor: 'Buyer 0', canOpen: true }]);
    expect(found.rows[0]?.money).toEqual({ amount: '1200.00', currency: 'EUR' });
    expect((await desk.dossiers.lines({ ...query, list: 'credits' })).total).toBe(0);
  });
});

describe('a sample', () => {
  const wanted = { size: 4, seed: 'the auditor', currency: null } as const;

  it('is the one that the command line and the verifier draw, and is saved as a table', async () => {
    const sample = await desk.dossiers.sample({ id: pool, ...wanted, by: 'item' });
    const view = DeskView.open(options);
    const drawn = view.dossiers.sample(pool, wanted.size, wanted.seed);
    view.close();
    expect(sample.lines.map(({ place }) => place)).toEqual(drawn.drawn.map(({ place }) => place));
    expect(sample).toMatchObject({ of: COUNT, atMost: drawn.atMost });
    const { columns, rows } = sampleTable(sample, 'en');
    expect(rows.length).toBe(4 + 2);
    expect(rows.slice(0, 4).every(({ length }) => length === columns.length)).toBe(true);
    expect(rows[4]?.[0]).toContain('the auditor');
  });

  it('by amount counts every hit, and is refused once an amount is gone', async () => {
    const wish = { id: pool, ...wanted, by: 'amount' } as const;
    const { lines, atMost, byAmount } = await desk.dossiers.sample(wish);
    expect(lines.reduce((sum, { hits }) => sum + hits, 0)).toBe(4);
    expect(atMost).toBeNull();
    expect(byAmount).toMatchObject({ currency: 'EUR', total: '7800', outside: 0 });
    const gone = await takeIn('gone.xml', ubl({ number: 'R-gone' }));
    await desk.seal();
    const other = await made({ source: { from: 'ids', ids: [gone, ids[0] ?? ''] } });
    await desk.erasing.erase([gone]);
    const asked = { ...wish, id: other, size: 1 };
    await expect(desk.dossiers.sample(asked)).rejects.toMatchObject({ details: { reason: 'amount-unknown' } });
    expect(await desk.dossiers.sample({ ...asked, by: 'item' })).toMatchObject({ of: 2 });
  });
});

describe('a comparison', () => {
  it('with another dossier of the desk names the records', async () => {
    const other = await made({ source: { from: 'ids', ids: ids.slice(0, 3) }, title: 'Other' });
    const found = await desk.dossiers.compare({ first: pool, second: { record: other } });
    expect(found).toMatchObject({ name: 'Other', counts: { shared: 3, onlyFirst: COUNT - 3, onlySecond: 0 } });
    expect(found.lines.shared.map(({ number }) => number).sort()).toEqual(['R-1', 'R-2', 'R-3']);
  });

  it('with a certificate reads its list of items, and refuses one without', async () => {
    const other = await made({ source: { from: 'ids', ids: ids.slice(0, 2) }, title: 'Sent' });
    const shows = { items: true, open: [], absent: [], sample: null };
    const written = async (folder: string, items: boolean) => {
      const { certificates } = await desk.dossiers.certify(other, { ...shows, items }, [], at(folder));
      return certificates[0]?.path ?? '';
    };
    const path = await written('with', true);
    const found = await desk.dossiers.compare({ first: pool, second: { path } });
    expect(found).toMatchObject({ name: 'Sent', counts: { shared: 2, onlyFirst: COUNT - 2, onlySecond: 0 } });
    // one that states neither title nor number is called by its record
    const nameless = await made({
      source: { from: 'ids', ids: ids.slice(0, 1) },
      title: null,
      template: null,
      cutOff: null,
    });
    const { certificates } = await desk.dossiers.certify(nameless, shows, [], at('nameless'));
    const unnamed = await desk.dossiers.compare({ first: pool, second: { path: certificates[0]?.path ?? '' } });
    expect(unnamed).toMatchObject({ name: nameless, counts: { shared: 1 } });
    const without = await written('without', false);
    await expect(desk.dossiers.compare({ first: pool, second: { path: without } })).rejects.toMatchObject({
      details: { reason: 'other-dossier' },
    });
  });
});

describe('tables', () => {
  const ask = { tables: 'pool', cutOff: null, format: 'csv', programme: '', transaction: '', noData: 'ND3' } as const;

  it('of a pool are written as of its cut-off, and those for ESMA name no obligor', async () => {
    expect(await desk.dossiers.tables({ ...ask, id: pool, path: at('pool.csv') })).toEqual({ needed: [] });
    const written = readFileSync(at('pool.csv'), 'utf8');
    expect(written).toContain('2026-06-30');
    expect(written).toContain('Buyer 3');
    const { needed } = await desk.dossiers.tables({ ...ask, id: pool, tables: 'esma', path: at('esma.csv') });
    expect(needed).toContain('ESTL1');
    expect(readFileSync(at('esma.csv'), 'utf8')).not.toContain('Buyer');
  });

  it('need a day', async () => {
    const dayless = await made({ cutOff: null });
    await expect(desk.dossiers.tables({ ...ask, id: dayless, path: at('no.csv') })).rejects.toMatchObject({
      details: { reason: 'no-cut-off' },
    });
  });
});

it('a certificate that was made for somebody is remembered as sent', async () => {
  const recipients = [{ name: 'Bank', address: 'a@bank.example' }];
  const shows = { items: true, open: ids.slice(0, 2), absent: [], sample: null };
  const { errors } = await desk.dossiers.certify(pool, shows, [], at('sent'), { recipients });
  expect(errors).toEqual([]);
  const sent = desk.certificates.sending.page({ search: 'Bank', due: false, offset: 0, limit: 10 });
  expect(sent.rows).toMatchObject([{ record: pool, recipient: recipients[0] }]);
});
