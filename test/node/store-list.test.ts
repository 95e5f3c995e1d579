/** Lists, search, counts and details of the SQLite store. */
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { RecordQuery, SortKey } from '../../core/node/store/query.ts';
import { openStore, type SqliteStore } from '../../core/node/store/sqlite-store.ts';
import type { StoredRecord } from '../../core/ports.ts';
import type { Facts } from '../../core/records/facts.ts';
import { anchor, at, batchOf, disclosuresOf, newRecord, sealNew } from '../contracts/sealing.ts';
import { testFolder } from './support/folder.ts';
import { certified } from './support/outputs.ts';
import { EVERYTHING } from './support/query.ts';

const QUERY: RecordQuery = { ...EVERYTHING, limit: 100 };

let file: string;
let store: SqliteStore;
beforeEach(() => {
  file = join(testFolder(), 'notary.db');
  store = openStore(file);
  onTestFinished(() => store.close());
});

function add(facts: Partial<Facts>, changes: Parameters<typeof newRecord>[1] = {}): StoredRecord {
  const [record] = store.add([newRecord({ fileName: null, ...facts }, changes)]);
  if (!record) throw new Error('nothing was added');
  return record;
}

/** The numbers a query finds; the total must be theirs. */
function found(query: Partial<RecordQuery>, from: Pick<SqliteStore, 'query'> = store): number[] {
  const { total, rows } = from.query({ ...QUERY, ...query });
  expect(total).toBe(rows.length);
  return rows.map(({ seq }) => seq);
}

