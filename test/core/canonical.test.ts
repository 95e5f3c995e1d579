import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, utf8 } from '../../core/formats/bytes.ts';
import {
  canonicalBytes,
  canonicalText,
  checkVersion,
  hasLoneSurrogate,
  JSON_LIMITS,
  type Json,
  parseCanonical,
} from '../../core/formats/canonical.ts';
import rfc8785 from '../vectors/rfc8785.json' with { type: 'json' };
import { outcome, runs } from './support/outcome.ts';

function fromBits(hex: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

const read = (text: string) => parseCanonical(utf8(text));
const reading = (text: string) => outcome(() => read(text));

describe('writing, by RFC 8785', () => {
  it.each(rfc8785.numbers)('appendix B: $bits is $text', ({ bits, text }) => {
    if (text === null) expect(outcome(() => canonicalText(fromBits(bits)))).toBe('malformed');
    else expect(canonicalText(fromBits(bits))).toBe(text);
  });

  it.each(rfc8785.documents)('$name', ({ input, output }) => {
    expect(toHex(canonicalBytes(JSON.parse(input) as Json))).toBe(output);
  });

  it('sorts names by UTF-16 units, not by code points and not by language', () => {
    expect(canonicalText({ '\u{1f600}': 1, '\ufb33': 2, b: 3, B: 4, '10': 5, '9': 6 })).toBe(
      '{"10":5,"9":6,"B":4,"b":3,"\u{1f600}":1,"\ufb33":2}',
    );
  });

  it('refuses what JSON cannot hold', () => {
    expect(outcome(() => canonicalText(Number.NEGATIVE_INFINITY))).toBe('malformed');
    expect(outcome(() => canonicalText('\ud800'))).toBe('malformed');
    expect(outcome(() => canonicalText({ '\udc00': 1 }))).toBe('malformed');
    expect(outcome(() => canonicalText(undefined as unknown as Json))).toBe('malformed');
    expect(outcome(() => canonicalText({ a: undefined } as unknown as Json))).toBe('malformed');
    expect(outcome(() => canonicalText(1n as unknown as Json))).toBe('malformed');
  });
});

const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const anyValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    anyText,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** Whether a text is what `canonicalText` gives for its value, whose numbers are safe integers. */
function isWritten(text: string): boolean {
  try {
    const value = JSON.parse(text, (_, inner) => {
      if (typeof inner === 'number' && !Number.isSafeInteger(inner)) throw new Error('not safe');
      return inner as Json;
    }) as Json;
    // a reviver would lose a member of this name
    return canonicalText(text.includes('__proto__') ? (JSON.parse(text) as Json) : value) === text;
  } catch {
    return false;
  }
}

describe('reading', () => {
  it('gives back any value that was written, and the same bytes again', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const bytes = canonicalBytes(value);
        expect(canonicalBytes(parseCanonical(bytes))).toEqual(bytes);
        expect(JSON.parse(fromUtf8(bytes))).toEqual(value);
      }),
      runs(300),
    );
  });

  it('accepts no bytes but those that it would write: any change of one byte is refused or another value', () => {
    fc.assert(
      fc.property(anyValue, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, place, change) => {
        const bytes = canonicalBytes(value);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        let other: Json;
        try {
          other = parseCanonical(bytes);
        } catch {
          return;
        }
        expect(canonicalBytes(other)).toEqual(bytes);
        expect(canonicalText(other)).not.toBe(canonicalText(value));
      }),
      runs(500),
    );
  });

  it('accepts exactly what it would write, whatever is put into a text', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '\\u0041',
        '\\n',
        ' ',
        '\n',
        '"a"',
        '"b":1,',
        '"":0,',
        '"é":1,',
        '"漢":[],',
      ],
      ...[
        '0',
        '00',
        '-',
        '-1',
        '.',
        'e5',
        '9',
        '999999999999999',
        '9007199254740991',
        'true',
        'null',
        '{"a":{}',
        '[[[[',
      ],
    );
    const texts = fc.constantFrom(
      '{"10":1,"9":[2,{"a":"b"}],"__proto__":null,"a":{"b":{"a":0},"c":"漢"},"aa":12345,"é":true}',
      '[0,10,{"":[],"a":[{"b":1},{"a":1,"b":2}]},"x\\ny",-5]',
    );
    const change = fc.tuple(fc.nat(), piece, fc.nat(2));
    fc.assert(
      fc.property(texts, fc.array(change, { maxLength: 3 }), (before, changes) => {
        const text = changes.reduce<string>((all, [place, put, less]) => {
          const at = place % (all.length + 1);
          return all.slice(0, at) + put + all.slice(at + less);
        }, before);
        expect(reading(text) === 'accepted').toBe(isWritten(text));
      }),
      runs(3000),
    );
  });

  it.each([
    ['a name that stands twice', '{"a":1,"a":1}'],
    ['a name that stands twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['names out of order', '{"b":1,"a":2}'],
    ['a space', '{"a": 1}'],
    ['white space before', ' {"a":1}'],
    ['a line feed at the end', '{"a":1}\n'],
    ['an escape that is not needed', '["\\u0041"]'],
    ['an escaped slash', '["\\/"]'],
    ['upper case in an escape', '["\\u001F"]'],
    ['the long form of a short escape', '["\\u000a"]'],
    ['a fraction of zero', '[1.0]'],
    ['minus zero', '[-0]'],
    ['an exponent', '[1e3]'],
    ['a fraction', '[0.5]'],
    ['an integer beyond 2^53 - 1', '[9007199254740992]'],
    ['an integer beyond -(2^53 - 1)', '[-9007199254740992]'],
    ['a number too large for a double', '[1e999]'],
    ['a leading zero', '[01]'],
    ['a plus sign', '[+1]'],
    ['an escaped lone surrogate', '["\\ud800"]'],
    ['a lone surrogate in a name', '{"\\udfff":1}'],
    ['a trailing comma', '[1,]'],
    ['a comment', '[1]//'],
    ['two values', '1 2'],
    ['nothing', ''],
    ['a byte order mark', '\ufeff{}'],
    ['single quotes', "{'a':1}"],
    ['NaN', '[NaN]'],
    ['a raw control character', '["\u0001"]'],
    ['brackets that do not match', '[}'],
    ['an end without a start', ']'],
  ])('refuses %s', (_, text) => {
    expect(reading(text)).toBe('malformed');
  });

  it('refuses bytes that are not UTF-8, which some parsers replace silently', () => {
    expect(outcome(() => parseCanonical(Uint8Array.of(0x22, 0xff, 0x22)))).toBe('malformed');
  });

  it('takes "__proto__" for a name like any other', () => {
    const value = read('{"__proto__":{"polluted":true}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(canonicalText(value)).toBe('{"__proto__":{"polluted":true}}');
  });

  it('accepts 16 levels and refuses 17 before a parser sees them', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(reading(nested(JSON_LIMITS.depth))).toBe('accepted');
    expect(reading(nested(JSON_LIMITS.depth + 1))).toBe('too-large');
    expect(reading('['.repeat(500_000))).toBe('too-large');
    expect(reading('{"a":'.repeat(17))).toBe('too-large');
  });

  it('writes what it reads: the bound on depth is the same both ways', () => {
    const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(outcome(() => canonicalText(nested(JSON_LIMITS.depth)))).toBe('accepted');
    expect(outcome(() => canonicalText(nested(JSON_LIMITS.depth + 1)))).toBe('too-large');
  });

  it('does not count brackets inside text', () => {
    expect(reading(`["${'['.repeat(100)}","\\"[[[[[[[[[[[[[[[[[[[[[[","\\\\"]`)).toBe('accepted');
  });

  it('refuses more than 1 MiB', () => {
    const full = `["${'a'.repeat(JSON_LIMITS.bytes - 4)}"]`;
    expect(reading(full)).toBe('accepted');
    expect(reading(`${full} `)).toBe('too-large');
  });
});

describe('the version "v"', () => {
  const version = (text: string) => outcome(() => checkVersion(read(text), 2));

  it('is known, newer, or no version at all', () => {
    expect(version('{"v":1}')).toBe('accepted');
    expect(version('{"v":2}')).toBe('accepted');
    expect(version('{"v":3}')).toBe('newer-version');
    for (const text of ['{"v":0}', '{"v":-1}', '{"v":"1"}', '{"v":null}', '{}', '[1]', 'null', '1'])
      expect(version(text)).toBe('malformed');
  });
});

describe('lone surrogates', () => {
  it('are found wherever they stand', () => {
    for (const text of ['\ud800', 'a\udc00', '\udc00\ud800', '\ud83d\ude00\ud83d', '\ud83d\ud83d\ude00'])
      expect(hasLoneSurrogate(text)).toBe(true);
    for (const text of ['', 'a', '\ud83d\ude00', '\u{10ffff}\u{10000}']) expect(hasLoneSurrogate(text)).toBe(false);
  });
});
