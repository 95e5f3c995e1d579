/** Interlaced pictures (W3C PNG, third edition, section 8.1): seven passes, each a smaller picture with filters of its own. */
import { unfilter } from './png-filter.ts';

/** First column and row of each pass of Adam7, and the steps to the next ones. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Size of a picture in pixels, and bits of one pixel. */
export interface PixelLayout {
  readonly width: number;
  readonly height: number;
  readonly pixelBits: number;
}

const bytesOf = (pixels: number, bits: number) => Math.ceil((pixels * bits) / 8);

/** The passes that have pixels. */
function passesOf({ width, height, pixelBits }: PixelLayout) {
  return PASSES.map(([left, top, right, down]) => {
    const columns = Math.ceil((width - left) / right);
    const rows = Math.ceil((height - top) / down);
    return { left, top, right, down, columns, rows, rowBytes: bytesOf(columns, pixelBits) };
  }).filter(({ columns, rows }) => columns > 0 && rows > 0);
}

/** Bytes that an interlaced picture unpacks to, the filter byte of each row included. */
export function interlacedBytes(layout: PixelLayout): number {
  return passesOf(layout).reduce((sum, { rows, rowBytes }) => sum + rows * (rowBytes + 1), 0);
}

/** The rows of an interlaced picture from the top, without filter bytes, as if it were not interlaced. Throws `malformed`. */
export function deinterlaced(data: Uint8Array, layout: PixelLayout): Uint8Array {
  const { width, height, pixelBits } = layout;
  const stride = bytesOf(width, pixelBits);
  const out = new Uint8Array(stride * height);
  let at = 0;
  for (const { left, top, right, down, columns, rows, rowBytes } of passesOf(layout)) {
    const length = rows * (rowBytes + 1);
    const pixels = unfilter(data.subarray(at, at + length), rowBytes, pixelBits);
    at += length;
    for (let row = 0; row < rows; row++) {
      const from = pixels.subarray(row * rowBytes, (row + 1) * rowBytes);
      const to = out.subarray((top + row * down) * stride);
      for (let column = 0; column < columns; column++)
        copyPixel(from, column * pixelBits, to, (left + column * right) * pixelBits, pixelBits);
    }
  }
  return out;
}

/** Copies one pixel from a bit of a row to one of another, whose bits there are 0. A pixel of less than a byte lies within one. */
function copyPixel(from: Uint8Array, fromBit: number, to: Uint8Array, toBit: number, bits: number): void {
  const [source, target] = [fromBit >> 3, toBit >> 3];
  if (bits >= 8) {
    for (let i = 0; i < bits >> 3; i++) to[target + i] = from[source + i] as number;
    return;
  }
  const value = ((from[source] as number) >> (8 - bits - (fromBit & 7))) & (2 ** bits - 1);
  to[target] = (to[target] as number) | (value << (8 - bits - (toBit & 7)));
}