describe('search', () => {
  const search = (text: string) => found({ search: text });

  beforeEach(() => {
    add({ title: '货物买卖合同', parties: ['上海长风供应链管理有限公司', '深圳市华远电子'], number: 'HT-2026-0017' });
    add({ title: '增值税专用发票', number: '24312000000012345678', money: { amount: '1280.50', currency: 'CNY' } });
    add({ title: 'Purchase Agreement', fileName: 'Invoice_2026-03 (final).pdf', note: 'received by e-mail, Müller' });
    add({ title: 'ＡＢＣ１２３', fileName: '扫描件𠮷野.png', operator: '王小明', date: '2026-11-20' });
  });

  it.each([
    ['货', [1]],
    ['同', [1]],
    ['买卖', [1]],
    ['合同', [1]],
    ['供应链', [1]],
    ['公司', [1]],
    ['司', [1]],
    ['税', [2]],
    ['增值税专用发票', [2]],
    ['税发', []],
    ['发票 增值', [2]],
    ['卖买', []],
    ['𠮷', [4]],
    ['𠮷野', [4]],
    ['王小明', [4]],
  ])('finds Chinese by one, two and more characters: %s', (text, seqs) => {
    expect(search(text)).toEqual(seqs);
  });

  it.each([
    ['purchase', [3]],
    ['AGREE', [3]],
    ['invoice 2026', [3]],
    ['pdf agreement', [3]],
    ['muller', [3]],
    ['Invoice_2026-03', [3]],
    ['abc123', [4]],
    ['chase', []],
    ['2026-11', [4]],
    ['HT-2026-0017', [1]],
    ['ht-2026-00', [1]],
    ['1280.5', [2]],
    ['purchase 货物', []],
  ])('finds Latin words by their beginnings, whatever case, width and accents: %s', (text, seqs) => {
    expect(search(text)).toEqual(seqs);
  });

  it('finds an invoice number by its beginning and by its last digits', () => {
    expect(search('2431200')).toEqual([2]);
    expect(search('5678')).toEqual([2]);
    expect(search('2345678')).toEqual([2]);
    expect(search('234567')).toEqual([]);
  });

  it('finds a record by the beginning of its digest and by its id', () => {
    const record = store.waiting(false, 10)[2] as StoredRecord;
    const sha256 = record.digest?.sha256 ?? '';
    expect(search(sha256)).toEqual([3]);
    expect(search(sha256.slice(0, 10).toUpperCase())).toEqual([3]);
    expect(search(record.id)).toEqual([3]);
  });

  it('finds a digest in whatever groups it was typed or printed', () => {
    const sha256 = (store.waiting(false, 10)[2] as StoredRecord).digest?.sha256 ?? '';
    const groups = (size: number) => sha256.match(new RegExp(`.{${size}}`, 'g')) ?? [];
    for (const typed of [
      groups(8).join(' '),
      groups(4).join('-'),
      groups(2).join(':'),
      groups(8).slice(0, 2).join(' '),
      `sha256:${sha256}`,
      `0x${sha256}`,
      groups(8)[3] ?? '',
      groups(8).slice(2, 5).join(' '),
      `${sha256.slice(0, 8)}…${sha256.slice(-8)}`,
      `Purchase ${groups(8).join(' ')}`,
    ])
      expect([typed, search(typed)]).toEqual([typed, [3]]);
  });

  it.each([
    'ABCD EFGH 2345',
    'abcdefgh2345',
    'ABCD-EFGH-2345',
    'ＡＢＣＤ　ＥＦＧＨ　２３４５',
    'ABCDEFGH',
    'ABCD EFGH',
    'ABCD–EFGH–2345',
    '发票 ABCD EFGH 2345',
    'EFGH',
    'EFGH 2345',
    'ABCD,EFGH,2345',
    'ABCD，EFGH，2345',
    'No. ABCD EFGH 2345',
    '编号：ABCD EFGH 2345',
    '证书编号 ABCDEFGH2345',
    'ABCD…2345',
  ])('finds a record by the number of a certificate, in any grouping: %s', (typed) => {
    const { id } = store.waiting(false, 10)[1] as StoredRecord;
    search('发票');
    store.issued(
      [
        { id, number: 'ABCDEFGH2345', final: true },
        { id, number: 'ZZZZYYYY7777', final: true, paper: true },
      ],
      at(3),
    );
    expect([search(typed), search('zzzz yyyy')]).toEqual([[2], [2]]);
    expect(store.detail(id)?.certificates.map(({ number, paper }) => [number, paper])).toEqual([
      ['ABCDEFGH2345', null],
      ['ZZZZYYYY7777', true],
    ]);
  });

  it.each([
    ['1,280.50', [2]],
    ['¥1,280.50', [2]],
    ['CNY 1，280.5', [2]],
    ['48,000.00', [5]],
    ['48000', [5]],
    ['￥48,000', [5]],
    ['4,8000', []],
    ['RMB 48,000', [5]],
    ['人民币48000', [5]],
    ['48,000.00元', [5]],
    ['2026年11月20日', [4]],
    ['2026年1月20日', []],
    ['20261120', [4]],
    ['20261121', []],
    ['编号 HT-2026-0017', [1]],
    ['24312,000000012345678', [2]],
    ['2431 2000 0000 1234 5678', [2]],
    ['24312000-0000', [2]],
    ['HT20260017', [1]],
    ['HT 2026 0017', [1]],
  ])('finds amounts and numbers as they are printed: %s', (text, seqs) => {
    add({ title: '收据', money: { amount: '48000', currency: 'CNY' } });
    expect(search(text)).toEqual(seqs);
  });

  it.each(['"', '*', 'a" OR "b', 'NEAR(', '-', '—', '()', "'", 'words:x', '\u0000', '😀'])(
    'takes %j for text and not for syntax',
    (text) => {
      expect(search(text)).toEqual([]);
    },
  );

  it('finds everything when nothing but space was typed', () => {
    expect(search(' \u3000 ')).toEqual([1, 2, 3, 4]);
  });

  it('follows edits and erasure', () => {
    const [first, second] = store.waiting(false, 10) as [StoredRecord, StoredRecord];
    search('合同');
    store.edit(first.id, disclosuresOf({ title: '租赁协议' }), at(5));
    expect([search('合同'), search('租赁')]).toEqual([[], [1]]);
    store.seal(batchOf(store, [second]));
    store.erase(second.id, at(9));
    expect([search('发票'), search(second.digest?.sha256 ?? '')]).toEqual([[], []]);
  });

  it('follows an edit of a record that is not indexed yet', () => {
    const fresh = add({ title: '借条' });
    store.edit(fresh.id, disclosuresOf({ title: '收据' }), at(5));
    expect([search('借条'), search('收据')]).toEqual([[], [5]]);
  });

  it('indexes in the background once an intake pauses', async () => {
    await expect.poll(() => store.unindexed(), { timeout: 300_000 }).toBe(0);
  });

  it('finds for a reader what is not indexed yet', () => {
    search('合同');
    add({ title: '补充合同' });
    const reader = openStore(file, { mode: 'read' });
    onTestFinished(() => reader.close());
    expect(found({ search: '合同' }, reader)).toEqual([1, 5]);
    add({ title: '合同附件' });
    expect(found({ search: '合同' }, reader)).toEqual([1, 5, 6]);
    expect(found({ search: '合同', sort: 'title' }, reader)).toHaveLength(3);
  });
});

