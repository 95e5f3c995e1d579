/** Archives on the disk, split into parts that different threads read. The directory of the last one is cached. */
import { type BigIntStats, closeSync, fstatSync, openSync } from 'node:fs';
import { documentsIn } from '../../documents/box/archive.ts';
import { CONTAINER_HEAD, containerKind } from '../../documents/box/containers.ts';
import { Allowance } from '../../documents/box/limits.ts';
import { entryPath } from '../../documents/box/path.ts';
import type { ZipEntry } from '../../documents/zip/directory.ts';
import type { SyncByteSource } from '../../documents/zip/source.ts';
import { unpackPieces } from '../../documents/zip/unpack.ts';
import { errorCode } from '../../errors.ts';
import { PDF_LIMITS } from '../../formats/attachments/limits.ts';
import { fileDigester } from '../system/digests.ts';
import { fileSource } from '../system/file-source.ts';
import { type FilePath, fileError, fsPath, systemFileError } from '../system/files.ts';
import { zlibPieces } from '../system/inflate.ts';
import {
  type BoxReader,
  closedReason,
  containerItem,
  documentItem,
  failedItem,
  notCancelled,
  type ReadItem,
} from './reader.ts';

/** A range of entries of an archive, by position in its directory. */
export interface ArchiveSlice {
  readonly from: number;
  readonly to: number;
}

/** An archive as found. */
export interface FoundArchive {
  readonly filePath: FilePath;
  readonly path: string;
  readonly size: number;
  readonly identity: string;
}

/** Bounds of one part: enough work to be worth a message, small enough to spread over threads. */
const SLICE = { entries: 256, bytes: 32 * 1024 * 1024 } as const;

/** What remains of an entry that was read piece by piece. */
interface Streamed {
  readonly sha256: string;
  readonly head: Uint8Array;
}

interface Open {
  readonly fd: number;
  readonly source: SyncByteSource;
  readonly identity: string;
  readonly entries: readonly ZipEntry[];
}

/** Identity of a file: a different or changed file has another one. */
export function fileIdentity({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

/** Splits and reads archives, in a thread. */
export class ArchiveReader {
  readonly #reader: BoxReader;
  readonly #tick: () => void;
  #open: Open | null = null;

  constructor(reader: BoxReader, tick: () => void) {
    this.#reader = reader;
    this.#tick = tick;
  }

  /** The parts of an archive; none when it is empty. Throws when it is damaged or beyond the bounds. */
  slices(archive: FoundArchive): readonly ArchiveSlice[] {
    const { entries } = this.#opened(archive);
    const slices: ArchiveSlice[] = [];
    for (let from = 0, to = 0; from < entries.length; from = to) {
      let bytes = 0;
      for (; to < entries.length && to - from < SLICE.entries && (to === from || bytes < SLICE.bytes); to++)
        bytes += entries[to]?.size ?? 0;
      slices.push({ from, to });
    }
    return slices;
  }

  /** The items of one part. Throws `file-changed` when the archive has changed since it was split. */
  async read(archive: FoundArchive, slice: ArchiveSlice): Promise<readonly ReadItem[]> {
    const { source, entries } = this.#opened(archive);
    const items: ReadItem[] = [];
    for (const entry of entries.slice(slice.from, slice.to)) {
      this.#tick();
      items.push(...(await this.#entry(archive, source, entry)));
    }
    return items;
  }

  async #entry({ path, size }: FoundArchive, source: SyncByteSource, entry: ZipEntry): Promise<readonly ReadItem[]> {
    const isOpened = containerKind(entry.name) !== null;
    if (entry.size > PDF_LIMITS.file && !isOpened)
      return [await this.#streamed(entryPath(path, entry.name), source, entry)];
    return this.#reader.entry(path, source, entry, Allowance.share(size, entry.packed), 0);
  }

  async #streamed(path: string, source: SyncByteSource, entry: ZipEntry): Promise<ReadItem> {
    try {
      const { sha256, head } = await this.#digest(source, entry);
      const closed = closedReason(path, { head });
      return closed ? containerItem(path, sha256, entry.size, closed) : documentItem(path, sha256, entry.size);
    } catch (error) {
      return failedItem(path, notCancelled(error));
    }
  }

  async #digest(source: SyncByteSource, entry: ZipEntry): Promise<Streamed> {
    try {
      return await this.#hash(unpackPieces(source, entry, zlibPieces));
    } catch (error) {
      if (errorCode(error) !== 'malformed') throw error;
      return this.#hash(unpackPieces(source, entry));
    }
  }

  async #hash(pieces: AsyncIterable<Uint8Array>): Promise<Streamed> {
    const digester = fileDigester();
    let head = new Uint8Array();
    for await (const piece of pieces) {
      digester.update(piece);
      if (head.length < CONTAINER_HEAD) head = Uint8Array.from([...head, ...piece.subarray(0, CONTAINER_HEAD)]);
      this.#tick();
    }
    return { sha256: digester.digests().sha256, head };
  }

  #opened({ filePath, identity, size }: FoundArchive): Open {
    if (this.#open?.identity === identity) return this.#open;
    if (this.#open) closeSync(this.#open.fd);
    this.#open = null;
    const fd = openFile(filePath);
    try {
      if (fileIdentity(fstatSync(fd, { bigint: true })) !== identity) throw fileError('file-changed', filePath);
      const source = fileSource(fd);
      this.#open = { fd, source, identity, entries: documentsIn(source, Allowance.of(size)) };
      return this.#open;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }
}

/** A descriptor for reading a file. Throws a `file-…` error. */
function openFile(filePath: FilePath): number {
  try {
    return openSync(fsPath(filePath), 'r');
  } catch (error) {
    throw systemFileError(error, filePath);
  }
}
