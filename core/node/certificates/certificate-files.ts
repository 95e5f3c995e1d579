/** Certificates as files: their names, and how they are written to a folder without overwriting anything. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { equal } from '../../formats/bytes.ts';
import { cutText, entryName } from '../../handover/entry-name.ts';
import { writeFailed } from '../system/atomic-file.ts';
import { makeFolders } from '../system/folders.ts';

/** Characters that Windows refuses, or that have a meaning in a shell or a URL. */
const UNSAFE = /[\\/:*?"<>|%#&{}$!'`@+=^~;\s]+/g;
/** Bytes of UTF-8; with number and extension a name stays below 255. */
const MAX_BYTES = 150;

/** A name for the certificate of a document: the document's own, made safe, and the certificate's number. */
export function certificateFileName(fileName: string | null, number: string): string {
  const stem = (fileName ?? '').replace(/\.[^.]{1,10}$/, '').replace(UNSAFE, '-');
  const clean = cutText(stem, MAX_BYTES).replace(/^[-.]+|[-.]+$/g, '');
  // the number behind the name of a device makes it an ordinary one, but not for every program
  const name = clean === '' || entryName(clean) !== clean ? 'certificate' : clean;
  return `${name}-${number}.pdf`;
}

/**
 * The path of a certificate in a folder, and whether it is there already with the same bytes. A file with other bytes is
 * never overwritten: the certificate gets another name, as it does when its path is in `taken`, to which it is added.
 */
export function freePath(
  folder: string,
  name: string,
  pdf: Uint8Array,
  taken: Set<string>,
): { readonly path: string; readonly isThere: boolean } {
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? name : name.replace(/\.pdf$/, ` (${n}).pdf`));
    if (taken.has(path)) continue;
    const isThere = holds(path, pdf);
    if (!isThere && existsSync(path)) continue;
    taken.add(path);
    return { path, isThere };
  }
}

function holds(path: string, pdf: Uint8Array): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size === pdf.length && equal(readFileSync(path), pdf);
}

/** Creates the folder if necessary. Throws `write-failed`. */
export function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
  } catch (cause) {
    throw writeFailed(folder, cause);
  }
}
