/** Plain text is judged by Unicode 14.0.0 in every engine: the tables against the engine, and what later versions added. */
import { describe, expect, it } from 'vitest';
import { isPlainText, isUnsettled } from '../../core/formats/plain-text.ts';
import { ASSIGNED_14, HIDDEN_14 } from '../../core/formats/unicode-14.ts';

function* codesOf(ranges: string): Generator<number> {
  for (const range of ranges.split(' ')) {
    const [from = '', to = from] = range.split('-');
    for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code++) yield code;
  }
}
const assigned = new Set(codesOf(ASSIGNED_14));
const hidden = new Set(codesOf(HIDDEN_14));
const ENGINE = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Co}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}/u;

describe('the tables', () => {
  it('have as many characters as Unicode 14.0.0 says', () => {
    // 144,697 graphic and format characters, 65 controls, 137,468 for private use (The Unicode Standard 14.0, appendix D)
    expect(assigned.size).toBe(144_697 + 65 + 137_468);
  });

  it('are part of what a later engine knows', () => {
    const gone = [...assigned].filter((code) => /\p{Cn}/u.test(String.fromCodePoint(code)));
    expect(gone).toEqual([]);
  });

  it('agree with the engine about every character that both know', () => {
    const differ: string[] = [];
    for (const code of assigned)
      if (hidden.has(code) !== ENGINE.test(String.fromCodePoint(code))) differ.push(code.toString(16));
    expect(differ).toEqual([]);
  });
});

describe('a plain text', () => {
  const later = '\u{1E4EC}'; // a combining mark of Unicode 15.0 (class 232)
  const laterFormat = '\u{1343A}'; // a format character of Unicode 15.0

  it('may have what Unicode 14.0.0 does not assign, whatever a later version makes of it', () => {
    for (const text of [`a${later}b`, `${later}${later}\u{1E4EF}`, `a${laterFormat}b`, 'a\u{378}b', '\u{31350}'])
      expect(isPlainText(text), text).toBe(true);
    expect(isPlainText('a\u{31350}b')).toBe(true);
  });

  it('has NFC between such characters', () => {
    expect(isPlainText(`e\u{301}${later}`)).toBe(false);
    expect(isPlainText(`${later}e\u{301}`)).toBe(false);
    expect(isPlainText(`\u{e9}${later}\u{301}`)).toBe(true);
    // a later version puts the two marks into another order, so its NFC is another text
    expect(isPlainText(`x\u{1E4EF}\u{327}`)).toBe(true);
  });

  it('never has what draws nothing, assigned or not', () => {
    for (const code of [0x200b, 0x202e, 0xad, 0xfe0f, 0xe0001, 0x2065, 0xfff0, 0xe0000, 0xe0fff, 0xe000, 0x85, 0x2028])
      expect(isPlainText(`a${String.fromCodePoint(code)}b`), code.toString(16)).toBe(false);
  });

  it('is not taken in where this engine has doubts', () => {
    for (const text of [`a${laterFormat}b`, 'a\u{378}b', `e\u{301}`]) expect(isUnsettled(text), text).toBe(true);
    for (const text of ['合同 2026', 'Ünïcödé', '\u{31350}']) expect(isUnsettled(text), text).toBe(false);
  });
});
