/** PDFs: passwords, seals, and forms whose values may not be shown. */

import type { Warning } from '../../documents/warnings.ts';
import { NotaryError } from '../../errors.ts';
import type { PdfFile } from '../../formats/attachments/document.ts';
import { openPdf } from '../../formats/attachments/front.ts';
import type { PdfDict } from '../../formats/attachments/syntax.ts';
import { type FormField, fieldsOf, formOf } from './pdf-fields.ts';
import { lintSignatures } from './pdf-signatures.ts';

const TYPED = ['Tx', 'Ch'];

function lintForm(file: PdfFile, form: PdfDict, fields: readonly FormField[]): readonly Warning[] {
  const typed = fields.filter(({ type, readOnly }) => TYPED.includes(type) && !readOnly);
  const filled = typed.filter(({ value }) => hasText(value));
  if (typed.length > 0 && filled.length === 0) return [{ code: 'form-unsaved', detail: 'empty' }];
  const redrawn = file.resolve(form.entries.get('NeedAppearances')) === true && filled.some(({ drawn }) => !drawn);
  return redrawn ? [{ code: 'form-unsaved', detail: 'not-drawn' }] : [];
}

function hasText(value: FormField['value']): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (!('kind' in value)) return value.length > 0;
  return value.kind === 'string' ? value.bytes.length > 0 : true;
}

/** Warnings about a PDF. Throws the reader's errors for a file that it cannot read. */
export function lintPdf(bytes: Uint8Array, name: string): readonly Warning[] {
  try {
    const file = openPdf(bytes);
    const form = formOf(file);
    if (form === null) return [];
    const fields = fieldsOf(file, form);
    return [...lintSignatures(file, form, fields, name), ...lintForm(file, form, fields)];
  } catch (error) {
    if (error instanceof NotaryError && error.details.reason === 'encrypted')
      return [{ code: 'encrypted', detail: '' }];
    throw error;
  }
}
