/** Homes from before there was one history: what their tables of events held is told as it was, and erased like the rest. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { entryVersion, type JournalEvent } from '../../core/log/journal.ts';
import { migrate } from '../../core/node/store/migrate.ts';
import { MIGRATIONS } from '../../core/node/store/migrations/index.ts';
import { openStore, type SqliteStore } from '../../core/node/store/sqlite-store.ts';
import { type Db, openDatabase } from '../../core/node/system/database.ts';
import { at } from '../contracts/sealing.ts';
import { copied, readVector } from '../golden/support/vectors.ts';
import { testFolder } from './support/folder.ts';

const BEFORE_JOURNAL = 4;
const BEFORE_ONE_HISTORY = 9;

interface Event {
  readonly id: number;
  readonly record: string;
  readonly time: string;
  readonly kind: string;
  readonly detail: string;
}

function opened(file: string): SqliteStore {
  const store = openStore(file);
  onTestFinished(() => store.close());
  return store;
}

/** Tables and rows as they lie in the file. */
function rows<T>(file: string, sql: string): T[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}

const tables = (file: string) =>
  rows<{ name: string }>(file, `SELECT name FROM sqlite_schema WHERE type = 'table'`).map(({ name }) => name);

it.each(['witness', 'chain'])('the history of the %s home of 0.1.0 is told as it was, paths too', (name) => {
  const file = join(copied(testFolder(), 'homes', name), 'notary.db');
  const events = rows<Event>(file, 'SELECT e.*, r.id AS record FROM events e JOIN records r USING (seq) ORDER BY e.id');
  expect(events.length).toBeGreaterThan(8);
  const store = opened(file);
  for (const { record, time, kind, detail } of events)
    expect(store.detail(record)?.timeline).toContainEqual({ time, kind, detail });
  for (const { id, timeline } of readVector<{ show: { id: string; timeline: unknown }[] }>('homes', `${name}.json`)
    .show)
    expect(store.detail(id)?.timeline).toEqual(timeline);
  expect(tables(file)).not.toContain('events');
  expect(rows(file, 'SELECT * FROM events_before_journal')).toEqual([]);
  expect(rows(file, 'SELECT * FROM exports')).toHaveLength(events.filter(({ kind }) => kind === 'certified').length);
});

/** The number of the record that is stored in this place. */
const recordOf = (seq: number) => `019b0000-0000-7000-8000-00000000000${seq}`;

const PATH = '/geheim/Zwiebelfisch.pdf';

function addEvent(db: Db, seq: number, time: string, kind: string, detail: string): void {
  db.run('INSERT INTO events (seq, time, kind, detail) VALUES (?, ?, ?, ?)', seq, time, kind, detail);
}

/** An event with its entry in the journal, as a version wrote them that had both. */
function addTwice(db: Db, seq: number, time: string, kind: string, detail: string): void {
  addEvent(db, seq, time, kind, detail);
  const place = db.get<{ n: number }>('SELECT count(*) AS n FROM journal')?.n ?? 0;
  const name = detail.split('/').at(-1) ?? '';
  const said = kind === 'certified' ? { file: name, final: true } : { reason: detail };
  const sql = `INSERT INTO journal (place, seq, event, entry, hash, opened) VALUES (?, ?, ?, ?, zeroblob(32), ?)`;
  const event = kind === 'certified' ? 'exported' : (kind as JournalEvent);
  const ofRecord = { record: recordOf(seq), previous: null, leaves: null };
  const entry = { v: entryVersion(event), place, event, time, ...ofRecord, detail: '00'.repeat(32) };
  db.run(sql, place, seq, event, JSON.stringify(entry), JSON.stringify(['00'.repeat(16), said]));
}

/** Records 1 and 2 are from before the journal, 3 from after; 1 went on when the journal was there. */
function oldDatabase(): string {
  const file = join(testFolder(), 'notary.db');
  const db = openDatabase(file, 'write');
  migrate(db, file, MIGRATIONS.slice(0, BEFORE_JOURNAL));
  const sql = `INSERT INTO records (seq, id, state, size, time, clock, edited_at) VALUES (?, ?, 'withdrawn', 1, ?, 'unknown', ?)`;
  db.write(() => {
    for (const seq of [1, 2, 3]) db.run(sql, seq, recordOf(seq), at(0), at(0));
    addEvent(db, 1, at(1), 'edited', 'title, note');
    addEvent(db, 1, at(2), 'certified', PATH);
    addEvent(db, 2, at(2), 'withdrawn', 'Zwiebelfisch war falsch');
  });
  migrate(db, file, MIGRATIONS.slice(0, BEFORE_ONE_HISTORY));
  db.write(() => {
    addTwice(db, 1, at(5), 'certified', '/out/Zwiebelfisch (2).pdf');
    // two in one millisecond, and a time that is also that of another record's event
    addTwice(db, 3, at(2), 'certified', '/a/3.pdf');
    addTwice(db, 3, at(2), 'certified', '/b/3.pdf');
    addTwice(db, 3, at(6), 'withdrawn', 'wrong');
  });
  db.close();
  return file;
}

