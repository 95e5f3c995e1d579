/**
 * The directory of a ZIP archive (APPNOTE 6.3.10 section 4.3.12), ZIP64 included: the one reader of the app, the
 * checker page and the doctor. Every header from the directory's first byte to its last is read, regardless of the
 * count in the end record, so that no file is ever missed; anything inconsistent is `damaged`.
 */
import { boxTrouble } from '../box/trouble.ts';
import { type DirectoryPosition, findDirectory } from './end-record.ts';
import { damaged, ELSEWHERE, extraField, fieldsOf, LENGTH, SIGNATURE } from './fields.ts';
import { entryNames, type RawName } from './names.ts';
import { type ByteSource, bytesAt, type Reading, readLater, readNow, type SyncByteSource } from './source.ts';

/** One header of a directory. */
export interface ZipEntry {
  /** With `/` between folders, and at the end of a folder. */
  readonly name: string;
  readonly encrypted: boolean;
  /** Compression method: 0 stored, 8 deflated. */
  readonly method: number;
  /** Bytes in the archive, and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** CRC-32 of the unpacked bytes. */
  readonly crc: number;
  /** Offset of its local header in the source, and of what comes after the entry. */
  readonly at: number;
  readonly until: number;
  /** A symbolic link (a Unix mode says so): its contents are a path. */
  readonly link: boolean;
}

/** Bytes of a directory: 200,000 entries with long names take less. */
const DIRECTORY = 128 * 1024 * 1024;
/** Bytes that are read ahead. */
const AHEAD = 64 * 1024;

/** Decodes all names of a directory at once. */
export type ReadNames = (names: readonly RawName[]) => readonly string[];

/** All entries, folders and links too, in the order of the directory. Throws as `directory` does. */
export function readDirectory(source: SyncByteSource, most: number, names: ReadNames = entryNames) {
  return readNow(directory(source.size, most, names), source);
}

/** The same for an asynchronous source. */
export function readDirectoryLater(source: ByteSource, most: number): Promise<readonly ZipEntry[]> {
  return readLater(directory(source.size, most, entryNames), source);
}

/**
 * Reads a directory of at most `most` entries. Throws `malformed` (`damaged`), `too-large` (`too-many`, `too-large`) or
 * `not-supported` (a split archive).
 */
function* directory(size: number, most: number, names: ReadNames): Reading<readonly ZipEntry[]> {
  const position = yield* findDirectory(size);
  if (position.count > most) throw boxTrouble('too-many', 'ZIP: more entries than are read here');
  if (position.end - position.start > DIRECTORY)
    throw boxTrouble('too-large', 'ZIP: a longer directory than is read here');
  const headers = yield* headersIn(position, most);
  if (position.count > headers.length) damaged('fewer entries than its end record counts');
  const entries = placed(headers, names(headers), position.start);
  yield* refuseUnlisted(entries, position);
  return entries;
}

type Header = Omit<ZipEntry, 'name' | 'until'> & RawName;

function* headersIn({ start, end, before }: DirectoryPosition, most: number): Reading<readonly Header[]> {
  const ahead = new Ahead(end);
  const headers: Header[] = [];
  for (let at = start; at < end; ) {
    const { u16, u32 } = fieldsOf(yield* ahead.take(at, LENGTH.header, LENGTH.digital));
    if (u32(0) === SIGNATURE.digital && at + LENGTH.digital + u16(4) === end) break;
    if (u32(0) !== SIGNATURE.header || end - at < LENGTH.header) damaged('a broken directory');
    if (headers.length === most) throw boxTrouble('too-many', 'ZIP: more entries than are read here');
    const length = LENGTH.header + u16(28) + u16(30) + u16(32);
    headers.push(headerOf(yield* ahead.take(at, length), before));
    at += length;
  }
  return headers;
}

/** Buffered reading of a directory. */
class Ahead {
  readonly #end: number;
  #at = 0;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(end: number) {
    this.#end = end;
  }

  /** `length` bytes, or fewer at the end if there are at least `least`. */
  *take(at: number, length: number, least = length): Reading<Uint8Array> {
    const wanted = Math.min(length, this.#end - at);
    if (wanted < least) damaged('a broken directory');
    if (at + wanted > this.#at + this.#bytes.length) {
      this.#bytes = yield* bytesAt(at, Math.min(Math.max(length, AHEAD), this.#end - at));
      this.#at = at;
    }
    return this.#bytes.subarray(at - this.#at, at - this.#at + wanted);
  }
}

