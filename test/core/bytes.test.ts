import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concat,
  equal,
  fromBase64,
  fromHex,
  fromU64be,
  fromUtf8,
  includesText,
  toBase32,
  toBase64,
  toGroups,
  toHex,
  u64be,
  utf8,
} from '../../core/formats/bytes.ts';
import rfc4648 from '../vectors/rfc4648.json' with { type: 'json' };
import { outcome, runs } from './support/outcome.ts';

it('finds an ASCII text anywhere, also across the pieces that are searched, and in bytes that are no text', () => {
  const MB = 1024 * 1024;
  for (const at of [0, 1, MB - 2, MB, 2 * MB - 4]) {
    const bytes = new Uint8Array(2 * MB).fill(0xff);
    bytes.set(utf8('mark'), at);
    expect([includesText(bytes, 'mark'), includesText(bytes, 'marks')]).toEqual([true, false]);
  }
  expect(includesText(new Uint8Array(), 'mark')).toBe(false);
});

describe('text forms of bytes', () => {
  it.each(rfc4648.strings)(
    'gives the test vectors of RFC 4648 section 10: "$text"',
    ({ text, base64, base32, hex }) => {
      expect(toBase64(utf8(text))).toBe(base64);
      expect(fromUtf8(fromBase64(base64))).toBe(text);
      expect(toBase32(utf8(text))).toBe(base32);
      expect(toHex(utf8(text))).toBe(hex);
      expect(fromUtf8(fromHex(hex))).toBe(text);
    },
  );

  it('reads back what it wrote, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
      runs(200),
    );
  });

  it('has one base64 text for some bytes: whatever is accepted is written the same again', () => {
    const letters = fc.constantFrom(...'ABCYZabyz0189+/=');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
        if (outcome(() => fromBase64(text)) === 'accepted') expect(toBase64(fromBase64(text))).toBe(text);
      }),
      runs(1000),
    );
  });

  it.each([
    ['no padding', 'Zg'],
    ['half a padding', 'Zg='],
    ['padding where none belongs', 'Zm9v='],
    ['bits that are not zero', 'Zh=='],
    ['the web alphabet', 'Zm-_'],
    ['a line break', 'Zm9v\n'],
    ['white space', ' Zm9v'],
    ['text after the padding', 'Zg==Zg=='],
  ])('refuses base64 with %s', (_, text) => {
    expect(outcome(() => fromBase64(text))).toBe('malformed');
  });

  it.each([
    ['upper case', 'AB'],
    ['an odd number of digits', 'abc'],
    ['a prefix', '0x00'],
    ['a line break', 'ab\n'],
  ])('refuses hex with %s', (_, text) => {
    expect(outcome(() => fromHex(text))).toBe('malformed');
  });

  it('refuses hex of another length than asked for', () => {
    expect(outcome(() => fromHex('abcd', 2))).toBe('accepted');
    expect(outcome(() => fromHex('abcd', 3))).toBe('malformed');
  });

  it('shows digests in groups', () => {
    expect(toGroups('0123456789abcdef', 8)).toBe('01234567 89abcdef');
    expect(toGroups('0123456789', 4)).toBe('0123 4567 89');
    expect(toGroups('', 4)).toBe('');
  });
});

describe('UTF-8', () => {
  it.each([
    ['an overlong form', [0xc0, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a sequence that is cut off', [0xe2, 0x82]],
    ['a stray continuation byte', [0x80]],
  ])('refuses %s', (_, bytes) => {
    expect(outcome(() => fromUtf8(Uint8Array.from(bytes)))).toBe('malformed');
  });

  it('keeps a byte order mark, so that two files with different bytes never read the same', () => {
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
  });
});

describe('integers of eight bytes', () => {
  it('reads back what it wrote, for every safe integer', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => fromU64be(u64be(value)) === value),
      runs(200),
    );
    expect(toHex(u64be(Number.MAX_SAFE_INTEGER))).toBe('001fffffffffffff');
  });

  it('refuses what JavaScript cannot count', () => {
    expect(outcome(() => fromU64be(fromHex('0020000000000000')))).toBe('malformed');
    expect(outcome(() => fromU64be(fromHex('ffffffffffffffff')))).toBe('malformed');
  });
});

describe('comparing and joining', () => {
  it('is equal only for the same bytes and length', () => {
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equal(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
  });

  it('joins parts in order', () => {
    expect(concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
    expect(concat()).toEqual(new Uint8Array(0));
  });
});
