/**
 * The work file of a box: results are stored in it immediately, so that a killed check can resume and memory does not
 * grow with the box. It can be made again at any time, so it is not synced to the disk.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode, NotaryError } from '../../errors.ts';
import { PRODUCT_NAME } from '../home/home.ts';
import { writeFailed } from '../system/atomic-file.ts';
import { type Db, openDatabase } from '../system/database.ts';
import { type Environment, environment } from '../system/environment.ts';
import { makeFolders } from '../system/folders.ts';

/** Version of the tables and of the readers' results; changing it discards older work files. */
const VERSION = 5;

const TABLES = `
CREATE TABLE IF NOT EXISTS source (
  id INTEGER PRIMARY KEY,
  place BLOB NOT NULL UNIQUE,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  identity TEXT NOT NULL,
  read INTEGER NOT NULL DEFAULT 0,
  run INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS source_waiting ON source (id) WHERE read = 0;
CREATE TABLE IF NOT EXISTS slice (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS slice_source ON slice (source);
CREATE TABLE IF NOT EXISTS item (
  id INTEGER PRIMARY KEY,
  source INTEGER REFERENCES source ON DELETE CASCADE,
  path TEXT NOT NULL,
  folder TEXT NOT NULL,
  name TEXT,
  kind TEXT NOT NULL,
  sha256 TEXT,
  size INTEGER,
  certificate TEXT,
  verdict TEXT,
  digest TEXT,
  identity TEXT,
  final TEXT,
  supersedes TEXT,
  log TEXT,
  root TEXT,
  fault TEXT,
  part BLOB,
  alone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS item_source ON item (source);
CREATE TABLE IF NOT EXISTS line (
  id INTEGER PRIMARY KEY,
  number INTEGER,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  file TEXT,
  certificate TEXT,
  sha256 TEXT,
  size INTEGER,
  proof TEXT,
  other TEXT,
  known TEXT,
  fork TEXT,
  fault TEXT,
  time TEXT,
  issuer TEXT,
  words TEXT NOT NULL
) STRICT;
`;

/** Default folder of work files: the user's cache directory of the system. */
export function defaultWorkFolder(
  platform: NodeJS.Platform = process.platform,
  env: Environment = environment,
  home: string = homedir(),
): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || `${home}\\AppData\\Local`, PRODUCT_NAME, 'Boxes');
  if (platform === 'darwin') return `${home}/Library/Caches/${PRODUCT_NAME}/Boxes`;
  return `${env.XDG_CACHE_HOME || `${home}/.cache`}/${PRODUCT_NAME}/Boxes`;
}

const WEEK_MS = 7 * 24 * 3600 * 1000;
const ENDINGS = ['', '-wal', '-shm', '-journal'] as const;

/** An open work file. */
export interface WorkFile {
  readonly db: Db;
  /** True when it existed already. */
  readonly resumed: boolean;
  /** Closes and deletes it. */
  remove(): void;
  /** Closes it and keeps it for the next run. */
  keep(): void;
}

/** Opens the work file of this key; if another process uses it, another file is used. Throws `write-failed`. */
export function openWorkFile(folder: string, key: string, fresh: boolean): WorkFile {
  try {
    return openIn(folder, key, fresh);
  } catch (cause) {
    throw cause instanceof NotaryError ? cause : writeFailed(folder, cause);
  }
}

/**
 * The work file of this key in the user's cache folder, or where nobody can write there (a full or read-only disk, no home)
 * in the system's folder for temporary files: then a check that is stopped begins anew. Throws `write-failed`.
 */
export function openAnyWorkFile(key: string, fresh: boolean, folder: string = defaultWorkFolder()): WorkFile {
  try {
    return openWorkFile(folder, key, fresh);
  } catch (error) {
    if (errorCode(error) !== 'write-failed') throw error;
    return temporaryWorkFile(key);
  }
}

function temporaryWorkFile(key: string): WorkFile {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'notary-box-'));
    const work = openWorkFile(folder, key, true);
    const remove = () => {
      work.remove();
      rmSync(folder, { recursive: true, force: true });
    };
    return { ...work, remove, keep: remove };
  } catch (cause) {
    throw cause instanceof NotaryError ? cause : writeFailed(tmpdir(), cause);
  }
}

function openIn(folder: string, key: string, fresh: boolean): WorkFile {
  // the next run trusts its contents, so nobody else may write there
  makeFolders(folder, 0o700);
  removeOld(folder);
  const path = join(folder, `${key}.db`);
  try {
    return opened(path, fresh);
  } catch (error) {
    if (!(error instanceof NotaryError) || !['home-locked', 'home-damaged'].includes(error.code)) throw error;
    if (error.code === 'home-damaged') remove(path);
    return opened(
      error.code === 'home-damaged' ? path : join(folder, `${key}-${randomBytes(8).toString('hex')}.db`),
      true,
    );
  }
}

function opened(path: string, fresh: boolean): WorkFile {
  const db = openDatabase(path, 'lock');
  try {
    for (const pragma of PRAGMAS) db.pragma(pragma);
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    if (fresh || db.pragma('user_version') !== VERSION) clear(db);
    db.exec(TABLES);
    db.pragma(`user_version = ${VERSION}`);
  } catch (error) {
    db.close();
    throw error;
  }
  const resumed = (db.get<{ n: number }>('SELECT count(*) AS n FROM source WHERE read = 1')?.n ?? 0) > 0;
  const keep = () => db.close();
  return {
    db,
    resumed,
    keep,
    remove() {
      keep();
      remove(path);
    },
  };
}

const PRAGMAS = [
  // held until it is closed, so that a second process notices
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = OFF',
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cache_size = -16384',
  'temp_store = FILE',
];

function clear(db: Db): void {
  for (const table of ['line', 'item', 'slice', 'source']) db.exec(`DROP TABLE IF EXISTS ${table}`);
}

function remove(path: string): void {
  for (const ending of ENDINGS) rmSync(`${path}${ending}`, { force: true });
}

/** Deletes work files of checks that were never resumed. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/^[0-9a-f]{64}(-[0-9a-f]{16})?\.db$/.test(name)) continue;
    const path = join(folder, name);
    const changed = Math.max(
      ...ENDINGS.map((ending) => statSync(`${path}${ending}`, { throwIfNoEntry: false })?.mtimeMs ?? 0),
    );
    if (Date.now() - changed > WEEK_MS) remove(path);
  }
}
