/**
 * One picture in shades of grey, out of a JPEG, a PNG or bare samples. They are untrusted: the size is checked before
 * anything is decoded.
 */
import { decode as decodeJpeg } from 'jpeg-js';
import { eachPngRow, pngSize } from '../../documents/doctor/image.ts';
import { NotaryError } from '../../errors.ts';
import { type GreyPicture, isWithinBounds, PICTURE_LIMITS } from '../../paper/picture.ts';
import { nodeTools } from '../doctor/tools.ts';

/** Megabytes that decoding one JPEG may take. */
const JPEG_MB = 768;

/** Throws `too-large` beyond the bounds of a picture. */
export function checkSize(size: Pick<GreyPicture, 'width' | 'height'>): void {
  if (!isWithinBounds(size)) throw new NotaryError('too-large', 'picture: too many pixels');
}

const grey = (r: number, g: number, b: number) => (77 * r + 150 * g + 29 * b) >> 8;

/** The picture of a JPEG. Throws `malformed` or `too-large`. */
export function fromJpeg(bytes: Uint8Array): GreyPicture {
  let picture: { width: number; height: number; data: Uint8Array };
  try {
    // refuses by the size in the header, before it takes memory
    picture = decodeJpeg(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      maxResolutionInMP: PICTURE_LIMITS.pixels / 1e6,
      maxMemoryUsageInMB: JPEG_MB,
    });
  } catch (error) {
    const large = error instanceof Error && /limit exceeded/.test(error.message);
    throw new NotaryError(large ? 'too-large' : 'malformed', 'picture: not read', {}, error);
  }
  checkSize(picture);
  return fromSamples(picture, { components: 3, bits: 8, invert: false, palette: null });
}

/** The picture of a PNG, on white paper. Throws `malformed` or `too-large`. */
export function fromPng(bytes: Uint8Array): GreyPicture {
  const size = pngSize(bytes);
  checkSize(size);
  const data = new Uint8Array(size.width * size.height);
  eachPngRow(bytes, nodeTools, (row, y) => {
    for (let x = 0; x < size.width; x++) {
      const at = 8 * x;
      const shade = grey(row[at] as number, row[at + 2] as number, row[at + 4] as number);
      const alpha = row[at + 6] as number;
      data[y * size.width + x] = 255 + ((shade - 255) * alpha) / 255;
    }
  });
  return { ...size, data };
}

/** How the samples of a picture are stored. */
export interface Layout {
  readonly components: number;
  readonly bits: number;
  /** Zero is white. */
  readonly invert: boolean;
  /** RGB of each value, three bytes each. */
  readonly palette: Uint8Array | null;
}

/** The picture of samples in rows, each row from a whole byte on. Throws `malformed` when there are too few. */
export function fromSamples(
  { width, height, data }: { width: number; height: number; data: Uint8Array },
  { components, bits, invert, palette }: Layout,
): GreyPicture {
  const out = new Uint8Array(width * height);
  const stride = Math.ceil((width * components * bits) / 8);
  if (data.length < stride * height) throw new NotaryError('malformed', 'picture: pixels are missing');
  const scale = palette ? 1 : 255 / (2 ** bits - 1);
  const flip = invert ? 255 : 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (i: number) => sample(data, y * stride, (x * components + i) * bits, bits);
      const shade = palette
        ? grey(palette[3 * at(0)] ?? 0, palette[3 * at(0) + 1] ?? 0, palette[3 * at(0) + 2] ?? 0)
        : components >= 3
          ? grey(at(0) * scale, at(1) * scale, at(2) * scale)
          : at(0) * scale;
      out[y * width + x] = shade ^ flip;
    }
  return { width, height, data: out };
}

function sample(data: Uint8Array, row: number, bit: number, bits: number): number {
  const byte = data[row + (bit >> 3)] as number;
  return bits === 8 ? byte : (byte >> (8 - bits - (bit & 7))) & (2 ** bits - 1);
}
