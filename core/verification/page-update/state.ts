/** The document after an update: the issued file with the newest version of each object written since. */
import type { PdfFile } from '../../formats/attachments/document.ts';
import { damaged } from '../../formats/attachments/limits.ts';
import {
  isDict,
  isRef,
  isStream,
  nameOf,
  type PdfDict,
  type PdfRef,
  type PdfStream,
  type PdfValue,
} from '../../formats/attachments/syntax.ts';
import { unpack } from '../../formats/attachments/unpack.ts';
import { checkContents } from './content.ts';
import { UPDATE_LIMITS } from './limits.ts';
import { only, refuse } from './refuse.ts';
import { rawOf, type Written } from './revisions.ts';
import { isArray } from './values.ts';

/**
 * Allowed types of added data objects (signatures, appearances, validation data); other objects have rules of their
 * own.
 */
const PLAIN_TYPES = new Set(
  'Font FontDescriptor Encoding CMap XObject ExtGState Pattern Group Mask SigRef TransformParams SigFieldLock VRI DSS'.split(
    ' ',
  ),
);
const PLAIN_SUBTYPES = new Set(
  'Form Image Type0 Type1 Type3 TrueType MMType1 CIDFontType0 CIDFontType2 Type1C CIDFontType0C OpenType'.split(' '),
);
/** Entries of layers, actions, external contents, code, and of glyphs and masks that are drawings. */
const NEVER_PLAIN = new Set(
  'OC OCGs Properties AA JS JavaScript OPI Ref Alternates PS Subtype2 EF URI CharProcs G'.split(' '),
);

/** The document in one revision. */
export class DocumentState {
  readonly issued: PdfFile;
  /** The whole file: streams name their data by its place in it. */
  readonly bytes: Uint8Array;
  /** Objects below this number are the issued file's. */
  private readonly size: number;
  private readonly written = new Map<number, Written>();
  private readonly reached = new Set<number>();

  constructor(issued: PdfFile, bytes: Uint8Array) {
    const size = issued.trailer.entries.get('Size');
    this.issued = issued;
    this.bytes = bytes;
    this.size = typeof size === 'number' ? size : damaged('no /Size');
  }

  /** Adds the objects of one more update. */
  apply(objects: readonly Written[]): void {
    for (const object of objects) this.written.set(object.number, object);
    this.reached.clear();
  }

  isIssued(number: number): boolean {
    return number < this.size;
  }

  /** The present versions of issued objects that were written again. */
  rewritten(): readonly Written[] {
    return [...this.written.values()].filter(({ number }) => this.isIssued(number));
  }

  /** The present version of an issued object; undefined when it was not written again. */
  rewrittenAs(number: number): PdfValue | undefined {
    return this.written.get(number)?.value;
  }

  /** The object that a reference to something added leads to; refuses any other value. */
  added(value: PdfValue | undefined, what: string): Written {
    const object = isRef(value) && !this.isIssued(value.number) ? this.written.get(value.number) : undefined;
    if (!object || !isRef(value) || object.generation !== value.generation)
      refuse(`${what} is no object that was added`);
    this.reached.add(object.number);
    return object;
  }

  /** The value itself, or the added object that it refers to. */
  direct(value: PdfValue | undefined, what: string): PdfValue {
    return isRef(value) ? this.added(value, what).value : (value ?? null);
  }

  /** The same for a dictionary with no entries but `keys`. */
  dict(value: PdfValue | undefined, keys: ReadonlySet<string>, what: string): PdfDict {
    const dict = this.direct(value, what);
    if (!isDict(dict)) refuse(`${what} is no dictionary`);
    only(dict, keys, what);
    return dict;
  }

  /**
   * Checks that a value, and all added objects that it refers to, are plain data: nothing in them draws or does
   * anything.
   */
  plain(value: PdfValue | undefined): void {
    const waiting: PdfValue[] = [value ?? null];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) this.plainValue(next, waiting);
  }

  private plainValue(value: PdfValue, waiting: PdfValue[]): void {
    this.issued.budget.step();
    if (isRef(value)) this.plainRef(value, waiting);
    else if (isArray(value)) for (const item of value) waiting.push(item);
    else if (isStream(value)) {
      this.plainStream(value);
      waiting.push(value.dict);
    } else if (isDict(value)) {
      plainEntries(value);
      for (const item of value.entries.values()) waiting.push(item);
    }
  }

  private plainStream(stream: PdfStream): void {
    const { entries } = stream.dict;
    if (entries.has('F')) refuse('a stream outside the file');
    if (entries.has('PatternType')) refuse('a pattern that draws');
    if (nameOf(entries.get('Subtype')) !== 'Form') return;
    const data = unpack(
      rawOf(this.bytes, stream),
      stream.dict,
      (entry) => entry ?? null,
      UPDATE_LIMITS.contents,
      this.issued.budget,
    );
    this.issued.budget.step(data.length);
    checkContents(data);
  }

  private plainRef({ number, generation }: PdfRef, waiting: PdfValue[]): void {
    const object = this.isIssued(number) ? undefined : this.written.get(number);
    if (!object || object.generation !== generation || this.reached.has(number)) return;
    this.reached.add(number);
    waiting.push(object.value);
  }

  /** Objects without references to them must be plain data too, in case a viewer repairs the file. */
  finish(objects: readonly Written[]): void {
    for (const { number, value } of objects) if (!this.isIssued(number) && !this.reached.has(number)) this.plain(value);
  }
}

function plainEntries({ entries }: PdfDict): void {
  for (const [name, allowed] of [
    ['Type', PLAIN_TYPES],
    ['Subtype', PLAIN_SUBTYPES],
  ] as const) {
    if (!entries.has(name)) continue;
    const given = nameOf(entries.get(name));
    if (given === null || !allowed.has(given)) refuse(`an object of /${name} /${given ?? 'unknown'} was added`);
  }
  for (const key of entries.keys()) if (NEVER_PLAIN.has(key)) refuse(`an entry /${key} was added`);
}
