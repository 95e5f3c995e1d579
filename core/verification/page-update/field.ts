/** A field with a signature or a document time stamp (ISO 32000-1 sections 12.7.4.5 and 12.8), and where it may show. */
import { isDict, isRef, isStream, nameOf, type PdfDict, type PdfValue } from '../../formats/attachments/syntax.ts';
import { latin1 } from '../../formats/bytes.ts';
import { only, refuse } from './refuse.ts';
import type { Revision, Written } from './revisions.ts';
import type { DocumentState } from './state.ts';
import { isString, numbersOf, sameValue } from './values.ts';

/** What is drawn on a page at some height: from `from` up to `to`, in points above the bottom. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** A page of the issued certificate. */
export interface IssuedPage {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
}

/** A field as it is now. */
export interface Field {
  readonly visible: boolean;
  /** The object of the signature; null while the field is empty. */
  readonly signature: Written | null;
}

/** Points between a visible field and anything drawn above or below it. */
export const GAP = 6;

const set = (words: string) => new Set(words.split(' '));
const FIELD = set('Type Subtype FT T TU NM M V F Ff Rect P AP AS DA DR Border Lock');
const SIGNATURE = set(
  'Type Filter SubFilter Contents Cert ByteRange Reference Changes Name M Location Reason ContactInfo R V Prop_Build Prop_AuthTime Prop_AuthType',
);
const APPEARANCE = set('N');
const FORM = set('Type Subtype FormType Name BBox Matrix Resources Group Length Filter DecodeParms');

/** Bits of `/F` (section 12.5.3). */
const [HIDDEN, PRINT, NO_ZOOM, NO_ROTATE, NO_VIEW, TOGGLE] = [2, 4, 8, 16, 32, 256] as const;

interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

