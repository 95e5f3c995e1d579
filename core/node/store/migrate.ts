/** Migrates a database to the schema of this program, keeping a copy of the old one. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NotaryError } from '../../errors.ts';
import { syncFolder, writeFailed } from '../system/atomic-file.ts';
import { type Db, openDatabase } from '../system/database.ts';
import { makeFolders } from '../system/folders.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** In the header of every database of ours ("NtDk"): so that another program's file is recognised as foreign. */
const APPLICATION_ID = 0x4e74446b;

/** The version of a database file, read without changing it; 0 for a new one. */
function versionOf(file: string): number {
  if (!existsSync(file)) return 0;
  const db = openDatabase(file, 'read');
  try {
    return knownVersion(db);
  } finally {
    db.close();
  }
}

function knownVersion(db: Db): number {
  const version = Number(db.pragma('user_version'));
  const application = Number(db.pragma('application_id'));
  if (version !== 0 && application !== APPLICATION_ID)
    throw new NotaryError('home-damaged', 'the database was not made by this program');
  return version;
}

/** Returns the version. Throws `home-newer` for a database of a later program and does not touch it. */
export function refuseNewer(file: string, migrations: readonly string[] = MIGRATIONS): number {
  const version = versionOf(file);
  if (version > migrations.length)
    throw new NotaryError(
      'home-newer',
      `the database has version ${version}, this program knows ${migrations.length}`,
      {
        version,
        known: migrations.length,
      },
    );
  return version;
}

/**
 * Applies missing migrations, each in its own transaction, after copying the database to `backups/` (unless it is new).
 */
export function migrate(db: Db, file: string, migrations: readonly string[] = MIGRATIONS): void {
  const from = knownVersion(db);
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
