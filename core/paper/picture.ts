/** Finds the QR codes in a scan or photo, and selects ours. */
import { decodeQRBatch } from 'qr/decode.js';
import type { Crypto } from '../crypto.ts';
import { latin1 } from '../formats/bytes.ts';
import { type PaperFragment, readFragment } from './fragments.ts';

/** A picture in shades of grey, one byte a pixel, rows from the top. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Bounds of a picture, checked before decoding. A page at 600 dpi has 35 million pixels. */
export const PICTURE_LIMITS = {
  pixels: 64_000_000,
  /** Pixels on one side. */
  side: 16_384,
  /** Bytes of the file. */
  file: 64 * 1024 * 1024,
} as const;

/** Maximum side in pixels of a picture given to the library. */
const MOST = 4096;
/**
 * Sizes at which a picture is tried, in order, while codes are missing: photos taken at an angle are read better when
 * smaller, blurred scans when larger (measured, test/paper).
 */
const SCALES = [0.5, 0.75, 1.5, 2];
/** Length of the longer side in pixels below which the codes of a page cannot be distinguished. */
const LEAST = 700;
const EFFORT = 8;
/** Time limit in milliseconds for one attempt; `EFFORT` normally ends it long before. */
const PATIENCE = 60_000;

/** True for a picture within the bounds. */
export function isWithinBounds({ width, height }: Pick<GreyPicture, 'width' | 'height'>): boolean {
  const { side, pixels } = PICTURE_LIMITS;
  return width >= 1 && height >= 1 && width <= side && height <= side && width * height <= pixels;
}

const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

async function fragmentsIn(
  { width, height, data }: GreyPicture,
  crypto: Pick<Crypto, 'sha256'>,
): Promise<PaperFragment[]> {
  const [found = []] = await decodeQRBatch([{ width, height, data }], {
    format: 'I420', // only the luminance plane is used
    effort: EFFORT,
    timeLimit: PATIENCE,
    textDecoder: (bytes) => latin1(bytes),
    maxSize: { width, height },
  });
  return found.flatMap((text) => (typeof text === 'string' ? (readFragment(bytesOf(text), crypto) ?? []) : []));
}

/** A picture of another size, each pixel between its four neighbours. For factors from one half on. */
export function resized({ width, height, data }: GreyPicture, factor: number): GreyPicture {
  const [w, h] = [Math.floor(width * factor), Math.floor(height * factor)];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    const sy = Math.min(height - 1, Math.max(0, (y + 0.5) / factor - 0.5));
    const [top, dy] = [Math.floor(sy), sy % 1];
    const below = Math.min(top + 1, height - 1) * width;
    for (let x = 0; x < w; x++) {
      const sx = Math.min(width - 1, Math.max(0, (x + 0.5) / factor - 0.5));
      const [left, dx] = [Math.floor(sx), sx % 1];
      const right = Math.min(left + 1, width - 1);
      const [a, b] = [data[top * width + left] as number, data[top * width + right] as number];
      const [c, d] = [data[below + left] as number, data[below + right] as number];
      const upper = a + (b - a) * dx;
      out[y * w + x] = upper + (c + (d - c) * dx - upper) * dy;
    }
  }
  return { width: w, height: h, data: out };
}

/**
 * Overlapping pieces of a page, each large enough for one whole code, so that damage to one code does not affect
 * others.
 */
function tilesOf({ width, height, data }: GreyPicture): readonly GreyPicture[] {
  const [w, h] = [Math.floor(width * 0.6), Math.floor(height * 0.45)];
  const lefts = [0, width - w];
  const tops = [0, (height - h) >> 1, height - h];
  return tops.flatMap((top) =>
    lefts.map((left) => {
      const out = new Uint8Array(w * h);
      for (let y = 0; y < h; y++) {
        const from = (top + y) * width + left;
        out.set(data.subarray(from, from + w), y * w);
      }
      return { width: w, height: h, data: out };
    }),
  );
}

/** The ways to try a picture, in order. */
function* looksAt(picture: GreyPicture): Generator<readonly GreyPicture[]> {
  let first = picture;
  while (Math.max(first.width, first.height) > MOST) first = resized(first, 0.5);
  const longer = Math.max(first.width, first.height);
  yield [first];
  if (longer >= 2 * LEAST) yield tilesOf(first);
  for (const scale of SCALES) if (longer * scale >= LEAST && longer * scale <= MOST) yield [resized(first, scale)];
}

/**
 * Our fragments in a picture. It is tried whole, in pieces and in other sizes, until `enough` returns true for the parts
 * found.
 */
export async function readPicture(
  picture: GreyPicture,
  crypto: Pick<Crypto, 'sha256'>,
  enough: (fragments: readonly PaperFragment[]) => boolean,
): Promise<readonly PaperFragment[]> {
  const fragments = new Map<string, PaperFragment>();
  const isEnough = () => enough([...fragments.values()]);
  let idle = 0;
  for (const look of looksAt(picture)) {
    const before = fragments.size;
    for (const piece of look) {
      for (const fragment of await fragmentsIn(piece, crypto))
        fragments.set(`${fragment.set} ${fragment.index}`, fragment);
      if (isEnough()) return [...fragments.values()];
    }
    idle = fragments.size > before ? 0 : idle + 1;
    // a picture of single codes is never enough by itself: after three more attempts without new parts, give up
    if (fragments.size > 0 && idle === 3) break;
  }
  return [...fragments.values()];
}
