/** The syntax of PDF objects (ISO 32000-1 section 7.2 and 7.3), parsed from untrusted bytes. */
import { latin1 } from '../bytes.ts';
import { type Budget, damaged, PDF_LIMITS } from './limits.ts';

/** Any object of a PDF. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfDict
  | PdfStream
  | readonly PdfValue[];
/** A name, without its slash, `#xx` resolved. */
export type PdfName = { readonly kind: 'name'; readonly name: string };
/** A string, literal or hexadecimal, decoded. */
export type PdfString = { readonly kind: 'string'; readonly bytes: Uint8Array };
/** A reference to an indirect object. */
export type PdfRef = { readonly kind: 'ref'; readonly number: number; readonly generation: number };
/** A dictionary. */
export type PdfDict = { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> };
/** `start` is the offset of the first byte after the keyword `stream` and its end of line. */
export type PdfStream = { readonly kind: 'stream'; readonly dict: PdfDict; readonly start: number };

/** A character of a PDF by its class (section 7.2.2); a table costs a tenth of a set. */
export const [REGULAR, WHITE, DELIMITER] = [0, 1, 2] as const;
/** The class of each byte. */
export const CHARACTER_CLASS = new Uint8Array(256).fill(REGULAR);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CHARACTER_CLASS[byte] = WHITE;
for (const char of '()<>[]{}/%') CHARACTER_CLASS[char.charCodeAt(0)] = DELIMITER;
/** Both are false at the end of the file. */
const isRegular = (byte: number) => CHARACTER_CLASS[byte] === REGULAR;
const isWhite = (byte: number) => CHARACTER_CLASS[byte] === WHITE;
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

const CR = 0x0d;
const LF = 0x0a;
const END = -1;
const code = (char: string) => char.charCodeAt(0);
const [PERCENT, SLASH, LESS, GREATER, OPEN, CLOSE, BRACKET, UNBRACKET, BACKSLASH] = [...'%/<>()[]\\'].map(code) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
/** Bytes of a string that is read in one go. */
const PLAIN = 1024;
const ESCAPES = new Map([...'nrtbf'].map((char, i) => [code(char), [0x0a, 0x0d, 0x09, 0x08, 0x0c][i] as number]));

/** Reads values one after another, from `position` on. */
export class PdfParser {
  readonly bytes: Uint8Array;
  position: number;
  private readonly budget: Budget;

  constructor(bytes: Uint8Array, position: number, budget: Budget) {
    this.bytes = bytes;
    this.position = position;
    this.budget = budget;
  }

  private peek(ahead = 0): number {
    return this.bytes[this.position + ahead] ?? END;
  }

  /** White space and comments. */
  skipSpace(): void {
    const { bytes } = this;
    let at = this.position;
    for (;;) {
      const byte = bytes[at] ?? END;
      if (isWhite(byte)) at++;
      else if (byte === PERCENT) while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
      else break;
    }
    this.budget.step(at - this.position + 1);
    this.position = at;
  }

  private regular(): string {
    const { bytes, position: start } = this;
    let end = start;
    while (isRegular(bytes[end] ?? END)) end++;
    this.position = end;
    this.budget.step(end - start + 1);
    if (end - start > 256) damaged('a word of more than 256 characters');
    return latin1(bytes, start, end);
  }

  /** Consumes the keyword if it comes next. */
  keyword(word: string): boolean {
    this.skipSpace();
    for (let i = 0; i < word.length; i++) if (this.peek(i) !== word.charCodeAt(i)) return false;
    if (isRegular(this.peek(word.length))) return false;
    this.position += word.length;
    return true;
  }

  expect(word: string): void {
    if (!this.keyword(word)) damaged(`"${word}" expected at byte ${this.position}`);
  }

