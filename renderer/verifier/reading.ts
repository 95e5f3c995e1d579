/** Classifies dropped files: a certificate, a loose attachment, a trust bundle, or a document to compare. */

import { nobleCrypto } from '../../core/crypto.ts';
import { LOOSE_HEAD, type LooseList, looseList, loosePart } from '../../core/dossier/loose.ts';
import { errorCode, NotaryError } from '../../core/errors.ts';
import { pdfStart } from '../../core/formats/attachments/front.ts';
import { type Front, readAttachments } from '../../core/formats/attachments/index.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { ATTACHMENT_NAMES, type CertificateFiles, type EvidenceFiles } from '../../core/formats/evidence.ts';
import { parseTrustBundle, type TrustBundle, trustFingerprint } from '../../core/formats/trust.ts';
import type { PaperFragment } from '../../core/paper/fragments.ts';
import { pictureSize } from '../../core/paper/size.ts';
import { unreadPicture } from '../../core/paper/unread.ts';
import { CERTIFICATES_FOLDER, CONTENTS_NAME, type TraceContents } from '../../core/trace/contents.ts';
import type { ListSums } from '../../core/verification/dossier-checks.ts';
import { PieceHasher } from './hash.ts';
import { codesIn } from './paper.ts';
import { type DroppedPack, filesOfShare, filesOfTrace } from './share.ts';
import { sumsOf } from './sums.ts';
import { Turns } from './turns.ts';

export type Dropped =
  | {
      readonly kind: 'certificate';
      readonly name: string;
      readonly files: CertificateFiles;
      readonly sha256: string;
      readonly front: Front | null;
      /** The sums of the commitments of a dossier's items, so that they are not added up while the page cannot answer. */
      readonly sums: ListSums | null;
    }
  /** All items of a dossier, or some that are laid open, as a file of its own. */
  | {
      readonly kind: 'list';
      readonly name: string;
      readonly list: LooseList;
      readonly sums: ListSums | null;
      readonly document: Extract<Dropped, { kind: 'document' }>;
    }
  | {
      readonly kind: 'attachment';
      readonly name: string;
      readonly part: keyof EvidenceFiles;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'bundle'; readonly name: string; readonly bundle: TrustBundle; readonly fingerprint: string }
  /** The bytes are not kept: `file` reads them again for a comparison. */
  | {
      readonly kind: 'document';
      readonly name: string;
      readonly sha256: string;
      /** Null when only its digest is known. */
      readonly file: File | null;
      /** Why a PDF could not be read as a certificate, when it may be one that was damaged. */
      readonly damage: NotaryError | null;
      /** The format of a picture in which nobody here can look for codes. */
      readonly unread: string | null;
    }
  /** The table of contents of a trace pack; what is in it comes before it, under names that begin with that of the pack. */
  | { readonly kind: 'pack'; readonly name: string; readonly contents: TraceContents }
  /** A picture of a proof on paper. */
  | { readonly kind: 'codes'; readonly name: string; readonly fragments: readonly PaperFragment[] }
  | { readonly kind: 'broken'; readonly name: string; readonly error: NotaryError };

