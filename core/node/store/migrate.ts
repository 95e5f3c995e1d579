/** Migrates a database to the schema of this program, keeping a copy of the old one. */

import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NotaryError } from '../../errors.ts';
import { readOrNull } from '../../formats/decoder.ts';
import { logOrigin } from '../../formats/ids.ts';
import { syncFolder, writeFailed } from '../system/atomic-file.ts';
import { type Db, openDatabase } from '../system/database.ts';
import { makeFolders } from '../system/folders.ts';
import { storedFactKey } from './list-keys.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** In the header of every database of ours ("NtDk"): so that another program's file is recognised as foreign. */
const APPLICATION_ID = 0x4e74446b;

/** What is expected of a database file. */
export interface Expected {
  /** Whether it may be new or empty. */
  readonly mayBeEmpty: boolean;
  /** Whether what a dead process left in the write-ahead log is checked; not while another process works in it. */
  readonly checksLog: boolean;
  /** Origin of the log that it must be of; any when it is not given. */
  readonly origin?: string | undefined;
  readonly migrations?: readonly string[];
}

/**
 * Looks at a database file without changing anything and returns its version; 0 for a new one. Throws `home-newer` for
 * one of a later program, and `home-damaged` for what cannot be the database of this home. SQLite takes the write-ahead
 * log of another database for its own, and would write it into the file: so this comes before the file is opened to write.
 */
export function inspect(file: string, expected: Expected): number {
  if (!existsSync(file)) return 0;
  const db = openDatabase(file, 'read');
  try {
    const version = knownVersion(db, expected);
    if (version > 0) {
      if (expected.checksLog && hasLog(file)) checkPages(db);
      if (expected.origin !== undefined) checkOrigin(db, expected.origin);
    }
    return version;
  } finally {
    db.close();
  }
}

const hasLog = (file: string) => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;

function knownVersion(db: Db, { mayBeEmpty, migrations = MIGRATIONS }: Expected): number {
  const version = Number(db.pragma('user_version'));
  const application = Number(db.pragma('application_id'));
  if (version !== 0 && application !== APPLICATION_ID)
    throw new NotaryError('home-damaged', 'the database was not made by this program');
  if (version === 0 && !mayBeEmpty) throw new NotaryError('home-damaged', 'the database is empty');
  const known = migrations.length;
  if (version > known)
    throw new NotaryError('home-newer', `the database has version ${version}, this program knows ${known}`, {
      version,
      known,
    });
  return version;
}

/** Pages out of another database do not fit to the others. */
function checkPages(db: Db): void {
  const found = db.pragma('quick_check(1)');
  if (found !== 'ok') throw new NotaryError('home-damaged', `the database and its write-ahead log differ: ${found}`);
}

/** The name of the setting that says whose database it is: one without a checkpoint says it nowhere else. */
export const ORIGIN_SETTING = 'origin';

function checkOrigin(db: Db, origin: string): void {
  const found = checkpointOrigin(db) ?? settingOrigin(db) ?? origin;
  if (found !== origin) throw new NotaryError('home-damaged', `the database is that of another desk, ${found}`);
}

function checkpointOrigin(db: Db): string | undefined {
  return db.get<{ origin: string }>('SELECT origin FROM checkpoints ORDER BY size DESC LIMIT 1')?.origin;
}

/** Null for a database of an earlier version, and for one whose setting is damaged. */
function settingOrigin(db: Db): string | null {
  const sql = 'SELECT json_extract(value, ?) AS origin FROM settings WHERE name = ? AND json_valid(value)';
  return readOrNull(logOrigin, db.get<{ origin: unknown }>(sql, '$', ORIGIN_SETTING)?.origin);
}

/**
 * Applies missing migrations, each in its own transaction, after copying the database to `backups/` (unless it is new).
 */
export function migrate(db: Db, file: string, migrations: readonly string[] = MIGRATIONS): void {
  const from = knownVersion(db, { mayBeEmpty: true, checksLog: false, migrations });
  db.define('fact_key', storedFactKey);
  for (let version = from; version < migrations.length; version++) {
    if (from > 0) backUp(db, file, version);
    db.write(() => {
      db.exec(migrations[version] ?? '');
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version + 1}`);
    });
  }
}

/** A complete copy in `backups/`, synced to the disk. */
function backUp(db: Db, file: string, version: number): void {
  const folder = join(dirname(file), 'backups');
  const target = join(folder, `version-${version}.db`);
  const draft = `${target}.draft`;
  try {
    makeFolders(folder, 0o700);
    rmSync(draft, { force: true });
    db.exec(`VACUUM INTO '${draft.replaceAll("'", "''")}'`);
    chmodSync(draft, 0o600); // every fact is in it
    syncFile(draft); // VACUUM INTO leaves that to its caller
    renameSync(draft, target);
    syncFolder(folder);
  } catch (cause) {
    throw cause instanceof NotaryError ? cause : writeFailed(target, cause);
  }
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
