/**
 * The attachments of a certificate, read from a PDF that anybody may have made. Small and bounded on purpose: pages are
 * not read, nothing is repaired, and every size, count, depth and amount of work has a limit.
 */
import type { InflateAtOnce } from '../../documents/inflate.ts';
import { NotaryError } from '../../errors.ts';
import { ATTACHMENT_NAMES, type CertificateFiles, DOSSIER_FILE_NAMES } from '../evidence.ts';
import { PdfFile } from './document.ts';
import { type EmbeddedFile, embeddedFiles } from './embedded.ts';
import { type Front, withoutFront } from './front.ts';
import { damaged, PDF_LIMITS } from './limits.ts';
import { isDict, isStream, type PdfDict } from './syntax.ts';

export type { Front } from './front.ts';
export { PDF_LIMITS } from './limits.ts';

/** What a certificate carries. */
export interface Attachments {
  readonly files: CertificateFiles;
  /** Names of other attached files, for instance the document itself. */
  readonly others: readonly string[];
  /** 1 for a file as it was issued; more when updates were appended. */
  readonly revisions: number;
  /** The PDF without what stands before it. */
  readonly pdf: Uint8Array;
  readonly front: Front | null;
}

/** Names of the files that are read. */
const OURS: readonly string[] = [...Object.values(ATTACHMENT_NAMES), ...Object.values(DOSSIER_FILE_NAMES)];

/** Refuses a file with two names of which one is ours, because other readers may show it under the other name. */
function checkNames({ names }: EmbeddedFile): void {
  if (names.length > 1 && names.some((name) => OURS.includes(name))) damaged('an attached file with two names');
}

function bytesOf(file: PdfFile, specification: PdfDict, limit: number): Uint8Array {
  const embedded = file.resolve(specification.entries.get('EF'));
  if (!isDict(embedded)) damaged('an attached file without contents');
  const entries = ['F', 'UF'].map((entry) => embedded.entries.get(entry)).filter((entry) => entry !== undefined);
  const stream = file.resolve(entries[0]);
  if (!isStream(stream) || entries.some((entry) => file.resolve(entry) !== stream))
    damaged('an attached file without contents, or with two');
  return file.data(stream, limit);
}

function perhaps(
  file: PdfFile,
  files: readonly EmbeddedFile[],
  name: string,
  limit: number = PDF_LIMITS.attachment,
): Uint8Array | null {
  const [one, another] = files.filter((candidate) => candidate.name === name);
  if (another) throw new NotaryError('malformed', `PDF: ${name} is attached twice`, { file: name });
  return one ? bytesOf(file, one.specification, limit) : null;
}

function only(file: PdfFile, files: readonly EmbeddedFile[], name: string): Uint8Array {
  const bytes = perhaps(file, files, name);
  if (!bytes) throw new NotaryError('not-a-certificate', `${name} is not attached`, { reason: 'no-attachments' });
  return bytes;
}

/** The files of a dossier that are there; none in most certificates. */
function ofDossier(file: PdfFile, files: readonly EmbeddedFile[]): Pick<CertificateFiles, 'dossier'> {
  const parts = (['items', 'openings'] as const).flatMap((part) => {
    const bytes = perhaps(file, files, DOSSIER_FILE_NAMES[part], PDF_LIMITS[part]);
    return bytes ? [[part, bytes] as const] : [];
  });
  return parts.length > 0 ? { dossier: Object.fromEntries(parts) } : {};
}

/**
 * The files of a certificate, as its newest revision has them: three, and perhaps those of a dossier. What stands before the
 * PDF is ignored, and only those are unpacked, with `atOnce` if the platform has a faster way of the same result. Throws
 * `not-a-certificate` (no PDF, encrypted, or without the attachments), `malformed` (damaged, or an attachment that occurs
 * twice), `too-large` or `timed-out`.
 */
export function readAttachments(bytes: Uint8Array, atOnce?: InflateAtOnce): Attachments {
  const { pdf, front } = withoutFront(bytes);
  const file = new PdfFile(pdf, PDF_LIMITS, atOnce);
  const files = embeddedFiles(file);
  for (const one of files) checkNames(one);
  return {
    files: {
      record: only(file, files, ATTACHMENT_NAMES.record),
      evidence: only(file, files, ATTACHMENT_NAMES.evidence),
      proof: only(file, files, ATTACHMENT_NAMES.proof),
      ...ofDossier(file, files),
    },
    others: files.map(({ name }) => name).filter((name) => !OURS.includes(name)),
    revisions: file.revisions,
    pdf,
    front,
  };
}