function headerOf(bytes: Uint8Array, before: number): Header {
  const { u16, u32 } = fieldsOf(bytes);
  const nameEnd = LENGTH.header + u16(28);
  const extra = bytes.subarray(nameEnd, nameEnd + u16(30));
  const numbers = zip64Of(extra, { size: u32(24), packed: u32(20), at: u32(42) });
  return {
    ...numbers,
    at: before + numbers.at,
    // copied, so that the surrounding buffer can be freed
    rawName: bytes.slice(LENGTH.header, nameEnd),
    unicodePath: extraField(extra, UNICODE_PATH)?.slice() ?? null,
    utf8: (u16(8) & 0x800) !== 0,
    encrypted: (u16(8) & 1) !== 0,
    method: u16(10),
    crc: u32(16),
    link: isLink(u16(4) >> 8, u32(38), numbers.size),
  };
}

const [ZIP64, UNICODE_PATH] = [0x0001, 0x7075] as const;
type Numbers = { readonly size: number; readonly packed: number; readonly at: number };

/** Section 4.5.3: the values moved to the extra field, in this order. */
function zip64Of(extra: Uint8Array, said: Numbers): Numbers {
  const field = extraField(extra, ZIP64);
  if (!field) return said;
  const { u64 } = fieldsOf(field);
  let position = 0;
  const real = (value: number) => {
    if (value !== ELSEWHERE.u32) return value;
    position += 8;
    return position <= field.length ? u64(position - 8) : damaged('a broken ZIP64 field');
  };
  return { size: real(said.size), packed: real(said.packed), at: real(said.at) };
}

/** Systems whose upper external attributes are a Unix mode (section 4.4.2), and the flag for it on other systems. */
const [UNIX, MACOS] = [3, 19] as const;
const HAS_MODE = 0x8000;
/** Maximum length of a link's path; a longer "link" is a hidden file. */
const LONGEST_PATH = 4096;

function isLink(system: number, attributes: number, size: number): boolean {
  const hasMode = system === UNIX || system === MACOS || (attributes & HAS_MODE) !== 0;
  return hasMode && attributes >>> 28 === 0xa && size <= LONGEST_PATH;
}

/** Decodes names and computes where each entry ends. Overlapping entries (as in zip bombs) are `damaged`. */
function placed(headers: readonly Header[], names: readonly string[], start: number): readonly ZipEntry[] {
  const order = headers.map((_, i) => i).sort((a, b) => (headers[a] as Header).at - (headers[b] as Header).at);
  const until = new Array<number>(headers.length).fill(start);
  order.forEach((index, i) => {
    const { at, packed } = headers[index] as Header;
    const next = headers[order[i + 1] ?? -1]?.at;
    if (next === undefined) return;
    if (at + LENGTH.local + packed > next) damaged('entries that share their bytes');
    until[index] = next;
  });
  return headers.map(({ rawName: _, unicodePath: __, utf8: ___, ...header }, i) => ({
    ...header,
    name: names[i] as string,
    until: until[i] as number,
  }));
}

/** The longest header. */
const HEADER = LENGTH.header + 3 * 0xffff;
/** The data descriptor after an entry whose sizes were not known in advance (section 4.3.9). */
const DESCRIPTORS = [0, 12, 16, 20, 24];

/**
 * Refuses files before the first or after the last entry that the directory does not list: entries with removed
 * headers, or another archive before this one. Some programs show them, others do not.
 */
function* refuseUnlisted(entries: readonly ZipEntry[], { start, before }: DirectoryPosition): Reading<void> {
  for (const at of new Set([0, before]))
    if (entries.every((entry) => entry.at !== at) && (yield* isLocalHeader(at, start))) unlisted();
  const last = entries.reduce<ZipEntry | null>((a, b) => (a && a.at > b.at ? a : b), null);
  const from = last ? yield* endOf(last) : 0;
  if (from >= start) return;
  for (const length of DESCRIPTORS) if (yield* isLocalHeader(from + length, start)) unlisted();
  const gapAt = Math.max(from, start - HEADER);
  const gap = yield* bytesAt(gapAt, start - gapAt);
  const { u16, u32 } = fieldsOf(gap);
  for (let at = gap.indexOf(0x50); at >= 0 && at + LENGTH.header <= gap.length; at = gap.indexOf(0x50, at + 1))
    if (u32(at) === SIGNATURE.header && at + LENGTH.header + u16(at + 28) + u16(at + 30) + u16(at + 32) === gap.length)
      unlisted();
}

function unlisted(): never {
  damaged('entries that are not in its directory');
}

function* isLocalHeader(at: number, until: number): Reading<boolean> {
  return at + LENGTH.local <= until && fieldsOf(yield* bytesAt(at, 4)).u32(0) === SIGNATURE.local;
}

/** End of an entry's data, according to its local header. */
function* endOf({ at, packed, until }: ZipEntry): Reading<number> {
  if (at + LENGTH.local > until) return until;
  const { u16 } = fieldsOf(yield* bytesAt(at, LENGTH.local));
  return at + LENGTH.local + u16(26) + u16(28) + packed;
}
