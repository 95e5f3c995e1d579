/** A list of records as it is exported: what is shown, and nothing that a spreadsheet would run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { listTable } from '../../core/node/desk/handover/record-list.ts';
import type { RecordPage, RecordQuery } from '../../core/node/store/query.ts';
import { openStore, type SqliteStore } from '../../core/node/store/sqlite-store.ts';
import { writeTable } from '../../core/node/table/write.ts';
import { newRecord, sealNew } from '../contracts/sealing.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';

let folder: string;
let store: SqliteStore;
beforeEach(() => {
  folder = testFolder();
  store = openStore(join(folder, 'notary.db'));
  onTestFinished(() => store.close());
});

const { offset: _offset, limit: _limit, ...all } = EVERYTHING;
/** As a desk answers; what stands beside the rows is its own business. */
const view = {
  records(query: RecordQuery): RecordPage {
    const { total, rows } = store.query(query);
    return { total, rows: rows.map((row) => ({ ...row, standing: 'sealed' })) } as unknown as RecordPage;
  },
};

function add(fileName: string, supersedes: string | null = null): string {
  const [record] = store.add([newRecord({ fileName }, { supersedes })]);
  return record?.id ?? '';
}

it('has the records, the order and the columns that are shown, and says which record each row is', () => {
  const first = add('b.pdf');
  const second = add('a.pdf', first);
  const table = listTable(view, { ...all, sort: 'fileName', descending: false }, ['file', 'seq'], 'en');
  expect(table.columns).toEqual(['File', 'No.', 'Replaced', 'SHA-256', 'Record']);
  expect(table.rows.map(([file, seq, replaced, , id]) => [file, seq, replaced, id])).toEqual([
    ['a.pdf', '2', '', second],
    ['b.pdf', '1', '✓', first],
  ]);
  const only = listTable(view, { ...all, ids: [second] }, ['file'], 'zh');
  expect(only.rows.map(([file]) => file)).toEqual(['a.pdf']);
});

it('gives a spreadsheet nothing to run', async () => {
  add('=HYPERLINK("http://x").pdf');
  const path = join(folder, 'list.csv');
  await writeTable(path, 'csv', [listTable(view, all, ['file'], 'en')]);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('HYPERLINK');
  expect(text).not.toMatch(/(?:^|,|\n)"?=/);
});

it('a store tells which records were sealed since, and which were replaced', () => {
  const first = add('one.txt');
  const from = store.logSize();
  sealNew(store, 2);
  const sealed = store.sealedFrom(from);
  expect(sealed.length).toBeGreaterThan(0);
  expect(store.sealedFrom(store.logSize())).toEqual([]);
  expect(store.query({ ...EVERYTHING, ids: sealed, limit: 100 }).total).toBe(sealed.length);
  expect(store.query({ ...EVERYTHING, ids: [first], limit: 100 }).rows[0]?.superseded).toBe(false);
});
