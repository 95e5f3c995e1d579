/**
 * Splits the bytes after an issued PDF into incremental updates (ISO 32000-1 section 7.5.6). Much stricter than the
 * standard, so that no two viewers can see different documents: each byte belongs to an object, a table, a trailer or
 * white space between them; each object is exactly where its table says, and only there.
 */

import { type Budget, damaged } from '../../formats/attachments/limits.ts';
import {
  CHARACTER_CLASS,
  isDict,
  isStream,
  type PdfDict,
  PdfParser,
  type PdfStream,
  type PdfValue,
  WHITE,
} from '../../formats/attachments/syntax.ts';
import { equal, latin1 } from '../../formats/bytes.ts';
import { UPDATE_LIMITS } from './limits.ts';
import { only, refuse } from './refuse.ts';
import { isArray, isString, sameValue } from './values.ts';

/** An object as written by an update. */
export interface Written {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  /** Offset of the object's number, and of the first byte after `endobj`. */
  readonly start: number;
  readonly end: number;
}

/** The data of a stream whose length is given directly and is right. */
export function rawOf(bytes: Uint8Array, { dict, start }: PdfStream): Uint8Array {
  return bytes.subarray(start, start + Number(dict.entries.get('Length')));
}

/** One incremental update. */
export interface Revision {
  readonly objects: readonly Written[];
  /** Offset after its `%%EOF`, and after the white space that follows. */
  readonly end: number;
  readonly limit: number;
}

/** The state of the issued file that updates must continue from. */
export interface Issued {
  /** Bytes of the issued file. */
  readonly length: number;
  readonly trailer: PdfDict;
}

/** Comments are refused, because a viewer that repairs a file may read what is in them, and other viewers do not. */
class StrictParser extends PdfParser {
  override skipSpace(): void {
    const start = this.position;
    super.skipSpace();
    if (this.bytes.subarray(start, this.position).includes(0x25)) damaged(`a comment at byte ${start}`);
  }
}

/** True for bytes that no viewer shows, as editors and gateways append them to files (ISO 32000-1 section 7.2.2). */
export function isWhiteTail(bytes: Uint8Array, from: number): boolean {
  return bytes.length - from <= UPDATE_LIMITS.tail && skipWhite(bytes, from, bytes.length) === bytes.length;
}

function skipWhite(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && CHARACTER_CLASS[bytes[at] as number] === WHITE) at++;
  return at;
}

interface Entry {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
}

/** A cross-reference section with its trailer. */
interface Section {
  readonly start: number;
  readonly entries: readonly Entry[];
  readonly trailer: PdfDict;
  readonly previous: number;
  readonly end: number;
}

const ENTRY = 20;

/** The end of the file: the offset that its last `startxref` names. */
function startOf(bytes: Uint8Array): number {
  const text = latin1(bytes, Math.max(0, bytes.length - UPDATE_LIMITS.tail - 64), bytes.length);
  const match = /startxref[\r\n]+(\d{1,10})[\r\n]+%%EOF[\0\t\n\f\r ]*$/.exec(text);
  return match ? Number(match[1]) : refuse('the file does not end with the end of an update');
}

function readEntry(bytes: Uint8Array, at: number, number: number): Entry | null {
  const match = /^(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)$/.exec(latin1(bytes, at, at + ENTRY));
  if (!match) damaged(`a broken line in the table at byte ${at}`);
  if (match[3] === 'n') return { number, generation: Number(match[2]), offset: Number(match[1]) };
  return number === 0 ? null : refuse(`object ${number} is deleted`);
}

function readEntries(bytes: Uint8Array, parser: PdfParser, most: number): readonly Entry[] {
  const entries = new Map<number, Entry>();
  while (!parser.keyword('trailer')) {
    const [first, count] = [parser.integer(), parser.integer()];
    if (count < 1 || first + count > most) damaged('a broken part of a table');
    parser.skipSpace();
    for (let i = 0; i < count; i++, parser.position += ENTRY) {
      const entry = readEntry(bytes, parser.position, first + i);
      if (!entry) continue;
      if (entries.has(entry.number)) damaged(`object ${entry.number} stands twice in one table`);
      entries.set(entry.number, entry);
    }
  }
  return [...entries.values()];
}

function readSection(bytes: Uint8Array, start: number, most: number, budget: Budget): Section {
  const parser = new StrictParser(bytes, start, budget);
  if (latin1(bytes, start, start + 4) !== 'xref') refuse('an update without a cross-reference table');
  parser.expect('xref');
  const entries = readEntries(bytes, parser, most);
  const trailer = parser.value();
  if (!isDict(trailer)) damaged('no trailer');
  parser.expect('startxref');
  if (parser.integer() !== start) damaged('a startxref that names another table');
  const mark = skipWhite(bytes, parser.position, bytes.length);
  if (latin1(bytes, mark, mark + 5) !== '%%EOF') damaged('no %%EOF behind a table');
  const previous = trailer.entries.get('Prev');
  if (typeof previous !== 'number') damaged('an update that names no earlier table');
  return { start, entries, trailer, previous, end: mark + 5 };
}

