/** The members of a document that is an archive, bounded in count and expansion. */
import { readDirectory, type ZipEntry } from '../../documents/zip/directory.ts';
import { memorySource, type SyncByteSource } from '../../documents/zip/source.ts';
import { unpackEntry } from '../../documents/zip/unpack.ts';
import { nodeInflater } from '../system/inflate.ts';

/** Bounds of one archive; beyond them its members count as not readable. */
export const ZIP_LIMITS = { entries: 10_000, member: 16 * 1024 * 1024, unpacked: 48 * 1024 * 1024 } as const;

export class ZipFile {
  readonly #source: SyncByteSource;
  readonly #members: ReadonlyMap<string, ZipEntry>;
  #left: number = ZIP_LIMITS.unpacked;

  /** Throws for anything that is not an archive. */
  constructor(bytes: Uint8Array) {
    this.#source = memorySource(bytes);
    this.#members = new Map(readDirectory(this.#source, ZIP_LIMITS.entries).map((entry) => [entry.name, entry]));
  }

  get names(): readonly string[] {
    return [...this.#members.keys()];
  }

  /** True when a member opens only with a password. */
  get encrypted(): boolean {
    return [...this.#members.values()].some((member) => member.encrypted);
  }

  /** A member's size as the archive claims it; null when there is none of this name. */
  sizeOf(name: string): number | null {
    return this.#members.get(name)?.size ?? null;
  }

  /** A member, one character for each byte; empty when it is missing, encrypted or beyond the bounds. Throws when it is damaged. */
  text(name: string): string {
    const member = this.#members.get(name);
    if (!member || member.encrypted || member.size > Math.min(this.#left, ZIP_LIMITS.member)) return '';
    this.#left -= member.size;
    const { buffer, byteOffset, length } = unpackEntry(this.#source, member, nodeInflater);
    return Buffer.from(buffer, byteOffset, length).toString('latin1');
  }
}
