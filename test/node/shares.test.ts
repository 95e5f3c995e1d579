// Sharing that is remembered: who has which certificate, what can be sent in its place, and tables that run nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasWrongAddress, type Recipient, typedRecipient } from '../../core/handover/recipient.ts';
import type { Replacement, SentRow } from '../../core/node/store/sent-types.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { anchor, at, batchOf, newRecord, sealNew } from '../contracts/sealing.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';
import { testFolder } from './support/folder.ts';
import { entered } from './support/outputs.ts';

function opened() {
  const file = join(testFolder(), 'notary.db');
  const store = openStore(file);
  onTestFinished(() => store.close());
  return { file, store };
}

type Store = ReturnType<typeof opened>['store'];
const bank: Recipient = { name: '银行', address: 'bank@example.com' };
const court: Recipient = { name: 'Court', address: null };

function hand(store: Store, id: string, final: boolean, recipients: readonly Recipient[] = [bank], ms = 10): void {
  const certificates = [{ id, number: 'ABCDEFGHIJKL', final }];
  entered(store, { way: 'share', time: at(ms), path: '/out/a.zip', parts: [], certificates, recipients });
}

const states = (store: Store) => [...store.sent.all()].map(({ state }) => state).reverse();

/** A sealed record that replaces another. */
function laterVersion(store: Store, supersedes: string): string {
  const [record] = store.add([newRecord({}, { supersedes })]);
  store.seal(batchOf(store, store.waiting(false, 10), at(5000)));
  return record?.id ?? '';
}

describe('what was sent', () => {
  it('is provisional until the record is anchored, then due, then replaced', () => {
    const { store } = opened();
    const [record] = sealNew(store, 1);
    hand(store, record?.id ?? '', false);
    expect(states(store)).toEqual(['provisional']);
    anchor(store, 1);
    expect(states(store)).toEqual(['final-due']);
    expect([...store.sent.all(true)]).toMatchObject([{ recipient: bank, replacement: record?.id, final: false }]);
    hand(store, record?.id ?? '', true);
    expect(states(store)).toEqual(['replaced', 'current']);
    expect(store.sent.page({ search: '', due: false, offset: 0, limit: 10 })).toMatchObject({ total: 2, due: 0 });
  });

  it('is due again for each recipient when a later version is sealed, however many lie between', () => {
    const { store } = opened();
    const [first] = sealNew(store, 1);
    anchor(store, 1);
    hand(store, first?.id ?? '', true, [bank, court]);
    expect(states(store)).toEqual(['current', 'current']);
    const second = laterVersion(store, first?.id ?? '');
    expect([...store.sent.all(true)].map(({ replacement }) => replacement)).toEqual([second, second]);
    const third = laterVersion(store, second);
    expect([...store.sent.all(true)].map(({ replacement }) => replacement)).toEqual([third, third]);
    hand(store, third, false);
    expect(states(store)).toEqual(['replaced', 'newer-due', 'provisional']);
  });

  it('is found by recipient, address and file, page by page', () => {
    const { store } = opened();
    const [record] = sealNew(store, 1);
    for (let i = 0; i < 5; i++) hand(store, record?.id ?? '', false, [i % 2 ? bank : court]);
    const page = (search: string, offset = 0) => store.sent.page({ search, due: false, offset, limit: 2 });
    expect([
      page('').total,
      page('bank@').total,
      page('Court').total,
      page('a.zip 银行').total,
      page('%').total,
    ]).toEqual([5, 2, 3, 2, 0]);
    expect(page('', 4).rows).toHaveLength(1);
    expect(() => store.sent.page({ search: '', due: false, offset: 0, limit: 501 })).toThrow('500');
    expect(store.sent.recipients()).toEqual([court, bank]);
  });

  it('stays, and forgets the file name of an erased record', () => {
    const { file, store } = opened();
    const [record] = sealNew(store, 1);
    hand(store, record?.id ?? '', false);
    const db = new Database(file);
    onTestFinished(() => void db.close());
    for (const sql of ['DELETE FROM sent', 'UPDATE sent SET final = 1', 'UPDATE sent SET recipient = 9'])
      expect(() => db.exec(sql)).toThrow('what was sent stays');
    store.erase(record?.id ?? '', at(99));
    expect([...store.sent.all()]).toMatchObject([{ file: '', fileName: null, recipient: bank }]);
  });
});

