/**
 * Archives as boxes are packed: ZIP (APPNOTE 6.3) with ZIP64, stored or deflated. The directory is read by yauzl; what it
 * says about an entry is believed only once the bytes have that length and checksum.
 */
import { createReadStream, readSync } from 'node:fs';
import type { Transform } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, fromFdPromise, type Entry as YauzlEntry, type ZipFile } from 'yauzl';
import type { ArchiveEntry } from '../../box/archive-entry.ts';
import { boxTrouble } from '../../box/trouble.ts';
import type { Allowance } from './limits.ts';

/** An archive on the disk, by its descriptor, or in memory. */
export type ArchiveSource = number | Buffer;

const OPTIONS = { autoClose: false, lazyEntries: true, decodeStrings: false } as const;
const LOCAL = { signature: 0x04034b50, length: 30 } as const;
/** Folders, what file managers leave behind, and macOS's shadow of every file. */
const NOT_FILES = /\/$|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$|^__MACOSX\//;

/** Every entry that is a file, in the order of the directory. Throws when it is damaged or beyond the allowance. */
export async function readDirectory(source: ArchiveSource, allowance: Allowance): Promise<readonly ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  try {
    const zip = await opened(source);
    allowance.take(zip.entryCount, 0);
    for await (const entry of zip.eachEntry()) {
      const shown = shownEntry(entry);
      if (NOT_FILES.test(shown.name)) continue;
      allowance.take(0, shown.size);
      entries.push(shown);
    }
    refuseOverlap(entries);
  } catch (error) {
    throw isTrouble(error) ? error : boxTrouble('damaged', `not an archive that can be read: ${text(error)}`, error);
  }
  return entries;
}

/** Entries that share their bytes are no archive's but a bomb's: a little then unpacks to very much. */
function refuseOverlap(entries: readonly ArchiveEntry[]): void {
  const sorted = [...entries].sort((a, b) => a.at - b.at);
  const overlaps = sorted.some(({ at, packed }, i) => at + LOCAL.length + packed > (sorted[i + 1]?.at ?? Infinity));
  if (overlaps) throw boxTrouble('damaged', 'entries that share their bytes');
}

const isTrouble = (error: unknown) => error instanceof Error && error.name === 'NotaryError';
const text = (error: unknown) => (error instanceof Error ? error.message : String(error));

function opened(source: ArchiveSource): Promise<ZipFile> {
  return typeof source === 'number' ? fromFdPromise(source, OPTIONS) : fromBufferPromise(source, OPTIONS);
}

function shownEntry(entry: YauzlEntry): ArchiveEntry {
  return {
    name: entryName(entry),
    encrypted: entry.isEncrypted(),
    method: entry.compressionMethod,
    packed: entry.compressedSize,
    size: entry.uncompressedSize,
    crc: entry.crc32,
    at: entry.relativeOffsetOfLocalHeader,
  };
}

const UTF8_FLAG = 0x800;

/** Older programs write names in the encoding of their system, on a Chinese Windows GB 18030, without saying so. */
function entryName({ fileNameRaw, generalPurposeBitFlag }: YauzlEntry): string {
  const encodings = (generalPurposeBitFlag & UTF8_FLAG) !== 0 ? ['utf-8'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings)
    try {
      return separated(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(fileNameRaw));
    } catch {
      // not this one
    }
  return separated(fileNameRaw.toString('latin1'));
}

/** Some programs on Windows write its separator. */
const separated = (name: string) => (name.includes('/') ? name : name.replaceAll('\\', '/'));

function check(entry: ArchiveEntry): void {
  if (entry.encrypted) throw boxTrouble('encrypted', 'opens only with a password');
  if (entry.method !== 0 && entry.method !== 8) throw boxTrouble('unsupported', `packed by method ${entry.method}`);
  if (entry.method === 0 && entry.packed !== entry.size) throw boxTrouble('damaged', 'a stored entry of another size');
}

function readAt(source: ArchiveSource, at: number, length: number): Buffer {
  if (typeof source !== 'number') return source.subarray(at, at + length);
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let read = 0; read < length; ) {
    const count = readSync(source, bytes, read, length - read, at + read);
    if (count === 0) return bytes.subarray(0, read);
    read += count;
  }
  return bytes;
}

function dataStart(source: ArchiveSource, { at }: ArchiveEntry): number {
  const header = readAt(source, at, LOCAL.length);
  if (header.length < LOCAL.length || header.readUInt32LE(0) !== LOCAL.signature)
    throw boxTrouble('damaged', 'an entry that is not where the directory says');
  return at + LOCAL.length + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** The bytes of an entry. Throws when it is encrypted, damaged or packed in another way. */
export function readEntry(source: ArchiveSource, entry: ArchiveEntry): Buffer {
  check(entry);
  const packed = readAt(source, dataStart(source, entry), entry.packed);
  const bytes = entry.method === 0 ? packed : inflated(packed, entry.size);
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw boxTrouble('damaged', 'the checksum differs');
  return bytes;
}

function inflated(packed: Buffer, size: number): Buffer {
  try {
    // zlib takes no bound of 0
    return inflateRawSync(packed, { maxOutputLength: size + 1 });
  } catch (error) {
    throw boxTrouble('damaged', 'does not unpack to what the directory says', error);
  }
}

/** The bytes of an entry of the disk piece by piece, for those that are too large to be held. Throws as `readEntry` does. */
export async function* streamEntry(fd: number, entry: ArchiveEntry): AsyncGenerator<Buffer> {
  check(entry);
  const start = dataStart(fd, entry);
  const packed = createReadStream('', { fd, autoClose: false, start, end: start + entry.packed - 1 });
  const source = entry.method === 0 ? packed : packed.pipe<Transform>(createInflateRaw());
  let [size, crc] = [0, 0];
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.size) break;
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw boxTrouble('damaged', 'does not unpack', error);
  } finally {
    packed.destroy();
  }
  if (size !== entry.size || crc !== entry.crc) throw boxTrouble('damaged', 'the checksum differs');
}
