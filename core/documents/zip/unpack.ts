/** The bytes of an entry, checked against the length and checksum in the directory. */

import { errorCode } from '../../errors.ts';
import { boxTrouble } from '../box/trouble.ts';
import { type Inflater, type PieceInflater, universalInflater } from '../inflate.ts';
import type { ZipEntry } from './directory.ts';
import { damaged, fieldsOf, LENGTH, SIGNATURE } from './fields.ts';
import {
  type ByteRange,
  type ByteSource,
  bytesAt,
  type Reading,
  readLater,
  readNow,
  type SyncByteSource,
} from './source.ts';

const [STORED, DEFLATED] = [0, 8] as const;
/** Bytes that are read at once. */
const READ = 1024 * 1024;

/**
 * All bytes of an entry. Throws `file-unreadable` (`encrypted`), `not-supported` (`unsupported`: packed by another method)
 * or `malformed` (`damaged`).
 */
export function unpackEntry(source: SyncByteSource, entry: ZipEntry, inflater: Inflater): Uint8Array {
  const { at, length } = readNow(dataOf(entry), source);
  const packed = readNow(bytesAt(at, length), source);
  const bytes = entry.method === STORED ? packed : inflated(packed, entry.size, inflater);
  if (bytes.length !== entry.size || inflater.crc32(bytes) !== entry.crc) damaged('the checksum differs');
  return bytes;
}

function inflated(packed: Uint8Array, size: number, inflater: Inflater): Uint8Array {
  try {
    return inflater.inflateRaw(packed, size);
  } catch (error) {
    return damaged('does not unpack to what the directory says', error);
  }
}

/** The bytes of an entry in pieces, for entries that are too large for memory. Throws as `unpackEntry` does. */
export async function* unpackPieces(
  source: ByteSource,
  entry: ZipEntry,
  inflater: PieceInflater = universalInflater,
): AsyncGenerator<Uint8Array> {
  const data = piecesOf(source, await readLater(dataOf(entry), source));
  let [size, crc] = [0, 0];
  try {
    for await (const piece of entry.method === STORED ? data : inflater.inflatedPieces(data)) {
      size += piece.length;
      if (size > entry.size) break;
      crc = inflater.crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    if (errorCode(error) !== 'malformed') throw error;
    damaged('does not unpack', error);
  }
  if (size !== entry.size || crc !== entry.crc) damaged('the checksum differs');
}

async function* piecesOf(source: ByteSource, { at, length }: ByteRange): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += READ)
    yield await readLater(bytesAt(at + done, Math.min(READ, length - done)), source);
}

/** Offset of the packed bytes, after the local header (section 4.3.7), which is not used for anything else. */
function* dataOf({ encrypted, method, packed, size, at, until }: ZipEntry): Reading<ByteRange> {
  if (encrypted) throw boxTrouble('encrypted', 'opens only with a password');
  if (method !== STORED && method !== DEFLATED) throw boxTrouble('unsupported', `packed by method ${method}`);
  if (method === STORED && packed !== size) damaged('a stored entry of another size');
  if (at + LENGTH.local > until) damaged('an entry that is not where the directory says');
  const { u16, u32 } = fieldsOf(yield* bytesAt(at, LENGTH.local));
  const start = at + LENGTH.local + u16(26) + u16(28);
  if (u32(0) !== SIGNATURE.local || start + packed > until) damaged('an entry that is not where the directory says');
  return { at: start, length: packed };
}
