/** The digest of the beginning of a file. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 4 * 1024 * 1024;

/** SHA-256 of the first `length` bytes, hex; null for a shorter file. */
export function hashPrefix(path: string | Buffer, length: number): string | null {
  const fd = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(1, length)));
    let left = length;
    while (left > 0) {
      const read = readSync(fd, buffer, 0, Math.min(buffer.length, left), null);
      if (read === 0) return null;
      hash.update(buffer.subarray(0, read));
      left -= read;
    }
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
