/** Finds the QR codes in a scan or photo, and selects ours. */
import type { Crypto } from '../crypto.ts';
import { codesIn } from './codes.ts';
import { type PaperFragment, readFragment } from './fragments.ts';
import { cut, type GreyPicture, resized } from './grey-picture.ts';

export type { GreyPicture } from './grey-picture.ts';

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

/** True for a picture within the bounds. */
export function isWithinBounds({ width, height }: Pick<GreyPicture, 'width' | 'height'>): boolean {
  const { side, pixels } = PICTURE_LIMITS;
  return width >= 1 && height >= 1 && width <= side && height <= side && width * height <= pixels;
}

const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

async function fragmentsIn(picture: GreyPicture, crypto: Pick<Crypto, 'sha256'>): Promise<PaperFragment[]> {
  return (await codesIn(picture)).flatMap((text) => readFragment(bytesOf(text), crypto) ?? []);
}

/**
 * Overlapping pieces of a page, each large enough for one whole code, so that damage to one code does not affect
 * others.
 */
function tilesOf({ width, height, data }: GreyPicture): readonly GreyPicture[] {
  const [w, h] = [Math.floor(width * 0.6), Math.floor(height * 0.45)];
  const lefts = [0, width - w];
  const tops = [0, (height - h) >> 1, height - h];
  return tops.flatMap((top) => lefts.map((left) => cut({ width, data }, { left, top, width: w, height: h })));
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
