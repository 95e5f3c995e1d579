/** Archives of every kind that archivers write, and of some that only somebody with an aim writes. */
import fc from 'fast-check';
import { type Around, archiveOf, extraOf, unicodePath, type Written } from '../../zip/support/archive.ts';

/** An archive and what is in it. */
export interface Variant {
  readonly zip: Uint8Array;
  readonly entries: readonly Written[];
  /** What its end record says that is not so; null for an archive that is as it should be. */
  readonly lie: string | null;
}

const LETTERS = [...'abcxyz 0-_.(é合同'];
const words = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 12 });
const SIGNATURES = ['PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'PK'];
const noise = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(...SIGNATURES).map((text) => Buffer.from(text, 'latin1')),
  fc.constant(Buffer.alloc(0)),
);
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.tuple(words, fc.integer({ min: 0, max: 20_000 })).map(([text, times]) => Buffer.alloc(times, text)),
  noise,
);

/** Fields that programs add: time stamps, owners, and what nobody knows. */
const extras = fc.constantFrom(
  Buffer.alloc(0),
  extraOf(0x5455, Buffer.from([3, 1, 2, 3, 4, 5, 6, 7, 8])),
  extraOf(0x7875, Buffer.from([1, 4, 0, 0, 0, 0, 4, 0, 0, 0, 0])),
  extraOf(0xcafe, Buffer.from('anything')),
);

const entry = fc
  .record({
    name: words,
    data: contents,
    method: fc.constantFrom(0, 8) as fc.Arbitrary<0 | 8>,
    descriptor: fc.constantFrom(undefined, undefined, 'signed', 'plain') as fc.Arbitrary<Written['descriptor']>,
    zip64: fc.boolean(),
    extra: extras,
    comment: noise,
    hasPath: fc.boolean(),
  })
  .map(({ name, extra, hasPath, ...more }): Written => {
    const raw = Buffer.from(name);
    return {
      ...more,
      name: raw,
      flags: 0x800,
      extra: hasPath ? Buffer.concat([extra, unicodePath(raw, name)]) : extra,
    };
  });

const around: fc.Arbitrary<Around> = fc.record({
  before: fc.oneof(
    fc.constant(Buffer.alloc(0)),
    fc.constant(Buffer.from('#!/bin/sh\nexit 0\n')),
    fc.constant(Buffer.alloc(700, 1)),
  ),
  adjusted: fc.boolean(),
  comment: fc.oneof(
    fc.constant(Buffer.alloc(0)),
    words.map((text) => Buffer.from(text)),
  ),
  behind: fc.constantFrom(Buffer.alloc(0), Buffer.alloc(0), Buffer.from('\r\n'), Buffer.alloc(300)),
  zip64: fc.boolean(),
});

/** What lies, and how. */
const lies: Readonly<Record<string, (count: number) => Around>> = {
  'one too few': (count) => ({ count: count - 1 }),
  'no entries at all': () => ({ count: 0 }),
  'one too many': (count) => ({ count: count + 1 }),
  'a shorter directory': () => ({ length: 46 }),
  'an offset of nothing': () => ({ offset: 0 }),
};

/** Distinct names: two files of one name are no matter of this test. */
const entries = fc.uniqueArray(entry, { maxLength: 6, selector: ({ name }) => Buffer.from(name).toString('hex') });

export const variants: fc.Arbitrary<Variant> = fc
  .tuple(entries, around, fc.option(fc.constantFrom(...Object.keys(lies)), { nil: null }))
  .map(([files, outside, lie]) => {
    const more = lie === null || files.length === 0 ? {} : lies[lie]?.(files.length);
    return { zip: archiveOf(files, { ...outside, ...more }), entries: files, lie: files.length === 0 ? null : lie };
  });