describe('a list', () => {
  const sorted = (sort: SortKey, descending = false) => found({ sort, descending });

  it('is sorted by each key, equal ones by number', () => {
    add({ fileName: 'scan 10.pdf', title: 'b', number: 'A-2' }, { size: 3, time: at(3) });
    add({ fileName: 'Scan 9.pdf', title: 'a', number: 'a-10' }, { size: 1, time: at(1) });
    add({ fileName: '扫描.pdf', title: 'a' }, { size: 2, time: at(2) });
    expect(sorted('seq')).toEqual([1, 2, 3]);
    expect(sorted('fileName')).toEqual([2, 1, 3]);
    expect(sorted('title')).toEqual([2, 3, 1]);
    expect(sorted('title', true)).toEqual([1, 3, 2]);
    expect(sorted('number')).toEqual([3, 1, 2]);
    expect(sorted('size')).toEqual([2, 3, 1]);
    expect(sorted('time', true)).toEqual([1, 3, 2]);
  });

  it('is sorted by parties, date and amount; amounts of one currency by their value', () => {
    const money = (amount: string, currency = 'CNY') => ({ amount, currency });
    add({ parties: ['乙方 10', '甲方'], date: '2026-11-20', money: money('9.5') });
    add({ parties: ['乙方 9'], date: '2025-01-02', money: money('1280000.00') });
    add({ title: '没有事项' });
    add({ date: '2026-11-20', money: money('-3.25') });
    add({ money: money('9.45') });
    add({ money: money('-20') });
    add({ money: money('1', 'AUD') });
    expect(sorted('parties').slice(-2)).toEqual([2, 1]);
    expect(sorted('date')).toEqual([3, 5, 6, 7, 2, 1, 4]);
    expect(sorted('money')).toEqual([3, 7, 6, 4, 5, 1, 2]);
    expect(sorted('money', true)).toEqual([2, 1, 5, 4, 6, 7, 3]);
    expect(found({ sort: 'money', search: '乙方' })).toEqual([1, 2]);
    expect(found({ sort: 'date', states: ['sealed'] })).toEqual([]);
    const page = store.query({ ...QUERY, sort: 'money', offset: 2, limit: 2 });
    expect([page.total, ...page.rows.map(({ seq }) => seq)]).toEqual([7, 6, 4]);
    // a new record has its place at once
    add({ money: money('0.00') });
    expect(sorted('money')).toEqual([3, 7, 6, 4, 8, 5, 1, 2]);
  });

  it('is sorted by state in the order of a life', () => {
    const ids = [add({}), add({}), add({}), add({})];
    store.seal(batchOf(store, [ids[2] as StoredRecord]));
    anchor(store, 1);
    store.seal(batchOf(store, [ids[0] as StoredRecord]));
    store.withdraw((ids[1] as StoredRecord).id, 'reason', at(1));
    expect(sorted('state')).toEqual([4, 1, 3, 2]);
  });

  it('is filtered by states, kind and days, alone and together', () => {
    const day = (date: number) => new Date(2026, 10, date, 12).toISOString();
    const contract = add({ kind: 'contract' }, { time: day(1) });
    add({ kind: 'invoice', title: '发票 一' }, { time: new Date(2026, 10, 2, 0, 0, 0, 0).toISOString() });
    add({ kind: 'invoice', title: '发票 二' }, { time: new Date(2026, 10, 2, 23, 59, 59, 999).toISOString() });
    add({ kind: 'invoice' }, { time: day(3) });
    store.withdraw(contract.id, 'reason', at(1));
    expect(found({ kind: 'invoice' })).toEqual([2, 3, 4]);
    expect(found({ states: ['withdrawn', 'sealed'] })).toEqual([1]);
    expect(found({ states: ['recorded', 'recorded'] })).toEqual([2, 3, 4]);
    expect(found({ from: '2026-11-02', to: '2026-11-02' })).toEqual([2, 3]);
    expect(found({ from: '2026-11-03' })).toEqual([4]);
    const all = { states: ['recorded'], kind: 'invoice', to: '2026-11-02', search: '发票', sort: 'title' } as const;
    expect(found({ ...all, descending: true })).toHaveLength(2);
    expect(found({ kind: 'nothing', search: '发票' })).toEqual([]);
  });

  it('is given in pages, with the total of all', () => {
    store.add(Array.from({ length: 25 }, (_, i) => newRecord({ title: `合同 ${i}` })));
    for (const search of ['', '合同']) {
      const pages = [0, 10, 20, 30].map((offset) => store.query({ ...QUERY, search, offset, limit: 10 }));
      expect(pages.map(({ total }) => total)).toEqual([25, 25, 25, 25]);
      expect(pages.flatMap(({ rows }) => rows.map(({ seq }) => seq))).toEqual(
        Array.from({ length: 25 }, (_, i) => i + 1),
      );
    }
  });

  it('counts anew after a change', () => {
    add({ title: '合同' });
    expect(found({ search: '合同' })).toEqual([1]);
    add({ title: '合同' });
    expect(found({ search: '合同' })).toEqual([1, 2]);
  });

  it('shows what a row is made of', () => {
    const record = add({ title: '合同', pages: 3 });
    store.confirm([record.id], true);
    certified(store, record.id, '/out/1.pdf', at(2), true);
    const [row] = store.query(QUERY).rows;
    const { id, seq, time, size } = record;
    expect(row).toMatchObject({ id, seq, time, size, state: 'recorded', confirmed: true, certified: true });
    expect(row).toMatchObject({ sha256: record.digest?.sha256, facts: { title: '合同', pages: 3, number: null } });
  });

  it.each([{ limit: 501 }, { limit: -1 }, { offset: -1 }, { offset: 0.5 }, { from: '2026-02-31' }, { to: 'today' }])(
    'refuses %j',
    (change) => {
      expect(() => store.query({ ...QUERY, ...change })).toThrow(expect.objectContaining({ code: 'bad-input' }));
    },
  );

  it('counts records in each state and what waits', () => {
    expect(store.waitingSummary(false)).toEqual({ count: 0, lastEdit: null });
    sealNew(store, 2);
    const [a, b] = [add({}, { editedAt: at(5) }), add({}, { editedAt: at(9) })];
    store.confirm([a.id], true);
    expect(store.counts()).toEqual({ recorded: 2, sealed: 2, anchored: 0, withdrawn: 0, erased: 0 });
    expect(store.waitingSummary(false)).toEqual({ count: 2, lastEdit: at(9) });
    expect(store.waitingSummary(true)).toEqual({ count: 1, lastEdit: at(5) });
    store.edit(a.id, disclosuresOf({}), at(20));
    expect(store.waitingSummary(true)).toEqual({ count: 1, lastEdit: at(20) });
    store.withdraw(b.id, 'reason', at(30));
    expect(store.counts()).toMatchObject({ recorded: 1, withdrawn: 1 });
  });
});

