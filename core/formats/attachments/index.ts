/**
 * The attachments of a certificate, read from a PDF that anybody may have made. Small and bounded on purpose: pages are
 * not read, nothing is repaired, and every size, count, depth and amount of work has a limit.
 */
import type { InflateAtOnce } from '../../documents/inflate.ts';
import { NotaryError } from '../../errors.ts';
import { ATTACHMENT_NAMES, type EvidenceFiles } from '../evidence.ts';
import { PdfFile } from './document.ts';
import { type EmbeddedFile, embeddedFiles } from './embedded.ts';
import { type Front, withoutFront } from './front.ts';
import { damaged, PDF_LIMITS } from './limits.ts';
import { isDict, isStream, type PdfDict } from './syntax.ts';

export type { Front } from './front.ts';
export { PDF_LIMITS } from './limits.ts';

/** What a certificate carries. */
export interface Attachments {
  readonly files: EvidenceFiles;
  /** Names of other attached files, for instance the document itself. */
  readonly others: readonly string[];
  /** 1 for a file as it was issued; more when updates were appended. */
  readonly revisions: number;
  /** The PDF without what stands before it. */
  readonly pdf: Uint8Array;
  readonly front: Front | null;
}

/** Refuses a file with two names of which one is ours, because other readers may show it under the other name. */
function checkNames({ names }: EmbeddedFile): void {
  const ours: readonly string[] = Object.values(ATTACHMENT_NAMES);
  if (names.length > 1 && names.some((name) => ours.includes(name))) damaged('an attached file with two names');
}

function bytesOf(file: PdfFile, specification: PdfDict): Uint8Array {
  const embedded = file.resolve(specification.entries.get('EF'));
  if (!isDict(embedded)) damaged('an attached file without contents');
  const entries = ['F', 'UF'].map((entry) => embedded.entries.get(entry)).filter((entry) => entry !== undefined);
  const stream = file.resolve(entries[0]);
  if (!isStream(stream) || entries.some((entry) => file.resolve(entry) !== stream))
    damaged('an attached file without contents, or with two');
  return file.data(stream, PDF_LIMITS.attachment);
}

function only(file: PdfFile, files: readonly EmbeddedFile[], name: string): Uint8Array {
  const found = files.filter((candidate) => candidate.name === name);
  if (found.length > 1) throw new NotaryError('malformed', `PDF: ${name} is attached twice`, { file: name });
  const [one] = found;
  if (!one) throw new NotaryError('not-a-certificate', `${name} is not attached`, { reason: 'no-attachments' });
  return bytesOf(file, one.specification);
}

/**
 * The three files of a certificate, as its newest revision has them; what stands before the PDF is ignored, and only those
 * three are unpacked, with `atOnce` if the platform has a faster way of the same result. Throws
 * `not-a-certificate` (no PDF, encrypted, or without the attachments), `malformed` (damaged, or an attachment that occurs
 * twice), `too-large` or `timed-out`.
 */
export function readAttachments(bytes: Uint8Array, atOnce?: InflateAtOnce): Attachments {
  const { pdf, front } = withoutFront(bytes);
  const file = new PdfFile(pdf, PDF_LIMITS, atOnce);
  const files = embeddedFiles(file);
  for (const one of files) checkNames(one);
  const ours: readonly string[] = Object.values(ATTACHMENT_NAMES);
  return {
    files: {
      record: only(file, files, ATTACHMENT_NAMES.record),
      evidence: only(file, files, ATTACHMENT_NAMES.evidence),
      proof: only(file, files, ATTACHMENT_NAMES.proof),
    },
    others: files.map(({ name }) => name).filter((name) => !ours.includes(name)),
    revisions: file.revisions,
    pdf,
    front,
  };
}