function boxOf(value: PdfValue | undefined, what: string): Box {
  const numbers = numbersOf(value, 4);
  if (!numbers) refuse(`${what} is no rectangle`);
  const [a, b, c, d] = numbers as [number, number, number, number];
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

function flagsOf({ entries }: PdfDict): number {
  const flags = entries.get('F') ?? 0;
  return typeof flags === 'number' && Number.isInteger(flags) && flags >= 0 && flags < 1024
    ? flags
    : refuse("a field's flags cannot be read");
}

/** Nothing of it is ever drawn: it has no size, or is hidden on the screen and in print. */
function isInvisible(box: Box, flags: number): boolean {
  const has = (bit: number) => (flags & bit) !== 0;
  if (has(TOGGLE) || has(NO_ZOOM)) return false;
  if (box.left === box.right && box.bottom === box.top) return true;
  return has(HIDDEN) || (has(NO_VIEW) && !has(PRINT));
}

/** A visible field has to be in a free horizontal band over the whole width of the page. */
function checkPlace(box: Box, flags: number, page: IssuedPage | null): void {
  if ((flags & (NO_ZOOM | NO_ROTATE | TOGGLE)) !== 0)
    refuse('a visible field that does not keep its place or its size');
  if (!page) refuse('a visible field on no page');
  if (box.left < 0 || box.bottom < 0 || box.right > page.width || box.top > page.height)
    refuse('a visible field outside its page');
  if (page.bands.some(({ from, to }) => box.bottom < to + GAP && box.top > from - GAP))
    refuse('a visible field over the issued page, or beside what is written there');
}

/** A form (section 8.10) is clipped to its box, and that is fitted into the field's rectangle (section 12.5.5). */
function checkAppearance(state: DocumentState, value: PdfValue | undefined): void {
  const { entries } = state.dict(value, APPEARANCE, 'an appearance');
  const { value: form } = state.added(entries.get('N'), 'an appearance');
  if (!isStream(form) || nameOf(form.dict.entries.get('Subtype')) !== 'Form') refuse('an appearance that is no form');
  only(form.dict, FORM, 'an appearance');
  boxOf(form.dict.entries.get('BBox'), "an appearance's box");
  const matrix = form.dict.entries.get('Matrix');
  const numbers = numbersOf(matrix, 6);
  if (matrix !== undefined && (!numbers || [1, 0, 0, 1].some((number, i) => number !== numbers[i])))
    refuse('an appearance that is turned or scaled');
  state.plain(form);
}

function checkSmallEntries(state: DocumentState, { entries }: PdfDict): void {
  for (const name of ['T', 'TU', 'NM', 'M', 'DA'])
    if (entries.has(name) && !isString(entries.get(name))) refuse(`a field's /${name} is no text`);
  if (entries.has('AS') && nameOf(entries.get('AS')) === null) refuse("a field's /AS is no name");
  if (entries.has('Ff') && typeof entries.get('Ff') !== 'number') refuse("a field's /Ff is no number");
  const border = entries.get('Border');
  if (border !== undefined && !numbersOf(border, 3)?.every((width) => width === 0)) refuse('a field with a border');
  for (const name of ['DR', 'Lock']) state.plain(entries.get(name));
}

/** Checks one field; `page` is the page that shows it, with the reference to it, or null. */
export function readField(
  state: DocumentState,
  object: Written,
  page: { readonly ref: PdfValue; readonly issued: IssuedPage } | null,
): Field {
  const dict = state.dict({ kind: 'ref', number: object.number, generation: object.generation }, FIELD, 'a field');
  const { entries } = dict;
  if (nameOf(entries.get('FT')) !== 'Sig' || nameOf(entries.get('Subtype')) !== 'Widget')
    refuse('a field that is no signature field');
  if (entries.has('Type') && nameOf(entries.get('Type')) !== 'Annot') refuse('a field that is no annotation');
  if (page && isRef(entries.get('P')) && !sameValue(entries.get('P'), page.ref)) refuse('a field on another page');
  const [box, flags] = [boxOf(entries.get('Rect'), "a field's place"), flagsOf(dict)];
  const visible = !isInvisible(box, flags);
  if (visible) checkPlace(box, flags, page?.issued ?? null);
  checkSmallEntries(state, dict);
  if (entries.has('AP')) checkAppearance(state, entries.get('AP'));
  return { visible, signature: entries.has('V') ? readSignature(state, entries.get('V')) : null };
}

function readSignature(state: DocumentState, value: PdfValue | undefined): Written {
  const object = state.added(value, 'a signature');
  const { entries } = state.dict(value, SIGNATURE, 'a signature');
  if (entries.has('Type') && !['Sig', 'DocTimeStamp'].includes(nameOf(entries.get('Type')) ?? ''))
    refuse('the value of a field is no signature');
  for (const [name, entry] of entries) if (name !== 'Type') state.plain(entry);
  return object;
}

const HEX = /^[0-9A-Fa-f]+$/;

/** A signature covers all bytes up to the end of its own update except itself (section 12.8.1). */
export function checkRange(bytes: Uint8Array, { value, start, end }: Written, revision: Revision): void {
  const { entries } = isDict(value) ? value : refuse('a signature that is no dictionary');
  const [zero, first, second, rest] = numbersOf(entries.get('ByteRange'), 4) ?? [];
  if (zero !== 0 || first === undefined || second === undefined || rest === undefined)
    refuse('a signature that names no bytes');
  const inside = first > start && first < second && second <= end;
  const through = second + rest >= revision.end && second + rest <= revision.limit;
  if (!inside || !through) refuse('a signature that does not cover its own update');
  const hex = latin1(bytes, first + 1, second - 1);
  if (bytes[first] !== 0x3c || bytes[second - 1] !== 0x3e || !HEX.test(hex))
    refuse('a signature that leaves other bytes out than itself');
  const contents = entries.get('Contents');
  if (!isString(contents) || contents.bytes[0] !== 0x30 || 2 * contents.bytes.length !== hex.length)
    refuse('a signature without contents');
}
