/** A share (`.zip`) that was dropped: its contents, within bounds. */
import { documentsInLater } from '../../core/documents/box/archive.ts';
import { Allowance } from '../../core/documents/box/limits.ts';
import type { ZipEntry } from '../../core/documents/zip/directory.ts';
import type { ByteSource } from '../../core/documents/zip/source.ts';
import { errorCode, NotaryError } from '../../core/errors.ts';
import { isExamined, isPack, isPackedTrust } from '../../core/handover/pack-layout.ts';
import {
  CERTIFICATES_FOLDER,
  CONTENTS_NAME,
  DOCUMENTS_FOLDER,
  isPackOfTrace,
  parseContents,
  type TraceContents,
} from '../../core/trace/contents.ts';
import { blobSource } from './box/blob-source.ts';
import type { Given } from './box/given.ts';
import { unpackedBlob } from './box/unpacked.ts';
import { Turns } from './turns.ts';

/** Bounds of a share, which is sent by mail; a larger file is a document to compare. */
const LIMITS = { zip: 256 * 1024 * 1024, unpacked: 512 * 1024 * 1024, files: 2000 } as const;
/** Explanatory files in every share, which are not documents to compare. */
const OWN_FILES = ['README.txt', 'notary-check.html'];

/**
 * Which of these names are read: all except the explanatory files of a share, and of a pack only certificates and
 * documents.
 */
function wantedOf(names: readonly string[]): (name: string) => boolean {
  if (isPack(names)) return (name) => isExamined(name) || isPackedTrust(name);
  return (name) => !OWN_FILES.includes(name);
}

/** A trace pack that was dropped: its table of contents, or why that cannot be read, and what in it is verified. */
export interface DroppedPack {
  readonly contents: TraceContents | NotaryError;
  /** Each with its path in the pack. */
  readonly files: readonly { readonly path: string; readonly file: File }[];
}

/** The files of a trace pack; null for any other file, and for one that is too large. Throws `cancelled`. */
export async function filesOfTrace(file: File, signal: AbortSignal): Promise<DroppedPack | null> {
  if (!isZip(file)) return null;
  const [source, turns] = [blobSource(file), new Turns(signal)];
  try {
    const entries = await traceEntries(source);
    if (entries === null) return null;
    const files: { path: string; file: File }[] = [];
    let contents: DroppedPack['contents'] = new NotaryError('malformed', CONTENTS_NAME);
    for (const entry of entries) {
      const blob = await unpackedBlob(source, entry, turns);
      if (entry.name === CONTENTS_NAME) contents = readContents(new Uint8Array(await blob.arrayBuffer()));
      else files.push({ path: entry.name, file: new File([blob], entry.name.split('/').at(-1) ?? entry.name) });
    }
    return { contents, files };
  } catch (error) {
    if (errorCode(error) === 'cancelled') throw error;
    return null;
  }
}

const isZip = (file: File) => /\.zip$/i.test(file.name) && file.size <= LIMITS.zip;

function readContents(bytes: Uint8Array): DroppedPack['contents'] {
  try {
    return parseContents(bytes);
  } catch (error) {
    if (error instanceof NotaryError) return error;
    throw error;
  }
}

/** Table of contents, certificates and documents of a trace pack; null for another archive. Throws when it is damaged. */
async function traceEntries(source: ByteSource): Promise<readonly ZipEntry[] | null> {
  const entries = await documentsInLater(source, Allowance.of(source.size, LIMITS.files));
  if (!isPackOfTrace(entries.map(({ name }) => name))) return null;
  // a trust bundle in the pack is offered like one that was dropped
  const isWanted = ({ name }: ZipEntry) =>
    name === CONTENTS_NAME ||
    name.startsWith(CERTIFICATES_FOLDER) ||
    name.startsWith(DOCUMENTS_FOLDER) ||
    /^[^/]+\.trust\.json$/.test(name);
  return bounded(entries.filter(isWanted));
}

/** More files than this are better seen as a sheet, also those of a share. */
const FEW_FILES = 20;

/** Whether the input is one ZIP that is shown certificate by certificate: a trace pack, or one that is small and flat enough. */
export async function isShare({ files }: Given): Promise<boolean> {
  const [only, ...others] = files;
  if (!only || others.length > 0 || !isZip(only.file)) return false;
  try {
    if ((await traceEntries(blobSource(only.file))) !== null) return true;
    const own = (await wantedIn(blobSource(only.file))).map(({ name }) => name);
    const isFlat = !own.some((name) => /\.(zip|eml|msg)$/i.test(name));
    return isFlat && own.length <= FEW_FILES && own.some((name) => /\.pdf$/i.test(name));
  } catch {
    return false; // it cannot be opened; the sheet will say so
  }
}

/**
 * The files of a ZIP that could be a share; null for other files, and for one that is too large. Throws `cancelled`.
 */
export async function filesOfShare(
  file: File,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly File[] | null> {
  if (!isZip(file)) return null;
  const [source, turns] = [blobSource(file), new Turns(signal)];
  try {
    const files: File[] = [];
    for (const entry of await wantedIn(source))
      files.push(new File([await unpackedBlob(source, entry, turns)], entry.name.split('/').at(-1) ?? entry.name));
    return files;
  } catch (error) {
    if (errorCode(error) === 'cancelled') throw error;
    return null; // damaged, encrypted or beyond the bounds: treated as a document
  }
}

async function wantedIn(source: ByteSource): Promise<readonly ZipEntry[]> {
  const entries = await documentsInLater(source, Allowance.of(source.size, LIMITS.files));
  const isWanted = wantedOf(entries.map(({ name }) => name));
  return bounded(entries.filter(({ name }) => isWanted(name)));
}

function bounded(wanted: readonly ZipEntry[]): readonly ZipEntry[] {
  if (wanted.reduce((sum, { size }) => sum + size, 0) > LIMITS.unpacked)
    throw new NotaryError('too-large', 'more than a share holds');
  return wanted;
}
