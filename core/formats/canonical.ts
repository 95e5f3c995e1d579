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

/** Refuses deep nesting before a parser sees it: brackets outside strings, counted over the bytes. */
function checkDepth(bytes: Uint8Array): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > JSON_LIMITS.depth) throw new NotaryError('too-large', `JSON deeper than ${JSON_LIMITS.depth}`);
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
}

function refuseUnsafeNumbers(value: Json): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new NotaryError('malformed', 'a number that is not a safe integer');
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) refuseUnsafeNumbers(inner);
}

/**
 * The value of canonical JSON bytes. Throws `too-large` beyond 1 MiB or depth 16 and `malformed` for bytes that are not
 * the canonical form of their value: duplicate names, lone surrogates, numbers that are not safe integers.
 */
export function parseCanonical(bytes: Uint8Array): Json {
  if (bytes.length > JSON_LIMITS.bytes) throw new NotaryError('too-large', 'JSON of more than 1 MiB');
  checkDepth(bytes);
  let text: string;
  let value: Json;
  try {
    text = fromUtf8(bytes);
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw new NotaryError('malformed', 'not JSON', {}, cause);
  }
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