describe('a recipient as it is typed', () => {
  it.each([
    ['王敏 <wang@example.com>', { name: '王敏', address: 'wang@example.com' }],
    ['<wang@example.com>', { name: '', address: 'wang@example.com' }],
    ['wang@example.com', { name: '', address: 'wang@example.com' }],
    ['王敏', { name: '王敏', address: null }],
    ['王敏 wang@example.com', { name: '王敏', address: 'wang@example.com' }],
    ['wang@example.com 王敏', { name: '王敏', address: 'wang@example.com' }],
    ['王敏（wang@example.com）', { name: '王敏', address: 'wang@example.com' }],
    ['Li Lei, wang＠example.com', { name: 'Li Lei', address: 'wang@example.com' }],
    ['"Li, Lei" <wang@example.com>', { name: 'Li, Lei', address: 'wang@example.com' }],
    ['示例（北京）律师事务所', { name: '示例（北京）律师事务所', address: null }],
  ])('%s', (typed, recipient) => {
    expect(typedRecipient(typed)).toEqual(recipient);
    expect(hasWrongAddress(typedRecipient(typed))).toBe(false);
  });

  it.each(['王敏 wang@', 'a@b@c', 'wang@example.com li@example.com', '<wang>'])('%s has no mail address', (typed) => {
    expect(hasWrongAddress(typedRecipient(typed))).toBe(true);
  });
});

// each call of the command line is a process of its own
const dir = scratch('shares-');
const home = join(dir, 'home');
const cli = (...args: string[]) => notary(['--home', home, ...args], { cwd: dir });
const sharesJson = async () =>
  (await notaryJson<{ sent: SentRow[]; replacements: Replacement[] }>(['--home', home, 'shares'], { cwd: dir })).json;

describe('the command line', () => {
  let id = '';
  beforeAll(async () => {
    mkdirSync(join(dir, 'docs'));
    writeFileSync(join(dir, 'docs/=cmd.txt'), 'one');
    await cli('init', '--holder', '江南样例贸易有限公司');
    const { json } = await notaryJson<{ records: { id: string }[] }>(['--home', home, 'add', 'docs'], { cwd: dir });
    id = json.records[0]?.id ?? '';
    await cli('seal');
  });

  it('remembers who a share, an export and a pack are for', async () => {
    const to = ['--to', '=HYPERLINK("http://x") <bank@example.com>'];
    expect((await cli('share', id, '--out', 'a.zip', ...to, '--to', '法院')).code).toBe(0);
    expect((await cli('certify', id, '--out', 'certificates', ...to)).code).toBe(0);
    const { sent, replacements } = await sharesJson();
    expect(sent.map(({ way, recipient }) => [way, recipient.name])).toEqual([
      ['export', '=HYPERLINK("http://x")'],
      ['share', '法院'],
      ['share', '=HYPERLINK("http://x")'],
    ]);
    expect(sent[0]).toMatchObject({ final: true, state: 'current', record: id, fileName: '=cmd.txt' });
    expect(replacements).toEqual([]);
  });

  it('offers a later version to the same recipients, and sends nothing', async () => {
    writeFileSync(join(dir, 'two.txt'), 'two');
    const added = await notaryJson<{ records: { id: string }[] }>(
      ['--home', home, 'add', 'two.txt', '--supersedes', id],
      { cwd: dir },
    );
    await cli('seal');
    const { replacements } = await sharesJson();
    const ids = [added.json.records[0]?.id];
    expect(replacements.map(({ recipient, ...rest }) => rest)).toEqual([
      { ids, finals: 0, newer: 1 },
      { ids, finals: 0, newer: 1 },
    ]);
    const { out, err } = await cli('shares', '--due');
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(err).toContain(`notary share ${ids[0]}`);
    // as it has to be typed: the address belongs to the recipient
    expect(err).toContain('<bank@example.com>');
  });

  it('writes tables in which no cell is run', async () => {
    expect((await cli('shares', '--csv', 'sent.csv', '--xlsx', 'sent.xlsx')).code).toBe(0);
    const csv = readFileSync(join(dir, 'sent.csv'), 'utf8');
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain(`"'=cmd.txt"`);
    const rows = await readSheet(readFileSync(join(dir, 'sent.xlsx')));
    const cells = rows.flat().filter((cell) => typeof cell === 'string');
    expect(cells).toContain(`'=HYPERLINK("http://x")`);
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });

  it.each(['no <at>', 'a b@c <x y@z>', ''])('refuses the recipient "%s"', async (to) => {
    const { code } = await cli('share', id, '--out', 'x.zip', '--to', to);
    expect(code).toBe(70);
  });
});
