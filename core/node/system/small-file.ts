/** Small files read as a whole. Pipes and devices are refused, because reading them may never end. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { NotaryError } from '../../errors.ts';
import { type FilePath, fileError, fsPath, shownPath, systemFileError } from './files.ts';

/** Far larger than any bundle, key, list or setting. */
export const SMALL_FILE = 1024 * 1024;

/** Opening a pipe would block until somebody writes into it; without effect on a regular file. */
export const READ_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * All bytes of a regular file of at most `most` bytes, even if it changes meanwhile. Throws `file-special` for anything
 * but a regular file, `too-large`, or a system error.
 */
export function readSmallFile(path: FilePath, most: number = SMALL_FILE): Buffer {
  let fd: number | null = null;
  try {
    fd = openSync(fsPath(path), READ_FLAGS);
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw fileError('file-special', path);
    const bytes = stat.size > most ? null : readUpTo(fd, stat.size, most);
    if (bytes) return bytes;
    const file = shownPath(path);
    throw new NotaryError('too-large', `${file}: more than ${most} bytes`, { file });
  } catch (error) {
    throw error instanceof NotaryError ? error : systemFileError(error, path);
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

/** The first bytes of a regular file, at most so many, and its size. Throws as `readSmallFile` does. */
export function readHead(path: FilePath, most: number): { readonly head: Uint8Array; readonly size: number } {
  let fd: number | null = null;
  try {
    fd = openSync(fsPath(path), READ_FLAGS);
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw fileError('file-special', path);
    const head = Buffer.alloc(most);
    return { head: head.subarray(0, readSync(fd, head, 0, most, 0)), size: stat.size };
  } catch (error) {
    throw error instanceof NotaryError ? error : systemFileError(error, path);
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

/** Reads to the end; null when the file has grown beyond `most`. */
function readUpTo(fd: number, size: number, most: number): Buffer | null {
  const parts: Buffer[] = [];
  let length = 0;
  // one byte more than its size, so that a file that grew is noticed, and files that report size 0 (as in /proc) can be
  // read
  for (let room = Buffer.allocUnsafeSlow(size + 1); ; room = Buffer.allocUnsafeSlow(64 * 1024)) {
    const read = readSync(fd, room, 0, room.length, null);
    if (read === 0) return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    parts.push(room.subarray(0, read));
    length += read;
    if (length > most) return null;
  }
}

/** The same as text in UTF-8. */
export function readSmallText(path: FilePath, most: number = SMALL_FILE): string {
  return readSmallFile(path, most).toString('utf8');
}