export interface Progress {
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

/** Larger files are never certificates or bundles: they are hashed as documents, a slice at a time. */
const SMALL = 32 * 1024 * 1024;
const SLICE = 2 * 1024 * 1024;

/** Reads dropped files; a share is replaced by its contents if they include a certificate. */
export async function readAll(
  file: File,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<readonly Dropped[]> {
  const pack = await filesOfTrace(file, signal);
  if (pack) return readPack(file.name, pack, onProgress, signal);
  const inside: Dropped[] = [];
  for (const one of (await filesOfShare(file, signal)) ?? []) inside.push(await readDropped(one, onProgress, signal));
  if (inside.some(({ kind }) => kind === 'certificate')) return inside;
  return [await readDropped(file, onProgress, signal)];
}

/** What stands between the name of a pack and the path of a file in it. */
export const INSIDE = '!/';

async function readPack(
  name: string,
  { contents, files }: DroppedPack,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<readonly Dropped[]> {
  const inside: Dropped[] = [];
  for (const { path, file } of files) {
    const read = await readDropped(file, onProgress, signal);
    // what is called a certificate and is none is one that cannot be read
    const isBroken = read.kind === 'document' && path.startsWith(CERTIFICATES_FOLDER);
    const error = new NotaryError('not-a-certificate', path, { file: path });
    inside.push({ ...(isBroken ? { kind: 'broken', error } : read), name: name + INSIDE + path } as Dropped);
  }
  const table: Dropped =
    contents instanceof NotaryError
      ? { kind: 'broken', name: name + INSIDE + CONTENTS_NAME, error: contents }
      : { kind: 'pack', name, contents };
  return [...inside, table];
}

/** Reads one file. Throws `cancelled` on `signal`; problems with the file are returned. */
async function readDropped(
  file: File,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Dropped> {
  try {
    const small = (await readList(file, onProgress, signal)) ?? (await readSmall(file));
    if (small instanceof NotaryError || small === null) return await readDocument(file, small, onProgress, signal);
    const items = small.kind === 'certificate' ? small.files.dossier?.items : undefined;
    if (small.kind !== 'certificate' || items === undefined) return small;
    return { ...small, sums: await sumsFor(file, items, onProgress, signal) };
  } catch (error) {
    if (errorCode(error) === 'cancelled') throw error;
    if (error instanceof NotaryError) return { kind: 'broken', name: file.name, error };
    const unreadable = new NotaryError('file-unreadable', String(error), { file: file.name }, error);
    return { kind: 'broken', name: file.name, error: unreadable };
  }
}

const sumsFor = ({ name }: File, items: Uint8Array, onProgress: (progress: Progress) => void, signal: AbortSignal) =>
  sumsOf(items, (done, total) => onProgress({ name, done, total }), signal);

/** A list of a dossier that is a file of its own; null for any other file. */
async function readList(
  file: File,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Dropped | null> {
  const part = loosePart(new Uint8Array(await file.slice(0, LOOSE_HEAD).arrayBuffer()), file.size);
  const list = part && looseList(await bytesOf(file), nobleCrypto);
  if (!list) return null;
  const document = await readDocument(file, null, onProgress, signal);
  const sums = part === 'items' ? await sumsFor(file, list.bytes, onProgress, signal) : null;
  return { kind: 'list', name: file.name, list, sums, document };
}

/** A certificate, attachment or bundle by its contents; null, or what is wrong with it as a certificate, for anything else. */
async function readSmall(file: File): Promise<Dropped | NotaryError | null> {
  if (file.size > SMALL) return null;
  const part = (Object.keys(ATTACHMENT_NAMES) as (keyof EvidenceFiles)[]).find(
    (key) => ATTACHMENT_NAMES[key] === file.name,
  );
  if (part) return { kind: 'attachment', name: file.name, part, bytes: await bytesOf(file) };
  if (file.name.toLowerCase().endsWith('.trust.json')) return readBundle(file.name, await bytesOf(file));
  const head = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
  if (pdfStart(head) >= 0) return readCertificate(file.name, await bytesOf(file));
  const fragments = pictureSize(head) || isJpeg(head) ? await codesIn(file, await bytesOf(file)) : [];
  return fragments.length > 0 ? { kind: 'codes', name: file.name, fragments } : null;
}

/** A PDF without our attachments is a document; one that is damaged may be either. */
function readCertificate(name: string, bytes: Uint8Array): Dropped | NotaryError | null {
  try {
    const { files, front } = readAttachments(bytes);
    return { kind: 'certificate', name, files, front, sums: null, sha256: toHex(nobleCrypto.sha256(bytes)) };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return error.code === 'not-a-certificate' ? null : error;
  }
}

/** Reads a bundle without accepting it. */
export function readBundle(name: string, bytes: Uint8Array): Dropped {
  const bundle = parseTrustBundle(bytes, nobleCrypto);
  return { kind: 'bundle', name, bundle, fingerprint: trustFingerprint(bytes, nobleCrypto) };
}

const isJpeg = (head: Uint8Array) => head[0] === 0xff && head[1] === 0xd8;

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

/** A document of any size by its digest. */
async function readDocument(
  file: File,
  damage: NotaryError | null,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Extract<Dropped, { kind: 'document' }>> {
  const { name, size } = file;
  const sha256 = await hashFile(file, size, signal, (done) => onProgress({ name, done, total: size }));
  const unread = unreadPicture(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  return { kind: 'document', name, sha256, file, damage, unread };
}

/**
 * SHA-256 of the first `length` bytes, hex, slice by slice; the page stays responsive between two slices. Throws
 * `cancelled`.
 */
export async function hashFile(
  file: File,
  length: number,
  signal: AbortSignal,
  onProgress: (done: number) => void = () => {},
): Promise<string> {
  const hasher = new PieceHasher(length);
  const turns = new Turns(signal);
  for (let at = 0; at < length; at += SLICE) {
    await turns.next();
    const end = Math.min(at + SLICE, length);
    hasher.update(new Uint8Array(await file.slice(at, end).arrayBuffer()));
    onProgress(end);
  }
  return await hasher.sha256();
}
