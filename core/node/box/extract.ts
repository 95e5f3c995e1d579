/** Extracts one file from an archive on the disk, to show more about it than its row. */
import { closeSync, openSync } from 'node:fs';
import { documentsIn } from '../../documents/box/archive.ts';
import { containerKind } from '../../documents/box/containers.ts';
import { Allowance } from '../../documents/box/limits.ts';
import { entryPath } from '../../documents/box/path.ts';
import type { ZipEntry } from '../../documents/zip/directory.ts';
import { memorySource, type SyncByteSource } from '../../documents/zip/source.ts';
import { unpackEntry } from '../../documents/zip/unpack.ts';
import { fileSource } from '../system/file-source.ts';
import { nodeInflater } from '../system/inflate.ts';
import { BOX_LIMITS } from './limits.ts';
import { bufferOf } from './reader.ts';

/** An archive on the disk, and its path in the box. */
export interface ArchiveFile {
  readonly filePath: string;
  readonly path: string;
}

/**
 * The bytes of the file with this path in the box; null when it is missing, ambiguous, too large, or in a mail (mails
 * are only read by threads that can be ended). Throws when an enclosing archive cannot be read.
 */
export async function extractFrom({ filePath, path: root }: ArchiveFile, path: string): Promise<Buffer | null> {
  const fd = openSync(filePath, 'r');
  try {
    let [source, at]: [SyncByteSource, string] = [fileSource(fd), root];
    const allowance = Allowance.of(source.size);
    for (let depth = 0; depth < BOX_LIMITS.depth; depth++) {
      const entry = entryOn(documentsIn(source, allowance), at, path);
      if (!entry || entry.size > BOX_LIMITS.inner) return null;
      const bytes = unpackEntry(source, entry, nodeInflater);
      at = entryPath(at, entry.name);
      if (at === path) return bufferOf(bytes);
      source = memorySource(bytes);
    }
    return null;
  } finally {
    closeSync(fd);
  }
}

/** The one entry that is the file, or the archive that contains it. */
function entryOn(entries: readonly ZipEntry[], at: string, path: string): ZipEntry | null {
  const leads = ({ name }: ZipEntry) => {
    const place = entryPath(at, name);
    return place === path || (containerKind(name) === 'zip' && path.startsWith(`${place}!/`));
  };
  const [entry, ...others] = entries.filter(leads);
  return entry && others.length === 0 ? entry : null;
}
