/** The application's state on disk: one transaction a block, so a crash leaves either all of it or nothing. */

import { dirname } from 'node:path';
import type { SignedText } from '../../anchors/cometbft/transaction.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal, utf8 } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { canonicalText, parseCanonical } from '../../formats/canonical.ts';
import { type Db, openDatabase, plainBytes } from '../system/database.ts';
import { makeFolders } from '../system/folders.ts';
import { applicationOf, History, type State, stateHash, Table } from './state.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS chain (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, id TEXT NOT NULL, height INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS entries (part TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (part, key)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS accepted (position INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, signature BLOB NOT NULL, height INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS nodes (level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, place)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS heights (height INTEGER PRIMARY KEY, hash BLOB NOT NULL, size INTEGER NOT NULL, history BLOB NOT NULL, latest BLOB NOT NULL, registry BLOB NOT NULL) STRICT;
`;
const VERSION = 1;

/** A checkpoint of the history. */
export interface Accepted extends SignedText {
  readonly position: number;
  readonly height: number;
}

/** The application at one height: what its hash is made of. Heights at which nothing changed are not kept. */
export interface PastHeight {
  readonly height: number;
  readonly hash: Uint8Array;
  /** Size of the history. */
  readonly size: number;
  readonly history: Uint8Array;
  readonly latest: Uint8Array;
  readonly registry: Uint8Array;
}

type Row<T> = { [K in keyof T]: T[K] };

/** The database of a member's application (SQLite). Every method is one transaction. */
export class MemberStore {
  readonly #db: Db;

  private constructor(db: Db) {
    this.#db = db;
  }

  /** Opens or makes the database file. */
  static open(file: string): MemberStore {
    makeFolders(dirname(file), 0o700);
    const db = openDatabase(file, 'write');
    db.exec(SCHEMA);
    return new MemberStore(db);
  }

  close(): void {
    this.#db.close();
  }

  /** The stored state and its hash, or null before the first block. */
  load(): { state: State; hash: Uint8Array } | null {
    const row =
      this.#db.get<Row<{ version: number; id: string; height: number; hash: Uint8Array }>>('SELECT * FROM chain');
    if (!row) return null;
    if (row.version !== VERSION) throw new NotaryError('home-newer', `the state is of version ${row.version}`);
    const size = this.#db.get<{ n: number }>('SELECT count(*) AS n FROM accepted')?.n ?? 0;
    const state: State = {
      chain: row.id,
      height: row.height,
      registry: this.#table('registry'),
      latest: this.#table('latest'),
      history: new History(size, this.readNode),
    };
    return { state, hash: plainBytes(row.hash) };
  }

  #table(part: string): Table {
    const table = new Table();
    for (const { key, value } of this.#db.all<{ key: string; value: string }>(
      'SELECT key, value FROM entries WHERE part = ?',
      part,
    ))
      table.set(key, parseCanonical(utf8(value)));
    return table;
  }

  readonly readNode = (level: number, place: number): Uint8Array | undefined => {
    const row = this.#db.get<{ hash: Uint8Array }>(
      'SELECT hash FROM nodes WHERE level = ? AND place = ?',
      level,
      place,
    );
    return row && plainBytes(row.hash);
  };

  /** Forgets a chain that has no block yet, whose engine starts over. Throws `wrong-state` when there are blocks. */
  reset(): void {
    const height = this.#db.get<{ height: number }>('SELECT height FROM chain')?.height ?? 0;
    if (height !== 0) throw new NotaryError('wrong-state', `this state is at height ${height} of a chain already`);
    this.#db.write(() => {
      for (const table of ['chain', 'entries', 'accepted', 'nodes', 'heights']) this.#db.run(`DELETE FROM ${table}`);
    });
  }

  /** Stores what `changed` added to the state, and the state's height and hash. All or nothing. */
  save(changed: State, crypto: Crypto): void {
    const hash = stateHash(changed, crypto);
    this.#db.write(() => {
      this.#saveEntries('registry', changed.registry.changes());
      this.#saveEntries('latest', changed.latest.changes());
      this.#saveHistory(changed);
      this.#saveHeight(changed, hash, crypto);
      this.#db.run(
        'INSERT INTO chain VALUES (1, ?, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET height = excluded.height, hash = excluded.hash',
        VERSION,
        changed.chain,
        changed.height,
        hash,
      );
    });
  }

  #saveEntries(part: string, changes: ReadonlyMap<string, Json>): void {
    for (const [key, value] of changes)
      this.#db.run(
        'INSERT INTO entries VALUES (?, ?, ?) ON CONFLICT (part, key) DO UPDATE SET value = excluded.value',
        part,
        key,
        canonicalText(value),
      );
  }

  #saveHistory({ history, height }: State): void {
    const added = history.added();
    added.forEach(({ text, signature }, i) => {
      const position = history.size - added.length + i;
      this.#db.run('INSERT INTO accepted VALUES (?, ?, ?, ?)', position, text, signature, height);
    });
    for (const { level, index, hash } of history.addedNodes())
      this.#db.run('INSERT INTO nodes VALUES (?, ?, ?)', level, index, hash);
  }

  #saveHeight(changed: State, hash: Uint8Array, crypto: Crypto): void {
    const before = this.past(changed.height);
    if (before && equal(before.hash, hash)) return;
    const { history, latest, registry } = applicationOf(changed, crypto);
    this.#db.run(
      'INSERT INTO heights VALUES (?, ?, ?, ?, ?, ?)',
      changed.height,
      hash,
      changed.history.size,
      history,
      latest,
      registry,
    );
  }

  /** The application after the block at `height`, if that is stored. */
  past(height: number): PastHeight | null {
    const row = this.#db.get<PastHeight>(
      'SELECT * FROM heights WHERE height <= ? ORDER BY height DESC LIMIT 1',
      height,
    );
    if (!row) return null;
    const { hash, history, latest, registry } = row;
    return {
      ...row,
      hash: plainBytes(hash),
      history: plainBytes(history),
      latest: plainBytes(latest),
      registry: plainBytes(registry),
    };
  }

  /** The largest accepted checkpoint of a log with at most so many leaves. Its text begins with origin and size. */
  signed(origin: string, size: number): SignedText | null {
    const start = `${origin}\n`;
    const sizeOf = `CAST(substr(text, ${start.length + 1}) AS INTEGER)`;
    const sql = `SELECT text, signature FROM accepted WHERE text >= ? AND text < ? AND ${sizeOf} <= ?
      ORDER BY ${sizeOf} DESC LIMIT 1`;
    const row = this.#db.get<SignedText>(sql, start, `${origin}\u000b`, size);
    return row ? { text: row.text, signature: plainBytes(row.signature) } : null;
  }

  /** Looks up an accepted checkpoint by its text. */
  accepted(text: string): Accepted | null {
    const row = this.#db.get<Accepted>('SELECT * FROM accepted WHERE text = ?', text);
    return row ? { ...row, signature: plainBytes(row.signature) } : null;
  }
}
