/**
 * Expands files and folders named by a user into files. An entry that cannot be used is reported separately and does
 * not affect the others. Synchronous, because it runs in a worker of the hash pool.
 */
import { isUtf8 } from 'node:buffer';
import { readdirSync, statSync } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import { isClutterFile, isClutterFolder, isOfFileManager } from '../../documents/clutter.ts';
import { type ErrorCode, NotaryError } from '../../errors.ts';
import { type Fault, faultOf } from './fault.ts';

/** A path; bytes when a name is not UTF-8 (possible on Linux), because text could not express it. */
export type FilePath = string | Uint8Array;

/** A regular file and its size in bytes. */
export interface FoundFile {
  readonly path: FilePath;
  readonly size: number;
}

/** An entry that cannot be used, and why. */
export interface FoundFault {
  readonly path: FilePath;
  readonly fault: Fault;
}

/** A file, or a folder with all that lies in it, that nobody means when naming the folder around it. */
export interface LeftOut {
  readonly path: FilePath;
  readonly leftOut: true;
}

/** One step of a walk: a regular file, or an entry that cannot be used. */
export type WalkStep = FoundFile | FoundFault;

/** Bounds of one walk. Exceeding them is reported once, as `too-large`. */
export interface WalkLimits {
  readonly files: number;
  readonly depth: number;
}

/** The bounds of a walk unless others are given. */
export const WALK_LIMITS: WalkLimits = { files: 1_000_000, depth: 64 };

/** The path as text for people: bytes that are not UTF-8 are written `\xNN`. */
export function shownPath(path: FilePath): string {
  return typeof path === 'string' ? path : escapeBytes(path);
}

/** The last part of a path, for people. */
export function shownName(path: FilePath): string {
  return basename(shownPath(path));
}

/** A path for node:fs, which takes bytes only as a Buffer. */
export function fsPath(path: FilePath): string | Buffer {
  return typeof path === 'string' ? path : Buffer.from(path.buffer, path.byteOffset, path.length);
}

function escapeBytes(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((n) => at + n <= bytes.length && isUtf8(bytes.subarray(at, at + n))) ?? 0;
    out +=
      length > 0
        ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(at, at + length))
        : `\\x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
    at += Math.max(1, length);
  }
  return out;
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  ELOOP: 'file-loop',
  ENAMETOOLONG: 'file-path-too-long',
};

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  'file-missing': 'there is no such file',
  'file-loop': 'a loop of links',
  'file-path-too-long': 'the path is too long for this system',
  'file-unreadable': 'cannot be read',
  'file-changed': 'changed while it was being hashed; add it again when it is no longer written to',
  'file-empty': 'the file is empty',
  'file-special': 'a device, socket or pipe, not a file',
};

/** The error of this code for a file. */
export function fileError(code: ErrorCode, path: FilePath, cause?: unknown): NotaryError {
  const file = shownPath(path);
  return new NotaryError(code, `${file}: ${SENTENCES[code] ?? code}`, { file }, cause);
}

/** Converts a system error about a file. */
export function systemFileError(error: unknown, path: FilePath): NotaryError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return fileError(CODES[code] ?? 'file-unreadable', path, error);
}

/**
 * Walks `roots` in their order and each folder by the bytes of its names. Links are followed; each folder is entered
 * once, and a link to an enclosing folder is `file-loop`. Each path is returned once.
 */
export function* walkFiles(roots: readonly FilePath[], limits: WalkLimits = WALK_LIMITS): Generator<WalkStep> {
  for (const step of new Walk(limits, leftOutOfBoxes).run(roots)) if (!('leftOut' in step)) yield step;
}

/** The same without what systems and programs leave in folders, which is told instead; what was named itself is taken. */
export function walkDocuments(roots: readonly FilePath[]): Generator<WalkStep | LeftOut> {
  return new Walk(WALK_LIMITS, leftOutOfIntakes).run(roots);
}

type Ancestors = readonly string[];
/** Whether an entry of a folder is left out. */
type LeavesOut = (name: string, isFolder: boolean) => boolean;

const leftOutOfBoxes: LeavesOut = (name) => isOfFileManager(name);
const leftOutOfIntakes: LeavesOut = (name, isFolder) => (isFolder ? isClutterFolder(name) : isClutterFile(name));

class Walk {
  readonly #limits: WalkLimits;
  readonly #leavesOut: LeavesOut;
  readonly #entered = new Set<string>();
  readonly #given = new Set<string>();
  #files = 0;

  constructor(limits: WalkLimits, leavesOut: LeavesOut) {
    this.#limits = limits;
    this.#leavesOut = leavesOut;
  }

  *run(roots: readonly FilePath[]): Generator<WalkStep | LeftOut> {
    for (const root of roots) yield* this.#entry(typeof root === 'string' ? resolve(root) : root, []);
  }

  *#entry(path: FilePath, ancestors: Ancestors): Generator<WalkStep | LeftOut> {
    if (this.#files > this.#limits.files) return;
    const key = typeof path === 'string' ? path : `\0${Buffer.from(path).toString('latin1')}`;
    try {
      const stat = statSync(fsPath(path), { bigint: true });
      if (ancestors.length > 0 && this.#leavesOut(shownName(path), stat.isDirectory())) yield { path, leftOut: true };
      else if (stat.isDirectory()) yield* this.#folder(path, folderId(path, stat), ancestors);
      else if (!stat.isFile()) throw fileError('file-special', path);
      else if (!this.#given.has(key)) {
        this.#given.add(key);
        if (++this.#files > this.#limits.files) throw tooLarge(path, `more than ${this.#limits.files} files`);
        yield { path, size: Number(stat.size) };
      }
    } catch (error) {
      yield { path, fault: faultOf(error instanceof NotaryError ? error : systemFileError(error, path)) };
    }
  }

  *#folder(path: FilePath, id: string, ancestors: Ancestors): Generator<WalkStep | LeftOut> {
    if (ancestors.includes(id)) throw fileError('file-loop', path);
    if (this.#entered.has(id)) return;
    if (ancestors.length >= this.#limits.depth) throw tooLarge(path, `more than ${this.#limits.depth} folders deep`);
    this.#entered.add(id);
    const names = readdirSync(fsPath(path), { encoding: 'buffer' }).sort(Buffer.compare);
    const above = [...ancestors, id];
    for (const name of names) yield* this.#entry(join(path, name), above);
  }
}

function folderId(path: FilePath, stat: { dev: bigint; ino: bigint }): string {
  // some network file systems have no inode numbers; the path is used instead
  return stat.ino === 0n ? shownPath(path) : `${stat.dev}:${stat.ino}`;
}

function tooLarge(path: FilePath, what: string): NotaryError {
  return new NotaryError('too-large', `${shownPath(path)}: ${what}`, { file: shownPath(path) });
}

function join(folder: FilePath, name: Buffer): FilePath {
  if (typeof folder === 'string' && isUtf8(name))
    return folder.endsWith(sep) ? folder + name.toString('utf8') : folder + sep + name.toString('utf8');
  const start = Buffer.from(folder as string);
  return Buffer.concat([start, Buffer.from(start.at(-1) === sep.charCodeAt(0) ? '' : sep), name]);
}
