/**
 * Bytes that are read from any place: a file on the disk, a Blob in a page, or memory. What reads them is written once,
 * as a generator that asks for ranges, and is run at once or across waits.
 */
import { boxTrouble } from '../box/trouble.ts';

/** Bytes that can be read from any place, at once or after a wait. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /** The bytes from `at` on: `length` of them, or as many as there are. */
  read(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** The same, read without a wait. */
export interface SyncByteSource extends ByteSource {
  read(at: number, length: number): Uint8Array;
}

/** A place in a source. */
export interface ByteRange {
  readonly at: number;
  readonly length: number;
}

/** Reading in steps: each asks for a range and is given its bytes, fewer only where the source ends. */
export type Reading<T> = Generator<ByteRange, T, Uint8Array>;

/** Bytes in memory as a source. */
export function memorySource(bytes: Uint8Array): SyncByteSource {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

/** Runs a reading to its end without a wait. Throws what it throws. */
export function readNow<T>(reading: Reading<T>, source: SyncByteSource): T {
  let step = reading.next();
  while (!step.done) step = reading.next(source.read(step.value.at, step.value.length));
  return step.value;
}

/** Runs a reading to its end, waiting for the source where it must. Throws what it throws. */
export async function readLater<T>(reading: Reading<T>, source: ByteSource): Promise<T> {
  let step = reading.next();
  while (!step.done) step = reading.next(await source.read(step.value.at, step.value.length));
  return step.value;
}

/** Exactly these bytes. Throws `malformed` (`damaged`) where the source ends before. */
export function* bytesAt(at: number, length: number): Reading<Uint8Array> {
  const bytes = yield { at, length };
  if (bytes.length !== length) throw boxTrouble('damaged', 'ends before what it says it holds');
  return bytes;
}
