/**
 * A small reader of DER (ITU-T X.690), for what others signed: certificates and seals. Only definite lengths in their
 * shortest form and tags of one byte; anything else is `malformed`. A value is parsed when it is asked for, so depth
 * and time are bounded by what a caller wants to know.
 */
import { NotaryError } from '../errors.ts';
import { concat, fromUtf8, latin1 } from './bytes.ts';

/** One value. */
export interface Der {
  /** The tag byte: class, constructed or not, and number. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content: the bytes that a signature covers. */
  readonly whole: Uint8Array;
}

/** Tags by name (X.690 section 8). */
export const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  t61: 0x14,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
  /** Context-specific, constructed: [0]. */
  explicit0: 0xa0,
} as const;

/** Members of a sequence that are read at most. */
const MEMBERS = 4096;

function fail(what: string): never {
  throw new NotaryError('malformed', `DER: ${what}`);
}

/** The one value that these bytes are. Throws `malformed`, also for bytes behind it. */
export function readDer(bytes: Uint8Array): Der {
  const value = valueAt(bytes, 0);
  return value.whole.length === bytes.length ? value : fail('bytes behind the value');
}

/** The values inside a constructed one, at most 4096. Throws `malformed`. */
export function membersOf(value: Der | undefined, tag: number = TAG.sequence): readonly Der[] {
  const { content } = expectTag(value, tag);
  const members: Der[] = [];
  for (let at = 0; at < content.length; ) {
    if (members.length === MEMBERS) fail('more members than are read here');
    const member = valueAt(content, at);
    members.push(member);
    at += member.whole.length;
  }
  return members;
}

function valueAt(bytes: Uint8Array, at: number): Der {
  const tag = bytes[at] ?? fail('cut short');
  if ((tag & 0x1f) === 0x1f) fail('a tag of several bytes');
  const { length, start } = lengthAt(bytes, at + 1);
  if (start + length > bytes.length) fail('cut short');
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
}

/** X.690 sections 8.1.3 and 10.1: the shortest form. */
function lengthAt(bytes: Uint8Array, at: number): { readonly length: number; readonly start: number } {
  const first = bytes[at] ?? fail('cut short');
  if (first < 0x80) return { length: first, start: at + 1 };
  const digits = bytes.subarray(at + 1, at + 1 + (first & 0x7f));
  if (first === 0x80 || digits.length > 4 || digits.length < (first & 0x7f)) fail('a length that is not read here');
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
  if (length < 0x80 || digits[0] === 0) fail('a length that is not in its shortest form');
  return { length, start: at + 1 + digits.length };
}

function expectTag(value: Der | undefined, tag: number): Der {
  return value?.tag === tag ? value : fail(`expected tag ${tag}, found ${value?.tag ?? 'nothing'}`);
}

/** The content of a value that has to have this tag. Throws `malformed`, also when there is no value. */
export function contentOf(value: Der | undefined, tag: number): Uint8Array {
  return expectTag(value, tag).content;
}

/** The bytes of a BIT STRING of whole bytes. */
export function bitsOf(value: Der | undefined): Uint8Array {
  const content = contentOf(value, TAG.bits);
  return content[0] === 0 ? content.subarray(1) : fail('a bit string that is not of whole bytes');
}

/** A small non-negative INTEGER, such as a version. */
export function smallIntegerOf(value: Der | undefined): number {
  const content = contentOf(value, TAG.integer);
  const [first = fail('an integer without digits')] = content;
  return content.length === 1 && first < 0x80 ? first : fail('an integer that is not small');
}

/** An OBJECT IDENTIFIER in dotted form (X.690 section 8.19). */
export function oidOf(value: Der | undefined): string {
  const content = contentOf(value, TAG.oid);
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (number > 2 ** 40) fail('an identifier that is not read here');
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [joined = fail('an empty identifier'), ...rest] = numbers;
  if ((content.at(-1) ?? 0) >= 0x80) fail('an identifier that is cut short');
  const root = Math.min(2, Math.floor(joined / 40));
  return [root, joined - 40 * root, ...rest].join('.');
}

/** The text of any of the string types that certificates use. */
export function textOf(value: Der | undefined): string {
  const { tag, content } = value ?? fail('no text');
  if (tag === TAG.utf8) return fromUtf8(content);
  if (tag === TAG.bmp) return utf16be(content);
  if (tag === TAG.printable || tag === TAG.ia5 || tag === TAG.t61) return latin1(content);
  return fail('no text');
}

function utf16be(bytes: Uint8Array): string {
  if (bytes.length % 2 !== 0) fail('half a character');
  let text = '';
  for (let at = 0; at < bytes.length; at += 2)
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return text;
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/;
const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/;

/**
 * A UTCTime (years from 1950, RFC 5280 section 4.1.2.5.1) or GeneralizedTime in UTC, as milliseconds since 1970, without
 * the fraction of a second.
 */
export function timeOf(value: Der | undefined): number {
  const { tag, content } = value ?? fail('no time');
  const text = latin1(content);
  const pattern = tag === TAG.utcTime ? UTC_TIME : tag === TAG.generalizedTime ? GENERALIZED : fail('no time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
    pattern
      .exec(text)
      ?.slice(1)
      .map((digits) => Number(digits ?? '0')) ?? fail('a time that is not read here');
  const full = tag === TAG.utcTime ? year + (year < 50 ? 2000 : 1900) : year;
  const time = Date.UTC(full, month - 1, day, hour, minute, second);
  const isReal = new Date(time)
    .toISOString()
    .startsWith(`${full}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`);
  return isReal ? time : fail('no such day');
}

const two = (number: number) => String(number).padStart(2, '0');

/** DER of a constructed value of these members. */
export function derOf(tag: number, ...members: readonly Uint8Array[]): Uint8Array {
  const content = concat(...members);
  const digits: number[] = [];
  for (let left = content.length; left > 0; left = Math.floor(left / 256)) digits.unshift(left % 256);
  const length = content.length < 0x80 ? [content.length] : [0x80 | digits.length, ...digits];
  return concat(Uint8Array.of(tag, ...length), content);
}
