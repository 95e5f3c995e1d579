/** Pictures: the pixels of a PNG (W3C PNG, third edition), the compressed data of a JPEG without metadata. */

import { NotaryError } from '../../errors.ts';
import { concat, utf8 } from '../../formats/bytes.ts';
import { unfilter } from '../png-filter.ts';
import { deinterlaced, interlacedBytes } from '../png-interlace.ts';
import { FINGERPRINT_LIMITS } from './format.ts';
import { type Tools, UNPACK_LIMIT } from './tools.ts';

const PNG_CHANNELS: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
const MAX_PIXELS = 64 * 1024 * 1024;

interface Png {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly isInterlaced: boolean;
  readonly palette: Uint8Array;
  readonly transparent: Uint8Array | null;
  readonly data: Uint8Array;
}

function fail(what: string): never {
  throw new NotaryError('malformed', `picture: ${what}`);
}

function readChunks(bytes: Uint8Array): Png {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) fail('cut short');
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IDAT') data.push(body);
    else if (!chunks.has(type)) chunks.set(type, body);
    if (type === 'IEND') break;
    at += 12 + length;
  }
  const header = chunks.get('IHDR');
  if (header?.length !== 13 || !chunks.has('IEND')) fail('broken');
  const head = new DataView(header.buffer, header.byteOffset, 13);
  const [width, height] = [head.getUint32(0), head.getUint32(4)];
  if (width * height === 0 || width * height > MAX_PIXELS) throw new NotaryError('too-large', 'picture: too large');
  const interlace = head.getUint8(12);
  if (interlace > 1) fail('an unknown way to interlace');
  return {
    width,
    height,
    depth: head.getUint8(8),
    colour: head.getUint8(9),
    isInterlaced: interlace === 1,
    palette: chunks.get('PLTE') ?? new Uint8Array(),
    transparent: chunks.get('tRNS') ?? null,
    data: concat(...data),
  };
}

/** One row as RGBA with 16 bits each, big endian: independent of how the colours are stored. */
function rgba(png: Png, row: Uint8Array, out: Uint8Array): void {
  const { width, depth, colour, palette, transparent } = png;
  const channels = PNG_CHANNELS.get(colour) as number;
  const scale = depth === 16 ? 1 : 65_535 / (2 ** depth - 1);
  const sample = (index: number) => {
    if (depth === 16) return ((row[2 * index] as number) << 8) | (row[2 * index + 1] as number);
    if (depth === 8) return row[index] as number;
    const bit = index * depth;
    return ((row[bit >> 3] as number) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
  const key = (channel: number) =>
    transparent ? ((transparent[2 * channel] ?? 0) << 8) | (transparent[2 * channel + 1] ?? 0) : -1;
  const keys = colour === 0 || colour === 2 ? [key(0), key(1), key(2)] : null;
  for (let x = 0; x < width; x++) {
    const at = x * channels;
    let [r, g, b, a] = [0, 0, 0, 65_535];
    if (colour === 3) {
      const index = sample(at);
      [r, g, b] = [0, 1, 2].map((i) => (palette[3 * index + i] ?? 0) * 257) as [number, number, number];
      a = (transparent?.[index] ?? 255) * 257;
    } else {
      const grey = channels < 3;
      const raw = [sample(at), sample(grey ? at : at + 1), sample(grey ? at : at + 2)];
      [r, g, b] = raw.map((value) => value * scale) as [number, number, number];
      if (channels === 2 || channels === 4) a = sample(at + channels - 1) * scale;
      else if (keys && transparent && raw.every((value, i) => value === keys[grey ? 0 : i])) a = 0;
    }
    let to = x * 8;
    for (const value of [r, g, b, a]) {
      out[to++] = value >> 8;
      out[to++] = value & 255;
    }
  }
}

/** Size of a PNG in pixels. Throws for pictures that are broken or too large. */
export function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const { width, height } = readChunks(bytes);
  return { width, height };
}

/**
 * Passes on the rows of a PNG from the top, each as RGBA with 16 bits, big endian; the array is reused for the next
 * row. Throws for pictures that are broken or too large.
 */
export function eachPngRow(bytes: Uint8Array, tools: Tools, visit: (row: Uint8Array, y: number) => void): void {
  const png = readChunks(bytes);
  const channels = PNG_CHANNELS.get(png.colour) ?? fail('an unknown kind of colour');
  if (![1, 2, 4, 8, 16].includes(png.depth)) fail('an unknown depth');
  const pixelBits = channels * png.depth;
  const rowBytes = Math.ceil((png.width * pixelBits) / 8);
  const layout = { width: png.width, height: png.height, pixelBits };
  const expected = png.isInterlaced ? interlacedBytes(layout) : (rowBytes + 1) * png.height;
  if (expected > UNPACK_LIMIT) throw new NotaryError('too-large', 'picture: too large');
  const data = tools.inflateRaw(png.data.subarray(2), expected);
  if (data.length !== expected) fail('pixels are missing');
  const out = new Uint8Array(png.width * 8);
  const rows = png.isInterlaced ? deinterlaced(data, layout) : unfilter(data, rowBytes, pixelBits);
  for (let y = 0; y < png.height; y++) {
    rgba(png, rows.subarray(y * rowBytes, (y + 1) * rowBytes), out);
    visit(out, y);
  }
}

/** SHA-256 over the size and all pixels. Throws for pictures that are broken, interlaced or too large. */
export function pngPixels(bytes: Uint8Array, tools: Tools): Uint8Array {
  const { width, height, isInterlaced } = readChunks(bytes);
  if (isInterlaced) fail('no digest is made of interlaced pictures');
  if (8 * width * height < FINGERPRINT_LIMITS.part) fail('too little to be committed to');
  const hasher = tools.crypto.createSha256();
  hasher.update(utf8(`${width} ${height}\n`));
  eachPngRow(bytes, tools, (row) => hasher.update(row));
  return hasher.digest();
}

/** SHA-256 over a JPEG's segments without comments and APPn, except Adobe's, which defines the colour transform. */
export function jpegData(bytes: Uint8Array, tools: Tools): Uint8Array {
  const hasher = tools.crypto.createSha256();
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) fail('not a JPEG');
    const marker = bytes[at + 1] as number;
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
    const describes = (marker >= 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
    if (marker === 0xda) {
      const end = jpegEnd(bytes, at);
      if (end - at < FINGERPRINT_LIMITS.part) fail('too little to be committed to');
      hasher.update(bytes.subarray(at, end));
      return hasher.digest();
    }
    if (!describes) hasher.update(bytes.subarray(at, at + 2 + length));
    at += 2 + length;
  }
  return fail('a JPEG without a picture');
}

/** Offset after the last end-of-image marker. */
function jpegEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.length - 2; at > from; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  return fail('cut short');
}
