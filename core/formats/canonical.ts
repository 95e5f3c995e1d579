/**
 * Canonical JSON: RFC 8785 (JCS). Writing gives the unique byte form of a value; reading accepts only that form, so
 * that two programs never interpret the same bytes differently (duplicate names, other number forms, white space).
 */

import { NotaryError } from '../errors.ts';
import { fromUtf8, utf8 } from './bytes.ts';

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Bounds of every JSON file of ours (docs/certificate-format.md, "Common rules"). */
export const JSON_LIMITS = { bytes: 1024 * 1024, depth: 16 } as const;

const SURROGATE = /[\ud800-\udfff]/;

/** True when `text` has a surrogate without its other half; such text has no UTF-8 form. */
export function hasLoneSurrogate(text: string): boolean {
  // nearly every text has none at all, which is found much faster
  return SURROGATE.test(text) && /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

function writeString(text: string): string {
  if (hasLoneSurrogate(text)) throw new NotaryError('malformed', 'text with a lone surrogate');
  return JSON.stringify(text); // RFC 8785 section 3.2.2.2 is ECMAScript's own escaping
}

function write(value: Json, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotaryError('malformed', 'a number that JSON cannot hold');
    return JSON.stringify(value); // section 3.2.2.3: ECMAScript's number form; -0 becomes 0
  }
  if (depth >= JSON_LIMITS.depth) throw new NotaryError('too-large', `JSON deeper than ${JSON_LIMITS.depth}`);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object') throw new NotaryError('malformed', `no JSON form for ${typeof value}`);
  // section 3.2.3: names sorted by UTF-16 units, which is how ECMAScript compares strings
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  const fields = names.map(
    (name) => `${writeString(name)}:${write((value as Record<string, Json>)[name] as Json, depth + 1)}`,
  );
  return `{${fields.join(',')}}`;
}

/** True for a value whose canonical form is the output of JSON.stringify: sorted names and nothing special. */
function isOrdered(value: Json, depth: number): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth >= JSON_LIMITS.depth) return false;
  if (Array.isArray(value)) return value.every((item) => isOrdered(item, depth + 1));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  let before = '';
  const names = Object.keys(value);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (i > 0 && name <= before) return false;
    if (!isOrdered((value as Record<string, Json>)[name] as Json, depth + 1)) return false;
    before = name;
  }
  return true;
}

/** The same text as `write`, several times faster; null when `write` has to be used. */
function writeOrdered(value: Json): string | null {
  if (!isOrdered(value, 0)) return null;
  const text = JSON.stringify(value);
  // the escape of a lone surrogate; it hardly ever means anything else
  return text.includes('\\ud') ? null : text;
}

/** The canonical text of `value`. Throws `malformed` (lone surrogate, not finite) or `too-large` (depth). */
export function canonicalText(value: Json): string {
  return writeOrdered(value) ?? write(value, 0);
}

/** The canonical UTF-8 bytes of `value`. */
export function canonicalBytes(value: Json): Uint8Array {
  return utf8(canonicalText(value));
}

/** What `lookAt` counts a byte outside strings as. */
const [OTHER, QUOTE, OPENING, CLOSING, COLON, DIGIT, UNPLAIN] = [0, 1, 2, 3, 4, 5, 6] as const;
const BYTE_KIND = new Uint8Array(256).fill(OTHER);
for (const [kind, chars] of [
  [QUOTE, '"'],
  [OPENING, '{['],
  [CLOSING, '}]'],
  [COLON, ':'],
  [DIGIT, '0123456789'],
  [UNPLAIN, ' \t\n\r-'],
] as const)
  for (const char of chars) BYTE_KIND[char.charCodeAt(0)] = kind;

/** The end of a string whose first byte is at `from`: the offset of its closing quote, negative if it has an escape. */
function endOfString(bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  let sign = 1;
  for (let i = from; i < length; i++) {
    const byte = bytes[i];
    if (byte === 0x22) return sign * i;
    if (byte !== 0x5c) continue;
    sign = -1;
    i++;
  }
  return sign * length;
}

/** The names of the objects that are open, to see whether they are in order. */
class Names {
  /** Of the last name at each depth; none if its start is negative. */
  readonly #starts = new Int32Array(JSON_LIMITS.depth + 1);
  readonly #ends = new Int32Array(JSON_LIMITS.depth + 1);
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  open(depth: number): void {
    this.#starts[depth] = -1;
  }

