/** Atomic files: written under a temporary name in the same folder, made durable, then renamed. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NotaryError } from '../../errors.ts';

const SUFFIX = '.notary-tmp';

/** How a file is written. */
export interface AtomicOptions {
  /** Permission bits of the file; 0666 minus the umask by default. */
  readonly mode?: number;
  /** Whether it must survive a power cut once this returns; true by default. */
  readonly durable?: boolean;
}

/**
 * Writes a file, replacing one of the same name. Readers see either the old bytes or the new ones, even after a crash.
 * Throws `write-failed` and leaves the old file unchanged.
 */
export function writeAtomic(path: string, bytes: Uint8Array, options: AtomicOptions = {}): void {
  const draft = join(dirname(path), `.${randomBytes(8).toString('hex')}${SUFFIX}`);
  try {
    writeDraft(draft, bytes, options);
    renameOver(draft, path);
    if (options.durable !== false) syncFolder(dirname(path));
  } catch (cause) {
    rmSync(draft, { force: true });
    throw writeFailed(path, cause);
  }
}

function writeDraft(draft: string, bytes: Uint8Array, options: AtomicOptions): void {
  const file = openSync(draft, 'wx', options.mode ?? 0o666);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    if (options.durable !== false) fsyncSync(file);
  } finally {
    closeSync(file);
  }
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

/** Makes names in a folder durable: renaming alone may not survive a power cut. Windows has no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes temporary files that a killed process left in one of our folders. */
export function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith('.') && name.endsWith(SUFFIX)) rmSync(join(folder, name), { force: true });
}

/** The error of a file that could not be written: no space, no permission. */
export function writeFailed(path: string, cause: unknown): NotaryError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  return new NotaryError('write-failed', `${path} could not be written: ${reason}`, { file: path, reason }, cause);
}
