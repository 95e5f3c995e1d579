/** Archives on the disk, cut into parts that different threads read. The directory of the last one stays at hand. */
import { type BigIntStats, closeSync, fstatSync, openSync } from 'node:fs';
import { PDF_LIMITS } from '../../attachments/limits.ts';
import type { ArchiveEntry } from '../../box/archive-entry.ts';
import { containerKind } from '../../box/containers.ts';
import { entryPath } from '../../box/path.ts';
import { fileDigester } from '../digests.ts';
import { type FilePath, fileError, fsPath, systemFileError } from '../files.ts';
import { Allowance } from './limits.ts';
import {
  type BoxReader,
  closedReason,
  containerItem,
  documentItem,
  failedItem,
  notCancelled,
  type ReadItem,
} from './reader.ts';
import { readDirectory, streamEntry } from './zip.ts';

/** Entries of an archive from one place to another in its directory. */
export interface ArchiveSlice {
  readonly from: number;
  readonly to: number;
}

/** An archive as it was found. */
export interface FoundArchive {
  readonly place: FilePath;
  readonly path: string;
  readonly size: number;
  readonly identity: string;
}

/** Bounds of one part: enough to be worth a message, little enough to share among threads. */
const SLICE = { entries: 256, bytes: 32 * 1024 * 1024 } as const;

interface Open {
  readonly fd: number;
  readonly identity: string;
  readonly entries: readonly ArchiveEntry[];
}

/** What a file is: another one, or a changed one, has another identity. */
export function fileIdentity({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

export class ArchiveReader {
  readonly #reader: BoxReader;
  readonly #tick: () => void;
  #open: Open | null = null;

  constructor(reader: BoxReader, tick: () => void) {
    this.#reader = reader;
    this.#tick = tick;
  }

  /** The parts of an archive; none when it is empty. Throws when it is damaged or beyond the bounds. */
  async slices(archive: FoundArchive): Promise<readonly ArchiveSlice[]> {
    const { entries } = await this.#opened(archive);
    const slices: ArchiveSlice[] = [];
    for (let from = 0, to = 0; from < entries.length; from = to) {
      let bytes = 0;
      for (; to < entries.length && to - from < SLICE.entries && (to === from || bytes < SLICE.bytes); to++)
        bytes += entries[to]?.size ?? 0;
      slices.push({ from, to });
    }
    return slices;
  }

  /** The items of one part. Throws `file-changed` when the archive is not the one that was cut. */
  async read(archive: FoundArchive, slice: ArchiveSlice): Promise<readonly ReadItem[]> {
    const { fd, entries } = await this.#opened(archive);
    const items: ReadItem[] = [];
    for (const entry of entries.slice(slice.from, slice.to)) {
      this.#tick();
      items.push(...(await this.#entry(archive, fd, entry)));
    }
    return items;
  }

  async #entry({ path, size }: FoundArchive, fd: number, entry: ArchiveEntry): Promise<readonly ReadItem[]> {
    const isOpened = containerKind(entry.name) !== null;
    if (entry.size > PDF_LIMITS.file && !isOpened)
      return [await this.#streamed(entryPath(path, entry.name), fd, entry)];
    return this.#reader.entry(path, fd, entry, Allowance.share(size, entry.packed), 0);
  }

  async #streamed(path: string, fd: number, entry: ArchiveEntry): Promise<ReadItem> {
    try {
      const digester = fileDigester();
      for await (const chunk of streamEntry(fd, entry)) {
        digester.update(chunk);
        this.#tick();
      }
      const closed = closedReason(path);
      const { sha256 } = digester.digests();
      return closed ? containerItem(path, sha256, entry.size, closed) : documentItem(path, sha256, entry.size);
    } catch (error) {
      return failedItem(path, notCancelled(error));
    }
  }

  async #opened({ place, identity, size }: FoundArchive): Promise<Open> {
    if (this.#open?.identity === identity) return this.#open;
    if (this.#open) closeSync(this.#open.fd);
    this.#open = null;
    const fd = openFile(place);
    try {
      if (fileIdentity(fstatSync(fd, { bigint: true })) !== identity) throw fileError('file-changed', place);
      const entries = await readDirectory(fd, Allowance.of(size));
      this.#open = { fd, identity, entries };
      return this.#open;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }
}

function openFile(place: FilePath): number {
  try {
    return openSync(fsPath(place), 'r');
  } catch (error) {
    throw systemFileError(error, place);
  }
}
