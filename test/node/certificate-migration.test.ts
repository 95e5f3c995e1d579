/** A database of before: certificates that were sent or written are found by the numbers that their rows and files name. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../core/node/store/migrate.ts';
import { MIGRATIONS } from '../../core/node/store/migrations/index.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { openDatabase } from '../../core/node/system/database.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';

const TIME = '2026-11-20T02:00:00.000Z';
const WRITTEN = [
  '/out/合同-ABCDEFGH2345.pdf',
  'C:\\out\\a (1)-BCDEFGH23456 (2).pdf',
  '/out/mine.pdf',
  '/out/x-abcdefgh2345.pdf',
];

function oldDatabase(): string {
  const file = join(testFolder(onTestFinished), 'notary.db');
  const db = openDatabase(file, 'write');
  migrate(db, file, MIGRATIONS.slice(0, 9));
  db.write(() => {
    db.run(
      `INSERT INTO records (seq, id, sha256, size, time, clock, edited_at, certified) VALUES (1, 'one', ?, 3, ?, 'unknown', ?, 1)`,
      'ab'.repeat(32),
      TIME,
      TIME,
    );
    db.run(`INSERT INTO disclosures (seq, facts) VALUES (1, '[]')`);
    for (const path of WRITTEN)
      db.run(`INSERT INTO events (seq, time, kind, detail) VALUES (1, ?, 'certified', ?)`, TIME, path);
    db.run(`INSERT INTO recipients (id, name, address) VALUES (1, 'A', '')`);
    db.run(
      `INSERT INTO sent (seq, recipient, time, way, file, number, final) VALUES (1, 1, ?, 'share', 'a.zip', 'CDEFGH234567', 1)`,
      TIME,
    );
  });
  db.close();
  return file;
}

it('finds them by their numbers', () => {
  const store = openStore(oldDatabase());
  onTestFinished(() => store.close());
  const numbers = ['ABCDEFGH2345', 'BCDEFGH23456', 'CDEFGH234567'];
  expect(store.detail('one')?.certificates.map(({ number }) => number)).toEqual(numbers);
  for (const search of [...numbers, 'abababab abababab'])
    expect(store.query({ ...EVERYTHING, search }).rows.map(({ seq }) => seq)).toEqual([1]);
});
