/** Which entries of an archive are documents, the same in app and checker page. */
import { isOfFileManager } from '../clutter.ts';
import { readDirectory, readDirectoryLater, type ZipEntry } from '../zip/directory.ts';
import type { ByteSource, SyncByteSource } from '../zip/source.ts';
import type { Allowance } from './limits.ts';

/** Folders, and macOS's shadow of every file. */
const NOT_FILES = /\/$|(?:^|\/)__MACOSX\//;
const lastPart = (name: string) => name.slice(name.lastIndexOf('/') + 1);

/** The documents in an archive, in the order of its directory. Throws when it is damaged or beyond the allowance. */
export function documentsIn(source: SyncByteSource, allowance: Allowance): readonly ZipEntry[] {
  return documents(readDirectory(source, allowance.entries), allowance);
}

/** The same for an asynchronous source. */
export async function documentsInLater(source: ByteSource, allowance: Allowance): Promise<readonly ZipEntry[]> {
  return documents(await readDirectoryLater(source, allowance.entries), allowance);
}

function documents(entries: readonly ZipEntry[], allowance: Allowance): readonly ZipEntry[] {
  allowance.take(entries.length, 0);
  const found = entries.filter(({ name, link }) => !link && !NOT_FILES.test(name) && !isOfFileManager(lastPart(name)));
  for (const { size } of found) allowance.take(0, size);
  return found;
}
