/** Unpacking with Node's zlib, several times faster than universal code. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import {
  type InflateAtOnce,
  type Inflater,
  type PieceInflater,
  type Pieces,
  universalInflater,
} from '../../documents/inflate.ts';
import { NotaryError } from '../../errors.ts';

/** zlib's buffer for small streams; its default of 16 KiB costs more than unpacking a stream of one. */
const SMALL = 4096;

/** With zlib, which refuses slightly more streams than `universalInflater`; those are null too. */
export const inflateAtOnce: InflateAtOnce = (packed, limit) => {
  try {
    const room = packed.length < SMALL / 2 ? { chunkSize: SMALL } : {};
    // zlib does not accept a limit of 0
    const data = inflateRawSync(packed, { ...room, maxOutputLength: Math.max(1, limit) });
    return data.length > limit ? null : new Uint8Array(data.buffer, data.byteOffset, data.length);
  } catch {
    return null;
  }
};

/** Same results as `universalInflater`. */
export const nodeInflater: Inflater = {
  crc32,
  inflateRaw(packed, limit) {
    try {
      // zlib does not accept a limit of 0
      const data = inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) });
      if (data.length > limit) throw new NotaryError('too-large', 'unpacks to more than is read here');
      return new Uint8Array(data.buffer, data.byteOffset, data.length);
    } catch (error) {
      if (error instanceof NotaryError) throw error;
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        throw new NotaryError('too-large', 'unpacks to more than is read here', {}, error);
      // zlib refuses slightly more streams; app and checker page must treat the same bytes alike
      return universalInflater.inflateRaw(packed, limit);
    }
  },
};

async function* inflatedPieces(packed: Pieces): AsyncGenerator<Uint8Array> {
  // errors are seen by the consumer of the pieces
  const unpacked = pipeline(Readable.from(packed), createInflateRaw(), () => {});
  try {
    for await (const piece of unpacked) yield piece as Buffer;
  } catch (error) {
    throw error instanceof NotaryError ? error : new NotaryError('malformed', 'does not unpack', {}, error);
  }
}

/** With zlib, which refuses slightly more streams than `universalInflater`: try that before reporting damage. */
export const zlibPieces: PieceInflater = { inflatedPieces, crc32 };
