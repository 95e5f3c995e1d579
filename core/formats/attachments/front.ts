/** Where a PDF begins (ISO 32000-1, annex H.3, note 13): mail gateways, browsers and editors put marks, line ends or headers before it. */
import { NotaryError } from '../../errors.ts';
import { PdfFile } from './document.ts';
import { PDF_LIMITS, type PdfLimits } from './limits.ts';

const MAGIC = [0x25, 0x50, 0x44, 0x46, 0x2d]; // %PDF-
/** Viewers look this far. */
const REACH = 1024;

/** The offset of `%PDF-` within the first 1,024 bytes; -1 for what is no PDF. */
export function pdfStart(bytes: Uint8Array): number {
  const last = Math.min(REACH, bytes.length) - MAGIC.length;
  for (let at = 0; at <= last; at++) if (MAGIC.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
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
