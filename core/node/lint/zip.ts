/** The members of a document that is an archive, bounded in count and expansion. */
import { readDirectory, type ZipEntry } from '../../documents/zip/directory.ts';
import { memorySource, type SyncByteSource } from '../../documents/zip/source.ts';
import { unpackEntry } from '../../documents/zip/unpack.ts';
import { nodeInflater } from '../system/inflate.ts';
import { readXml, type XmlHandler } from '../system/xml.ts';

/** Bounds of one archive; beyond them its entries count as not readable. */
export const ZIP_LIMITS = { entries: 10_000, member: 16 * 1024 * 1024, unpacked: 48 * 1024 * 1024 } as const;

/** A member's name as it is looked up: programs write `./` and `\`, and do not keep to one case. */
export function memberName(name: string): string {
  const parts: string[] = [];
  for (const part of name.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/').toLowerCase();
}

/** The member that a location names, which another member wrote: from the root with a slash, else from where that one lies. */
export function memberAt(location: string, from: string): string {
  return memberName(location.startsWith('/') ? location : `${from.slice(0, from.lastIndexOf('/') + 1)}${location}`);
}

/** An opened archive; members are unpacked on request. */
export class ZipFile {
  readonly #source: SyncByteSource;
  readonly #members: ReadonlyMap<string, ZipEntry>;
  #left: number = ZIP_LIMITS.unpacked;

  /** Throws for anything that is not an archive. */
  constructor(bytes: Uint8Array) {
    this.#source = memorySource(bytes);
    const entries = readDirectory(this.#source, ZIP_LIMITS.entries);
    this.#members = new Map(entries.map((entry) => [memberName(entry.name), entry]));
  }

  /** As `memberName` has them. */
  get names(): readonly string[] {
    return [...this.#members.keys()];
  }

  /** True when an entry opens only with a password. */
  get encrypted(): boolean {
    return [...this.#members.values()].some((member) => member.encrypted);
  }

  /** An entry's size as the archive claims it; null when there is none of this name. */
  sizeOf(name: string): number | null {
    return this.#members.get(name)?.size ?? null;
  }

  /** A member; null when it is missing, encrypted or beyond the bounds. Throws when it is damaged. */
  bytes(name: string): Uint8Array | null {
    const member = this.#members.get(name);
    if (!member || member.encrypted || member.size > Math.min(this.#left, ZIP_LIMITS.member)) return null;
    this.#left -= member.size;
    return unpackEntry(this.#source, member, nodeInflater);
  }

  /** Reads a member as XML; false when it is missing or beyond the bounds. Throws `malformed` for what is no XML. */
  read(name: string, handler: XmlHandler): boolean {
    const bytes = this.bytes(name);
    if (bytes !== null) readXml(bytes, handler);
    return bytes !== null;
  }
}