const told = (store: SqliteStore, seq: number) =>
  store.detail(recordOf(seq))?.timeline.map(({ time, kind, detail }) => [time, kind, detail]);

it('what happened before there was a journal keeps its times and words, and nothing is told twice', () => {
  const store = opened(oldDatabase());
  expect(told(store, 1)).toEqual([
    [at(0), 'recorded', ''],
    [at(1), 'edited', 'title, note'],
    [at(2), 'certified', PATH],
    [at(5), 'certified', '/out/Zwiebelfisch (2).pdf'],
  ]);
  expect(told(store, 2)?.slice(1)).toEqual([[at(2), 'withdrawn', 'Zwiebelfisch war falsch']]);
  expect(told(store, 3)?.slice(1)).toEqual([
    [at(2), 'certified', '/a/3.pdf'],
    [at(2), 'certified', '/b/3.pdf'],
    [at(6), 'withdrawn', 'wrong'],
  ]);
});

it('a record that the journal takes up is told once, and strangers see no folders', () => {
  const store = opened(oldDatabase());
  const before = told(store, 1);
  store.adopt([recordOf(1)], at(9));
  expect(told(store, 1)).toEqual(before);
  const adopted = store.journal.entriesOf(1, null).find(({ entry }) => entry.event === 'adopted');
  expect(JSON.stringify(adopted)).toContain('Zwiebelfisch.pdf');
  expect(JSON.stringify(adopted)).not.toContain('geheim');
});

it('an erasure takes paths and words from both, and what was before the journal is never written again', () => {
  const file = oldDatabase();
  const store = opened(file);
  expect(store.eraseAll([recordOf(1), recordOf(2)], at(9))).toBe(2);
  const folder = join(file, '..');
  const holding = readdirSync(folder).filter((name) => name.startsWith('notary.db'));
  for (const name of holding) expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/zwiebelfisch|geheim/i);
  expect(told(store, 1)).toEqual([
    [at(0), 'recorded', ''],
    [at(1), 'edited', ''],
    [at(2), 'certified', ''],
    [at(5), 'certified', ''],
    [at(9), 'erased', ''],
  ]);
  expect(told(store, 3)).toHaveLength(4);
  store.close();
  const db = new Database(file);
  onTestFinished(() => void db.close());
  for (const sql of [
    `INSERT INTO events_before_journal (seq, time, kind, detail) VALUES (3, '', 'erased', '')`,
    'DELETE FROM events_before_journal',
    `UPDATE events_before_journal SET time = ''`,
  ])
    expect(() => db.exec(sql)).toThrow(/what happen/);
});

it('which certificates were from before the anchor is known as before', () => {
  const file = join(testFolder(), 'notary.db');
  const db = openDatabase(file, 'write');
  migrate(db, file, MIGRATIONS.slice(0, 2));
  db.write(() => {
    db.run(`INSERT INTO leaf_hashes (leaf_index, hash) VALUES (0, zeroblob(32)), (1, zeroblob(32))`);
    db.run(
      `INSERT INTO checkpoints (size, from_size, origin, root, note, keys, time, anchored_at, final)
        VALUES (2, 0, 'o', zeroblob(32), x'', '[]', ?, ?, 1)`,
      at(1),
      at(5),
    );
    const sql = `INSERT INTO records (seq, id, state, certified, size, time, clock, edited_at, leaf_index)
      VALUES (?, ?, 'anchored', 1, 1, ?, 'unknown', ?, ?)`;
    for (const seq of [1, 2]) db.run(sql, seq, recordOf(seq), at(0), at(0), seq - 1);
    addEvent(db, 1, at(2), 'certified', '/out/1.pdf');
    addEvent(db, 2, at(6), 'certified', '/out/2.pdf');
  });
  db.close();
  expect(opened(file).provisional()).toEqual([recordOf(1)]);
});
