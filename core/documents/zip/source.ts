/**
 * Random access to bytes: a file on the disk, a Blob in a page, or memory. Readers are written once, as generators that
 * request ranges, and run synchronously or asynchronously.
 */
import { boxTrouble } from '../box/trouble.ts';

/** A random-access source, synchronous or asynchronous. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /** `length` bytes from `at` on, or fewer at the end. */
  read(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** A synchronous source. */
export interface SyncByteSource extends ByteSource {
  read(at: number, length: number): Uint8Array;
}

/** A range in a source. */
export interface ByteRange {
  readonly at: number;
  readonly length: number;
}

/** A reading as a generator: it yields ranges and receives their bytes, fewer only at the end of the source. */
export type Reading<T> = Generator<ByteRange, T, Uint8Array>;

/** Bytes in memory as a source. */
export function memorySource(bytes: Uint8Array): SyncByteSource {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

/** Runs a reading synchronously. Throws its errors. */
export function readNow<T>(reading: Reading<T>, source: SyncByteSource): T {
  let step = reading.next();
  while (!step.done) step = reading.next(source.read(step.value.at, step.value.length));
  return step.value;
}

/** Runs a reading asynchronously. Throws its errors. */
export async function readLater<T>(reading: Reading<T>, source: ByteSource): Promise<T> {
  let step = reading.next();
  while (!step.done) step = reading.next(await source.read(step.value.at, step.value.length));
  return step.value;
}

/** Exactly these bytes. Throws `malformed` (`damaged`) when the source ends before. */
export function* bytesAt(at: number, length: number): Reading<Uint8Array> {
  const bytes = yield { at, length };
  if (bytes.length !== length) throw boxTrouble('damaged', 'ends before what it says it holds');
  return bytes;
}
