/** A share (`.zip`) that was dropped whole: what lies in it, within bounds. */
import { unzipSync } from 'fflate';
import { NotaryError } from '../../core/errors.ts';
import { isExamined, isPack, isPackedTrust } from '../../core/pack-layout.ts';
import type { Given } from './box/given.ts';
import { readDirectory } from './box/zip.ts';

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
    const names = (await readDirectory(only.file, LIMITS.files)).map(({ name }) => name);
    const own = names.filter(wantedOf(names));
    const isFlat = !own.some((name) => /\.(zip|eml|msg)$/i.test(name));
    return isFlat && own.length <= FEW_FILES && own.some((name) => /\.pdf$/i.test(name));
  } catch {
    return false; // it cannot be opened, which the sheet says
  }
}

/** The files of a ZIP that could be a share, or null: it is another kind of file, or too large for one. */
export async function filesOfShare(file: File): Promise<readonly File[] | null> {
  if (!file.name.toLowerCase().endsWith('.zip') || file.size > LIMITS.zip) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return unpack(bytes).map(([name, contents]) => new File([contents], name.split('/').at(-1) ?? name));
  } catch {
    return null; // damaged, encrypted or beyond the bounds: still a document like any other
  }
}

function unpack(bytes: Uint8Array<ArrayBuffer>): readonly (readonly [string, Uint8Array<ArrayBuffer>])[] {
  const names: string[] = [];
  unzipSync(bytes, { filter: ({ name }) => names.push(name) < 0 });
  const isWanted = wantedOf(names);
  let [files, size] = [0, 0];
  const found = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      files++;
      size += originalSize;
      if (files > LIMITS.files || size > LIMITS.unpacked) throw new NotaryError('too-large', 'more than a share holds');
      return !name.endsWith('/') && isWanted(name);
    },
  });
  return Object.entries(found) as [string, Uint8Array<ArrayBuffer>][];
}
