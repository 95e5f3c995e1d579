/** Unpacking by Node, several times faster than universal code. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { type Inflater, type PieceInflater, type Pieces, universalInflater } from '../../documents/inflate.ts';
import { NotaryError } from '../../errors.ts';

/** Gives what `universalInflater` gives. */
export const nodeInflater: Inflater = {
  crc32,
  inflateRaw(packed, limit) {
    try {
      // zlib takes no bound of 0
      const data = inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) });
      if (data.length > limit) throw new NotaryError('too-large', 'unpacks to more than is read here');
      return new Uint8Array(data.buffer, data.byteOffset, data.length);
    } catch (error) {
      if (error instanceof NotaryError) throw error;
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        throw new NotaryError('too-large', 'unpacks to more than is read here', {}, error);
      // zlib refuses a little more: the app and the checker page must say the same of the same bytes
      return universalInflater.inflateRaw(packed, limit);
    }
  },
};

async function* inflatedPieces(packed: Pieces): AsyncGenerator<Uint8Array> {
  // how it ends is seen by whoever takes the pieces
  const unpacked = pipeline(Readable.from(packed), createInflateRaw(), () => {});
  try {
    for await (const piece of unpacked) yield piece as Buffer;
  } catch (error) {
    throw error instanceof NotaryError ? error : new NotaryError('malformed', 'does not unpack', {}, error);
  }
}

/** By zlib, which refuses a little more than `universalInflater`: ask that before something is called damaged. */
export const zlibPieces: PieceInflater = { inflatedPieces, crc32 };
