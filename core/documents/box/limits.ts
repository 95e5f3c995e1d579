/** Bounds of the archives in a box, the same in app and checker page: they come from strangers. */
import { boxTrouble } from './trouble.ts';

/** The bounds; docs/case-box.md names them. */
export const ARCHIVE_LIMITS = {
  /** Archives and mails inside one another. */
  depth: 8,
  /** Entries of one file that was given, at all its depths. */
  entries: 200_000,
  /** Entries that every archive or mail inside another one may have. */
  few: 1000,
  /** One file that was given may unpack to `free` bytes and `ratio` times its own size, at all its depths. */
  ratio: 200,
  free: 64 * 1024 * 1024,
  /** An archive inside another one is unpacked into memory. */
  inner: 128 * 1024 * 1024,
} as const;

/** What one given file, or one entry of it, may still unpack to. */
export class Allowance {
  #bytes: number;
  #entries: number;

  /** So many bytes, and entries. */
  constructor(bytes: number, entries: number = ARCHIVE_LIMITS.entries) {
    this.#bytes = bytes;
    this.#entries = entries;
  }

  /** For a file of so many bytes, of which so many entries are read. */
  static of(size: number, entries: number = ARCHIVE_LIMITS.entries): Allowance {
    return new Allowance(allowed(size), entries);
  }

  /**
   * The part of a file's allowance that belongs to an entry, by the room that it takes in the file. So all entries
   * together never get more than the file, and what one of them gets does not depend on the others or their order.
   */
  static share(size: number, packed: number): Allowance {
    const part = size === 0 ? 0 : Math.min(1, packed / size);
    return new Allowance(allowed(size) * part, Math.max(ARCHIVE_LIMITS.few, ARCHIVE_LIMITS.entries * part));
  }

  /** Entries that are left. */
  get entries(): number {
    return Math.floor(this.#entries);
  }

  /** Takes entries that unpack to so many bytes. Throws `too-large`. */
  take(entries: number, bytes: number): void {
    this.#entries -= entries;
    this.#bytes -= bytes;
    if (this.#entries < 0) throw boxTrouble('too-many', 'more entries than are read here');
    if (this.#bytes < 0) throw boxTrouble('too-large', 'unpacks to more than is read here');
  }
}

const allowed = (size: number) => ARCHIVE_LIMITS.free + ARCHIVE_LIMITS.ratio * size;
