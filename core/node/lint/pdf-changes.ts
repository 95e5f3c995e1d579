/**
 * Whether an update after the last signature changes the document. What keeps a signature checkable for years (ETSI EN
 * 319 142-1: the document security store, time stamps of the document) and what programs note about a file do not. Any
 * other object that was there when it was signed must be as it was; new objects are only seen through those.
 */
import type { PdfFile } from '../../formats/attachments/document.ts';
import {
  isDict,
  isRef,
  isStream,
  nameOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from '../../formats/attachments/syntax.ts';
import type { XrefEntry } from '../../formats/attachments/xref.ts';
import { equal } from '../../formats/bytes.ts';
import { sameValue } from '../../verification/page-update/values.ts';

/** Entries of the catalog that say nothing about what is shown. */
const OF_CATALOG: ReadonlySet<string> = new Set(['DSS', 'Extensions', 'Metadata', 'Version', 'AcroForm']);
/** Objects that are compared: a file that claims more is not looked into. */
const MOST = 50_000;

/** A document as it was signed, and as it is now. */
export class SignedAndNow {
  readonly #signed: PdfFile;
  readonly #now: PdfFile;

  constructor(signed: PdfFile, now: PdfFile) {
    this.#signed = signed;
    this.#now = now;
  }

  /** True when something that was signed is no longer as it was. Throws what the reader throws. */
  isChanged(): boolean {
    const size = this.#signed.resolve(this.#signed.trailer.entries.get('Size'));
    if (typeof size !== 'number' || size > MOST) return false;
    if (!this.#isSameCatalog()) return true;
    const aside = this.#aside();
    for (let number = 1; number < size; number++) if (!aside.has(number) && !this.#isSameObject(number)) return true;
    return false;
  }

  #isSameCatalog(): boolean {
    const [before, after] = [this.#signed.catalog(), this.#now.catalog()];
    return (
      sameEntries(before, after, OF_CATALOG) &&
      this.#isSameForm(before.entries.get('AcroForm'), after.entries.get('AcroForm'))
    );
  }

  /** The same form, time stamps aside: a reference to it is compared with the other objects. */
  #isSameForm(before: PdfValue | undefined, after: PdfValue | undefined): boolean {
    if (before === undefined || after === undefined) return before === after;
    if (isRef(before) || isRef(after)) return sameValue(before, after);
    return isDict(before) && isDict(after) && this.#isSameDict(before, after);
  }

  /** Numbers of objects that may change: what programs note about the file, and the store for checking it. */
  #aside(): ReadonlySet<number> {
    const { trailer } = this.#signed;
    const numbers = new Set<number>();
    for (const value of [
      trailer.entries.get('Root'),
      trailer.entries.get('Info'),
      this.#signed.catalog().entries.get('Metadata'),
    ])
      if (isRef(value)) numbers.add(value.number);
    this.#reach(this.#signed.catalog().entries.get('DSS'), numbers);
    return numbers;
  }

  #reach(value: PdfValue | undefined, numbers: Set<number>): void {
    if (value === undefined || value === null || typeof value !== 'object') return;
    if (isRef(value)) {
      if (numbers.has(value.number)) return;
      numbers.add(value.number);
      this.#reach(this.#signed.resolve(value), numbers);
    } else if (isDict(value)) for (const entry of value.entries.values()) this.#reach(entry, numbers);
    else if (isStream(value)) this.#reach(value.dict, numbers);
    else if (Array.isArray(value)) for (const item of value as readonly PdfValue[]) this.#reach(item, numbers);
  }

  #isSameObject(number: number): boolean {
    const [was, is] = [this.#signed.placeOf(number), this.#now.placeOf(number)];
    if (was === null || isSamePlace(was, is)) return true;
    if (is === null) return false;
    const generation = was.kind === 'offset' ? was.generation : 0;
    const ref = { kind: 'ref', number, generation } as const;
    const [before, after] = [this.#signed.resolve(ref), this.#now.resolve(ref)];
    if (isStream(before)) return isContainer(before) || (isStream(after) && this.#isSameStream(before, after));
    if (isDict(before) && isDict(after)) return this.#isSameDict(before, after);
    if (Array.isArray(before) && Array.isArray(after)) return this.#isSameList(before, after);
    return sameValue(before, after);
  }

  #isSameStream(before: PdfStream, after: PdfStream): boolean {
    return sameEntries(before.dict, after.dict, new Set()) && equal(this.#signed.raw(before), this.#now.raw(after));
  }

  /** Entries that list fields may have a time stamp more. */
  #isSameDict(before: PdfDict, after: PdfDict): boolean {
    return (
      sameEntries(before, after, new Set(['Annots', 'Fields', 'SigFlags'])) &&
      ['Annots', 'Fields'].every((name) => {
        const [a, b] = [before.entries.get(name), after.entries.get(name)];
        if (a === undefined && b === undefined) return true;
        // a list of its own is compared with the other objects
        if (isRef(a)) return sameValue(a, b);
        return this.#isSameList(Array.isArray(a) ? a : [], this.#now.resolve(b));
      })
    );
  }

  #isSameList(before: readonly PdfValue[], after: PdfValue): boolean {
    if (!Array.isArray(after) || after.length < before.length) return false;
    const list = after as readonly PdfValue[];
    return (
      before.every((item, i) => sameValue(item, list[i])) &&
      list.slice(before.length).every((item) => this.#isStamp(item))
    );
  }

  /** A field with a time stamp of the whole document (ISO 32000-2 section 12.8.5), which shows nothing by itself. */
  #isStamp(value: PdfValue): boolean {
    const field = this.#now.resolve(value);
    if (!isDict(field) || nameOf(this.#now.resolve(field.entries.get('FT'))) !== 'Sig') return false;
    const signature = this.#now.resolve(field.entries.get('V'));
    return isDict(signature) && isTimeStamp(this.#now, signature);
  }
}

/** True for the value of a field that is a document time stamp. */
export function isTimeStamp(file: PdfFile, signature: PdfDict): boolean {
  return nameOf(file.resolve(signature.entries.get('Type'))) === 'DocTimeStamp';
}

function isSamePlace(a: XrefEntry, b: XrefEntry | null): boolean {
  if (a.kind === 'packed') return b?.kind === 'packed' && a.stream === b.stream && a.index === b.index;
  return a.kind === 'offset' && b?.kind === 'offset' && a.offset === b.offset;
}

/** Object streams and cross-reference streams hold objects, which are compared themselves. */
const isContainer = ({ dict }: PdfStream) => ['ObjStm', 'XRef'].includes(nameOf(dict.entries.get('Type')) ?? '');

function sameEntries(before: PdfDict, after: PdfDict, aside: ReadonlySet<string>): boolean {
  const names = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...names].every((name) => aside.has(name) || sameValue(before.entries.get(name), after.entries.get(name)));
}
