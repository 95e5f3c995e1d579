/** Certificates as files: their names, and how they are written to a folder without overwriting anything. */
import { existsSync, linkSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NotaryError } from '../../errors.ts';
import { equal } from '../../formats/bytes.ts';
import { writeAtomic, writeFailed } from '../system/atomic-file.ts';
import { makeFolders } from '../system/folders.ts';

/** Characters that Windows refuses, or that have a meaning in a shell or a URL. */
const UNSAFE = /[\\/:*?"<>|%#&{}$!'`@+=^~;\s]+/g;
/** Names that are devices on Windows, whatever their extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** Bytes of UTF-8; with number and extension a name stays below 255. */
const MAX_BYTES = 150;

/** A name for the certificate of a document: the document's own, made safe, and the certificate's number. */
export function certificateFileName(fileName: string | null, number: string): string {
  const stem = (fileName ?? '').replace(/\.[^.]{1,10}$/, '').replace(UNSAFE, '-');
  const clean = cut(stem).replace(/^[-.]+|[-.]+$/g, '');
  const name = clean === '' || DEVICE.test(clean) ? 'certificate' : clean;
  return `${name}-${number}.pdf`;
}

function cut(name: string): string {
  let out = '';
  for (const char of name) {
    if (Buffer.byteLength(out + char) > MAX_BYTES) break;
    out += char;
  }
  return out;
}

/**
 * Writes a certificate to a folder and returns its path. An existing file with the same bytes is kept; one with other
 * bytes is never overwritten, the certificate gets another name instead. Throws `write-failed`.
 */
export function placeCertificate(folder: string, name: string, pdf: Uint8Array): string {
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? name : name.replace(/\.pdf$/, ` (${n}).pdf`));
    if (holds(path, pdf)) return path;
    if (!existsSync(path) && placeNew(path, pdf)) return path;
  }
}

/** True when it was written; false when another file took the name in the meantime. */
function placeNew(path: string, pdf: Uint8Array): boolean {
  const draft = `${path}.${process.pid}.notary-tmp`;
  // it can be made again from its record at any time, so it need not outlast a power cut
  try {
    writeAtomic(draft, pdf, { durable: false });
  } catch (error) {
    // nobody knows the name of the draft
    throw writeFailed(path, error instanceof NotaryError ? error.cause : error);
  }
  try {
    linkSync(draft, path); // unlike a rename, refuses to replace
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // a file system without hard links
    if (existsSync(path)) return false;
    writeAtomic(path, pdf, { durable: false });
    return true;
  } finally {
    rmSync(draft, { force: true });
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