  /** An integer of one to ten digits; -1, consuming nothing, for any other word. */
  private digits(): number {
    const start = this.position;
    let value = 0;
    for (let at = start; ; at++) {
      const byte = this.bytes[at] ?? END;
      if (isDigit(byte) && at - start < 10) value = 10 * value + byte - 0x30;
      else if (at === start || isRegular(byte)) return -1;
      else {
        this.position = at;
        this.budget.step(at - start + 1);
        return value;
      }
    }
  }

  /** A non-negative integer of at most ten digits. */
  integer(): number {
    this.skipSpace();
    const value = this.digits();
    return value < 0 ? damaged(`an integer expected at byte ${this.position}`) : value;
  }

  /** The next value. A stream is only recognised by `indirect`. */
  value(depth = 0): PdfValue {
    if (depth > PDF_LIMITS.depth) damaged(`values more than ${PDF_LIMITS.depth} deep`);
    this.budget.value();
    this.skipSpace();
    const byte = this.peek();
    if (byte === SLASH) return this.name();
    if (byte === OPEN) return this.literal();
    if (byte === BRACKET) return this.array(depth);
    if (byte === LESS) return this.peek(1) === LESS ? this.dict(depth) : this.hex();
    if (isDigit(byte)) return this.reference() ?? this.number();
    return this.word();
  }

  private word(): PdfValue {
    if (this.keyword('null')) return null;
    if (this.keyword('true')) return true;
    if (this.keyword('false')) return false;
    return this.number();
  }

  private number(): number {
    const word = this.regular();
    if (!/^[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})$/.test(word)) damaged(`no value at byte ${this.position}`);
    return Number(word);
  }

  /** `12 0 R`, or null, consuming nothing. */
  private reference(): PdfRef | null {
    const start = this.position;
    const number = this.digits();
    this.skipSpace();
    const generation = number < 0 ? -1 : this.digits();
    if (generation >= 0 && this.keyword('R')) return { kind: 'ref', number, generation };
    this.position = start;
    return null;
  }

  private name(): PdfName {
    this.position++;
    return { kind: 'name', name: unescapedName(this.regular()) };
  }

  private array(depth: number): readonly PdfValue[] {
    this.position++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === UNBRACKET) break;
      items.push(this.value(depth + 1));
    }
    this.position++;
    return items;
  }

  private dict(depth: number): PdfDict {
    this.position += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipSpace();
      if (this.peek() === GREATER && this.peek(1) === GREATER) break;
      if (this.peek() !== SLASH) damaged(`a name expected at byte ${this.position}`);
      const { name } = this.name();
      // for duplicate keys, readers differ in which one they use
      if (entries.has(name)) damaged(`two entries /${name} in one dictionary`);
      entries.set(name, this.value(depth + 1));
    }
    this.position += 2;
    return { kind: 'dict', entries };
  }

  private hex(): PdfString {
    const { bytes, position: start } = this;
    let digits = 0;
    let end = start + 1;
    for (; bytes[end] !== GREATER; end++) {
      if (isWhite(bytes[end] ?? END)) continue;
      if (hexDigit(bytes[end] ?? END) < 0) damaged('a broken hexadecimal string');
      if (++digits > 2 * PDF_LIMITS.string) damaged('a string that is too long');
    }
    this.position = end + 1;
    this.budget.step(digits);
    const out = new Uint8Array((digits + 1) >> 1);
    let i = 0;
    for (let at = start + 1; at < end; at++) {
      const digit = hexDigit(bytes[at] as number);
      if (digit < 0) continue; // white space
      if ((i & 1) === 0) out[i >> 1] = digit << 4;
      else out[i >> 1] = (out[i >> 1] as number) | digit;
      i++;
    }
    return { kind: 'string', bytes: out };
  }

  private literal(): PdfString {
    return this.plainLiteral() ?? this.escapedLiteral();
  }

  /** A short string with neither escapes nor parentheses, as nearly all are; null, consuming nothing, for any other. */
  private plainLiteral(): PdfString | null {
    const { bytes, position: start } = this;
    const last = Math.min(bytes.length, start + PLAIN);
    for (let at = start + 1; at < last; at++) {
      const byte = bytes[at];
      if (byte === BACKSLASH || byte === OPEN) return null;
      if (byte !== CLOSE) continue;
      this.position = at + 1;
      this.budget.step(at + 1 - start);
      return { kind: 'string', bytes: new Uint8Array(bytes.subarray(start + 1, at)) };
    }
    return null;
  }

  private escapedLiteral(): PdfString {
    const out: number[] = [];
    let open = 0;
    do {
      const byte = this.peek();
      this.position++;
      this.budget.step();
      if (byte === END) damaged('a string without an end');
      if (out.length > PDF_LIMITS.string) damaged('a string that is too long');
      if (byte === BACKSLASH) this.escape(out);
      else {
        if (byte === OPEN) open++;
        if (byte === CLOSE) open--;
        out.push(byte);
      }
    } while (open > 0);
    return { kind: 'string', bytes: Uint8Array.from(out.slice(1, -1)) };
  }

  private escape(out: number[]): void {
    const byte = this.peek();
    this.position++;
    if (byte === CR || byte === LF) {
      if (byte === CR && this.peek() === LF) this.position++;
      return;
    }
    if (byte < 0x30 || byte > 0x37) {
      out.push(ESCAPES.get(byte) ?? byte);
      return;
    }
    let octal = byte - 0x30;
    for (let i = 0; i < 2 && this.peek() >= 0x30 && this.peek() <= 0x37; i++, this.position++)
      octal = octal * 8 + this.peek() - 0x30;
    out.push(octal & 255);
  }

  /** `12 0 obj … endobj`: the value, a stream when one follows. */
  indirect(number: number, generation: number): PdfValue {
    if (this.integer() !== number || this.integer() !== generation)
      damaged(`object ${number} is not where the table says`);
    this.expect('obj');
    const value = this.value();
    if (
      value !== null &&
      typeof value === 'object' &&
      'kind' in value &&
      value.kind === 'dict' &&
      this.keyword('stream')
    )
      return { kind: 'stream', dict: value, start: this.afterLineEnd() };
    return value;
  }

  private afterLineEnd(): number {
    if (this.peek() === CR && this.peek(1) === LF) return this.position + 2;
    return this.peek() === LF ? this.position + 1 : damaged('no line end after "stream"');
  }
}

