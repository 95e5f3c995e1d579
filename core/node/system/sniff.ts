/** Facts that follow with certainty from a file's bytes; the clerk may change them. */
import { beginsLikeReadable } from '../../documents/reading/index.ts';
import { isSignedInvoice } from '../../documents/reading/p7m.ts';
import { mayHoldFiles } from '../../documents/reading/pdf.ts';
import { isXmlInvoice } from '../../documents/reading/xml.ts';
import { openPdf, pdfStart } from '../../formats/attachments/front.ts';
import { countPages, PAGES_LIMITS } from './page-count.ts';

/** What is known of a file's contents. */
export interface FileContent {
  /** A kind of `KNOWN_KINDS` if the bytes determine it, else null. */
  readonly kind: string | null;
  /** Number of pages of a PDF, if the bounded reader can read it, else null. */
  readonly pages: number | null;
  /** Whether readers of documents may know it; a PDF only where files are in it. */
  readonly readable: boolean;
  /** On what of it facts may be seen by those who look at it: its pages, or itself as a picture. */
  readonly shows: 'pages' | 'picture' | null;
}

/** Of a file that nobody looked into. */
export const NOTHING_KNOWN: FileContent = { kind: null, pages: null, readable: false, shows: null };

/** True for the first bytes of a PDF, also behind what mail gateways and editors put before it. */
export function isPdf(bytes: Uint8Array): boolean {
  return pdfStart(bytes) >= 0;
}

/** Describes a file by its bytes, or by the first ones when it is too large. */
export function describeContent(bytes: Uint8Array): FileContent {
  if (isPdf(bytes)) return { ...NOTHING_KNOWN, ...describePdf(bytes), shows: 'pages' };
  const isInvoice = isXmlInvoice(bytes) || isSignedInvoice(bytes);
  const shows = isPicture(bytes) ? 'picture' : null;
  return { kind: isInvoice ? 'invoice' : null, pages: null, readable: beginsLikeReadable(bytes), shows };
}

/** One that cannot be opened is readable: readers say what stands in the way. */
function describePdf(bytes: Uint8Array): Pick<FileContent, 'pages' | 'readable'> {
  try {
    const file = openPdf(bytes, PAGES_LIMITS);
    return { readable: mayHoldFiles(file), pages: countPages(file) };
  } catch {
    return { readable: true, pages: null };
  }
}

/** True for the first bytes of an archive, also of one without members. */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))
  );
}

/** True for the first bytes of a JPEG or a PNG. */
function isPicture(bytes: Uint8Array): boolean {
  return ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n'].some((mark) =>
    [...mark].every((char, i) => bytes[i] === char.charCodeAt(0)),
  );
}
