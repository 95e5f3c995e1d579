/**
 * The home of a desk: the folder with its database and keys. It belongs to one user of the system. One process at a
 * time may write; others may read.
 */
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { NotaryError } from '../../errors.ts';
import { utf8 } from '../../formats/bytes.ts';
import { integer, object, text } from '../../formats/decoder.ts';
import { writeAtomic, writeFailed } from '../system/atomic-file.ts';
import { type Db, openDatabase } from '../system/database.ts';
import { recordDrafts, removeDrafts, removeRecordedDrafts } from '../system/drafts.ts';
import { type Environment, environment } from '../system/environment.ts';
import { makeFolders } from '../system/folders.ts';
import { readSmallText } from '../system/small-file.ts';

/** Electron names the folder after the product, so window and command line share a home. */
export const PRODUCT_NAME = 'Notary Desk';

/** Files of a home. */
export interface HomePaths {
  readonly home: string;
  readonly database: string;
  readonly keys: string;
  /** The highest checkpoint ever signed; see keys/highest.ts. */
  readonly highest: string;
  /** The data key, in a home that has neither keychain nor passphrase. */
  readonly dataKey: string;
  /** Client keys and tokens; see keys/secrets.ts. */
  readonly secrets: string;
  readonly lock: string;
  readonly lockHolder: string;
  /** Drafts outside of the home; see system/drafts.ts. */
  readonly drafts: string;
}

/** The folder of the user's application data, as Electron's `app.getPath('userData')` names it. */
export function userDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: Environment = environment,
  home: string = homedir(),
): string {
  if (platform === 'win32') return `${env.APPDATA || `${home}\\AppData\\Roaming`}\\${PRODUCT_NAME}`;
  if (platform === 'darwin') return `${home}/Library/Application Support/${PRODUCT_NAME}`;
  return `${env.XDG_CONFIG_HOME || `${home}/.config`}/${PRODUCT_NAME}`;
}

/** Path of the home: the requested one (`--home`), else `NOTARY_HOME`, else the user's application data. */
export function findHome(asked?: string | null, env: Environment = environment): string {
  return resolve(asked || env.NOTARY_HOME || userDataFolder(process.platform, env));
}

/** Absolute paths of a home's files. */
export function homePaths(home: string): HomePaths {
  return {
    home,
    database: join(home, 'notary.db'),
    keys: join(home, 'keys.json'),
    highest: join(home, 'signed.json'),
    dataKey: join(home, 'data-key'),
    secrets: join(home, 'secrets.json'),
    lock: join(home, 'lock.db'),
    lockHolder: join(home, 'lock.json'),
    drafts: join(home, 'drafts'),
  };
}

/** True once keys were made: from then on the home is never set up again. */
export function isHome(home: string): boolean {
  return existsSync(homePaths(home).keys);
}

/**
 * Creates the folder if necessary, for its owner only. One that is there keeps its rights: it may hold other things than a
 * home. Throws `write-failed`.
 */
export function makeHome(home: string): void {
  try {
    makeFolders(home, 0o700);
  } catch (cause) {
    throw writeFailed(home, cause);
  }
}

/** What other users of this machine may do in a folder, by its rights; nothing where a system has none such. */
export function othersMay(folder: string): { readonly read: boolean; readonly write: boolean } {
  const mode = process.platform === 'win32' ? 0 : (statSync(folder, { throwIfNoEntry: false })?.mode ?? 0);
  return { read: (mode & 0o055) !== 0, write: (mode & 0o022) !== 0 };
}

/** The process that has a home open for writing. */
export interface LockHolder {
  readonly pid: number;
  /** `window`, `command line` or another name that a program gives itself. */
  readonly program: string;
  /** RFC 3339. */
  readonly since: string;
}

/** A held lock; `release` releases it. */
export interface HomeLock {
  release(): void;
}

const holderShape = object<LockHolder>({ pid: integer(), program: text(100), since: text(40) });

/**
 * Locks a home for this process. The lock is held by the operating system through SQLite, so it ends with the process,
 * however that ends. Throws `home-locked` with `pid`, `program` and `since` of the holder.
 */
export function lockHome(home: string, program: string): HomeLock {
  makeHome(home);
  const paths = homePaths(home);
  const db = openDatabase(paths.lock, 'lock');
  try {
    db.exec('BEGIN EXCLUSIVE');
    removeDrafts(home);
    removeRecordedDrafts(paths.drafts);
    recordDrafts(paths.drafts);
    const holder: LockHolder = { pid: process.pid, program, since: new Date().toISOString() };
    writeAtomic(paths.lockHolder, utf8(`${JSON.stringify(holder)}\n`), { mode: 0o600, durable: false });
  } catch (error) {
    db.close();
    throw error instanceof NotaryError && error.code === 'home-locked' ? lockedBy(readHolder(home), home) : error;
  }
  return { release: () => releaseLock(db) };
}

function releaseLock(db: Db): void {
  db.close(); // rolls back and so releases the lock
}

function lockedBy(holder: LockHolder | null, home: string): NotaryError {
  const who = holder ? `${holder.program} (process ${holder.pid}, since ${holder.since})` : 'another program';
  const message = `${who} works in ${home}; close it, or use another home`;
  return new NotaryError('home-locked', message, { home, ...(holder ?? {}) });
}

/** The last process to take the lock, which may have ended since; null when it cannot be read. */
export function readHolder(home: string): LockHolder | null {
  try {
    return holderShape(JSON.parse(readSmallText(homePaths(home).lockHolder)), 'lock');
  } catch {
    return null;
  }
}
