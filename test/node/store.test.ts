/** The SQLite store as a file: versions and migrations, readers beside the writer, what an erasure leaves, errors. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import type { ForeignRecord } from '../../core/node/store/foreign-types.ts';
import { migrate } from '../../core/node/store/migrate.ts';
import { MIGRATIONS } from '../../core/node/store/migrations/index.ts';
import type * as query from '../../core/node/store/query.ts';
import { openStore, SqliteStore, type StoreOptions } from '../../core/node/store/sqlite-store.ts';
import { openDatabase } from '../../core/node/system/database.ts';
import type { Verdict } from '../../core/verification/verdicts.ts';
import type * as api from '../../electron/api.ts';
import { at, batchOf, newRecord, sealNew } from '../contracts/sealing.ts';
import { testFolder } from './support/folder.ts';
import { certified } from './support/outputs.ts';
import { EVERYTHING } from './support/query.ts';

const coded = (code: string) => expect.objectContaining({ code });

function open(file: string, options: StoreOptions = {}) {
  const store = openStore(file, options);
  onTestFinished(() => store.close());
  return store;
}

const newFile = () => join(testFolder(), 'notary.db');

/** Runs SQL on a closed database, as another program would. */
function tamper(file: string, ...statements: readonly string[]): void {
  const db = new Database(file);
  for (const statement of statements) db.exec(statement);
  db.close();
}

