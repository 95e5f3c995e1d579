/** One SQLite connection: opening, statements, transactions, and conversion of its errors. */
import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { NotaryError } from '../../errors.ts';
import { writeFailed } from './atomic-file.ts';
import { environment } from './environment.ts';

/** Values that SQLite can hold. */
export type SqlValue = string | number | bigint | Uint8Array | null;

type Transaction = Database.Transaction<(work: () => unknown) => unknown>;

/** How long to wait for another connection's write (ms). Only readers ever wait: a desk is written by one process. */
const BUSY_MS = 5000;

/** How a database is opened. A lock is an empty database that is never waited for. */
export type OpenMode = 'write' | 'read' | 'lock';

/** Opens a database file; a reader changes nothing in it. Throws `home-damaged`, `home-locked` or `write-failed`. */
export function openDatabase(file: string, mode: OpenMode): Db {
  if (!existsSync(dirname(file))) throw writeFailed(file, { code: 'ENOENT' });
  return guard(() => {
    if (mode !== 'read') makePrivate(file);
    const binding = environment.NOTARY_SQLITE_BINDING;
    const raw = new Database(file, {
      readonly: mode === 'read',
      timeout: mode === 'lock' ? 0 : BUSY_MS,
      // the Electron that is for tests only needs an addon built for it; a packaged app has no such variable
      ...(binding ? { nativeBinding: binding } : {}),
    });
    try {
      for (const pragma of PRAGMAS[mode]) raw.pragma(pragma);
    } catch (error) {
      raw.close();
      throw error;
    }
    return new Db(raw);
  });
}

