/** A share (`.zip`) that was dropped whole: what lies in it, within bounds. */
import { documentsInLater } from '../../core/documents/box/archive.ts';
import { Allowance } from '../../core/documents/box/limits.ts';
import type { ZipEntry } from '../../core/documents/zip/directory.ts';
import type { ByteSource } from '../../core/documents/zip/source.ts';
import { errorCode, NotaryError } from '../../core/errors.ts';
import { isExamined, isPack, isPackedTrust } from '../../core/handover/pack-layout.ts';
import { blobSource } from './box/blob-source.ts';
import type { Given } from './box/given.ts';
import { unpackedBlob } from './box/unpacked.ts';
import { Turns } from './turns.ts';

/** A share is sent by mail; anything beyond these is a document to compare, not a share to open. */
const LIMITS = { zip: 256 * 1024 * 1024, unpacked: 512 * 1024 * 1024, files: 2000 } as const;
/** What every share explains itself with: no documents to compare. */
const OWN_FILES = ['README.txt', 'notary-check.html'];

/** Which of these names are looked at: all but what a share explains itself with, and of a pack only what it is about. */
function wantedOf(names: readonly string[]): (name: string) => boolean {
  if (isPack(names)) return (name) => isExamined(name) || isPackedTrust(name);
  return (name) => !OWN_FILES.includes(name);
}

/** More files than this are better seen as a sheet, also those of a share. */
const FEW_FILES = 20;

/** Whether one ZIP was given that is as small and as flat as a share that somebody reads certificate by certificate. */
export async function isShare({ files }: Given): Promise<boolean> {
  const [only, ...others] = files;
  if (!only || others.length > 0 || !/\.zip$/i.test(only.file.name) || only.file.size > LIMITS.zip) return false;
  try {
    const own = (await wantedIn(blobSource(only.file))).map(({ name }) => name);
    const isFlat = !own.some((name) => /\.(zip|eml|msg)$/i.test(name));
    return isFlat && own.length <= FEW_FILES && own.some((name) => /\.pdf$/i.test(name));
  } catch {
    return false; // it cannot be opened, which the sheet says
  }
}

/** The files of a ZIP that could be a share, or null: it is another kind of file, or too large for one. Throws `cancelled`. */
export async function filesOfShare(
  file: File,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly File[] | null> {
  if (!file.name.toLowerCase().endsWith('.zip') || file.size > LIMITS.zip) return null;
  const [source, turns] = [blobSource(file), new Turns(signal)];
  try {
    const files: File[] = [];
    for (const entry of await wantedIn(source))
      files.push(new File([await unpackedBlob(source, entry, turns)], entry.name.split('/').at(-1) ?? entry.name));
    return files;
  } catch (error) {
    if (errorCode(error) === 'cancelled') throw error;
    return null; // damaged, encrypted or beyond the bounds: still a document like any other
  }
}

async function wantedIn(source: ByteSource): Promise<readonly ZipEntry[]> {
  const entries = await documentsInLater(source, Allowance.of(source.size, LIMITS.files));
  const isWanted = wantedOf(entries.map(({ name }) => name));
  const wanted = entries.filter(({ name }) => isWanted(name));
  if (wanted.reduce((sum, { size }) => sum + size, 0) > LIMITS.unpacked)
    throw new NotaryError('too-large', 'more than a share holds');
  return wanted;
}
