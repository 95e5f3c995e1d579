/** QR codes in pictures, of whatever contents. */
import { decodeQRBatch } from 'qr/decode.js';
import { latin1 } from '../formats/bytes.ts';
import { cut, type GreyPicture, resized } from './grey-picture.ts';

/** How many hypotheses the library tries: what bounds its work. */
const EFFORT = 8;
/** Its limit in milliseconds for one attempt, which its effort ends long before. */
const PATIENCE = 60_000;

/** The bytes of every QR code that is found in one look, a character each. */
export async function codesIn({ width, height, data }: GreyPicture): Promise<readonly string[]> {
  const [found = []] = await decodeQRBatch([{ width, height, data }], {
    format: 'I420', // only the luminance plane is used
    effort: EFFORT,
    timeLimit: PATIENCE,
    textDecoder: (bytes) => latin1(bytes),
    maxSize: { width, height },
  });
  return found.filter((text) => typeof text === 'string');
}

/** Longer sides, in pixels, between which a picture is brought, and from which on it is looked at in pieces too. */
const SIDES = { least: 400, pieces: 800, most: 3200 } as const;
/** White around a picture, of its longer side: a code alone may have no margin of its own. */
const MARGIN = 0.08;

/**
 * Texts of codes in a picture: it is looked at whole, then in overlapping pieces, until one is `wanted`. The work depends
 * on its size alone.
 */
export async function findCodes(picture: GreyPicture, wanted: (text: string) => boolean): Promise<readonly string[]> {
  const texts = new Set<string>();
  for (const look of looksAt(picture)) {
    for (const text of await codesIn(look)) texts.add(text);
    if ([...texts].some(wanted)) break;
  }
  return [...texts];
}

function* looksAt(picture: GreyPicture): Generator<GreyPicture> {
  const longer = (one: GreyPicture) => Math.max(one.width, one.height);
  let whole = picture;
  while (longer(whole) > SIDES.most) whole = resized(whole, 0.5);
  while (longer(whole) < SIDES.least) whole = resized(whole, 2);
  yield padded(whole);
  if (longer(whole) >= SIDES.pieces) yield* quartersOf(whole);
}

/** Four pieces that overlap, so that a code of a fifth of the page is whole in one. */
function quartersOf({ width, height, data }: GreyPicture): readonly GreyPicture[] {
  const size = { width: Math.ceil(width * 0.6), height: Math.ceil(height * 0.6) };
  const lefts = [0, width - size.width];
  return [0, height - size.height].flatMap((top) => lefts.map((left) => cut({ width, data }, { left, top, ...size })));
}

function padded({ width, height, data }: GreyPicture): GreyPicture {
  const margin = Math.ceil(Math.max(width, height) * MARGIN);
  const [w, h] = [width + 2 * margin, height + 2 * margin];
  const out = new Uint8Array(w * h).fill(255);
  for (let y = 0; y < height; y++) out.set(data.subarray(y * width, (y + 1) * width), (y + margin) * w + margin);
  return { width: w, height: h, data: out };
}
