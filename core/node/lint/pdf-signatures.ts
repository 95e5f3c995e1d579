/**
 * Signatures of a PDF (ISO 32000-1 section 12.8): lost, broken by a program that rewrote the file, or followed by
 * changes.
 */

import type { Warning } from '../../documents/warnings.ts';
import { PdfFile } from '../../formats/attachments/document.ts';
import { isDict, type PdfDict, type PdfValue } from '../../formats/attachments/syntax.ts';
import { isInvoiceName } from './invoice.ts';
import { isTimeStamp, SignedAndNow } from './pdf-changes.ts';
import type { FormField } from './pdf-fields.ts';

const LESS = 0x3c;
const GREATER = 0x3e;
const SIGNATURES_EXIST = 1;

/** The end of the signed byte range; null when the gap in the range is no longer where the signature is. */
function coveredEnd(file: PdfFile, signature: PdfDict): number | null {
  const range = file.resolve(signature.entries.get('ByteRange'));
  if (!Array.isArray(range) || range.length !== 4) return null;
  const [start, length, next, rest] = range.map((value: PdfValue) => file.resolve(value));
  if (start !== 0 || typeof length !== 'number' || typeof next !== 'number' || typeof rest !== 'number') return null;
  const framed = file.bytes[length] === LESS && file.bytes[next - 1] === GREATER;
  return framed && next + rest <= file.bytes.length ? next + rest : null;
}

/** Whether what comes behind a signature changes the document. Throws what the reader throws. */
function isChangedAfter(file: PdfFile, end: number): boolean {
  return new SignedAndNow(new PdfFile(file.bytes.subarray(0, end)), file).isChanged();
}

const hasMore = (bytes: Uint8Array, from: number) => bytes.subarray(from, from + 64).some((byte) => byte > 0x20);

/** Warnings for a form that announces signatures although no field has a signature value. */
function lost(file: PdfFile, form: PdfDict, fields: readonly FormField[], name: string): string | null {
  const flags = file.resolve(form.entries.get('SigFlags'));
  const claimed = typeof flags === 'number' && (flags & SIGNATURES_EXIST) !== 0;
  if (fields.length > 0) return isInvoiceName(name) ? 'empty' : null;
  return claimed ? 'gone' : null;
}

/** Warnings about the signature fields of a form. An empty field alone is a contract that waits to be signed. */
export function lintSignatures(
  file: PdfFile,
  form: PdfDict,
  all: readonly FormField[],
  name: string,
): readonly Warning[] {
  const fields = all.filter(({ type }) => type === 'Sig');
  const signatures = fields.map(({ value }) => value).filter(isDict);
  if (signatures.length === 0) {
    const detail = lost(file, form, fields, name);
    return detail === null ? [] : [{ code: 'seal-lost', detail }];
  }
  // a time stamp of the document is nobody's consent to what was added before it
  const consents = signatures.filter((signature) => !isTimeStamp(file, signature));
  const ends = (consents.length > 0 ? consents : signatures).map((signature) => coveredEnd(file, signature));
  if (ends.includes(null)) return [{ code: 'seal-lost', detail: 'broken' }];
  const end = Math.max(...ends.filter((one) => one !== null));
  return hasMore(file.bytes, end) && isChangedAfter(file, end) ? [{ code: 'not-last-revision', detail: '' }] : [];
}
