/** Which names are one: docs/certificate-format/voices.md. */
import { describe, expect, it } from 'vitest';
import { LOOK_ALIKES } from '../../core/formats/look-alikes.ts';
import { areAlike, voicesOf } from '../../core/formats/names.ts';

describe('names that are alike', () => {
  it.each([
    ['spaces of all kinds', 'Audit\u00a0Ltd (', ' Audit  Ltd\u2003\u3000('],
    ['blank letters and ignorable ones', 'Court of X', 'Co\u200burt \u2800of\u3164 X\u2800\u{e0001}'],
    ['an order of letters that is turned', 'Bank', 'B\u202eank'],
    ['punctuation', 'Aster Bank, Inc.', 'Aster-Bank Inc'],
    ['apostrophes', "O'Neil", 'O\u02bcNeil'],
    ['case', 'AUDIT LTD', 'audit ltd'],
    ['case of Greek words', '\u039d\u039f\u039c\u039f\u03a3', '\u03bd\u03bf\u03bc\u03bf\u03c2'],
    ['full width', '\uff21udit \uff11', 'Audit 1'],
    ['Cyrillic', '\u0410udit', 'Audit'],
    ['Greek small letters', 'Pri\u03bdate', 'Private'],
    ['accents', 'Cr\u00e9dit', 'Credit'],
    ['one, small L, capital I', 'Alpine 1', 'A|pine I'],
    ['zero and O', 'Bank 0ne', 'BANK ONE'],
    ['rn and m', 'Modern', 'Modem'],
    ['Han characters and kana', '\u4e8c\u53e3', '\u30cb\u30ed'],
    ['compatible Han characters', '\u2f47\u672c', '\u65e5\u672c'],
  ])('%s', (_what, a, b) => {
    expect(areAlike(a, b)).toBe(true);
    expect(areAlike(b, a)).toBe(true);
  });

  it.each([
    ['Bank', 'Court'],
    ['Member 1', 'Member 2'],
    ['\u6d66\u6c5f\u94f6\u884c', '\u6d59\u6c5f\u94f6\u884c'],
    ['\u7b2c\u4e00\u94f6\u884c', '\u7b2c\u4e8c\u94f6\u884c'],
    ['\u0915\u093f', '\u0915\u0941'],
    ['x', ''],
  ])('not %s and %s', (a, b) => expect(areAlike(a, b)).toBe(false));

  it('each row of the table writes another character as its form', () => {
    const rows = LOOK_ALIKES.trim().split(/\n(?! )/);
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      const [form = '', codes = ''] = row.split(':');
      for (const code of codes.trim().split(/[\s-]+/)) {
        const char = String.fromCodePoint(Number.parseInt(code, 16));
        expect(areAlike(`a${char}b`, form === '-' ? 'ab' : `a${form}b`), code).toBe(true);
      }
    }
  });
});

describe('voices', () => {
  const entry = (controller: string, organisation: string) => ({ controller, organisation });
  const groups = (...entries: Parameters<typeof voicesOf>[0]) => {
    const voices = voicesOf(entries);
    return voices.map((voice) => voices.indexOf(voice));
  };

  it('are told by controller and organisation, whichever stands where, over any number of steps', () => {
    expect(groups(entry('a', 'A Ltd'), entry('b', 'B Ltd'))).toEqual([0, 1]);
    expect(groups(entry('a', 'Bank'), entry('b', '\u0412ank'))).toEqual([0, 0]);
    expect(groups(entry('origin', 'Audit Ltd'), entry('audit-ltd', 'Court'))).toEqual([0, 0]);
    expect(groups(entry('a', 'X'), entry('b', 'Y'), entry('c', 'Z'), entry('B', 'x'))).toEqual([0, 0, 2, 0]);
  });

  it('of names without any letter are one', () => {
    expect(groups(entry('\u2605', '\u2606'), entry('\u2660', '\u2665'), entry('a', 'b'))).toEqual([0, 0, 2]);
  });
});
