/** Atomic files: written under a temporary name in the same folder, made durable, then renamed. */
import { closeSync, existsSync, fsync, fsyncSync, linkSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { NotaryError } from '../../errors.ts';
import { type Draft, newDraft } from './drafts.ts';

/** How a file is written. */
export interface AtomicOptions {
  /** Permission bits of the file; 0666 minus the umask by default. */
  readonly mode?: number;
  /** Whether it must survive a power cut once this returns; true by default. */
  readonly durable?: boolean;
}

/**
 * Writes a file, replacing one of the same name; bytes may come in pieces. Readers see either the old bytes or the new
 * ones, even after a crash. Throws `write-failed` and leaves the old file unchanged.
 */
export function writeAtomic(
  path: string,
  bytes: Uint8Array | Iterable<Uint8Array>,
  { mode = 0o666, durable = true }: AtomicOptions = {},
): void {
  const draft = newDraft(path);
  try {
    const file = openSync(draft.path, 'wx', mode);
    try {
      for (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) writeAll(file, piece);
      if (durable) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameOver(draft.path, path);
    if (durable) syncFolder(dirname(path));
  } catch (cause) {
    throw writeFailed(path, cause);
  } finally {
    draft.remove();
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** One of many files that are written together. */
export interface AtomicFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether a file of that name is replaced. */
  readonly replace: boolean;
}

/** `taken`: there is a file of that name, and it was not to be replaced. */
export type AtomicResult = 'written' | 'taken' | NotaryError;

const flush = promisify(fsync);

/**
 * Writes files, each whole or not at all, and makes them durable together: that takes hardly longer than for one. What
 * fails for one is told for that one; one that failed may still be in its place, when only its folder could not be made
 * durable.
 */
export async function writeTogether(files: readonly AtomicFile[]): Promise<readonly AtomicResult[]> {
  const results = await Promise.all(files.map(writeOne));
  const written = files.filter((_, i) => results[i] === 'written');
  const failed = new Map<string, unknown>();
  for (const folder of new Set(written.map(({ path }) => dirname(path)))) {
    try {
      syncFolder(folder);
    } catch (cause) {
      failed.set(folder, cause);
    }
  }
  // these are in their place, and may be gone after a power cut
  const isUnsafe = ({ path }: AtomicFile, i: number) => results[i] === 'written' && failed.has(dirname(path));
  return files.map((file, i) =>
    isUnsafe(file, i) ? writeFailed(file.path, failed.get(dirname(file.path))) : (results[i] as AtomicResult),
  );
}

async function writeOne({ path, bytes, replace }: AtomicFile): Promise<AtomicResult> {
  const draft = newDraft(path);
  try {
    const file = openSync(draft.path, 'wx');
    try {
      writeAll(file, bytes);
      await flush(file);
    } finally {
      closeSync(file);
    }
    if (!replace) return placeNew(draft, path) ? 'written' : 'taken';
    renameOver(draft.path, path);
    return 'written';
  } catch (cause) {
    return writeFailed(path, cause);
  } finally {
    draft.remove();
  }
}

/** Gives the draft its name; false when somebody else's file has got it meanwhile. */
function placeNew(draft: Draft, path: string): boolean {
  try {
    linkSync(draft.path, path); // unlike a rename, refuses to replace
  } catch {
    // there is such a file, or this file system has no hard links
    if (existsSync(path)) return false;
    renameOver(draft.path, path);
  }
  return true;
}

/** Windows refuses to replace a file that a virus scanner or an indexer has open for a moment. */
function renameOver(draft: string, path: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(draft, path);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (process.platform !== 'win32' || attempt >= 20 || !['EPERM', 'EACCES', 'EBUSY'].includes(code)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    }
  }
}

/** What file systems answer that cannot do this with a folder: network shares, some sticks, FUSE. */
const NO_SUCH_CALL: ReadonlySet<string | undefined> = new Set(['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR']);

/** Makes names in a folder durable: renaming alone may not survive a power cut. Not everywhere is there such a call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!NO_SUCH_CALL.has((error as NodeJS.ErrnoException).code)) throw error;
  }
}

/** The error of a file that could not be written: no space, no permission. */
export function writeFailed(path: string, cause: unknown): NotaryError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  return new NotaryError('write-failed', `${path} could not be written: ${reason}`, { file: path, reason }, cause);
}
