/**
 * A small reader for untrusted JSON values: say the shape once, get a typed value or `malformed` with the place.
 * Objects are strict (an unknown or missing member is an error), and every string, array and map has a bound.
 */

import { NotaryError } from '../errors.ts';
import type { Json } from './canonical.ts';

/** Reads `value`, found at `at`, or throws `malformed`. */
export type Reader<T> = (value: unknown, at: string) => T;

/** The type a reader gives. */
export type Read<R> = R extends Reader<infer T> ? T : never;

function fail(at: string, expected: string): never {
  throw new NotaryError('malformed', `${at}: expected ${expected}`);
}

/** A string of at most `max` UTF-16 units that matches `pattern` when given. */
export function text(max: number, pattern?: RegExp, what = 'text'): Reader<string> {
  return (value, at) => {
    if (typeof value !== 'string' || value.length > max || (pattern && !pattern.test(value))) fail(at, what);
    return value as string;
  };
}

/** Exactly this string or number. */
export function literal<const T extends string | number | boolean>(wanted: T): Reader<T> {
  return (value, at) => (value === wanted ? wanted : fail(at, JSON.stringify(wanted)));
}

/** One of these strings. */
export function oneOf<const T extends readonly string[]>(...wanted: T): Reader<T[number]> {
  return (value, at) => (wanted.includes(value as string) ? (value as T[number]) : fail(at, wanted.join(' or ')));
}

/** An integer from `min` to `max`. */
export function integer(min = 0, max = Number.MAX_SAFE_INTEGER): Reader<number> {
  return (value, at) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max && !Object.is(value, -0)
      ? (value as number)
      : fail(at, `an integer from ${min} to ${max}`);
}

/** True or false. */
export const boolean: Reader<boolean> = (value, at) => (typeof value === 'boolean' ? value : fail(at, 'true or false'));

/** Any JSON at all; its size and depth were bounded by `parseCanonical`. */
export const anyJson: Reader<Json> = (value) => value as Json;

/** The reader's value or null. */
export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (value, at) => (value === null ? null : reader(value, at));
}

/** A list of `min` to `max` items. */
export function list<T>(item: Reader<T>, max: number, min = 0): Reader<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length > max || value.length < min) fail(at, `a list of ${min} to ${max}`);
    return (value as unknown[]).map((entry, index) => item(entry, `${at}[${index}]`));
  };
}

/** A list of exactly these items. */
export function tuple<T extends readonly unknown[]>(...items: { [K in keyof T]: Reader<T[K]> }): Reader<T> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length !== items.length) fail(at, `a list of ${items.length}`);
    return items.map((item, index) => item((value as unknown[])[index], `${at}[${index}]`)) as unknown as T;
  };
}

function members(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(at, 'an object');
  return value as Record<string, unknown>;
}

/** An object with exactly these members; those in `optional` may be absent. */
export function object<T extends object>(
  shape: { [K in keyof T]-?: Reader<T[K]> },
  optional: readonly (keyof T)[] = [],
): Reader<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  return (value, at) => {
    const found = members(value, at);
    const out: Partial<T> = {};
    for (const name of names) {
      if (Object.hasOwn(found, name)) out[name] = shape[name](found[name], `${at}.${name}`);
      else if (!optional.includes(name)) fail(at, `a member "${name}"`);
    }
    for (const name of Object.keys(found))
      if (!Object.hasOwn(shape, name)) fail(at, `no member ${JSON.stringify(name)}`);
    return out as T;
  };
}
