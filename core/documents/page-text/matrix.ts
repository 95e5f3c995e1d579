/** Transformations of a page (ISO 32000-1 section 8.3.3): `[a b c d e f]`. */

/** Maps (x, y) to (a·x + c·y + e, b·x + d·y + f). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Changes nothing. */
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function times(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [A, B, C, D, E, F] = outer;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** A matrix of six numbers; null for anything else. */
export function matrixOf(values: readonly unknown[]): Matrix | null {
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  return values.length === 6 && values.every(isNumber) ? (values as unknown as Matrix) : null;
}

/** Where a point goes. */
export function moved([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [x: number, y: number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
