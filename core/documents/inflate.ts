/**
 * The one bounded way to unpack DEFLATE (RFC 1951), and the checksum that goes with it in ZIP (CRC-32, ISO 3309). The
 * input is untrusted and may expand a thousandfold, so it is unpacked piece by piece.
 */
import { Inflate, inflateSync } from 'fflate';
import { NotaryError } from '../errors.ts';
import { concat } from '../formats/bytes.ts';

/** Unpacking and its checksum; every implementation accepts the same streams and gives the same bytes. */
export interface Inflater {
  /** Throws `too-large` beyond `limit` bytes and `malformed` for what is broken. Bytes after the stream are ignored. */
  inflateRaw(packed: Uint8Array, limit: number): Uint8Array;
  /** CRC-32 of `bytes` after those that gave `before`. */
  crc32(bytes: Uint8Array, before?: number): number;
}

/** Bytes that come one piece after the other. */
export type Pieces = AsyncIterable<Uint8Array>;

/** The same for data that is too large for memory. */
export interface PieceInflater extends Pick<Inflater, 'crc32'> {
  /** Without a limit: the consumer of the pieces counts them. Throws `malformed`. */
  inflatedPieces(packed: Pieces): Pieces;
}

/** Packed bytes unpacked at once: they expand at most 1032 times, to four megabytes. */
const PIECE = 4096;

function broken(cause: unknown): never {
  throw new NotaryError('malformed', 'does not unpack', {}, cause);
}

/** Unpacks one piece after the other; the output of a piece is complete before the next is read. */
class Unpacking {
  #ready: Uint8Array[] = [];
  readonly #inflate = new Inflate((part) => this.#ready.push(part));

  *push(bytes: Uint8Array, isLast: boolean): Generator<Uint8Array> {
    for (let at = 0; at === 0 || at < bytes.length; at += PIECE) {
      this.#unpack(bytes.subarray(at, at + PIECE), isLast && at + PIECE >= bytes.length);
      yield* this.#ready;
      this.#ready = [];
    }
  }

  #unpack(piece: Uint8Array, isLast: boolean): void {
    try {
      this.#inflate.push(piece, isLast);
    } catch (error) {
      broken(error);
    }
  }
}

/** CRC-32 of `bytes` after those that gave `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let at = 0; at < bytes.length; at++) crc = (TABLE[(crc ^ (bytes[at] as number)) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** Packed streams up to this size are unpacked in one go into `room`, several times faster; at most 16 MiB come out. */
const AT_ONCE = 16 * 1024;
const room = new Uint8Array(256 * 1024);

/**
 * What a stream unpacks to in one go, at most `limit` bytes; null when it is broken, too large, or larger than is unpacked
 * in one go: then it is unpacked in pieces, which says what is wrong with it.
 */
export type InflateAtOnce = (packed: Uint8Array, limit: number) => Uint8Array | null;

const inflateSmall: InflateAtOnce = (packed) => {
  if (packed.length > AT_ONCE) return null;
  try {
    const data = inflateSync(packed, { out: room });
    // if the buffer is full, output may have been lost
    return data.length < room.length ? data.slice() : null;
  } catch {
    return null; // the other way reports the error
  }
};

function inflateRaw(
  packed: Uint8Array,
  limit: number,
  pay: (bytes: number) => void = () => {},
  atOnce: InflateAtOnce = inflateSmall,
): Uint8Array {
  const small = atOnce(packed, limit);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const part of small ? [small] : new Unpacking().push(packed, true)) {
    length += part.length;
    pay(part.length);
    if (length > limit) throw new NotaryError('too-large', 'unpacks to more than is read here');
    parts.push(part);
  }
  return small ?? concat(...parts);
}

/**
 * Unpacks a zlib stream (RFC 1950) without verifying its checksum. `pay` is called with the number of unpacked bytes
 * before more is unpacked, and may throw; what is unpacked in one go is paid for afterwards. Throws as `inflateRaw`.
 */
export function inflateZlib(
  packed: Uint8Array,
  limit: number,
  pay: (bytes: number) => void,
  atOnce?: InflateAtOnce,
): Uint8Array {
  const [method = 0, flags = 0] = packed;
  const isZlib = (method & 15) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0;
  if (packed.length < 6 || !isZlib) broken(null);
  return inflateRaw(packed.subarray(2, -4), limit, pay, atOnce);
}

async function* inflatedPieces(packed: Pieces): AsyncGenerator<Uint8Array> {
  const unpacking = new Unpacking();
  let held: Uint8Array = new Uint8Array(0);
  for await (const piece of packed) {
    if (held.length > 0) yield* unpacking.push(held, false);
    held = piece;
  }
  yield* unpacking.push(held, true);
}

/** The reference implementation, the same in every engine; other implementations must agree with it. */
export const universalInflater: Inflater & PieceInflater = {
  inflateRaw: (packed, limit) => inflateRaw(packed, limit),
  inflatedPieces,
  crc32,
};
