/**
 * What the codes of a font mean as text, and how wide they are (ISO 32000-1 sections 9.6 to 9.10). Only what needs no table of
 * a character collection: `ToUnicode`, the encodings of Chinese fonts that are Unicode or GBK already, and Latin ones.
 */
import type { PdfFile } from '../../formats/attachments/document.ts';
import { isDict, nameOf, type PdfDict, type PdfValue } from '../../formats/attachments/syntax.ts';
import { latin1 } from '../../formats/bytes.ts';
import { type UnicodeMap, unicodeMap } from './unicode-map.ts';

/** One character as a page shows it. */
export interface ShownCode {
  /** Empty where nobody knows what it means. */
  readonly text: string;
  /** Of the font's size. */
  readonly width: number;
  /** Whether word spacing applies: the byte 32 alone. */
  readonly isSpace: boolean;
}

/** A font: what a string that is shown with it says. */
export interface PageFont {
  codes(bytes: Uint8Array): readonly ShownCode[];
}

/** Unpacks a stream of the file; null for one that cannot be read. */
export type StreamBytes = (value: PdfValue) => Uint8Array | null;

/** Widths are in thousandths. */
const EM = 1000;
const [HALF, FULL] = [500, 1000];
/** Entries of an array of widths that are read. */
const MOST_WIDTHS = 20_000;

/** The font of a resource; of one that is not understood every character is empty. */
export function pageFont(file: PdfFile, value: PdfValue, bytesOf: StreamBytes): PageFont {
  const font = file.resolve(value);
  if (!isDict(font)) return { codes: () => [] };
  const toUnicode = bytesOf(font.entries.get('ToUnicode') ?? null);
  const map = toUnicode && unicodeMap(toUnicode);
  const isComposite = nameOf(file.resolve(font.entries.get('Subtype'))) === 'Type0';
  return isComposite ? compositeFont(file, font, map) : simpleFont(file, font, map);
}

/** Encodings whose codes are UTF-16, and those whose codes are GBK. */
const [UNICODE, GBK] = [/^UniGB-(?:UCS2|UTF16)-[HV]$/, /^(?:GBK-EUC|GBKp-EUC|GB-EUC|GBpc-EUC|GBK2K)-[HV]$/];

function compositeFont(file: PdfFile, font: PdfDict, map: UnicodeMap | null): PageFont {
  const encoding = nameOf(file.resolve(font.entries.get('Encoding'))) ?? '';
  const descendants = file.resolve(font.entries.get('DescendantFonts'));
  const descendant = Array.isArray(descendants) ? file.resolve(descendants[0]) : null;
  const widths = isDict(descendant) ? compositeWidths(file, descendant) : () => FULL;
  const isGbk = GBK.test(encoding);
  const isIdentity = /^Identity-[HV]$/.test(encoding);
  const meaning = (code: number, bytes: Uint8Array) => {
    const mapped = map?.get(code);
    if (mapped !== undefined) return mapped;
    if (UNICODE.test(encoding)) return String.fromCharCode(code);
    return isGbk ? GB18030.decode(bytes) : '';
  };
  return {
    codes: (bytes) =>
      (isGbk ? gbkCodes(bytes) : pairs(bytes)).map((one) => {
        const code = one.reduce((high, byte) => high * 256 + byte, 0);
        const text = meaning(code, one);
        // widths are those of glyphs, and only here a code is the number of one
        const width = isIdentity ? widths(code) : isWide(text) ? FULL : HALF;
        return { text, width: width / EM, isSpace: one.length === 1 && code === 32 };
      }),
  };
}

const GB18030 = new TextDecoder('gb18030');
const isWide = (text: string) => (text.codePointAt(0) ?? 0x3000) >= 0x1100;

function pairs(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.subarray(2 * i, 2 * i + 2));
}

function gbkCodes(bytes: Uint8Array): readonly Uint8Array[] {
  const codes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at] as number) > 0x80 ? 2 : 1;
    codes.push(bytes.subarray(at, at + length));
    at += length;
  }
  return codes;
}

/** Section 9.7.4.3: `c [w …]` and `first last w`. */
function compositeWidths(file: PdfFile, { entries }: PdfDict): (code: number) => number {
  const usual = numberOr(file.resolve(entries.get('DW')), FULL);
  const list = file.resolve(entries.get('W'));
  const single = new Map<number, number>();
  const ranges: (readonly [first: number, last: number, width: number])[] = [];
  for (let at = 0; Array.isArray(list) && at + 1 < list.length && single.size + ranges.length < MOST_WIDTHS; ) {
    const [first, second] = [file.resolve(list[at]), file.resolve(list[at + 1])];
    if (typeof first !== 'number') break;
    if (Array.isArray(second)) {
      for (const [i, width] of second.slice(0, MOST_WIDTHS).entries())
        single.set(first + i, numberOr(file.resolve(width), usual));
      at += 2;
    } else {
      ranges.push([first, numberOr(second, first), numberOr(file.resolve(list[at + 2]), usual)]);
      at += 3;
    }
  }
  return (code) => single.get(code) ?? ranges.find(([first, last]) => code >= first && code <= last)?.[2] ?? usual;
}

const numberOr = (value: PdfValue, otherwise: number) =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

/** Names of glyphs that are no letters and that invoices need (Adobe Glyph List). */
const GLYPHS: Readonly<Record<string, string>> = Object.fromEntries(
  'space= |zero=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|period=.|comma=,|colon=:|hyphen=-|minus=-|slash=/|parenleft=(|parenright=)|yen=¥|Euro=€|dollar=$|asterisk=*|underscore=_|numbersign=#|ampersand=&|percent=%'
    .split('|')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
);

function glyphText(name: string): string {
  if (Object.hasOwn(GLYPHS, name)) return GLYPHS[name] ?? '';
  if (/^[A-Za-z]$/.test(name)) return name;
  const [, hex] = /^uni([0-9A-F]{4})$/.exec(name) ?? [];
  return hex === undefined ? '' : String.fromCharCode(Number.parseInt(hex, 16));
}

function simpleFont(file: PdfFile, { entries }: PdfDict, map: UnicodeMap | null): PageFont {
  const first = numberOr(file.resolve(entries.get('FirstChar')), 0);
  const widths = file.resolve(entries.get('Widths'));
  const different = differences(file, file.resolve(entries.get('Encoding')));
  const widthOf = (code: number) => (Array.isArray(widths) ? numberOr(file.resolve(widths[code - first]), HALF) : HALF);
  return {
    codes: (bytes) =>
      Array.from(bytes, (code) => ({
        text: map?.get(code) ?? different.get(code) ?? (code < 32 ? '' : latin1(Uint8Array.of(code))),
        width: widthOf(code) / EM,
        isSpace: code === 32,
      })),
  };
}

/** Codes that an encoding gives other glyphs. */
function differences(file: PdfFile, encoding: PdfValue): ReadonlyMap<number, string> {
  const list = isDict(encoding) ? file.resolve(encoding.entries.get('Differences')) : null;
  const found = new Map<number, string>();
  let code = 0;
  for (const value of Array.isArray(list) ? list.slice(0, MOST_WIDTHS) : []) {
    const name = nameOf(value);
    if (typeof value === 'number') code = value;
    else if (name !== null) found.set(code++, glyphText(name));
  }
  return found;
}
