import { describe, expect, it } from 'vitest';
import { isCreditCode, isIdCard, isMistypedId, isPersonal, plainId } from '../../core/records/credit-code.ts';

/** The example of GB 32100-2015, and codes that large companies publish. */
const CODES = ['91350100M000100Y43', '914403001922038216', '9144030071526726XG', '91110000710925462X'];

describe('credit codes (GB 32100-2015)', () => {
  it.each(CODES)('%s has its check character', (code) => {
    expect(isCreditCode(code)).toBe(true);
    expect([isMistypedId(code), isPersonal(code)]).toEqual([false, false]);
    expect(isPersonal(`${code.slice(0, 8)} ${code.slice(8).toLowerCase()}`)).toBe(false);
  });

  it('differ in every single character and in neighbours that changed places', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    for (const code of CODES)
      for (const [i, char] of [...code].entries()) {
        for (const other of alphabet)
          if (other !== char) expect(isCreditCode(code.slice(0, i) + other + code.slice(i + 1))).toBe(false);
        const next = code[i + 1];
        if (next !== undefined && next !== char)
          expect(isCreditCode(code.slice(0, i) + next + char + code.slice(i + 2))).toBe(false);
      }
  });

  it('typed with a letter that none has are mistyped', () => {
    expect(isMistypedId('9135O100M000100Y43')).toBe(true);
    expect(isMistypedId('91350100M000100Y44')).toBe(true);
    expect(isMistypedId('９１３５０１００Ｍ０００１００Ｙ４３')).toBe(false);
  });
});

describe('other ids', () => {
  it('of persons are known by the check character of GB 11643', () => {
    expect([isIdCard('11010519491231002X'), isIdCard('110105194912310021')]).toEqual([true, false]);
    expect([isMistypedId('11010519491231002X'), isMistypedId('110105194912310021')]).toEqual([false, true]);
    expect(isPersonal('11010519491231002X')).toBe(true);
  });

  it.each(['E12345678', 'DE 129 273 398', 'HRB 86891', ''])('%j is not judged', (id) => {
    expect(isMistypedId(id)).toBe(false);
  });

  it('are plain without spaces and in half width', () => expect(plainId(' ９１３５ 0100-m0 ')).toBe('91350100M0'));
});
