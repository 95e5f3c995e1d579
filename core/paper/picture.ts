/** Codes in a picture: every QR code that a scan or a photo shows, and which of them are ours. */
import { decodeQRBatch } from 'qr/decode.js';
import type { Crypto } from '../crypto.ts';
import { type PaperPart, readPart } from './parts.ts';

/** A picture in shades of grey, one byte a pixel, rows from the top. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Bounds of a picture; looked at before it is decoded. A page at 600 dpi has 35 million pixels. */
export const PICTURE_LIMITS = {
  pixels: 64_000_000,
  /** Pixels on one side. */
  side: 16_384,
  /** Bytes of the file. */
  file: 64 * 1024 * 1024,
} as const;

/** Pixels on one side of what the library looks at. */
const MOST = 4096;
/** Above it a picture is looked at in half its size, too. */
const LARGE = 6_000_000;
const EFFORT = 8;
/** Milliseconds that one picture may take beyond the first look. */
const PATIENCE = 4000;

/** True for a picture within the bounds. */
export function isWithinBounds({ width, height }: Pick<GreyPicture, 'width' | 'height'>): boolean {
  const { side, pixels } = PICTURE_LIMITS;
  return width >= 1 && height >= 1 && width <= side && height <= side && width * height <= pixels;
}

const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

async function partsIn({ width, height, data }: GreyPicture, crypto: Pick<Crypto, 'sha256'>): Promise<PaperPart[]> {
  const [found = []] = await decodeQRBatch([{ width, height, data }], {
    format: 'I420', // of which only the plane of brightness is read
    effort: EFFORT,
    timeLimit: PATIENCE,
    textDecoder: latin1,
    maxSize: { width, height },
  });
  return found.flatMap((text) => (typeof text === 'string' ? (readPart(bytesOf(text), crypto) ?? []) : []));
}

/** Twice as large, each new pixel between its neighbours. */
export function doubled({ width, height, data }: GreyPicture): GreyPicture {
  const out = new Uint8Array(4 * width * height);
  const at = (x: number, y: number) => data[Math.min(y, height - 1) * width + Math.min(x, width - 1)] as number;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [a, b, c, d] = [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
      const to = 4 * y * width + 2 * x;
      out[to] = a;
      out[to + 1] = (a + b) >> 1;
      out[to + 2 * width] = (a + c) >> 1;
      out[to + 2 * width + 1] = (a + b + c + d) >> 2;
    }
  return { width: 2 * width, height: 2 * height, data: out };
}

/** Half as large, each pixel the mean of four: takes the noise out of large photos. */
export function halved({ width, height, data }: GreyPicture): GreyPicture {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const from = 2 * y * width + 2 * x;
      const sum =
        (data[from] as number) +
        (data[from + 1] as number) +
        (data[from + width] as number) +
        (data[from + width + 1] as number);
      out[y * w + x] = sum >> 2;
    }
  return { width: w, height: h, data: out };
}

/** Other sizes at which a picture is looked at when codes are missing. */
function* otherSizes(picture: GreyPicture): Generator<GreyPicture> {
  if (2 * Math.max(picture.width, picture.height) <= MOST) yield doubled(picture);
  if (picture.width * picture.height >= LARGE) yield halved(picture);
}

/**
 * Our parts in a picture. When `enough` says that what was found does not do, the picture is looked at in other sizes.
 */
export async function readPicture(
  picture: GreyPicture,
  crypto: Pick<Crypto, 'sha256'>,
  enough: (parts: readonly PaperPart[]) => boolean,
): Promise<readonly PaperPart[]> {
  const parts = new Map<string, PaperPart>();
  const add = (found: readonly PaperPart[]) => {
    for (const part of found) parts.set(`${part.set} ${part.index}`, part);
  };
  let first = picture;
  while (Math.max(first.width, first.height) > MOST) first = halved(first);
  add(await partsIn(first, crypto));
  for (const other of otherSizes(first)) {
    if (enough([...parts.values()])) break;
    add(await partsIn(other, crypto));
  }
  return [...parts.values()];
}
