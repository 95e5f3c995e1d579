/** A database of version 0.1.0 (migrations 1 to 6) with a chain: what was brought in, sent and confirmed is there afterwards. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { checkpointText } from '../../core/formats/checkpoint.ts';
import { noteBytes, signNote } from '../../core/formats/note.ts';
import { migrate } from '../../core/node/store/migrate.ts';
import { MIGRATIONS } from '../../core/node/store/migrations/index.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { type Db, openDatabase } from '../../core/node/system/database.ts';
import { desk } from '../contracts/sealing.ts';
import { testFolder } from './support/folder.ts';

const CONNECTOR = 'cometbft:notary-1';
const anchor = { kind: 'cometbft', cometbft: { chain: 'notary-1' } };

function addCheckpoint(db: Db, size: number, confirmed: boolean): void {
  const root = new Uint8Array(32).fill(size);
  const text = checkpointText({ origin: desk.key.name, size, root });
  const note = noteBytes({ text, signatures: [signNote(text, desk)] });
  db.run('INSERT INTO leaf_hashes (leaf_index, hash) VALUES (?, ?)', size - 1, root);
  db.run(
    `INSERT INTO checkpoints (size, from_size, origin, root, note, keys, anchors, confirmed_by, time, anchored_at, final)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    size,
    size - 1,
    desk.key.name,
    root,
    note,
    JSON.stringify([desk.key.text]),
    JSON.stringify(confirmed ? [anchor] : []),
    JSON.stringify(confirmed ? [CONNECTOR] : []),
    '2026-11-20T02:00:00.000Z',
    confirmed ? '2026-11-20T02:00:05.000Z' : null,
    Number(confirmed),
  );
}

function addJob(db: Db, size: number, state: string): void {
  const sql = `INSERT INTO anchor_jobs (connector, size, payload, reference, state, attempts) VALUES (?, ?, ?, ?, ?, ?)`;
  db.run(sql, CONNECTOR, size, utf8(`payload ${size}`), `reference ${size}`, state, 1);
}

/** A chain that is optional and switched off, one that is neither; one confirmed checkpoint, one under way. */
function oldDatabase(): string {
  const file = join(testFolder(onTestFinished), 'notary.db');
  const db = openDatabase(file, 'write');
  migrate(db, file, MIGRATIONS.slice(0, 6));
  const sql = `INSERT INTO chains (name, file, fingerprint, compared, enabled, required, added) VALUES (?, ?, ?, ?, ?, ?, ?)`;
  db.write(() => {
    db.run(sql, 'notary-1', utf8('{"kind":"cometbft"}'), 'ab'.repeat(32), 1, 1, 1, '2026-11-19T00:00:00.000Z');
    db.run(sql, 'other-2', Uint8Array.of(0, 255), 'cd'.repeat(32), 0, 0, 0, '2026-11-19T00:00:01.000Z');
    addCheckpoint(db, 1, true);
    addCheckpoint(db, 2, false);
    addJob(db, 1, 'confirmed');
    addJob(db, 2, 'submitted');
  });
  db.close();
  return file;
}

it('opens with its chains, its open job and its confirmations', () => {
  const store = openStore(oldDatabase());
  onTestFinished(() => store.close());
  expect(store.chains()).toEqual([
    {
      kind: 'cometbft',
      id: 'notary-1',
      file: utf8('{"kind":"cometbft"}'),
      fingerprint: 'ab'.repeat(32),
      compared: true,
      enabled: true,
      required: true,
      added: '2026-11-19T00:00:00.000Z',
    },
    {
      kind: 'cometbft',
      id: 'other-2',
      file: Uint8Array.of(0, 255),
      fingerprint: 'cd'.repeat(32),
      compared: false,
      enabled: false,
      required: false,
      added: '2026-11-19T00:00:01.000Z',
    },
  ]);
  expect(store.openJob(CONNECTOR)).toEqual({
    connector: CONNECTOR,
    size: 2,
    payload: utf8('payload 2'),
    reference: 'reference 2',
    state: 'submitted',
    attempts: 1,
    receipt: null,
  });
  expect(store.lastConfirmed(CONNECTOR)).toEqual({ size: 1, time: '2026-11-20T02:00:05.000Z' });
  expect(store.checkpoint(1)).toMatchObject({ anchored: true, confirmedBy: [CONNECTOR], anchors: [anchor] });
  expect(store.checkpoint(2)).toMatchObject({ anchored: false, confirmedBy: [], anchors: [] });
});

it('takes a chain of another kind with the same id, and knows the two apart', () => {
  const store = openStore(oldDatabase());
  onTestFinished(() => store.close());
  const [known] = store.chains();
  if (!known) throw new Error('no chain');
  store.addChain({ ...known, kind: 'another', fingerprint: 'ef'.repeat(32), added: '2026-11-21T00:00:00.000Z' });
  expect(() => store.addChain(known)).toThrow(expect.objectContaining({ code: 'trust-exists' }));
  expect(store.enableChain({ kind: 'another', id: 'notary-1' }, false)).toBe(true);
  expect(store.enableChain({ kind: 'third', id: 'notary-1' }, false)).toBe(false);
  expect(store.removeChain({ kind: 'cometbft', id: 'notary-1' })).toBe(true);
  expect(store.chains().map(({ kind, id, enabled }) => [kind, id, enabled])).toEqual([
    ['cometbft', 'other-2', false],
    ['another', 'notary-1', false],
  ]);
});
