/** Where a PDF begins (ISO 32000-1, annex H.3, note 13): mail gateways, browsers and editors put marks, line ends or headers before it. */
import { NotaryError } from '../../errors.ts';
import { latin1 } from '../bytes.ts';
import { PdfFile } from './document.ts';
import { damaged, PDF_LIMITS, type PdfLimits } from './limits.ts';

const MAGIC = [0x25, 0x50, 0x44, 0x46, 0x2d]; // %PDF-
const PERCENT = 0x25;
/** Viewers look this far. */
const REACH = 1024;

/**
 * The offset of `%PDF-` within the first 1,024 bytes; -1 for what is no PDF. Text may stand before it; other bytes belong to
 * a file of another kind, as an archive that holds a PDF.
 */
export function pdfStart(bytes: Uint8Array): number {
  const head = bytes.subarray(0, REACH);
  // most files have none: finding that out must cost nothing beside hashing them
  for (let at = head.indexOf(PERCENT); at >= 0; at = head.indexOf(PERCENT, at + 1))
    if (MAGIC.every((byte, i) => head[at + i] === byte)) return head.subarray(0, at).every(isText) ? at : -1;
  return -1;
}

/** Anything but a control character; tab, LF, FF and CR are white space. */
const isText = (byte: number) => (byte >= 0x20 ? byte !== 0x7f : [0x09, 0x0a, 0x0c, 0x0d].includes(byte));

/** What stands before a certificate in its file, and does not belong to it. */
export interface Front {
  readonly bytes: number;
  /** A byte order mark, line ends and other white space, or anything else, as the header of a mail. */
  readonly kind: 'mark' | 'space' | 'other';
}

/** White space and comments, which may stand between the parts of `1 0 obj`. */
const GAP = '(?:[\\t\\n\\f\\r ]|%[^\\n\\r]*[\\n\\r])';
/** What viewers that repair a file take for its parts: objects with their two numbers, and words that stand alone. */
const PARTS = new RegExp(`\\d${GAP}+\\d+${GAP}*obj|(?<![A-Za-z-])(?:startxref|xref|trailer)(?![A-Za-z-])`);
const MARKS = ['\xef\xbb\xbf', '\xfe\xff', '\xff\xfe'];

/**
 * A certificate without what stands before it. A file that does not begin like a PDF within its first 1,024 bytes is given
 * back as it is. Throws `malformed` where a viewer could take what stands before for a part of the PDF.
 */
export function withoutFront(bytes: Uint8Array): { readonly pdf: Uint8Array; readonly front: Front | null } {
  const at = pdfStart(bytes);
  if (at <= 0) return { pdf: bytes, front: null };
  const text = latin1(bytes, 0, at);
  if (PARTS.test(text)) damaged('something stands before it that viewers may take for a part of it');
  const kind = MARKS.includes(text.trim()) ? 'mark' : text.trim() === '' ? 'space' : 'other';
  return { pdf: bytes.subarray(at), front: { bytes: at, kind } };
}

/**
 * Reads a PDF as viewers do: its offsets count from `%PDF-`, or else from the first byte of the file. Throws as `PdfFile`
 * does.
 */
export function openPdf(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): PdfFile {
  const at = pdfStart(bytes);
  if (at <= 0) return new PdfFile(bytes, limits);
  try {
    return new PdfFile(bytes.subarray(at), limits);
  } catch (error) {
    if (!(error instanceof NotaryError) || error.code !== 'malformed') throw error;
    const whole = Uint8Array.from(bytes);
    whole.set(MAGIC);
    return new PdfFile(whole, limits);
  }
}
