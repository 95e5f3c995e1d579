/**
 * What may differ from the issued document after an update: a closed list. Anything else is refused, even if it changes
 * the page in no known viewer. docs/certificate-format.md, "What may be appended".
 */
import { damaged } from '../../formats/attachments/limits.ts';
import { isDict, isRef, isStream, type PdfDict, type PdfRef, type PdfValue } from '../../formats/attachments/syntax.ts';
import { type Field, type IssuedPage, readField } from './field.ts';
import { checkInformation, checkXmp } from './metadata.ts';
import { refuse } from './refuse.ts';
import type { Written } from './revisions.ts';
import type { DocumentState } from './state.ts';
import { isArray, sameValue } from './values.ts';

const set = (words: string) => new Set(words.split(' '));
const FORM = set('Fields SigFlags DR DA');
const DSS = set('Type VRI Certs OCSPs CRLs');
const PERMISSIONS = set('DocMDP');
const EXTENSION = set('Type BaseVersion ExtensionLevel');

/** Numbers of the issued objects that have rules of their own. */
interface Known {
  readonly root: number;
  readonly information: number;
  readonly metadata: number;
  readonly pages: ReadonlyMap<number, IssuedPage>;
}

function refOf(dict: PdfDict, name: string): PdfRef {
  const value = dict.entries.get(name);
  return isRef(value) ? value : damaged(`no /${name}`);
}

/** The issued pages in their order; certificates have a flat list, not a tree. */
function knownObjects({ issued }: DocumentState, pages: readonly IssuedPage[]): Known {
  const catalog = issued.catalog();
  const tree = issued.resolve(catalog.entries.get('Pages'));
  const kids = isDict(tree) ? issued.resolve(tree.entries.get('Kids')) : null;
  if (!isArray(kids) || kids.length !== pages.length) damaged('a page tree that is no list of the pages');
  const numbers = kids.map((kid) => (isRef(kid) ? kid.number : damaged('a page that is no object')));
  return {
    root: refOf(issued.trailer, 'Root').number,
    information: refOf(issued.trailer, 'Info').number,
    metadata: refOf(catalog, 'Metadata').number,
    pages: new Map(numbers.map((number, i) => [number, pages[i] as IssuedPage])),
  };
}

/** The entries that were added to a dictionary; refuses it if an issued entry changed. */
function additions(now: PdfValue | undefined, issued: PdfDict, what: string): ReadonlyMap<string, PdfValue> {
  if (!isDict(now)) refuse(`${what} is no dictionary`);
  for (const [name, value] of issued.entries)
    if (!sameValue(now.entries.get(name), value)) refuse(`${what}'s /${name} changed`);
  return new Map([...now.entries].filter(([name]) => !issued.entries.has(name)));
}

/** The form's fields, each once. */
function formFields(state: DocumentState, form: PdfValue | undefined): ReadonlySet<Written> {
  if (form === undefined) return new Set();
  const { entries } = state.dict(form, FORM, 'the form');
  const flags = entries.get('SigFlags') ?? 0;
  if (typeof flags !== 'number' || ![0, 1, 2, 3].includes(flags)) refuse("the form's flags cannot be read");
  state.plain(entries.get('DR'));
  state.plain(entries.get('DA'));
  const fields = state.direct(entries.get('Fields'), 'the list of fields');
  if (!isArray(fields)) refuse('no list of fields');
  const objects = fields.map((field) => state.added(field, 'a field'));
  const once = new Set(objects);
  if (once.size !== objects.length) refuse('a field stands twice in the form');
  return once;
}

/** Annotations that were added to a page. */
function annotations(state: DocumentState, number: number): readonly Written[] {
  const now = state.rewrittenAs(number);
  if (now === undefined) return [];
  const issued = state.issued.resolve({ kind: 'ref', number, generation: 0 });
  if (!isDict(issued)) damaged('a page that is no dictionary');
  const added = additions(now, issued, 'a page');
  for (const name of added.keys()) if (name !== 'Annots') refuse(`a page has an entry /${name}`);
  if (!added.has('Annots')) return [];
  const list = state.direct(added.get('Annots'), 'the list of annotations');
  if (!isArray(list)) refuse('no list of annotations');
  return list.map((item) => state.added(item, 'an annotation'));
}

function readFields(state: DocumentState, form: PdfValue | undefined, known: Known): readonly Field[] {
  const shown = new Map<Written, { readonly ref: PdfValue; readonly issued: IssuedPage }>();
  for (const [number, issued] of known.pages)
    for (const annotation of annotations(state, number)) {
      if (shown.has(annotation)) refuse('an annotation stands twice');
      shown.set(annotation, { ref: { kind: 'ref', number, generation: 0 }, issued });
    }
  const fields = formFields(state, form);
  for (const annotation of shown.keys()) if (!fields.has(annotation)) refuse('an annotation that is no field');
  return [...fields].map((field) => readField(state, field, shown.get(field) ?? null));
}

/** Names and levels of extensions to the standard (section 7.12). */
function checkExtensions(value: PdfValue | undefined): void {
  const extensions = isDict(value) ? [...value.entries.values()] : refuse('extensions that are no dictionary');
  for (const extension of extensions) {
    if (!isDict(extension)) refuse('an extension that is no dictionary');
    for (const [name, entry] of extension.entries)
      if (!EXTENSION.has(name) || isDict(entry) || isArray(entry) || isRef(entry))
        refuse('an extension of another kind');
  }
}

function checkCatalog(state: DocumentState, added: ReadonlyMap<string, PdfValue>, fields: readonly Field[]): void {
  for (const [name, value] of added) {
    if (name === 'AcroForm') continue;
    if (name === 'DSS') state.plain(state.dict(value, DSS, 'the validation data'));
    else if (name === 'Extensions') checkExtensions(value);
    else if (name === 'Perms') {
      const certified = state.added(
        state.dict(value, PERMISSIONS, 'the permissions').entries.get('DocMDP'),
        'a permission',
      );
      if (!fields.some(({ signature }) => signature === certified)) refuse('a permission that is no signature');
    } else refuse(`the catalog has an entry /${name}`);
  }
}

/** Checks every issued object that was written again: most must be unchanged. */
function checkRewritten(state: DocumentState, known: Known): void {
  for (const { number, generation, value } of state.rewritten()) {
    const before = state.issued.resolve({ kind: 'ref', number, generation: 0 });
    if (generation !== 0) refuse(`object ${number} has another generation`);
    if (number === known.root || known.pages.has(number)) continue; // checked entry by entry
    if (number === known.information && isDict(value) && isDict(before)) checkInformation(value, before);
    else if (number === known.metadata && isStream(value) && isStream(before)) checkXmp(value, before, state.bytes);
    else if (!sameValue(value, before)) refuse(`object ${number} of the issued file changed`);
  }
}

/**
 * Checks the document after an update that wrote `objects`, and returns its fields. Throws a `NotaryError` for anything
 * that is not on the list.
 */
export function readState(
  state: DocumentState,
  objects: readonly Written[],
  pages: readonly IssuedPage[],
): readonly Field[] {
  const known = knownObjects(state, pages);
  const now = state.rewrittenAs(known.root);
  const added = now === undefined ? new Map<string, PdfValue>() : additions(now, state.issued.catalog(), 'the catalog');
  const fields = readFields(state, added.get('AcroForm'), known);
  checkCatalog(state, added, fields);
  checkRewritten(state, known);
  state.finish(objects);
  return fields;
}