const TRAILER = new Set(['Size', 'Root', 'Info', 'ID', 'Prev']);

/** The first string of a file identifier (section 14.4), which no update changes. */
function fileId(trailer: PdfDict): Uint8Array | null {
  const id = trailer.entries.get('ID');
  const first = isArray(id) && id.length === 2 ? id[0] : null;
  return isString(first) ? first.bytes : null;
}

function checkTrailer({ trailer, entries }: Section, size: number, issued: Issued): number {
  only(trailer, TRAILER, 'a trailer');
  for (const name of ['Root', 'Info'])
    if (!sameValue(trailer.entries.get(name), issued.trailer.entries.get(name)))
      refuse(`the trailer's /${name} changed`);
  const [id, first] = [fileId(trailer), fileId(issued.trailer)];
  if (!id || !first || !equal(id, first)) refuse('the file identifier changed');
  const now = trailer.entries.get('Size');
  const highest = Math.max(0, ...entries.map(({ number }) => number));
  // objects beyond the size do not exist, so a smaller one deletes
  if (typeof now !== 'number' || now < size || now <= highest) refuse('the trailer names too small a /Size');
  return now;
}

function endOfStream(parser: PdfParser, { dict, start }: PdfStream): void {
  const length = dict.entries.get('Length');
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || start + length > parser.bytes.length)
    damaged('a stream whose length is not written down');
  parser.position = start + length;
  parser.expect('endstream');
}

function readObject(bytes: Uint8Array, { number, generation, offset }: Entry, budget: Budget): Written {
  budget.object();
  const parser = new StrictParser(bytes, offset, budget);
  const value = parser.indirect(number, generation);
  if (isStream(value)) endOfStream(parser, value);
  parser.expect('endobj');
  return { number, generation, value, start: offset, end: parser.position };
}

/** The objects of one update; together with its table they are all of its bytes. */
function readObjects(bytes: Uint8Array, from: number, section: Section, budget: Budget): readonly Written[] {
  const objects: Written[] = [];
  let at = from;
  for (const entry of section.entries.toSorted((a, b) => a.offset - b.offset)) {
    at = skipWhite(bytes, at, section.start);
    if (at !== entry.offset) refuse(`the table has object ${entry.number} in another place than it stands in`);
    const object = readObject(bytes, entry, budget);
    at = object.end;
    objects.push(object);
  }
  if (objects.length === 0) refuse('an update without objects');
  if (skipWhite(bytes, at, section.start) !== section.start) refuse('bytes that are no object of an update');
  return objects;
}

/**
 * Viewers that repair a file search for these words everywhere, also in strings and streams: they may only occur where
 * they were parsed as such.
 */
function checkWords(bytes: Uint8Array, from: number, revisions: readonly Revision[]): void {
  const text = latin1(bytes, from, bytes.length);
  const objects = revisions.reduce((sum, revision) => sum + revision.objects.length, 0);
  const streams = revisions.flatMap((revision) => revision.objects).filter(({ value }) => isStream(value)).length;
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const counts = [
    [count(/\d[\0\t\n\f\r ]+obj/g), objects],
    [count(/endobj/g), objects],
    [count(/endstream/g), streams],
    [count(/trailer/g), revisions.length],
    [count(/xref/g), 2 * revisions.length],
  ] as const;
  if (counts.some(([found, known]) => found !== known)) refuse('an object, a table or a trailer inside other bytes');
}

function readSections(bytes: Uint8Array, issued: Issued, most: number, budget: Budget): readonly Section[] {
  const first = startOf(bytes.subarray(0, issued.length));
  const sections: Section[] = [];
  for (let at = startOf(bytes); at !== first; ) {
    if (sections.length >= UPDATE_LIMITS.revisions) refuse('too many updates');
    if (at < issued.length || at >= (sections[0]?.start ?? bytes.length))
      refuse('a table in another place than an update');
    const section = readSection(bytes, at, most, budget);
    sections.unshift(section);
    at = section.previous;
  }
  if (sections.length === 0) refuse('bytes that are no update');
  return sections;
}

/**
 * The updates after the first `issued.length` bytes, oldest first. Throws a `NotaryError` for anything that is not an
 * update.
 */
export function readRevisions(bytes: Uint8Array, issued: Issued, budget: Budget): readonly Revision[] {
  if (bytes.length - issued.length > UPDATE_LIMITS.bytes) refuse('too many bytes were added');
  let size = issued.trailer.entries.get('Size');
  if (typeof size !== 'number') damaged('no /Size');
  const revisions: Revision[] = [];
  let from = issued.length;
  for (const section of readSections(bytes, issued, size + UPDATE_LIMITS.objects, budget)) {
    size = checkTrailer(section, size, issued);
    const objects = readObjects(bytes, from, section, budget);
    from = section.end;
    revisions.push({ objects, end: section.end, limit: skipWhite(bytes, section.end, bytes.length) });
  }
  if (revisions.at(-1)?.limit !== bytes.length) refuse('bytes behind the last update');
  checkWords(bytes, issued.length, revisions);
  return revisions;
}
