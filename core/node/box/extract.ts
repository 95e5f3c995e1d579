/** One file out of an archive on the disk, for a person who wants to see more of it than its row. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { ArchiveEntry } from '../../box/archive-entry.ts';
import { containerKind } from '../../box/containers.ts';
import { entryPath } from '../../box/path.ts';
import { Allowance, BOX_LIMITS } from './limits.ts';
import { type ArchiveSource, readDirectory, readEntry } from './zip.ts';

/** An archive on the disk, and its path in the box. */
export interface PlacedArchive {
  readonly place: string;
  readonly path: string;
}

/**
 * The bytes of the file with this path in the box; null when it is not there, there twice, too large, or in a mail: mails
 * are read only by threads that can be ended. Throws when an archive on the way cannot be read.
 */
export async function extractFrom({ place, path: root }: PlacedArchive, path: string): Promise<Buffer | null> {
  const fd = openSync(place, 'r');
  try {
    const allowance = Allowance.of(fstatSync(fd).size);
    let [source, at]: [ArchiveSource, string] = [fd, root];
    for (let depth = 0; depth < BOX_LIMITS.depth; depth++) {
      const entry = entryOn(await readDirectory(source, allowance), at, path);
      if (!entry || entry.size > BOX_LIMITS.inner) return null;
      source = readEntry(source, entry);
      at = entryPath(at, entry.name);
      if (at === path) return source;
    }
    return null;
  } finally {
    closeSync(fd);
  }
}

/** The one entry that is the file, or the archive that holds it. */
function entryOn(entries: readonly ArchiveEntry[], at: string, path: string): ArchiveEntry | null {
  const leads = ({ name }: ArchiveEntry) => {
    const place = entryPath(at, name);
    return place === path || (containerKind(name) === 'zip' && path.startsWith(`${place}!/`));
  };
  const [entry, ...others] = entries.filter(leads);
  return entry && others.length === 0 ? entry : null;
}
