/** Fragments as QR codes (ISO/IEC 18004): byte mode, error correction M, mask 0, the smallest version that holds the fragment. */
import { encodeQR } from 'qr';

/** Rows of modules, true for dark; without the quiet zone. */
export type Modules = readonly (readonly boolean[])[];

/** Bytes that a code of each version from 1 holds in byte mode at level M (ISO/IEC 18004 table 7). */
const CAPACITY_M = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911,
  997,
];

/**
 * The largest version that is printed: finer codes are unreadable in photos taken at an angle and in blurred scans
 * (measured).
 */
export const LARGEST_VERSION = CAPACITY_M.length;

/** The code of these bytes. Throws a `RangeError` for more than the largest version holds. */
export function symbolOf(bytes: Uint8Array): Modules {
  const version = CAPACITY_M.findIndex((capacity) => capacity >= bytes.length) + 1;
  if (version === 0) throw new RangeError(`${bytes.length} bytes in one code`);
  const bordered = encodeQR('-', 'raw', {
    version,
    ecc: 'medium',
    encoding: 'byte',
    // compressed data looks random, so no mask is better, and a fixed mask does not depend on the library
    mask: 0,
    border: 1,
    textEncoder: () => bytes,
  });
  return bordered.slice(1, -1).map((row) => row.slice(1, -1));
}
