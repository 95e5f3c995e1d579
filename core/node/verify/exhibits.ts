/** Reads the files to verify: which are certificates, which are documents, and what could be read of each. */
import { statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { NotaryError } from '../../errors.ts';
import { type Attachments, type Front, PDF_LIMITS, readAttachments } from '../../formats/attachments/index.ts';
import { type DigestSet, onlyDigests } from '../../formats/digests.ts';
import {
  ATTACHMENT_NAMES,
  type CertificateFiles,
  DOSSIER_FILE_NAMES,
  type EvidenceSet,
  parseEvidenceSet,
} from '../../formats/evidence.ts';
import { isExamined, PACK_FILES } from '../../handover/pack-layout.ts';
import type { RecordKind } from '../../records/index.ts';
import type { TraceContents } from '../../trace/contents.ts';
import { type HashWatch, hashLargeFile, hashSmallFile } from '../hashing/hash-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { digestBytes } from '../system/digests.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { type FilePath, shownName, shownPath, systemFileError, type WalkStep, walkFiles } from '../system/files.ts';
import { inflateAtOnce } from '../system/inflate.ts';
import type { VerifyProgress } from '../system/progress.ts';
import { readSmallFile } from '../system/small-file.ts';
import { type OpenPack, openTracePack, type PackedFile, packedPath } from './trace-pack.ts';

/** A certificate: a PDF or a folder of its attachments. `set` is null when it cannot be read, and `error` says why. */
export interface CertificateExhibit {
  readonly path: string;
  /** SHA-256 that its record names, hex; null when it cannot be read. */
  readonly digest: string | null;
  readonly set: EvidenceSet | null;
  readonly error: unknown;
  /** Null for a folder of attachments, and for a proof on paper. */
  readonly pdf: Uint8Array | null;
  /** What stands before the PDF in its file. */
  readonly front: Front | null;
  /** True for a proof on paper, and for a certificate in a pack: `path` is not that of a file that can be read again. */
  readonly kept?: true;
}

/** A trace pack; the certificates in it are exhibits of their own. */
export interface PackExhibit {
  readonly path: string;
  readonly contents: TraceContents;
}

/** A document and its digests. */
export interface DocumentExhibit extends DigestSet {
  readonly path: string;
  readonly name: string;
  /** The format of a picture in which nobody could look for codes. */
  readonly unread?: string | undefined;
  /** Not a file of its own: it cannot be read again by its path. */
  readonly inPack?: true;
}

/** A file that could not be read. */
export interface FailedExhibit {
  readonly path: string;
  readonly fault: Fault;
}

/** One thing that was given to be verified. */
export type Exhibit = CertificateExhibit | DocumentExhibit | PackExhibit | FailedExhibit;

const NAMES: readonly string[] = [...Object.values(ATTACHMENT_NAMES), ...Object.values(DOSSIER_FILE_NAMES)];
/** More than anybody drops at once; the walk stops there. */
const LIMITS = { files: 20_000, depth: 16 } as const;

/** Cancellation and progress of the reading. */
export interface ReadWatch {
  cancelled(): boolean;
  progress(now: VerifyProgress): void;
}

/** Everything below these paths, in the order of the walk. */
export async function* readExhibits(
  paths: readonly string[],
  watch: ReadWatch,
  kinds?: readonly RecordKind[],
): AsyncGenerator<Exhibit> {
  const steps = examined([...walkFiles(paths, LIMITS)]);
  const counted = countedWatch(steps, watch);
  const folders = new Set(
    steps.filter(({ path }) => shownName(path) === ATTACHMENT_NAMES.proof).map(({ path }) => dirname(shownPath(path))),
  );
  for (const folder of folders) yield readEvidenceFolder(folder, kinds);
  for (const step of steps) {
    if (watch.cancelled()) throw new NotaryError('cancelled', 'cancelled');
    const path = shownPath(step.path);
    const pack = 'fault' in step || !isZip(path) ? null : openTracePack(step.path);
    if ('fault' in step) yield { path, fault: step.fault };
    else if (pack) yield* packExhibits(path, pack, watch, kinds);
    else if (!folders.has(dirname(path)) || !NAMES.includes(basename(path)))
      yield await readExhibit(step.path, step.size, counted, kinds);
    counted.done('fault' in step ? 0 : step.size);
  }
}

const isZip = (path: string) => path.toLowerCase().endsWith('.zip');

/** The table of contents of a trace pack, then what is in it. */
async function* packExhibits(
  path: string,
  pack: OpenPack,
  watch: ReadWatch,
  kinds: readonly RecordKind[] | undefined,
): AsyncGenerator<Exhibit> {
  try {
    yield packContents(path, pack);
    for (const file of pack.files) {
      if (watch.cancelled()) throw new NotaryError('cancelled', 'cancelled');
      yield await packedExhibit(packedPath(path, file.file), file, kinds);
    }
  } finally {
    pack.close();
  }
}

function packContents(path: string, pack: OpenPack): Exhibit {
  try {
    return { path, contents: pack.contents() };
  } catch (error) {
    return { path, fault: faultOf(error) };
  }
}

async function packedExhibit(
  path: string,
  file: PackedFile,
  kinds: readonly RecordKind[] | undefined,
): Promise<Exhibit> {
  try {
    if (file.kind === 'document') return { path, name: basename(path), inPack: true, ...(await file.digests()) };
    const read = readAttachments(file.bytes(), inflateAtOnce);
    return { ...certificate(path, read.files, read, kinds), kept: true };
  } catch (error) {
    if (file.kind === 'document') return { path, fault: faultOf(error) };
    return { ...unreadable(path, error), kept: true };
  }
}

/**
 * Leaves out the files of a court pack that repeat or explain its certificates, because they would be taken for
 * documents to compare.
 */
function examined(steps: readonly WalkStep[]): readonly WalkStep[] {
  const paths = new Set(steps.map(({ path }) => shownPath(path)));
  const covers = [...paths].filter((path) => basename(path) === PACK_FILES.cover).map(dirname);
  const packs = covers.filter((folder) => paths.has(join(folder, PACK_FILES.digests)));
  return steps.filter((step) => {
    const path = shownPath(step.path);
    const pack = packs.find((folder) => !relative(folder, path).startsWith('..'));
    return 'fault' in step || pack === undefined || isExamined(relative(pack, path).replaceAll('\\', '/'));
  });
}

/** Converts bytes read of the current file to bytes read in total. */
function countedWatch(steps: readonly WalkStep[], watch: ReadWatch): HashWatch & { done(size: number): void } {
  const bytes = steps.reduce((sum, step) => sum + ('fault' in step ? 0 : step.size), 0);
  let [filesDone, before] = [0, 0];
  const tell = (bytesDone: number) => watch.progress({ files: steps.length, filesDone, bytes, bytesDone });
  return {
    cancelled: () => watch.cancelled(),
    progress: (read) => tell(before + read),
    done(size) {
      filesDone += 1;
      before += size;
      tell(before);
    },
  };
}

async function readExhibit(
  path: FilePath,
  size: number,
  watch: HashWatch,
  kinds: readonly RecordKind[] | undefined,
): Promise<Exhibit> {
  try {
    return readCertificate(path, size, kinds) ?? (await readDocument(path, watch));
  } catch (error) {
    if (codeOf(error) === 'cancelled') throw error;
    return { path: shownPath(path), fault: faultOf(error) };
  }
}

/** A PDF with our attachments, also a damaged one; null for any other file. */
function readCertificate(
  path: FilePath,
  size: number,
  kinds: readonly RecordKind[] | undefined,
): CertificateExhibit | null {
  if (size < 5 || size > PDF_LIMITS.file) return null;
  const pdf = readSmallFile(path, PDF_LIMITS.file);
  try {
    const read = evidenceIn(pdf);
    return read && certificate(shownPath(path), read.files, read, kinds);
  } catch (error) {
    return unreadable(shownPath(path), error);
  }
}

/** The attachments of a certificate; null for any other file. Throws for one of ours that is damaged. */
export function evidenceIn(pdf: Buffer): Attachments | null {
  try {
    return readAttachments(pdf, inflateAtOnce);
  } catch (error) {
    const isOurs = codeOf(error) !== 'not-a-certificate' && pdf.includes(ATTACHMENT_NAMES.proof, 0, 'latin1');
    if (isOurs) throw error;
    return null;
  }
}

/** Reads a path as a certificate regardless of its contents; problems are in `error`. */
export function readAsCertificate(path: string, kinds?: readonly RecordKind[]): CertificateExhibit {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return readEvidenceFolder(path, kinds);
    if (stat.size > PDF_LIMITS.file) throw new NotaryError('too-large', 'a certificate has at most 32 MiB');
    const read = readAttachments(readSmallFile(path, PDF_LIMITS.file), inflateAtOnce);
    return certificate(path, read.files, read, kinds);
  } catch (error) {
    return unreadable(path, error instanceof NotaryError ? error : systemFileError(error, path));
  }
}

