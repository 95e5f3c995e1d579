/**
 * Paths that a user has chosen, and that the desk has shown. A compromised page could otherwise read any file's digest
 * or write to any folder, so only paths that came from a dialog, a drop or the desk itself are allowed.
 */
import { dirname, resolve } from 'node:path';
import { NotaryError } from '../core/errors.ts';

/** A set of files, and of folders with their contents. */
export class PathSet {
  readonly #paths = new Set<string>();

  add(path: string): void {
    this.#paths.add(resolve(path));
  }

  has(path: string): boolean {
    let at = resolve(path);
    while (!this.#paths.has(at)) {
      const parent = dirname(at);
      if (parent === at) return false;
      at = parent;
    }
    return true;
  }
}

export class Grants {
  readonly #read = new PathSet();
  readonly #write = new PathSet();
  readonly #shown = new PathSet();

  /** A user chose this file or folder for reading. */
  chosen(path: string): void {
    this.#read.add(path);
  }

  /** A user chose this folder for writing. */
  target(folder: string): void {
    this.#write.add(folder);
  }

  /** The desk sent this path to the page, which may reveal it but not read it. */
  shown(path: string): void {
    this.#shown.add(path);
  }

  /** Throws `bad-input` for a path that nobody chose. */
  mayRead(paths: readonly string[]): void {
    refuse(paths.find((path) => !this.#read.has(path)));
  }

  /** Throws `bad-input` for a folder that nobody chose. */
  mayWrite(folder: string): void {
    refuse(this.#write.has(folder) ? undefined : folder);
  }

  /** Throws `bad-input` for a path that was neither chosen nor shown. */
  mayReveal(path: string): void {
    const known = [this.#read, this.#write, this.#shown].some((set) => set.has(path));
    refuse(known ? undefined : path);
  }
}

function refuse(path: string | undefined): void {
  if (path !== undefined)
    throw new NotaryError('bad-input', `nobody chose this path: ${path}`, { reason: 'not-chosen' });
}
