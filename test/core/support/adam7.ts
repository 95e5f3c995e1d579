/** Pixels of interlaced pictures, by the drawing of the standard (W3C PNG, third edition, section 8.1). */

/** In which pass each pixel of a square of eight stands. */
const PATTERN = ['16462646', '77777777', '56565656', '77777777', '36463646', '77777777', '56565656', '77777777'];

/** Values in rows of pixels, each row from a whole byte on, with `before` in front of each. */
export function packedRows(
  rows: readonly (readonly number[])[],
  bits: number,
  before: readonly number[] = [],
): number[] {
  return rows.flatMap((row) => {
    const text = row.map((value) => value.toString(2).padStart(bits, '0')).join('');
    const bytes = text.match(/.{1,8}/g) ?? [];
    return [...before, ...bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2))];
  });
}

/** The pixels of each pass, row by row, without empty ones. */
export function passesOf<T>(pixels: readonly (readonly T[])[]): readonly (readonly (readonly T[])[])[] {
  return [1, 2, 3, 4, 5, 6, 7].map((pass) =>
    pixels
      .map((row, y) => row.filter((_, x) => Number(PATTERN[y % 8]?.[x % 8]) === pass))
      .filter((row) => row.length > 0),
  );
}

/** What an interlaced picture of these pixels unpacks to, without filters. */
export function interlacedRows(pixels: readonly (readonly number[])[], bits: number): Uint8Array {
  return Uint8Array.from(passesOf(pixels).flatMap((rows) => packedRows(rows, bits, [0])));
}
