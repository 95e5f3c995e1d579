/** Bounds of what is looked into: archives and mails in a box come from strangers. */
import { boxFault, boxTrouble } from '../../box/trouble.ts';
import type { BoxFault } from '../../box/types.ts';
import { faultOf } from '../fault.ts';

/** The bounds; docs/case-box.md names them. */
export const BOX_LIMITS = {
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
  /** Bytes of a mail. */
  mail: 64 * 1024 * 1024,
  /** Milliseconds in which a thread must have got on with one entry. */
  silence: 120_000,
} as const;

/** What a row says about an error. */
export function boxFaultOf(error: unknown): BoxFault {
  return boxFault(faultOf(error));
}

/** What one given file, or one entry of it, may still unpack to. */
export class Allowance {
  #bytes: number;
  #entries: number;

  constructor(bytes: number, entries: number = BOX_LIMITS.entries) {
    this.#bytes = bytes;
    this.#entries = entries;
  }

  /** For a file of so many bytes. */
  static of(size: number): Allowance {
    return new Allowance(allowed(size));
  }

  /**
   * The part of a file's allowance that belongs to an entry, by the room that it takes in the file. So all entries
   * together never get more than the file, and what one of them gets does not depend on the others or their order.
   */
  static share(size: number, packed: number): Allowance {
    const part = size === 0 ? 0 : Math.min(1, packed / size);
    return new Allowance(allowed(size) * part, Math.max(BOX_LIMITS.few, BOX_LIMITS.entries * part));
  }

  /** Takes entries that unpack to so many bytes. Throws `too-large`. */
  take(entries: number, bytes: number): void {
    this.#entries -= entries;
    this.#bytes -= bytes;
    if (this.#entries < 0) throw boxTrouble('too-many', 'more entries than are read here');
    if (this.#bytes < 0) throw boxTrouble('too-large', 'unpacks to more than is read here');
  }
}

const allowed = (size: number) => BOX_LIMITS.free + BOX_LIMITS.ratio * size;
