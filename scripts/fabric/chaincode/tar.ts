/** Archives as `tar` reads them (POSIX ustar), the same bytes for the same files on every machine. */
import { gzipSync } from 'node:zlib';
import { concat, utf8 } from '../../../core/formats/bytes.ts';

const BLOCK = 512;
const padded = (length: number) => Math.ceil(length / BLOCK) * BLOCK;
const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;

function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => block.set(utf8(text), at);
  put(0, name);
  put(100, octal(0o644, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(size, 11));
  // 1 January 1970: no archive differs from another by its time
  put(136, octal(0, 11));
  put(156, '0');
  put(257, 'ustar\0' + '00');
  put(148, ' '.repeat(8));
  put(
    148,
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
  );
  return block;
}

/** An archive of files by name, at most 100 bytes each. */
export function tarOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = Object.entries(files).flatMap(([name, bytes]) => {
    const body = new Uint8Array(padded(bytes.length));
    body.set(bytes);
    return [header(name, bytes.length), body];
  });
  return concat(...parts, new Uint8Array(2 * BLOCK));
}

/** Gzip without compression: what deflate makes of the same bytes depends on its version. */
export function gzipStored(bytes: Uint8Array): Uint8Array {
  const zipped = Uint8Array.from(gzipSync(bytes, { level: 0 }));
  // "unknown" instead of the system that it was made on (RFC 1952 section 2.3.1)
  zipped[9] = 255;
  return zipped;
}
