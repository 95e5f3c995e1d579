import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingText } from '../../core/certificate/drawing/faces.ts';
import { parseTrueType } from '../../core/certificate/drawing/truetype.ts';
import { breakEvenly, breakLines, type Glyph, GlyphBook, mayBreak } from '../../core/certificate/drawing/typeset.ts';
import { bothZones, moneyText, thousands } from '../../core/certificate/drawing/values.ts';
import { FIXED_CHARACTERS } from '../../core/certificate/template-1/words.ts';
import { readFont } from '../../core/node/certificates/fonts.ts';
import { sampleFonts } from './certificate-samples.ts';

const code = (char: string) => char.codePointAt(0) as number;
const glyphs = (text: string): Glyph[] =>
  new GlyphBook(sampleFonts(), FIXED_CHARACTERS).glyphs({ text, style: 'regular', size: 10, colour: [0, 0, 0] });
const lines = (text: string, width: number) =>
  breakLines(glyphs(text), width).map((line) => String.fromCodePoint(...line.glyphs.map((glyph) => glyph.codePoint)));

describe('values', () => {
  it('times in both zones, over the end of a day and of the year', () => {
    expect(bothZones('2026-11-22T06:03:07.999Z')).toBe('2026-11-22 14:03:07 (UTC+8)  ·  2026-11-22 06:03:07 (UTC)');
    expect(bothZones('2026-12-31T20:00:00.000Z')).toBe('2027-01-01 04:00:00 (UTC+8)  ·  2026-12-31 20:00:00 (UTC)');
    expect(bothZones('9999-12-31T20:00:00.000Z')).toBe('9999-12-31 20:00:00 (UTC)');
  });

  it('amounts as they were typed', () => {
    expect(moneyText({ amount: '1234567.80', currency: 'CNY' })).toBe('CNY 1,234,567.80');
    expect(moneyText({ amount: '-100', currency: 'EUR' })).toBe('EUR -100');
    expect(moneyText({ amount: '0001000.123456', currency: 'USD' })).toBe('USD 0,001,000.123456');
    expect(thousands('999')).toBe('999');
  });
});

describe('lines', () => {
  it('break between Chinese characters, not before closing or after opening punctuation', () => {
    expect(mayBreak(code('中'), code('国'))).toBe(true);
    expect(mayBreak(code('中'), code('，'))).toBe(false);
    expect(mayBreak(code('（'), code('中'))).toBe(false);
    expect(mayBreak(code('a'), code('b'))).toBe(false);
    expect(mayBreak(code(' '), code('b'))).toBe(true);
    expect(lines('中文，中文', 20.1)).toEqual(['中', '文，', '中文']);
    expect(lines('one two', 25)).toEqual(['one', 'two']);
  });

  it('are never wider than their box and lose nothing but spaces', () => {
    const text = fc.string({ unit: fc.constantFrom(...'中国，。（）“”ab c-1😀Жé'), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 90, max: 300 }), (value, width) => {
        const all = glyphs(value);
        const broken = breakLines(all, width);
        for (const line of broken) expect(line.width).toBeLessThanOrEqual(width);
        const codes = (list: readonly Glyph[]) => list.map((glyph) => glyph.codePoint).filter((c) => c !== 0x20);
        expect(broken.flatMap((line) => codes(line.glyphs))).toEqual(codes(all));
      }),
    );
  });

  it('write what no face has as its number', () => {
    expect(missingText(0x1f600)).toBe('⟨U+1F600⟩');
    expect(lines('😀', 500)).toEqual(['⟨U+1F600⟩']);
    expect(lines('a😀😀b', 500)).toEqual(['a⟨U+1F600 U+1F600⟩b']);
  });

  it.each([
    ['श्री', '⟨U+0936 U+094D U+0930 U+0940⟩'],
    ['ab שלום', 'ab ⟨U+05E9 U+05DC U+05D5 U+05DD⟩'],
    ['مصر', '⟨U+0645 U+0635 U+0631⟩'],
    ['ไทย', '⟨U+0E44 U+0E17 U+0E22⟩'],
    ['བོད', '⟨U+0F56 U+0F7C U+0F51⟩'],
    ['\u1112\u119e', '⟨U+1112 U+119E⟩'],
    ['a\u202eb', 'a⟨U+202E⟩b'],
    ['한국 Łódź Ёлка Ελλάς 𠮷野 か', '한국 Łódź Ёлка Ελλάς 𠮷野 か'],
  ])('write what needs shaping by its numbers, never in a wrong order: %s', (text, shown) => {
    expect(lines(text, 900)).toEqual([shown]);
  });

  it('write it on template 1 as version 0.1.0 did', () => {
    const book = new GlyphBook(sampleFonts(), FIXED_CHARACTERS, 'single');
    const style = { style: 'regular', size: 10, colour: [0, 0, 0] } as const;
    const drawn = (text: string) =>
      String.fromCodePoint(...book.glyphs({ text, ...style }).map((one) => one.codePoint));
    expect(drawn('श्री 😀😀')).toBe('श्री ⟨U+1F600⟩⟨U+1F600⟩');
  });

  it('take the faces that a text needs', () => {
    const fonts = (text: string) => [...new Set(glyphs(text).map((glyph) => glyph.font[1]))];
    expect(fonts('中')).toEqual(['0']);
    expect(fonts('“Жéa”')).toEqual(['2']);
    expect(fonts('“中”')).toEqual(['0']);
    expect(fonts('𠮷')).toEqual(['5']);
  });
});

