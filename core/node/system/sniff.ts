/** Facts that follow with certainty from a file's bytes; the clerk may change them. */
import { pdfStart } from '../../formats/attachments/front.ts';
import { countPages } from './page-count.ts';
import { rootElement } from './xml.ts';

/** What is known of a file's contents. */
export interface FileContent {
  /** A kind of `KNOWN_KINDS` if the bytes determine it, else null. */
  readonly kind: string | null;
  /** Number of pages of a PDF, if the bounded reader can read it, else null. */
  readonly pages: number | null;
  /** Whether readers of documents may know it: XML, and archives as OFD is one. */
  readonly readable: boolean;
  /** On what of it facts may be seen by those who look at it: its pages, or itself as a picture. */
  readonly shows: 'pages' | 'picture' | null;
}

/** Of a file that nobody looked into. */
export const NOTHING_KNOWN: FileContent = { kind: null, pages: null, readable: false, shows: null };

const HEAD = 4096;

/** UBL 2 and UN/CEFACT's cross-industry invoice: local name of the root element, by its namespace. */
const INVOICES: Readonly<Record<string, string>> = {
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2': 'Invoice',
  'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100': 'CrossIndustryInvoice',
};

/** True for the first bytes of a PDF, also behind what mail gateways and editors put before it. */
export function isPdf(bytes: Uint8Array): boolean {
  return pdfStart(bytes) >= 0;
}

/** Describes a file by its bytes, or by the first ones when it is too large. */
export function describeContent(bytes: Uint8Array): FileContent {
  if (isPdf(bytes)) return { ...NOTHING_KNOWN, pages: countPages(bytes), shows: 'pages' };
  const root = rootElement(bytes.subarray(0, HEAD));
  const isInvoice = root !== null && INVOICES[root.namespace] === root.name;
  const readable = root !== null || isZip(bytes);
  return { kind: isInvoice ? 'invoice' : null, pages: null, readable, shows: isPicture(bytes) ? 'picture' : null };
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
