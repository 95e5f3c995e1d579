/**
 * Small decoders for untrusted JSON values: declare the shape once and get a typed value, or `malformed` with the path.
 * Objects are strict (an unknown or missing field is an error), and every string, array and map has a bound.
 */

import { errorCode, NotaryError } from '../errors.ts';
import { fromBase64 } from './bytes.ts';
import type { Json } from './canonical.ts';

/** Reads `value` at path `at`, or throws `malformed`. */
export type Decoder<T> = (value: unknown, at: string) => T;

/** The type that a reader returns. */
export type Read<R> = R extends Decoder<infer T> ? T : never;

function fail(at: string, expected: string): never {
  throw new NotaryError('malformed', `${at}: expected ${expected}`);
}

/** A string of at most `max` UTF-16 units that matches `pattern` when given. */
export function text(max: number, pattern?: RegExp, what = 'text'): Decoder<string> {
  return (value, at) => {
    if (typeof value !== 'string' || value.length > max || (pattern && !pattern.test(value))) fail(at, what);
    return value as string;
  };
}

/** A string of exactly so many digits of lower-case hex. */
export function hexText(digits: number, what: string): Decoder<string> {
  return (value, at) => (typeof value === 'string' && value.length === digits && isHex(value) ? value : fail(at, what));
}

/** Three times as fast as a regular expression, for the most frequent value of all. */
function isHex(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false;
  }
  return true;
}

/** Base64 of at most `max` bytes, or of exactly that many. */
export const base64Bytes =
  (max: number, exactly = false): Decoder<Uint8Array> =>
  (value, at) => {
    const bytes = fromBase64(text(Math.ceil(max / 3) * 4)(value, at));
    if (bytes.length > max || (exactly && bytes.length !== max))
      throw new NotaryError(
        'malformed',
        `${at}: ${bytes.length} bytes where ${max} are ${exactly ? 'due' : 'allowed'}`,
      );
    return bytes;
  };

/** Exactly this string or number. */
export function literal<const T extends string | number | boolean>(wanted: T): Decoder<T> {
  return (value, at) => (value === wanted ? wanted : fail(at, JSON.stringify(wanted)));
}

/** One of these strings. */
export function oneOf<const T extends readonly string[]>(...wanted: T): Decoder<T[number]> {
  return (value, at) => (wanted.includes(value as string) ? (value as T[number]) : fail(at, wanted.join(' or ')));
}

/** An integer from `min` to `max`. */
export function integer(min = 0, max = Number.MAX_SAFE_INTEGER): Decoder<number> {
  return (value, at) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max && !Object.is(value, -0)
      ? (value as number)
      : fail(at, `an integer from ${min} to ${max}`);
}

/** True or false. */
export const boolean: Decoder<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : fail(at, 'true or false');

/** Any JSON at all; its size and depth were bounded by `parseCanonical`. */
export const anyJson: Decoder<Json> = (value) => value as Json;

/** The reader's value or null. */
export function nullable<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value, at) => (value === null ? null : decoder(value, at));
}

/** A list of `min` to `max` items. */
export function list<T>(item: Decoder<T>, max: number, min = 0): Decoder<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length > max || value.length < min) fail(at, `a list of ${min} to ${max}`);
    return (value as unknown[]).map((entry, index) => item(entry, `${at}[${index}]`));
  };
}

/** A list of exactly these items. */
export function tuple<T extends readonly unknown[]>(...items: { [K in keyof T]: Decoder<T[K]> }): Decoder<T> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length !== items.length) fail(at, `a list of ${items.length}`);
    return items.map((item, index) => item((value as unknown[])[index], `${at}[${index}]`)) as unknown as T;
  };
}

function fieldsOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(at, 'an object');
  return value as Record<string, unknown>;
}

/** An object with exactly these fields; those in `optional` may be absent. */
export function object<T extends object>(
  shape: { [K in keyof T]-?: Decoder<T[K]> },
  optional: readonly (keyof T)[] = [],
): Decoder<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  return (value, at) => {
    const found = fieldsOf(value, at);
    const out: Partial<T> = {};
    for (const name of names) {
      if (Object.hasOwn(found, name)) out[name] = shape[name](found[name], `${at}.${name}`);
      else if (!optional.includes(name)) fail(at, `a field "${name}"`);
    }
    for (const name of Object.keys(found))
      if (!Object.hasOwn(shape, name)) fail(at, `no field ${JSON.stringify(name)}`);
    return out as T;
  };
}

/** An object written by other programs, of which only these fields are read; an absent one is undefined. */
export function loose<T extends object>(shape: { [K in keyof T]-?: Decoder<T[K]> }): Decoder<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  return (value, at) => {
    const found = fieldsOf(value, at);
    const own = (name: string) => (Object.hasOwn(found, name) ? found[name] : undefined);
    return Object.fromEntries(names.map((name) => [name, shape[name](own(name), `${at}.${name}`)])) as T;
  };
}

/** An object with any names, at most `max` of them. */
export function dictionary<T>(decoder: Decoder<T>, max: number): Decoder<Readonly<Record<string, T>>> {
  return (value, at) => {
    const entries = Object.entries(fieldsOf(value, at));
    if (entries.length > max) fail(at, `at most ${max} fields`);
    return Object.fromEntries(entries.map(([name, entry]) => [name, decoder(entry, `${at}.${name}`)]));
  };
}

/** A tagged union: the member `tag` selects the reader. */
export function tagged<T>(tag: string, decoders: Readonly<Record<string, Decoder<T>>>): Decoder<T> {
  return (value, at) => {
    const name = fieldsOf(value, at)[tag];
    const decoder = typeof name === 'string' && Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    return decoder ? decoder(value, at) : fail(`${at}.${tag}`, Object.keys(decoders).join(' or '));
  };
}

/** The reader's value, or `otherwise` when absent. */
export function orElse<T>(decoder: Decoder<T>, otherwise: T): Decoder<T> {
  return (value, at) => (value === undefined ? otherwise : decoder(value, at));
}

/** Maps the reader's value with `to`, which may throw `malformed`. */
export function mapped<A, B>(decoder: Decoder<A>, to: (value: A, at: string) => B): Decoder<B> {
  return (value, at) => to(decoder(value, at), at);
}

/** The reader's value if `holds` returns true. */
export function checked<T>(decoder: Decoder<T>, holds: (value: T) => boolean, what: string): Decoder<T> {
  return mapped(decoder, (value, at) => (holds(value) ? value : fail(at, what)));
}

/** The reader's value, or null when it refuses. */
export function readOrNull<T>(decoder: Decoder<T>, value: unknown): T | null {
  try {
    return decoder(value, '');
  } catch (error) {
    if (errorCode(error) === 'malformed') return null;
    throw error;
  }
}

/** Whether a reader accepts a value. */
export function accepts(decoder: Decoder<unknown>, value: unknown): boolean {
  return readOrNull((given, at) => [decoder(given, at)], value) !== null;
}