describe('TrueType subsets', () => {
  const font = parseTrueType(readFont('latin'));

  it('keep widths and outlines, those of composite glyphs too', () => {
    const subset = parseSubset(font.subset([0, ...[...'aé'].map((char) => font.glyphOf(code(char)))]));
    expect(subset.count).toBeGreaterThan(3); // é is made of two more
    expect(subset.widths.slice(1, 3)).toEqual([...'aé'].map((char) => font.advanceOf(font.glyphOf(code(char)))));
  });

  it('are files whose checksums add up', () => {
    const file = font.subset([0, font.glyphOf(code('a'))]);
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    for (let i = 0; i < view.getUint16(4); i++) {
      const at = 12 + 16 * i;
      let sum = 0;
      for (let j = 0; j < view.getUint32(at + 12); j += 4)
        sum = (sum + view.getUint32(view.getUint32(at + 8) + j)) >>> 0;
      expect(sum).toBe(view.getUint32(at + 4));
    }
  });
});

/** Number of glyphs and their widths, read without our own parser. */
function parseSubset(file: Uint8Array): { count: number; widths: number[] } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++)
    tables.set(String.fromCharCode(...file.subarray(12 + 16 * i, 16 + 16 * i)), view.getUint32(20 + 16 * i));
  const count = view.getUint16((tables.get('maxp') ?? 0) + 4);
  const widths = Array.from({ length: count }, (_, i) => view.getUint16((tables.get('hmtx') ?? 0) + 4 * i));
  return { count, widths };
}

describe('lines of documents that may change', () => {
  it('leave no lonely word on the last line where as many narrower lines have room for more', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 3, maxLength: 30 }), (words) => {
        const all = glyphs(words.join(' '));
        const [plain, even] = [breakLines(all, 200), breakEvenly(all, 200)];
        expect(even.length).toBe(plain.length);
        const text = (found: typeof plain) => found.flatMap((line) => line.glyphs.map((glyph) => glyph.codePoint));
        const space = code(' ');
        expect(text(even).filter((one) => one !== space)).toEqual(text(plain).filter((one) => one !== space));
        expect(even.at(-1)?.width ?? 0).toBeGreaterThanOrEqual(plain.at(-1)?.width ?? 0);
      }),
      { numRuns: 60 },
    );
    const lonely = glyphs('the quick brown fox jumps over the lazy dog and on');
    const width = (found: ReturnType<typeof breakLines>) => found.at(-1)?.width ?? 0;
    expect(width(breakLines(lonely, 222))).toBeLessThan(222 / 4);
    expect(width(breakEvenly(lonely, 222))).toBeGreaterThanOrEqual(222 / 4);
  });
});
