/** Random access to a file on the disk. */
import { fstatSync, readSync } from 'node:fs';
import type { SyncByteSource } from '../../documents/zip/source.ts';

/** A source for an open file descriptor with the file's present size. The caller closes it. */
export function fileSource(fd: number): SyncByteSource {
  return { size: fstatSync(fd).size, read: (at, length) => readAt(fd, at, length) };
}

function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let read = 0; read < length; ) {
    const count = readSync(fd, bytes, read, length - read, at + read);
    if (count === 0) return bytes.subarray(0, read);
    read += count;
  }
  return bytes;
}