/** Decodes a name: `#xx` stands for a byte (section 7.3.5). */
export function unescapedName(raw: string): string {
  if (!raw.includes('#')) return raw;
  return raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The value of each hexadecimal digit; -1 for every other byte. */
const HEX_DIGIT = new Int8Array(256).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries())
  for (const char of [digit, digit.toUpperCase()]) HEX_DIGIT[char.charCodeAt(0)] = value;

/** -1 also for the end of the file. */
const hexDigit = (byte: number) => HEX_DIGIT[byte] ?? -1;

/** True for a dictionary. */
export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'dict';
}

/** True for a reference. */
export function isRef(value: PdfValue | undefined): value is PdfRef {
  return value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'ref';
}

/** True for a stream. */
export function isStream(value: PdfValue | undefined): value is PdfStream {
  return value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'stream';
}

/** The name's text, or null for any other value. */
export function nameOf(value: PdfValue | undefined): string | null {
  return value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'name' ? value.name : null;
}

/** The text of a string (ISO 32000-1 section 7.9.2): UTF-16BE or UTF-8 by its mark, else one character for each byte. */
export function textOf(value: PdfValue | undefined): string | null {
  if (value === null || typeof value !== 'object' || !('kind' in value) || value.kind !== 'string') return null;
  const { bytes } = value;
  if (bytes.length > 4096) damaged('a name of more than 4096 bytes');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    let text = '';
    for (let at = 2; at + 1 < bytes.length; at += 2)
      text += String.fromCharCode(((bytes[at] as number) << 8) | (bytes[at + 1] as number));
    return text;
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3));
  return latin1(bytes);
}
