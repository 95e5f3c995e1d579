/**
 * Where the objects of a PDF are (ISO 32000-1 section 7.5): cross-reference tables and streams, newest first. Entries
 * are read in place, so that a table that claims a million objects costs nothing.
 */
import { utf8 } from '../bytes.ts';
import { type Budget, damaged, PDF_LIMITS } from './limits.ts';
import { isDict, isStream, nameOf, type PdfDict, PdfParser, type PdfValue } from './syntax.ts';
import { unpack } from './unpack.ts';

/** Location of one object; `free` marks a deleted object. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number };

/** One cross-reference section. */
interface Section {
  readonly trailer: PdfDict;
  /** Null when the section has no entry for this object. */
  find(number: number): XrefEntry | null;
}

/** All sections of a file. */
export interface CrossReference {
  /** Of the newest revision. */
  readonly trailer: PdfDict;
  find(number: number): XrefEntry | null;
  readonly revisions: number;
}

interface Range {
  readonly first: number;
  readonly count: number;
  /** Offset of the first entry. */
  readonly at: number;
}

const rangeOf = (ranges: readonly Range[], number: number) =>
  ranges.find(({ first, count }) => number >= first && number < first + count);

const ENTRY = 20; // bytes of a table entry, line end included

function readTable(bytes: Uint8Array, parser: PdfParser, budget: Budget): Section {
  const ranges: Range[] = [];
  while (!parser.keyword('trailer')) {
    if (ranges.length >= PDF_LIMITS.sections) damaged('too many subsections in one table');
    const [first, count] = [parser.integer(), parser.integer()];
    parser.skipSpace();
    ranges.push({ first, count, at: parser.position });
    parser.position += ENTRY * count;
    if (parser.position > bytes.length) damaged('a table longer than the file');
  }
  const trailer = parser.value();
  if (!isDict(trailer)) damaged('no trailer');
  return {
    trailer,
    find: (number) => {
      budget.step(ranges.length + ENTRY);
      const range = rangeOf(ranges, number);
      return range ? tableEntry(bytes, range.at + ENTRY * (number - range.first)) : null;
    },
  };
}

function tableEntry(bytes: Uint8Array, at: number): XrefEntry {
  const [offset, generation] = [decimal(bytes, at, 10), decimal(bytes, at + 11, 5)];
  const [kind, isSpaced] = [bytes[at + 17], bytes[at + 10] === SPACE && bytes[at + 16] === SPACE];
  if (offset < 0 || generation < 0 || !isSpaced || (kind !== FREE && kind !== IN_USE))
    damaged('a broken line in the table');
  return kind === FREE ? { kind: 'free' } : { kind: 'offset', offset, generation };
}

const [SPACE, FREE, IN_USE] = utf8(' fn') as unknown as [number, number, number];

/** A number of exactly so many digits; -1 for anything else. */
function decimal(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value;
}

function readStream(bytes: Uint8Array, at: number, budget: Budget): Section {
  const parser = new PdfParser(bytes, at, budget);
  const number = parser.integer();
  const generation = parser.integer();
  parser.position = at;
  const value = parser.indirect(number, generation);
  if (!isStream(value) || nameOf(value.dict.entries.get('Type')) !== 'XRef') damaged('no cross-reference at its place');
  const { entries } = value.dict;
  const direct = (member: PdfValue | undefined) => member ?? null; // references cannot be resolved before the table is read
  const length = entries.get('Length');
  if (typeof length !== 'number' || length < 0 || value.start + length > bytes.length)
    damaged('a stream without a length');
  const raw = bytes.subarray(value.start, value.start + length);
  const data = unpack(raw, value.dict, direct, PDF_LIMITS.stream, budget);
  const widths = numbers(entries.get('W'), 3);
  const size = Number(entries.get('Size') ?? 0);
  const index = entries.has('Index') ? numbers(entries.get('Index')) : [0, size];
  return { trailer: value.dict, find: streamLookup(data, widths, index, budget) };
}