  /** True for the first name, or one behind the last; false also for names that are not ASCII, whose order is not that of bytes. */
  isNext(depth: number, start: number, end: number): boolean {
    const before = this.#starts[depth] ?? -1;
    const isNext =
      this.#isAscii(start, end) && (before < 0 || this.#isBefore(before, this.#ends[depth] ?? 0, start, end));
    this.#starts[depth] = start;
    this.#ends[depth] = end;
    return isNext;
  }

  #isAscii(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if ((this.#bytes[i] as number) >= 0x80) return false;
    return true;
  }

  #isBefore(a: number, aEnd: number, b: number, bEnd: number): boolean {
    const bytes = this.#bytes;
    for (let i = 0; b + i < bEnd; i++) {
      if (a + i >= aEnd) return true;
      const difference = (bytes[a + i] as number) - (bytes[b + i] as number);
      if (difference !== 0) return difference < 0;
    }
    return false;
  }
}

/** The end of the digits at `from`; negative unless they are a whole number in canonical form that is surely safe. */
function endOfDigits(bytes: Uint8Array, from: number): number {
  let end = from;
  while (BYTE_KIND[bytes[end] as number] === DIGIT) end++;
  const next = bytes[end];
  const isWhole = next === undefined || next === 0x2c || next === 0x5d || next === 0x7d;
  return isWhole && end - from <= 15 && (bytes[from] !== 0x30 || end === from + 1) ? end : -end;
}

/**
 * One look at the bytes before a parser sees them. Refuses deep nesting: brackets outside strings. The answer is true for
 * JSON that is in canonical form and has only what nearly all of ours has: no escapes, numbers that are whole and not
 * negative, names in ASCII. It means nothing for bytes that are not JSON, and false does not mean that they are not canonical.
 */
function lookAt(bytes: Uint8Array): boolean {
  const names = new Names(bytes);
  let [start, end, depth, isPlain] = [0, 0, 0, true];
  for (let i = 0; i < bytes.length; i++) {
    const kind = BYTE_KIND[bytes[i] as number];
    if (kind === QUOTE) {
      end = endOfString(bytes, i + 1);
      isPlain &&= end > 0;
      start = i + 1;
      i = Math.abs(end);
    } else if (kind === OPENING) {
      if (++depth > JSON_LIMITS.depth) throw new NotaryError('too-large', `JSON deeper than ${JSON_LIMITS.depth}`);
      names.open(depth);
    } else if (kind === CLOSING) depth--;
    else if (kind === COLON) isPlain &&= names.isNext(depth, start, end);
    else if (kind === DIGIT) {
      const after = endOfDigits(bytes, i);
      isPlain &&= after > 0;
      i = Math.abs(after) - 1;
    } else if (kind === UNPLAIN) isPlain = false;
  }
  return isPlain;
}

function refuseUnsafeNumbers(value: Json): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new NotaryError('malformed', 'a number that is not a safe integer');
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) refuseUnsafeNumbers(inner);
}

/**
 * The value of canonical JSON bytes. Throws `too-large` beyond 1 MiB, or a bound that the format gives, or depth 16, and
 * `malformed` for bytes that are not the canonical form of their value: duplicate names, lone surrogates, numbers that are
 * not safe integers.
 */
export function parseCanonical(bytes: Uint8Array, most: number = JSON_LIMITS.bytes): Json {
  if (bytes.length > most) throw new NotaryError('too-large', `JSON of more than ${most} bytes`);
  const isPlain = lookAt(bytes);
  let text: string;
  let value: Json;
  try {
    text = fromUtf8(bytes);
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw new NotaryError('malformed', 'not JSON', {}, cause);
  }
  if (isPlain) return value;
  refuseUnsafeNumbers(value);
  // equivalent to comparing bytes: decoding well-formed UTF-8 is lossless
  if (canonicalText(value) !== text) throw new NotaryError('malformed', 'JSON is not in canonical form');
  return value;
}

/**
 * The `"v"` of a parsed file. Throws `newer-version` when it is above `known`, `malformed` when it is not a version.
 */
export function checkVersion(value: Json, known: number): void {
  const v =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { v?: Json }).v : undefined;
  if (typeof v !== 'number' || v < 1) throw new NotaryError('malformed', 'no version "v"');
  if (v > known) throw new NotaryError('newer-version', `version ${v}; this program knows ${known}`);
}
