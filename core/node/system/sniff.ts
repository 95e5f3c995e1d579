/** Facts that follow with certainty from a file's bytes; the clerk may change them. */
import { PdfFile } from '../../formats/attachments/document.ts';
import { isDict } from '../../formats/attachments/syntax.ts';
import { FACT_LIMITS } from '../../records/facts.ts';

export interface FileContent {
  /** A kind of `KNOWN_KINDS` if the bytes determine it, else null. */
  readonly kind: string | null;
  /** Number of pages of a PDF, if the bounded reader can read it, else null. */
  readonly pages: number | null;
}

const HEAD = 4096;

// the namespaces of UBL 2 and of UN/CEFACT's cross-industry invoice
const INVOICE =
  /urn:oasis:names:specification:ubl:schema:xsd:Invoice-2|urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100/;

/** True for the first bytes of a PDF. */
export function isPdf(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-';
}

/** Describes a file by its bytes, or by the first ones when it is too large. */
export function describeContent(bytes: Uint8Array): FileContent {
  if (isPdf(bytes)) return { kind: null, pages: countPages(bytes) };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1');
  const isXml = /^(?:\xef\xbb\xbf)?\s*</.test(head);
  return { kind: isXml && INVOICE.test(head) ? 'invoice' : null, pages: null };
}

/** The count at the root of the page tree (ISO 32000-1 section 7.7.3.2). */
function countPages(pdf: Uint8Array): number | null {
  try {
    const file = new PdfFile(pdf);
    const root = file.resolve(file.catalog().entries.get('Pages'));
    const count = isDict(root) ? file.resolve(root.entries.get('Count')) : null;
    return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= FACT_LIMITS.pages
      ? count
      : null;
  } catch {
    return null; // damaged, encrypted or beyond the bounds: the number of pages is not known
  }
}

/** True for the first bytes of an archive that has members. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}
