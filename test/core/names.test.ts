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
    ['one and capital I between digits', 'Node 1-1', 'Node I-1'],
    ['case and letters of other scripts', 'BANK', 'b\u0430n\u043a'],
    ['Cyrillic small letters', '\u043c\u0442\u0441', 'MTC'],
    ['Greek kappa and tau', 'Cor\u03ba \u03c4rust', 'Cork Trust'],
    ['small capitals', '\u1d00\u1d1c\u1d05\u026a\u1d1b', 'Audit'],
    ['what cannot be seen between digits', 'Node 11', 'Node 1\u200b1'],
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
    ['SIA', 'SLA'],
    ['ING', 'LNG'],
    ['ing', 'LNG'],
    ['AI Notary', 'AL Notary'],
    ['\u039f\u03a4\u0395', '\u03a3\u03a4\u0395'],
    ['\u0393\u0391', '\u03a5\u0391'],
    ['\u0412\u0422\u0411', '\u0411\u0422\u0411'],
    ['\u043a\u0443\u045b\u0430', '\u043a\u0443\u043d\u0430'],
    ['MODERN', 'MODEM'],
    ['node-1-1', 'node-11'],
    ['+++', '***'],
    ['C 1\u20442', 'C 12'],
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
  const groups = (...controllers: readonly string[]) => {
    const voices = voicesOf(controllers.map((controller) => ({ controller })));
    return voices.map((voice) => voices.indexOf(voice));
  };

  it('are told by the controllers alone, over any number of steps', () => {
    expect(groups('a', 'b')).toEqual([0, 1]);
    expect(groups('Bank', '\u0412ank')).toEqual([0, 0]);
    // the second is alike the first as a word, and the third as it looks
    expect(groups('MODERN', 'modern', 'modem', 'court')).toEqual([0, 0, 0, 3]);
  });

  it('of names without any letter are told by their signs', () => {
    expect(groups('\u2605', '\u2606', '\u2605', 'a')).toEqual([0, 1, 0, 3]);
  });
});