describe('the file', () => {
  it('keeps everything when it is closed and opened', () => {
    const file = newFile();
    const store = open(file);
    const records = [...sealNew(store, 3), ...store.add([newRecord({ title: '合同' })])];
    const before = records.map(({ id }) => store.get(id));
    store.close();
    const again = open(file);
    expect(records.map(({ id }) => again.get(id))).toEqual(before);
    expect(again.latestCheckpoint()?.checkpoint.size).toBe(3);
  });

  it.each([0, 1, 19, 20, 21, 41])('takes %i records at once, each with its facts and its first entry', (count) => {
    const store = open(newFile());
    store.add([newRecord()]);
    const records = store.add(Array.from({ length: count }, (_, i) => newRecord({ title: `${i}` })));
    expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, i) => i + 2));
    expect(records.map(({ id }) => store.get(id))).toEqual(records);
    const entries = records.flatMap(({ seq }) => store.journal.entriesOf(seq, null)).map(({ entry }) => entry);
    expect(entries.map(({ record }) => record)).toEqual(records.map(({ id }) => id));
    expect(entries.map(({ place }) => place)).toEqual(records.map(({ seq }) => seq - 1));
  });

  it('writes to the disk before it returns, and ahead of the database', () => {
    const db = openDatabase(newFile(), 'write');
    onTestFinished(() => db.close());
    expect([db.pragma('journal_mode'), db.pragma('synchronous'), db.pragma('foreign_keys')]).toEqual(['wal', 2, 1]);
    expect(db.pragma('secure_delete')).toBe(1);
    expect(db.pragma('temp_store')).toBe(2);
  });

  it('is refused untouched when a newer program made it', () => {
    const file = newFile();
    open(file).close();
    tamper(file, `PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    const [bytes, { mtimeMs }] = [readFileSync(file), statSync(file)];
    for (const mode of ['write', 'read'] as const)
      expect(() => open(file, { mode })).toThrow(
        expect.objectContaining({
          code: 'home-newer',
          details: { version: MIGRATIONS.length + 1, known: MIGRATIONS.length },
        }),
      );
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    expect(readdirSync(join(file, '..'))).not.toContain('backups');
  });

  it.each([
    ['no database', 'this is a text, long enough to be taken for a database header of a hundred bytes'.repeat(20)],
    ['an empty header', '\0'.repeat(4096)],
  ])('is refused when it is %s', (_, text) => {
    const file = newFile();
    writeFileSync(file, text);
    expect(() => open(file)).toThrow(coded('home-damaged'));
    expect(readFileSync(file, 'latin1')).toBe(text);
  });

  it("is refused when it is another program's database", () => {
    const file = newFile();
    tamper(file, 'CREATE TABLE cookies (name TEXT)', 'PRAGMA user_version = 1');
    expect(() => open(file)).toThrow(coded('home-damaged'));
  });

  it('is named when it is damaged inside', () => {
    const file = newFile();
    const store = open(file);
    store.add(Array.from({ length: 200 }, () => newRecord()));
    store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 8192);
    writeFileSync(file, bytes);
    expect(() => open(file).query({ ...FIRST, search: 'x' })).toThrow(coded('home-damaged'));
  });

  it('says what is wrong when it cannot be written', () => {
    expect(() => open(join(testFolder(), 'missing', 'notary.db'))).toThrow(coded('write-failed'));
  });

  it('keeps what it promised when the disk is full, and nothing of what it did not', () => {
    const file = newFile();
    open(file).close();
    const db = openDatabase(file, 'write');
    onTestFinished(() => db.close());
    const store = new SqliteStore(db, Date.now);
    const [kept] = store.add([newRecord()]);
    db.exec(`PRAGMA max_page_count = ${db.pragma('page_count')}`);
    const many = Array.from({ length: 100 }, () => newRecord());
    expect(() => store.add(many)).toThrow(coded('write-failed'));
    expect(store.counts().recorded).toBe(1);
    db.exec('PRAGMA max_page_count = 1000000');
    expect(store.add(many)[0]?.seq).toBe((kept?.seq ?? 0) + 1);
  });
});

const FIRST: query.RecordQuery = { ...EVERYTHING, limit: 10 };

describe('a migration', () => {
  const renamed = [
    ...MIGRATIONS,
    `ALTER TABLE settings ADD COLUMN note TEXT; INSERT INTO settings VALUES ('new', '1', '')`,
  ];
  const backups = (file: string) => join(file, '..', 'backups');

  function migrated(file: string, migrations: readonly string[]) {
    const db = openDatabase(file, 'write');
    onTestFinished(() => db.close());
    migrate(db, file, migrations);
    return db;
  }

  it('leaves a copy of the database as it was', () => {
    const file = newFile();
    const store = open(file);
    const [record] = store.add([newRecord()]);
    store.close();
    const db = migrated(file, renamed);
    expect(db.pragma('user_version')).toBe(MIGRATIONS.length + 1);
    expect(db.get(`SELECT value FROM settings WHERE name = 'new'`)).toEqual({ value: '1' });
    expect(readdirSync(backups(file))).toEqual([`version-${MIGRATIONS.length}.db`]);
    const copy = open(join(backups(file), `version-${MIGRATIONS.length}.db`), { mode: 'read' });
    expect(copy.get(record?.id ?? '')).toEqual(record);
  });

  it('happens whole or not at all', () => {
    const file = newFile();
    open(file).close();
    const broken = [...MIGRATIONS, 'CREATE TABLE half (a); CREATE TABLE half (a)'];
    expect(() => migrated(file, broken)).toThrow(coded('internal'));
    const db = openDatabase(file, 'read');
    onTestFinished(() => db.close());
    expect(db.pragma('user_version')).toBe(MIGRATIONS.length);
    expect(db.get(`SELECT name FROM sqlite_schema WHERE name = 'half'`)).toBeUndefined();
    expect(existsSync(join(backups(file), `version-${MIGRATIONS.length}.db`))).toBe(true);
  });

  it('makes no copy of what was empty', () => {
    const file = newFile();
    open(file).close();
    expect(existsSync(backups(file))).toBe(false);
  });

  it('is not made by a reader', () => {
    const file = newFile();
    tamper(file, `PRAGMA application_id = ${0x4e74446b}`, 'CREATE TABLE old (a)', 'PRAGMA user_version = 1');
    expect(() => open(file, { mode: 'read' })).toThrow(coded('not-supported'));
  });
});

describe('a reader', () => {
  it('sees what a writer committed, while it works', () => {
    const file = newFile();
    const writer = open(file);
    const reader = open(file, { mode: 'read' });
    const [record] = writer.add([newRecord()]);
    expect(reader.get(record?.id ?? '')).toEqual(record);
    expect(reader.counts().recorded).toBe(1);
    writer.seal(batchOf(writer, writer.waiting(false, 10)));
    expect(reader.query(EVERYTHING).rows[0]?.state).toBe('sealed');
  });

  it('can open what no process has open', () => {
    const file = newFile();
    const writer = open(file);
    writer.add([newRecord()]);
    writer.close();
    expect(open(file, { mode: 'read' }).counts().recorded).toBe(1);
  });

  it('cannot write', () => {
    const file = newFile();
    open(file);
    expect(() => open(file, { mode: 'read' }).add([newRecord()])).toThrow(coded('write-failed'));
  });

  it('makes no database', () => {
    const file = newFile();
    expect(() => open(file, { mode: 'read' })).toThrow(coded('home-damaged'));
    expect(existsSync(file)).toBe(false);
  });
});

describe('an erasure', () => {
  it('leaves no trace of the facts in any file', () => {
    const file = newFile();
    const store = open(file);
    const secret = 'Zwiebelfischgesellschaft';
    const [record] = store.add([newRecord({ title: secret, note: '秘密的备注' }, { path: `/home/${secret}.pdf` })]);
    const others = store.add([newRecord(), newRecord()]);
    store.query({ ...FIRST, search: secret });
    store.seal(batchOf(store, [...(record ? [record] : []), ...others]));
    certified(store, record?.id ?? '', `/out/${secret}.pdf`, at(1), true);
    const holds = () =>
      readdirSync(join(file, '..')).filter((name) =>
        readFileSync(join(file, '..', name), 'latin1')
          .toLowerCase()
          .includes(secret.toLowerCase()),
      );
    expect(holds()).not.toEqual([]);
    expect(store.erase(record?.id ?? '', at(2))).toBe(true);
    expect(holds()).toEqual([]);
    store.close();
    expect(holds()).toEqual([]);
  });
});

describe('the journal', () => {
  it('is only added to', () => {
    const file = newFile();
    const store = open(file);
    const [record] = store.add([newRecord()]);
    store.withdraw(record?.id ?? '', 'reason', at(1));
    store.close();
    expect(() => tamper(file, 'DELETE FROM journal')).toThrow(/only added/);
    expect(() => tamper(file, `UPDATE journal SET event = 'edited'`)).toThrow(/only added/);
  });

  it('never reuses the number of a record', () => {
    const store = open(newFile());
    const [record] = store.add([newRecord()]);
    store.withdraw(record?.id ?? '', 'reason', at(1));
    store.erase(record?.id ?? '', at(2));
    expect(store.add([newRecord()])[0]?.seq).toBe(2);
  });
});

describe('settings and trust', () => {
  it('are kept by name', () => {
    const file = newFile();
    const store = open(file);
    expect(store.settings()).toEqual({});
    store.putSettings({ language: 'zh', withhold: ['holderId'], sealAfterSeconds: 300 });
    store.putSettings({ language: 'en', operator: null });
    store.close();
    expect(open(file).settings()).toEqual({
      language: 'en',
      withhold: ['holderId'],
      sealAfterSeconds: 300,
      operator: null,
    });
  });

  it('takes a bundle in once, byte for byte, and out again', () => {
    const store = open(newFile());
    const bundle = {
      bytes: Uint8Array.of(1, 2, 3),
      name: '法院',
      fingerprint: 'ab'.repeat(32),
      compared: true,
      added: at(0),
    };
    const second = { ...bundle, name: 'bank', fingerprint: 'cd'.repeat(32), compared: false, added: at(1) };
    store.addTrust(second);
    store.addTrust(bundle);
    expect(store.trustBundles()).toEqual([bundle, second]);
    expect(() => store.addTrust(bundle)).toThrow(coded('trust-exists'));
    expect([store.removeTrust(bundle.fingerprint), store.removeTrust(bundle.fingerprint)]).toEqual([true, false]);
    expect(store.trustBundles()).toEqual([second]);
  });
});

it('answers in the shapes that the window expects', () => {
  expectTypeOf<query.RecordQuery>().toEqualTypeOf<api.RecordQuery>();
  expectTypeOf<query.RecordPage>().toEqualTypeOf<api.RecordPage>();
  expectTypeOf<query.TimelineEntry>().toEqualTypeOf<api.TimelineEntry>();
  expectTypeOf<
    Omit<query.StoredDetail, 'proofSize'> &
      Pick<api.RecordDetail, 'originalPresent' | 'confirmations' | 'standing' | 'reading' | 'suggestions' | 'invoice'>
  >().toExtend<api.RecordDetail>();
});

it('stays quick with many records', () => {
  const file = newFile();
  const store = open(file);
  for (let i = 0; i < 20; i++)
    store.add(Array.from({ length: 500 }, (_, j) => newRecord({ title: `采购合同 ${i * 500 + j}`, kind: 'contract' })));
  const queries = (['seq', 'time', 'fileName', 'title', 'number', 'state', 'size'] as const).flatMap((sort) =>
    ['', '合同', '9999'].flatMap((search) => [0, 9000].map((offset) => ({ ...FIRST, sort, search, offset }))),
  );
  store.query({ ...FIRST, search: '合同' });
  const started = performance.now();
  for (const query of queries) store.query(query);
  // about 3 ms each on a machine of two cores; a sort or a scan for each page would take ten times that
  expect((performance.now() - started) / queries.length).toBeLessThan(25);
});

describe('certificates of other desks', () => {
  const leaf = 'ab'.repeat(32);
  const known = (verdict: Verdict, number: string): ForeignRecord => ({
    ...{ leaf, origin: `desk/${'1'.repeat(64)}`, id: '019a1b2c-3d4e-7f60-8a9b-000000000001', kind: 'document' },
    ...{ facts: { number }, verdict, proven: null, added: at(0) },
  });

  it('one with a lesser verdict never takes the place of a better one of the same record', () => {
    const { foreign } = open(newFile());
    const bytes = (text: string) => new TextEncoder().encode(text);
    const put = (verdict: Verdict, number: string) => foreign.put(known(verdict, number), bytes(number)).facts.number;
    expect(put('untrusted', 'first')).toBe('first');
    expect(put('self-attested', 'second')).toBe('second');
    expect(put('untrusted', 'forged')).toBe('second');
    expect(put('proven', 'third')).toBe('third');
    for (const lesser of ['untrusted', 'self-attested', 'pending', 'misstated'] as const)
      expect(put(lesser, 'forged')).toBe('third');
    expect(foreign.certificate(leaf)).toEqual(bytes('third'));
    expect(put('proven', 'newer')).toBe('newer');
    expect(foreign.of(leaf)).toMatchObject({ verdict: 'proven', facts: { number: 'newer' } });
  });
});

describe('what waits', () => {
  it('is given to the limit, whatever is damaged before it', () => {
    const file = newFile();
    const first = open(file);
    const ids = first.add([0, 1, 2, 3].map((i) => newRecord({ title: `${i}` }))).map(({ id }) => id);
    first.close();
    tamper(file, "UPDATE disclosures SET facts = 'x' WHERE seq <= 2");
    const store = open(file);
    expect(store.waiting(false, 2).map(({ id }) => id)).toEqual(ids.slice(2));
    expect(store.waiting(false, 2, 3).map(({ id }) => id)).toEqual(ids.slice(3));
  });
});
