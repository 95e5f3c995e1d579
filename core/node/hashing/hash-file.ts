/**
 * Hashes one file and notices when it changed meanwhile: it must be a regular file, its size must equal the number of
 * bytes read, and the path must still lead to the same, unchanged file afterwards.
 */
import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Warning } from '../../documents/warnings.ts';
import { NotaryError } from '../../errors.ts';
import { PDF_LIMITS } from '../../formats/attachments/limits.ts';
import type { DigestSet } from '../../formats/digests.ts';
import { isLintable, type SeenFile } from '../lint/lint.ts';
import { digestBytes, fileDigester } from '../system/digests.ts';
import { type FilePath, fileError, fsPath, shownName, systemFileError } from '../system/files.ts';
import { READ_FLAGS } from '../system/small-file.ts';
import { type FileContent, NOTHING_KNOWN } from '../system/sniff.ts';

/** Files up to this size are read whole. */
export const WHOLE = 1024 * 1024;
const CHUNK = 4 * 1024 * 1024;

/** Digests and size (bytes) of a file, with what was found in it. */
export interface FileDigest extends FileContent, DigestSet {
  readonly size: number;
  readonly warnings: readonly Warning[];
}

/** Looks at a file that was read and hashed. Must not throw and not keep the bytes. */
export type Inspect = (seen: SeenFile) => FileContent & { readonly warnings: readonly Warning[] };

const nothing: Inspect = () => ({ ...NOTHING_KNOWN, warnings: [] });

// one byte more than the limit, so that a file that grew is noticed
const whole = Buffer.allocUnsafeSlow(WHOLE + 1);

/** Hashes a file of at most `WHOLE` bytes; null when it is larger. Throws a `file-…` error. */
export function hashSmallFile(path: FilePath, inspect: Inspect = nothing): FileDigest | null {
  let fd: number | null = null;
  try {
    fd = openSync(fsPath(path), READ_FLAGS);
    const before = fstatSync(fd, { bigint: true });
    checkKind(before, path);
    if (before.size > WHOLE) return null;
    const bytes = whole.subarray(0, fill(fd, whole.subarray(0, Number(before.size) + 1)));
    checkUnchanged(before, statSync(fsPath(path), { bigint: true }), bytes.length, path);
    return { ...digestBytes(bytes), ...describe(path, before, bytes, inspect) };
  } catch (error) {
    throw error instanceof NotaryError ? error : systemFileError(error, path);
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

function describe(path: FilePath, before: BigIntStats, bytes: Uint8Array, inspect: Inspect) {
  const size = Number(before.size);
  return { size, ...inspect({ name: shownName(path), size, blocks: Number(before.blocks), bytes }) };
}

/**
 * The bytes of a file that did not change while it was read. The result may be a view of `room`, valid only until
 * `room` is used again. Throws a `file-…` error; an empty file is no error here.
 */
export function readUnchanged(path: FilePath, room?: Buffer): Buffer {
  let fd: number | null = null;
  try {
    fd = openSync(fsPath(path), READ_FLAGS);
    const before = fstatSync(fd, { bigint: true });
    if (before.size > 0n || !before.isFile()) checkKind(before, path);
    const size = Number(before.size);
    // one byte more than its size, so that a file that grew is noticed
    const bytes = room && room.length > size ? room : Buffer.allocUnsafeSlow(size + 1);
    const length = fill(fd, bytes.subarray(0, size + 1));
    checkUnchanged(before, statSync(fsPath(path), { bigint: true }), length, path);
    return bytes.subarray(0, length);
  } catch (error) {
    throw error instanceof NotaryError ? error : systemFileError(error, path);
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

function fill(fd: number, bytes: Buffer): number {
  let length = 0;
  for (;;) {
    const read = readSync(fd, bytes, length, bytes.length - length, null);
    length += read;
    if (read === 0 || length === bytes.length) return length;
  }
}

function checkKind(stat: BigIntStats, path: FilePath): void {
  if (stat.isDirectory()) throw fileError('file-changed', path);
  if (!stat.isFile()) throw fileError('file-special', path);
  if (stat.size === 0n) throw fileError('file-empty', path);
}

function checkUnchanged(before: BigIntStats, after: BigIntStats, read: number, path: FilePath): void {
  const same =
    before.ino === after.ino &&
    before.dev === after.dev &&
    before.size === after.size &&
    before.mtimeNs === after.mtimeNs &&
    before.size === BigInt(read);
  if (!same) throw fileError('file-changed', path);
}

/** Cancellation and progress of a long hashing. */
export interface HashWatch {
  cancelled(): boolean;
  /** Bytes hashed so far. */
  progress(bytes: number): void;
}

/** Hashes a file of any size in constant memory, reading ahead while it hashes. Throws a `file-…` error or `cancelled`. */
export async function hashLargeFile(path: FilePath, watch: HashWatch, inspect: Inspect = nothing): Promise<FileDigest> {
  let file: FileHandle | null = null;
  try {
    file = await open(fsPath(path), READ_FLAGS);
    const before = await file.stat({ bigint: true });
    checkKind(before, path);
    const { digests, size, head } = await hashHandle(file, Number(before.size), watch);
    checkUnchanged(before, statSync(fsPath(path), { bigint: true }), size, path);
    return { ...digests, ...describe(path, before, head, inspect) };
  } catch (error) {
    throw error instanceof NotaryError ? error : systemFileError(error, path);
  } finally {
    await file?.close();
  }
}

async function hashHandle(file: FileHandle, expected: number, watch: HashWatch) {
  const digester = fileDigester();
  let [current, next] = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)];
  const look = new Look(expected);
  let size = 0;
  let { bytesRead } = await file.read(current, 0, CHUNK, null);
  // stops at a file that keeps growing
  while (bytesRead > 0 && size <= expected) {
    if (watch.cancelled()) throw new NotaryError('cancelled', 'cancelled');
    const ahead = file.read(next, 0, CHUNK, null);
    const bytes = current.subarray(0, bytesRead);
    look.add(bytes);
    digester.update(bytes);
    size += bytesRead;
    watch.progress(size);
    [current, next] = [next, current];
    ({ bytesRead } = await ahead);
  }
  return { digests: digester.digests(), size, head: look.bytes() };
}

/**
 * Keeps the part of a file that will be inspected: all of it for kinds that the bounded readers parse, else the first
 * bytes.
 */
class Look {
  readonly #whole: boolean;
  #parts: Uint8Array[] = [];

  constructor(expected: number) {
    this.#whole = expected <= PDF_LIMITS.file;
  }

  add(bytes: Uint8Array): void {
    const [first] = this.#parts;
    if (!first) this.#parts.push(Uint8Array.from(this.#whole && isLintable(bytes) ? bytes : bytes.subarray(0, 4096)));
    else if (this.#whole && isLintable(first)) this.#parts.push(Uint8Array.from(bytes));
  }

  bytes(): Uint8Array {
    return this.#parts.length === 1 ? (this.#parts[0] as Uint8Array) : Buffer.concat(this.#parts);
  }
}
