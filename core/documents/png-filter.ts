/** The filters of PNG (W3C PNG, third edition, section 9), which PDF uses as well (ISO 32000-1 section 7.4.4.4). */
import { NotaryError } from '../errors.ts';

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)] as const;
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** Undoes the filter of one row in place; `above` is the row before it, `pixel` the bytes of one pixel. Throws `malformed`. */
function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, pixel: number): void {
  if (filter > 4) throw new NotaryError('malformed', 'an unknown PNG filter');
  if (filter === 0) return;
  for (let i = 0; i < row.length; i++) {
    const a = i >= pixel ? (row[i - pixel] as number) : 0;
    const b = above[i] as number;
    const c = i >= pixel ? (above[i - pixel] as number) : 0;
    const guess = filter === 1 ? a : filter === 2 ? b : filter === 3 ? (a + b) >> 1 : paeth(a, b, c);
    row[i] = (row[i] as number) + guess;
  }
}

/**
 * Undoes the filters of all whole rows of `data`, in place, and returns the rows concatenated, without the filter byte
 * of each row and without an incomplete last row. Throws `malformed`.
 */
export function unfilter(data: Uint8Array, rowBytes: number, pixelBits: number): Uint8Array {
  const pixel = Math.max(1, pixelBits >> 3);
  let above: Uint8Array = new Uint8Array(rowBytes);
  let to = 0;
  for (let at = 0; at + rowBytes < data.length; at += rowBytes + 1) {
    const filter = data[at] as number;
    // a row never moves to a higher offset
    data.copyWithin(to, at + 1, at + 1 + rowBytes);
    const row = data.subarray(to, to + rowBytes);
    unfilterRow(filter, row, above, pixel);
    above = row;
    to += rowBytes;
  }
  return data.subarray(0, to);
}