function readEvidenceFolder(folder: string, kinds: readonly RecordKind[] | undefined): CertificateExhibit {
  try {
    const read = (name: string) => {
      const path = join(folder, name);
      if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
        throw new NotaryError('not-a-certificate', `${name} is not in the folder`, { file: folder });
      return new Uint8Array(readSmallFile(path, PDF_LIMITS.attachment));
    };
    const { record, evidence, proof } = ATTACHMENT_NAMES;
    const files = { record: read(record), evidence: read(evidence), proof: read(proof), ...besideIn(folder) };
    return certificate(folder, files, null, kinds);
  } catch (error) {
    return unreadable(folder, error);
  }
}

/** The files of a dossier in a folder of evidence, if they are there. */
function besideIn(folder: string): Pick<CertificateFiles, 'dossier'> {
  const parts = (['items', 'openings'] as const).flatMap((part) => {
    const path = join(folder, DOSSIER_FILE_NAMES[part]);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return [];
    return [[part, new Uint8Array(readSmallFile(path, PDF_LIMITS[part]))] as const];
  });
  return parts.length > 0 ? { dossier: Object.fromEntries(parts) } : {};
}

function certificate(
  path: string,
  files: CertificateFiles,
  read: Pick<Attachments, 'pdf' | 'front'> | null,
  kinds: readonly RecordKind[] | undefined,
): CertificateExhibit {
  try {
    const set = parseEvidenceSet(files, nodeCrypto, { recordKinds: kinds });
    return {
      path,
      digest: set.record.digest?.sha256 ?? null,
      set,
      error: null,
      pdf: read?.pdf ?? null,
      front: read?.front ?? null,
    };
  } catch (error) {
    return unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): CertificateExhibit {
  return { path, digest: null, set: null, error, pdf: null, front: null };
}

async function readDocument(path: FilePath, watch: HashWatch): Promise<DocumentExhibit> {
  return { path: shownPath(path), name: shownName(path), ...(await digestsOf(path, watch)) };
}

async function digestsOf(path: FilePath, watch: HashWatch): Promise<DigestSet> {
  try {
    return onlyDigests(hashSmallFile(path) ?? (await hashLargeFile(path, watch)));
  } catch (error) {
    // intake refuses empty files; here an empty file is just another document
    if (codeOf(error) === 'file-empty') return digestBytes(new Uint8Array(0));
    throw error;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof NotaryError ? error.code : null;
}