function numbers(value: PdfValue | undefined, length?: number): readonly number[] {
  const list = Array.isArray(value) ? (value as readonly PdfValue[]) : [];
  const valid = list.every((item) => typeof item === 'number' && Number.isInteger(item) && item >= 0 && item < 2 ** 32);
  if (
    !valid ||
    list.length === 0 ||
    list.length > 2 * PDF_LIMITS.sections ||
    (length !== undefined && list.length !== length)
  )
    damaged('a broken cross-reference stream');
  return list as readonly number[];
}

function streamLookup(
  data: Uint8Array,
  widths: readonly number[],
  index: readonly number[],
  budget: Budget,
): Section['find'] {
  const [w0, w1, w2] = widths as [number, number, number];
  if (widths.some((width) => width > 6)) damaged('a broken cross-reference stream');
  const entry = w0 + w1 + w2;
  const ranges: Range[] = [];
  let at = 0;
  for (let i = 0; i + 1 < index.length; i += 2) {
    const [first, count] = [index[i] as number, index[i + 1] as number];
    ranges.push({ first, count, at });
    at += entry * count;
  }
  const field = (from: number, width: number) => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + (data[from + i] ?? 0);
    return value;
  };
  return (number) => {
    budget.step(ranges.length + entry);
    const range = rangeOf(ranges, number);
    if (!range) return null;
    const from = range.at + entry * (number - range.first);
    if (from + entry > data.length) damaged('a cross-reference stream that is too short');
    const type = w0 === 0 ? 1 : field(from, w0);
    const [second, third] = [field(from + w0, w1), field(from + w0 + w1, w2)];
    if (type === 0) return { kind: 'free' };
    if (type === 1) return { kind: 'offset', offset: second, generation: third };
    return type === 2 ? { kind: 'packed', stream: second, index: third } : damaged('an unknown kind of entry');
  };
}

const START = utf8('startxref');

/** The offset after the last `startxref`. */
function startOffset(bytes: Uint8Array, budget: Budget): number {
  const from = Math.max(0, bytes.length - 2048);
  let at = bytes.length - START.length;
  while (at >= from && (bytes[at] !== START[0] || !START.every((byte, i) => bytes[at + i] === byte))) at--;
  if (at < from) damaged('cut short, or not a PDF: no "startxref" at its end');
  return new PdfParser(bytes, at + START.length, budget).integer();
}

/** The section at an offset and, for a hybrid file, the stream that its trailer points to. */
function readSections(bytes: Uint8Array, at: number, budget: Budget): readonly Section[] {
  const parser = new PdfParser(bytes, at, budget);
  if (!parser.keyword('xref')) return [readStream(bytes, at, budget)];
  const table = readTable(bytes, parser, budget);
  const hybrid = table.trailer.entries.get('XRefStm');
  return typeof hybrid === 'number' ? [table, readStream(bytes, hybrid, budget)] : [table];
}

/** Follows the chain of revisions from the newest to the oldest. Throws `malformed`. */
export function readCrossReference(bytes: Uint8Array, budget: Budget): CrossReference {
  const sections: Section[] = [];
  const seen = new Set<number>();
  let at: number | null = startOffset(bytes, budget);
  while (at !== null) {
    if (!Number.isInteger(at) || at < 0 || at >= bytes.length) damaged('a cross-reference outside the file');
    if (seen.has(at)) damaged('a loop of revisions');
    if (seen.size >= PDF_LIMITS.revisions) damaged('too many revisions');
    seen.add(at);
    const read: readonly Section[] = readSections(bytes, at, budget);
    sections.push(...read);
    const previous: PdfValue | undefined = read[0]?.trailer.entries.get('Prev');
    at = typeof previous === 'number' ? previous : null;
  }
  return {
    trailer: (sections[0] as Section).trailer,
    revisions: seen.size,
    find: (number) => {
      for (const section of sections) {
        const entry = section.find(number);
        if (entry) return entry;
      }
      return null;
    },
  };
}
