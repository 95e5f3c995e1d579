/**
 * A ZIP in the page (APPNOTE 6.3) by its central directory, read from the disk piece by piece. What the directory says
 * about an entry is believed only once the bytes have that length and checksum, as in the app.
 */
import { Inflate } from 'fflate';
import type { ArchiveEntry } from '../../../core/box/archive-entry.ts';
import { boxTrouble } from '../../../core/box/trouble.ts';

const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50] as const;
/** The end record with the longest comment. */
const TAIL = 22 + 65_535;
/** Longer directories are no archive's that a person packs. */
const DIRECTORY = 32 * 1024 * 1024;
/** Folders, what file managers leave behind, and macOS's shadow of every file. */
const NOT_FILES = /\/$|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$|^__MACOSX\//;
const UTF8_FLAG = 0x800;
/** What a field holds when the real value stands in a ZIP64 record. */
const ELSEWHERE = 0xffffffff;

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Every entry that is a file, in the order of the directory. Throws when it is damaged or has more than `most`. */
export async function readDirectory(zip: Blob, most: number): Promise<readonly ArchiveEntry[]> {
  const { count, at, length } = await endRecord(zip);
  if (count > most) throw boxTrouble('too-many', 'more entries than are read here');
  if (at === ELSEWHERE || length === ELSEWHERE) throw boxTrouble('unsupported', 'an archive as large as this (ZIP64)');
  if (length > DIRECTORY) throw boxTrouble('too-large', 'a longer directory than is read here');
  const directory = await bytesOf(zip.slice(at, at + length));
  const entries: ArchiveEntry[] = [];
  for (let i = 0, place = 0; i < count; i++) {
    const { entry, next } = entryAt(directory, place);
    if (!NOT_FILES.test(entry.name)) entries.push(entry);
    place = next;
  }
  refuseOverlap(entries);
  return entries;
}

async function endRecord(zip: Blob): Promise<{ count: number; at: number; length: number }> {
  const tail = await bytesOf(zip.slice(Math.max(0, zip.size - TAIL)));
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= 0; at--)
    if (view.getUint32(at, true) === END)
      return {
        count: view.getUint16(at + 10, true),
        at: view.getUint32(at + 16, true),
        length: view.getUint32(at + 12, true),
      };
  throw boxTrouble('damaged', 'not an archive that can be read: no directory');
}

function entryAt(directory: Uint8Array, at: number): { readonly entry: ArchiveEntry; readonly next: number } {
  const view = viewOf(directory);
  if (at + 46 > directory.length || view.getUint32(at, true) !== ENTRY)
    throw boxTrouble('damaged', 'a broken directory');
  const u16 = (offset: number) => view.getUint16(at + offset, true);
  const u32 = (offset: number) => view.getUint32(at + offset, true);
  const flags = u16(8);
  const entry = {
    name: entryName(directory.subarray(at + 46, at + 46 + u16(28)), (flags & UTF8_FLAG) !== 0),
    encrypted: (flags & 1) !== 0,
    method: u16(10),
    crc: u32(16),
    packed: u32(20),
    size: u32(24),
    at: u32(42),
  };
  return { entry, next: at + 46 + u16(28) + u16(30) + u16(32) };
}

/** Older programs write names in the encoding of their system, on a Chinese Windows GB 18030, without saying so. */
function entryName(raw: Uint8Array, isUtf8: boolean): string {
  for (const encoding of isUtf8 ? ['utf-8'] : ['utf-8', 'gb18030'])
    try {
      return separated(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(raw));
    } catch {
      // not this one
    }
  return separated(Array.from(raw, (byte) => String.fromCharCode(byte)).join(''));
}

/** Some programs on Windows write its separator. */
const separated = (name: string) => (name.includes('/') ? name : name.replaceAll('\\', '/'));

/** Entries that share their bytes are no archive's but a bomb's: a little then unpacks to very much. */
function refuseOverlap(entries: readonly ArchiveEntry[]): void {
  const sorted = [...entries].sort((a, b) => a.at - b.at);
  const overlaps = sorted.some(
    ({ at, packed }, i) => at + 30 + packed > (sorted[i + 1]?.at ?? Number.POSITIVE_INFINITY),
  );
  if (overlaps) throw boxTrouble('damaged', 'entries that share their bytes');
}

async function dataOf(zip: Blob, { at, packed }: ArchiveEntry): Promise<Blob> {
  const header = viewOf(await bytesOf(zip.slice(at, at + 30)));
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL)
    throw boxTrouble('damaged', 'an entry that is not where the directory says');
  const start = at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  return zip.slice(start, start + packed);
}

/** Bytes that are read at once, and those that are unpacked at once: a piece may unpack to a thousand times itself. */
const READ = 1024 * 1024;
const PIECE = 16 * 1024;

/** The bytes of an entry piece by piece. Throws when it is encrypted, damaged or packed in a way that is not read here. */
export async function* unpackEntry(zip: Blob, entry: ArchiveEntry): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) throw boxTrouble('encrypted', 'opens only with a password');
  if (entry.method !== 0 && entry.method !== 8) throw boxTrouble('unsupported', `packed by method ${entry.method}`);
  let [size, crc] = [0, 0];
  for await (const part of unpacked(await dataOf(zip, entry), entry.method)) {
    size += part.length;
    crc = crc32(part, crc);
    if (size > entry.size) break;
    yield part;
  }
  if (size !== entry.size || crc !== entry.crc) throw boxTrouble('damaged', 'the checksum differs');
}

async function* unpacked(data: Blob, method: number): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const inflate = new Inflate((part) => ready.push(part));
  for (let at = 0; at < data.size; at += READ) {
    const bytes = await bytesOf(data.slice(at, at + READ));
    if (method === 0) yield bytes;
    else
      for (let piece = 0; piece < bytes.length; piece += PIECE) {
        push(inflate, bytes.subarray(piece, piece + PIECE), at + piece + PIECE >= data.size);
        yield* ready;
        ready = [];
      }
  }
}

function push(inflate: Inflate, piece: Uint8Array, isLast: boolean): void {
  try {
    inflate.push(piece, isLast);
  } catch (error) {
    throw boxTrouble('damaged', 'does not unpack', error);
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 (ISO 3309) of `bytes` after those that gave `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