/** What SQLite keeps beside a database while it is open; it makes them with the rights of the database. */
const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** Only its owner reads a database, also one that an older version made readable for others. */
function makePrivate(file: string): void {
  if (process.platform === 'win32') return;
  try {
    closeSync(openSync(file, 'a', 0o600));
    for (const path of [file, ...BESIDE.map((end) => file + end)])
      if (((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0) chmodSync(path, 0o600);
  } catch {
    // SQLite says what is wrong with it; a file system without rights has none to change
  }
}

const WRITER = [
  'journal_mode = WAL',
  'synchronous = FULL', // a commit that has returned is on the disk
  'fullfsync = ON', // macOS: fsync alone leaves it in the drive's cache
  'checkpoint_fullfsync = ON',
  'wal_autocheckpoint = 8000', // in pages: large enough that an intake does not stop every few hundred records for a checkpoint
  'secure_delete = ON', // an erased record's bytes are overwritten
];
const COMMON = [
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cache_size = -65536',
  'temp_store = MEMORY', // what a statement could take back would be a file elsewhere: slower, and nothing that an erasure reaches
];
const PRAGMAS: Readonly<Record<OpenMode, readonly string[]>> = {
  write: [...WRITER, ...COMMON],
  read: COMMON,
  lock: [],
};

const ROWS_TOGETHER = 20;

/** A connection. SQLite's errors are thrown as `NotaryError`s: `home-locked`, `home-damaged` or `write-failed`. */
export class Db {
  readonly #raw: Database.Database;
  readonly #statements = new Map<string, Database.Statement<SqlValue[]>>();
  readonly #transaction: Transaction;
  #generation = 0;

  constructor(raw: Database.Database) {
    this.#raw = raw;
    this.#transaction = raw.transaction((work: () => unknown) => work());
  }

  get readonly(): boolean {
    return this.#raw.readonly;
  }

  /** Changes with every write of any process: values computed under another number may be stale. */
  get generation(): string {
    return `${this.#generation}/${this.pragma('data_version')}`;
  }

  #prepare(sql: string): Database.Statement<SqlValue[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#raw.prepare<SqlValue[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs a statement without result rows and returns the number of changed rows. */
  run(sql: string, ...values: SqlValue[]): number {
    return guard(() => this.#prepare(sql).run(...values).changes);
  }

  /**
   * Inserts rows into `into`, a table with its columns. Several rows share a statement, whose start costs as much as a
   * short row does.
   */
  insert(into: string, rows: readonly (readonly SqlValue[])[]): void {
    const columns = rows[0]?.length ?? 0;
    const [one, together] = [insertText(into, columns, 1), insertText(into, columns, ROWS_TOGETHER)];
    const alone = rows.length % ROWS_TOGETHER;
    for (let at = 0; at < rows.length - alone; at += ROWS_TOGETHER)
      this.run(together, ...rows.slice(at, at + ROWS_TOGETHER).flat());
    for (const row of rows.slice(rows.length - alone)) this.run(one, ...row);
  }

  /** The first row, undefined when there is none. `T` must match the columns. */
  get<T>(sql: string, ...values: SqlValue[]): T | undefined {
    return guard(() => this.#prepare(sql).get(...values) as T | undefined);
  }

  all<T>(sql: string, ...values: SqlValue[]): T[] {
    return guard(() => this.#prepare(sql).all(...values) as T[]);
  }

  pragma(name: string): SqlValue {
    return guard(() => this.#raw.pragma(name, { simple: true }) as SqlValue);
  }

  /** Makes a function known to the statements of this connection, not to what stands in the schema. */
  define<T extends SqlValue[]>(name: string, work: (...values: T) => SqlValue): void {
    guard(() =>
      this.#raw.function(name, { deterministic: true, directOnly: true }, work as (...values: unknown[]) => SqlValue),
    );
  }

  exec(sql: string): void {
    guard(() => this.#raw.exec(sql));
  }

  /** One write transaction: all of `work` is on the disk when this returns, none of it when it throws. */
  write<T>(work: () => T): T {
    return guard(() => {
      const result = this.#transaction.immediate(work) as T;
      this.#generation += 1;
      return result;
    });
  }

  /** Several reads of the same state. */
  read<T>(work: () => T): T {
    return guard(() => this.#transaction.deferred(work) as T);
  }

  close(): void {
    this.#raw.close();
  }
}

function insertText(into: string, columns: number, rows: number): string {
  const row = `(${Array(columns).fill('?').join(', ')})`;
  return `INSERT INTO ${into} VALUES ${Array(rows).fill(row).join(', ')}`;
}

/** Runs `work` and converts SQLite's errors to `NotaryError`s. */
function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Database.SqliteError ? meaning(error) : error;
  }
}

function meaning(error: InstanceType<typeof Database.SqliteError>): NotaryError {
  const { code, message } = error;
  const is = (...prefixes: string[]) => prefixes.some((prefix) => code.startsWith(prefix));
  if (is('SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM'))
    return new NotaryError('write-failed', `the database could not be written: ${message}`, { reason: code }, error);
  if (is('SQLITE_BUSY', 'SQLITE_LOCKED'))
    return new NotaryError('home-locked', 'the database is in use by another process', { reason: code }, error);
  if (is('SQLITE_CORRUPT', 'SQLITE_NOTADB'))
    return new NotaryError('home-damaged', `the database is damaged: ${message}`, { reason: code }, error);
  // what is written collides only with what stands there and no desk has written
  if (/^SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE|ROWID|FOREIGNKEY)$/.test(code))
    return new NotaryError('home-damaged', `the database contradicts itself: ${message}`, { reason: code }, error);
  // JSON in SQL is only ever what a column has
  if (code === 'SQLITE_ERROR' && message === 'malformed JSON')
    return new NotaryError('home-damaged', 'a column of the database is no JSON', { reason: code }, error);
  return new NotaryError('internal', `unexpected answer of the database: ${code} ${message}`, { reason: code }, error);
}

/** A blob as a plain Uint8Array: some methods of Node's Buffer differ. */
export function plainBytes(blob: Uint8Array): Uint8Array {
  return new Uint8Array(blob.buffer, blob.byteOffset, blob.byteLength);
}
