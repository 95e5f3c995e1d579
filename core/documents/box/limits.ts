/** Bounds of the archives in a box, which are untrusted; the same in app and checker page. */
import { boxTrouble } from './trouble.ts';

/** The bounds; docs/case-box.md names them. */
export const ARCHIVE_LIMITS = {
  /** Nesting depth of archives and mails. */
  depth: 8,
  /** Total entries of one given file, at all depths. */
  entries: 200_000,
  /** Entries of each nested archive or mail. */
  few: 1000,
  /** One given file may unpack to `free` bytes plus `ratio` times its own size, at all depths. */
  ratio: 200,
  free: 64 * 1024 * 1024,
  /** Maximum size of a nested archive, which is unpacked to memory. */
  inner: 128 * 1024 * 1024,
} as const;

/** What one given file, or one of its entries, may still unpack to. */
export class Allowance {
  #bytes: number;
  #entries: number;

  /** This many bytes, and entries. */
  constructor(bytes: number, entries: number = ARCHIVE_LIMITS.entries) {
    this.#bytes = bytes;
    this.#entries = entries;
  }

  /** For a file of this many bytes, of which this many entries are read. */
  static of(size: number, entries: number = ARCHIVE_LIMITS.entries): Allowance {
    return new Allowance(allowed(size), entries);
  }

  /**
   * The share of a file's allowance for an entry, proportional to its packed size. So all entries together never exceed
   * the file's allowance, and an entry's share does not depend on the others or their order.
   */
  static share(size: number, packed: number): Allowance {
    const part = size === 0 ? 0 : Math.min(1, packed / size);
    return new Allowance(allowed(size) * part, Math.max(ARCHIVE_LIMITS.few, ARCHIVE_LIMITS.entries * part));
  }

  /** Remaining entries. */
  get entries(): number {
    return Math.floor(this.#entries);
  }

  /** Takes entries that unpack to this many bytes. Throws `too-large`. */
  take(entries: number, bytes: number): void {
    this.#entries -= entries;
    this.#bytes -= bytes;
    if (this.#entries < 0) throw boxTrouble('too-many', 'more entries than are read here');
    if (this.#bytes < 0) throw boxTrouble('too-large', 'unpacks to more than is read here');
  }
}

const allowed = (size: number) => ARCHIVE_LIMITS.free + ARCHIVE_LIMITS.ratio * size;
