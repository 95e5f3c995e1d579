/** A database of before: its lists are sorted by parties, date and amount as those of a new one are. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../core/node/store/migrate.ts';
import { MIGRATIONS } from '../../core/node/store/migrations/index.ts';
import { disclosureTexts } from '../../core/node/store/rows.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { openDatabase } from '../../core/node/system/database.ts';
import { newRecord } from '../contracts/sealing.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';
import { randomFacts, randomNumbers } from './support/sorted.ts';

const BEFORE = 14;
const SORTS = ['parties', 'date', 'money'] as const;

/** A database of before, with records of these facts as they stand in its table; null for an erased one. */
function oldDatabase(facts: readonly (string | null)[]): string {
  const file = join(testFolder(onTestFinished), 'notary.db');
  const db = openDatabase(file, 'write');
  migrate(db, file, MIGRATIONS.slice(0, BEFORE));
  db.write(() => {
    for (const [i, text] of facts.entries()) {
      const { id, time } = newRecord();
      const state = text === null ? 'erased' : 'recorded';
      const columns = '(seq, id, state, size, time, clock, edited_at)';
      db.run(`INSERT INTO records ${columns} VALUES (?, ?, ?, 0, ?, 'unknown', ?)`, i + 1, id, state, time, time);
      if (text !== null) db.run('INSERT INTO disclosures (seq, facts) VALUES (?, ?)', i + 1, text);
    }
  });
  db.close();
  return file;
}

function orders(file: string) {
  const store = openStore(file);
  onTestFinished(() => store.close());
  return SORTS.map((sort) => store.query({ ...EVERYTHING, sort }).rows.map(({ seq }) => seq));
}

function keysIn(file: string) {
  const db = openDatabase(file, 'read');
  onTestFinished(() => db.close());
  return db.all('SELECT seq, parties_key, date_key, money_key FROM records ORDER BY seq');
}

it('gets the keys that an intake makes', () => {
  const random = randomNumbers(3);
  const records = Array.from({ length: 50 }, () => newRecord(randomFacts(random)));
  const fresh = join(testFolder(onTestFinished), 'notary.db');
  const store = openStore(fresh);
  onTestFinished(() => store.close());
  store.add(records);
  const old = oldDatabase(records.map(({ disclosures }) => disclosureTexts(disclosures)[0]));
  expect(orders(old)).toEqual(orders(fresh));
  expect(keysIn(old)).toEqual(keysIn(fresh));
});

it('is migrated with what is damaged or erased in it, which comes first', () => {
  const salt = '00'.repeat(16);
  const stated = [
    [salt, 'parties', ['甲方']],
    [salt, 'date', '2026-11-20'],
    [salt, 'money', { amount: '1', currency: 'CNY' }],
  ];
  const wrong = [
    [salt, 'parties', '甲方'],
    [salt, 'date', 7],
    [salt, 'money', { amount: [] }],
  ];
  const file = oldDatabase([JSON.stringify(stated), '{not JSON', JSON.stringify(wrong), '[1]', null]);
  expect(orders(file)).toEqual(SORTS.map(() => [2, 3, 4, 5, 1]));
});
