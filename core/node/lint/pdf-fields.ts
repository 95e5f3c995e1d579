/** The fields of a PDF form (ISO 32000-1 section 12.7), with inherited entries. */
import type { PdfFile } from '../../formats/attachments/document.ts';
import { isDict, nameOf, type PdfDict, type PdfValue } from '../../formats/attachments/syntax.ts';

/** One field of a form. */
export interface FormField {
  /** `Tx`, `Btn`, `Ch` or `Sig`. */
  readonly type: string;
  readonly value: PdfValue;
  readonly readOnly: boolean;
  /** Whether the field has an appearance stream. */
  readonly drawn: boolean;
}

const DEPTH = 16;
const FIELDS = 5000;

/** The form of a document; null when there is none. */
export function formOf(file: PdfFile): PdfDict | null {
  const form = file.resolve(file.catalog().entries.get('AcroForm'));
  return isDict(form) ? form : null;
}

/** All fields that hold a value of their own. Throws what the reader throws. */
export function fieldsOf(file: PdfFile, form: PdfDict): readonly FormField[] {
  const out: FormField[] = [];
  const visit = (node: PdfValue, inherited: ReadonlyMap<string, PdfValue>, depth: number) => {
    const dict = file.resolve(node);
    if (!isDict(dict) || depth > DEPTH || out.length >= FIELDS) return;
    const own = new Map(inherited);
    for (const name of ['FT', 'V', 'Ff'])
      if (dict.entries.has(name)) own.set(name, file.resolve(dict.entries.get(name)));
    const kids = listOf(file, dict.entries.get('Kids'));
    // kids without a name are widgets of the same field
    const fields = kids.filter((kid) => hasEntry(file, kid, 'T'));
    for (const kid of fields) visit(kid, own, depth + 1);
    if (fields.length === 0)
      out.push(
        fieldFrom(
          own,
          [dict, ...kids].some((widget) => hasEntry(file, widget, 'AP')),
        ),
      );
  };
  for (const field of listOf(file, form.entries.get('Fields'))) visit(field, new Map(), 0);
  return out;
}

function fieldFrom(entries: ReadonlyMap<string, PdfValue>, drawn: boolean): FormField {
  const flags = entries.get('Ff');
  const readOnly = typeof flags === 'number' && (flags & 1) === 1;
  return { type: nameOf(entries.get('FT')) ?? '', value: entries.get('V') ?? null, readOnly, drawn };
}

function hasEntry(file: PdfFile, value: PdfValue, name: string): boolean {
  const dict = file.resolve(value);
  return isDict(dict) && dict.entries.has(name);
}

function listOf(file: PdfFile, value: PdfValue | undefined): readonly PdfValue[] {
  const list = file.resolve(value);
  return Array.isArray(list) ? list : [];
}