describe('certificates from before the anchor', () => {
  it('wait for final ones once their records are anchored', () => {
    const [early, late, none] = sealNew(store, 3).map(({ id }) => id) as [string, string, string];
    const rows = () => store.query(QUERY).rows.map(({ id, provisional }) => [id, provisional] as const);
    certified(store, early, '/out/1.pdf', at(1), false);
    expect(store.provisional()).toEqual([]);
    anchor(store, 3);
    certified(store, late, '/out/2.pdf', at(2), true);
    expect(store.provisional()).toEqual([early]);
    expect(new Map(rows())).toEqual(new Map([early, late, none].map((id) => [id, id === early])));
    certified(store, early, '/out/1 (2).pdf', at(3), true);
    expect(store.provisional()).toEqual([]);
    certified(store, late, '/out/2.pdf', at(4), false);
    store.erase(late, at(5));
    expect(store.provisional()).toEqual([]);
  });
});

describe('a detail', () => {
  it('tells a record and what happened to it in order', () => {
    store.close();
    store = openStore(file, { now: () => Date.parse(at(3000)) });
    const record = add({ title: '合同' });
    store.edit(record.id, disclosuresOf({ title: '买卖合同', number: '7' }), at(500));
    store.seal(batchOf(store, store.waiting(false, 10), at(1000)));
    sealNew(store, 1);
    anchor(store, 2);
    certified(store, record.id, '/out/合同.pdf', at(4000), true);
    const detail = store.detail(record.id);
    expect(detail).toMatchObject({ id: record.id, state: 'anchored', path: record.path, leafIndex: 0 });
    expect(detail?.checkpoint?.size).toBe(2);
    const [edited] = detail?.timeline.filter(({ kind }) => kind === 'edited') ?? [];
    expect(edited?.detail.split(', ')).toContain('number');
    expect(detail?.timeline.map(({ time, kind, detail }) => [time, kind, kind === 'edited' ? '' : detail])).toEqual([
      [at(0), 'recorded', ''],
      [at(500), 'edited', ''],
      [at(1000), 'sealed', '1'],
      [at(3000), 'anchored', '2'],
      [at(4000), 'certified', '/out/合同.pdf'],
    ]);
  });

  it('names only the facts that an edit changed', () => {
    const record = add({ title: '合同' });
    const disclosures = record.disclosures.map((old) =>
      old[1] === 'note' ? (['00'.repeat(16), 'note', '附件齐全'] as const) : old,
    );
    store.edit(record.id, disclosures, at(5));
    expect(store.detail(record.id)?.timeline.at(-1)).toEqual({ time: at(5), kind: 'edited', detail: 'note' });
  });

  it('says nothing about a document that was erased', () => {
    const { id } = add({ title: '合同' });
    store.withdraw(id, '王小明 took it back', at(1));
    store.erase(id, at(2));
    const detail = store.detail(id);
    expect(JSON.stringify(detail)).not.toMatch(/王小明|合同|documents/);
    expect(detail?.timeline.map(({ kind }) => kind)).toEqual(['recorded', 'withdrawn', 'erased']);
  });

  it('is null for an id that is not there', () => {
    expect(store.detail(newRecord().id)).toBeNull();
  });
});
