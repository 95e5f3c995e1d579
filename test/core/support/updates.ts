/**
 * Incremental updates written by hand: a signature field as programs append one, with a place for every change that a test
 * wants to make. The signature is the shape of one; nothing here is signed.
 */
import { utf8 } from '../../../core/formats/bytes.ts';
import { revision, startOf, streamObject } from '../attachments-pdf.ts';

/** What an update writes: entries of dictionaries as text, and other objects by number. */
export interface UpdateParts {
  catalog: string;
  page: string;
  form: string;
  field: string;
  signature: string;
  trailer: string;
  readonly objects: Map<number, string | Uint8Array>;
}

/** Object numbers of the file that an update is appended to, and those that it gives its own objects. */
export interface Numbers {
  readonly catalog: number;
  readonly page: number;
  readonly information: number;
  readonly form: number;
  readonly field: number;
  readonly signature: number;
  /** The first that is free. */
  readonly free: number;
}

const RANGE = '[0 1111111111 2222222222 3333333333]';
const CONTENTS = `<30${'0a'.repeat(300)}>`;

/** One character for each byte. */
export const textOf = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');

/** The newest text of an object that is a dictionary, without its brackets. */
export function entriesOf(pdf: Uint8Array, number: number): string {
  const text = textOf(pdf);
  const found = [...text.matchAll(new RegExp(`\\n${number} 0 obj\\n<<([\\s\\S]*?)>>\\nendobj`, 'g'))];
  const last = found.at(-1)?.[1];
  if (last === undefined) throw new Error(`no object ${number}`);
  return last;
}

const numberIn = (text: string, pattern: RegExp) => Number([...text.matchAll(pattern)].at(-1)?.[1]);

/** Numbers in the newest state of a file. */
export function numbersOf(pdf: Uint8Array): Numbers {
  const text = textOf(pdf);
  const size = numberIn(text, /\/Size (\d+)/g);
  return {
    catalog: numberIn(text, /\/Root (\d+) 0 R/g),
    page: numberIn(text, /\/Kids \[ (\d+) 0 R/g),
    information: numberIn(text, /\/Info (\d+) 0 R/g),
    form: size,
    field: size + 1,
    signature: size + 2,
    free: size + 3,
  };
}

/** Numbers of objects by what they hold: the first object whose text has the words. */
export function numberWith(pdf: Uint8Array, words: string): number {
  const text = textOf(pdf);
  const before = text.slice(0, text.indexOf(words));
  return Number([...before.matchAll(/\n(\d+) 0 obj\n/g)].at(-1)?.[1]);
}

/** The trailer of an update behind `pdf`, for objects below `size`. */
export function trailerOf(pdf: Uint8Array, size: number): string {
  const text = textOf(pdf);
  const last = text.slice(text.lastIndexOf('trailer'));
  const [root] = /\/Root \d+ 0 R/.exec(last) ?? [''];
  const [information] = /\/Info \d+ 0 R/.exec(last) ?? [''];
  const [id] = /\/ID \[[^\]]*\]/.exec(last) ?? [''];
  return `/Size ${size} ${root} ${information} ${id} /Prev ${startOf(pdf)}`;
}

function partsFor(pdf: Uint8Array, numbers: Numbers): UpdateParts {
  const { catalog, page, form, field, signature, free } = numbers;
  return {
    catalog: `${entriesOf(pdf, catalog)} /AcroForm ${form} 0 R`,
    page: `${entriesOf(pdf, page)} /Annots [${field} 0 R]`,
    form: `/Fields [${field} 0 R] /SigFlags 3`,
    field: `/Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /F 132 /Rect [0 0 0 0] /P ${page} 0 R /V ${signature} 0 R`,
    signature: `/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents ${CONTENTS} /ByteRange ${RANGE}`,
    trailer: trailerOf(pdf, free + 10),
    objects: new Map(),
  };
}

/** Writes the bytes that the signature is over into it, at the same length. */
export function withRange(pdf: Uint8Array, from: number): Uint8Array {
  const text = textOf(pdf);
  const first = text.indexOf('/Contents <', from) + '/Contents '.length;
  const second = text.indexOf('>', first) + 1;
  const at = text.indexOf(RANGE, from);
  if (at < 0) return pdf;
  const range = `[0 ${first} ${second} ${pdf.length - second}]`.padEnd(RANGE.length);
  const out = pdf.slice();
  out.set(utf8(range), at);
  return out;
}

/** Appends an update with a signature that cannot be seen, after `change` had its way with it. */
export function signed(pdf: Uint8Array, change: (parts: UpdateParts, numbers: Numbers) => void = () => {}): Uint8Array {
  const numbers = numbersOf(pdf);
  const parts = partsFor(pdf, numbers);
  change(parts, numbers);
  const dictionaries = ['catalog', 'page', 'form', 'field', 'signature'] as const;
  const objects = new Map<number, string | Uint8Array>(
    dictionaries.map((part) => [numbers[part], `<<${parts[part]}>>`]),
  );
  for (const [number, body] of parts.objects) objects.set(number, body);
  return withRange(revision(pdf, objects, parts.trailer), pdf.length);
}

/** Appends a second signature behind the first. */
export function signedTwice(pdf: Uint8Array): Uint8Array {
  const once = signed(pdf);
  const first = numbersOf(pdf);
  return signed(once, (parts, numbers) => {
    parts.catalog = entriesOf(once, first.catalog);
    parts.page = entriesOf(once, first.page).replace(' 0 R]', ` 0 R ${numbers.field} 0 R]`);
    parts.objects.set(numbers.form, 'null');
    parts.objects.set(first.form, `<</Fields [${first.field} 0 R ${numbers.field} 0 R] /SigFlags 3>>`);
  });
}

/** A form that draws a black box over all of its place. */
export const blackForm = (dict = '') =>
  streamObject(utf8('0 g 0 0 100 50 re f'), `/Type /XObject /Subtype /Form /BBox [0 0 100 50] ${dict}`, false);

/** Makes the field visible at a place, with an appearance. */
export function showAt(rect: string, dict = ''): (parts: UpdateParts, numbers: Numbers) => void {
  return (parts, { free }) => {
    parts.field = `${parts.field.replace('[0 0 0 0]', rect)} /AP <</N ${free} 0 R>>`;
    parts.objects.set(free, blackForm(dict));
  };
}
