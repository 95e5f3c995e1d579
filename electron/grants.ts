/**
 * What a person has chosen, and what the desk has shown. A page that was taken over could otherwise read any file's
 * digest or write into any folder; so paths count only when a dialog, a drop or the desk itself named them first.
 */
import { dirname, resolve } from 'node:path';
import { NotaryError } from '../core/errors.ts';

/** A set of files, and of folders with all that is in them. */
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

  /** A person chose this file or folder to be read. */
  chosen(path: string): void {
    this.#read.add(path);
  }

  /** A person chose this folder to be written to. */
  target(folder: string): void {
    this.#write.add(folder);
  }

  /** The desk told the page of this path, which it may reveal but not read. */
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
