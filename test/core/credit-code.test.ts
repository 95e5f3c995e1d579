import { describe, expect, it } from 'vitest';
import { isCreditCode, isIdCard, isMistypedId, isPersonal, plainId } from '../../core/records/credit-code.ts';

/** ISO 7064 MOD 11-2 alone. */
const CARD = (id: string) =>
  [...id].reduce((sum, char, i) => sum + 2 ** (17 - i) * (char === 'X' ? 10 : Number(char)), 0) % 11 === 1;

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

describe('credit codes with something missing or beside them', () => {
  it.each([
    '91350100M000100Y4',
    '91350100M000100Y433',
    '9135 0100 M000 100Y 4',
    '91440300192203821',
    '代码91350100M000100Y43',
    '统一社会信用代码：91350100M000100Y43',
    '91350100M000100Y43（副本）',
  ])('%s is mistyped', (id) => expect(isMistypedId(id)).toBe(true));
});

describe('other ids', () => {
  it('of persons are known by the check character of GB 11643', () => {
    expect([isIdCard('11010519491231002X'), isIdCard('110105194912310021')]).toEqual([true, false]);
    expect([isMistypedId('11010519491231002X'), isMistypedId('110105194912310021')]).toEqual([false, true]);
    expect(isPersonal('11010519491231002X')).toBe(true);
  });

  it.each(['110105196908207037', '110105197704289995'])(
    '%s of a person passes as a credit code and is no public one',
    (id) => {
      expect([isIdCard(id), isCreditCode(id)]).toEqual([true, true]);
      expect([isPersonal(id), isMistypedId(id)]).toEqual([true, false]);
    },
  );

  it('a credit code of digits is no card: where the date of birth would stand is none', () => {
    // the registration number is made so that both check characters fit
    const both = Array.from({ length: 1000 }, (_, i) => `914403001922${String(i).padStart(3, '0')}`)
      .flatMap((front) => Array.from({ length: 1000 }, (_, i) => front + String(i).padStart(3, '0')))
      .find((id) => isCreditCode(id) && CARD(id));
    expect(both).toBeDefined();
    expect([isIdCard(both ?? ''), isPersonal(both ?? '')]).toEqual([false, false]);
  });

  it('without the parts of a credit code are none, whatever their last character', () => {
    const last = (front: string) => [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((char) => front + char);
    for (const front of ['H1350100M000100Y4', '9A350100M000100Y4', '91A50100M000100Y4'])
      expect(last(front).some((id) => isCreditCode(id) || isMistypedId(id))).toBe(false);
  });

  it.each([
    'E12345678',
    'DE 129 273 398',
    'HRB 86891',
    'HEGG560427MVZRRL04',
    '350100100012345',
    '12345678901234567',
    'DE91350100000000000000',
    'ABC123456789012345',
    '',
  ])('%j is not judged', (id) => {
    expect(isMistypedId(id)).toBe(false);
  });

  it('are plain without spaces and in half width', () => expect(plainId(' ９１３５ 0100-m0 ')).toBe('91350100M0'));
});
