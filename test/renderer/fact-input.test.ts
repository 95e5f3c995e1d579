import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCY_CODES } from '../../core/records/currency-codes.ts';
import { allFacts, EDITABLE_FACTS, KNOWN_KINDS } from '../../core/records/facts.ts';
import { LANGUAGES, wordsFor } from '../../core/words/words.ts';
import { factField, readFact } from '../../renderer/screens/notarize/fact-input.ts';

const facts = (name: (typeof EDITABLE_FACTS)[number], typed: string, currency?: string) => {
  const read = readFact(name, typed, currency);
  return read.ok ? read.facts[name] : read.wrong.reason;
};

describe('facts as they are typed', () => {
  it('are cleared by nothing', () => {
    for (const name of EDITABLE_FACTS) expect(facts(name, '  ')).toBeNull();
  });

  it('are trimmed and made NFC', () => {
    expect(facts('title', '  Müller ')).toBe('Müller');
  });

  it('refuse what cannot be seen and what is too long', () => {
    expect(facts('title', 'a\u202Eb')).toBe('invisible');
    expect(facts('note', '长'.repeat(201))).toBe('too-long');
  });

  it('know a kind by its name in either language and leave others alone', () => {
    for (const kind of KNOWN_KINDS)
      for (const language of LANGUAGES) expect(facts('kind', wordsFor(language).kinds[kind])).toBe(kind);
    expect(facts('kind', 'INVOICE')).toBe('invoice');
    expect(facts('kind', '租约')).toBe('租约');
  });

  it('split parties at semicolons and 、, never at commas', () => {
    expect(facts('parties', '甲公司；B & C, Inc.; 丙公司、丁公司')).toEqual([
      '甲公司',
      'B & C, Inc.',
      '丙公司',
      '丁公司',
    ]);
    expect(facts('parties', Array.from({ length: 21 }, (_, i) => `P${i}`).join(';'))).toBe('too-many');
  });

  it('take only days that exist', () => {
    expect(facts('date', '2024-02-29')).toBe('2024-02-29');
    for (const typed of [
      '2026年11月12日',
      '2026 年 11 月 12 日',
      '2026/11/12',
      '2026.11.12',
      '20261112',
      '２０２６-11-12',
    ])
      expect([typed, facts('date', typed)]).toEqual([typed, '2026-11-12']);
    expect(facts('date', '2026-02-29')).toBe('not-a-date');
    expect(facts('date', '29.02.2024')).toBe('not-a-date');
  });

  it('keep an amount as it was typed, without its thousands', () => {
    expect(facts('money', 'cny 128,000.50')).toEqual({ amount: '128000.50', currency: 'CNY' });
    expect(facts('money', '128000 EUR')).toEqual({ amount: '128000', currency: 'EUR' });
    expect(facts('money', '-5', 'USD')).toEqual({ amount: '-5', currency: 'USD' });
    for (const typed of ['¥48000', '￥48,000', '48000元', '人民币 48000', 'RMB 48,000', '¥48000 CNY'])
      expect([typed, facts('money', typed)]).toEqual([typed, { amount: '48000', currency: 'CNY' }]);
    for (const [wrong, reason] of [
      ['CNY', 'not-an-amount'],
      ['CNY 5 EUR', 'two-currencies'],
      ['1.2345678', 'not-an-amount'],
      ['1.000,50', 'not-an-amount'],
      ['many', 'not-an-amount'],
      ['4,8000', 'not-an-amount'],
      ['4.8万元', 'not-a-currency'],
      ['$5', 'not-a-currency'],
      ['48000', 'no-currency'],
    ] as const)
      expect([wrong, facts('money', wrong)]).toEqual([wrong, reason]);
  });

  it('come back the same from the field they were put into', () => {
    const name = fc
      .stringMatching(/^[\p{L}\p{N}](?:[\p{L}\p{N} .,&-]{0,20}[\p{L}\p{N}])?$/u)
      .map((s) => s.normalize('NFC'));
    const stated = fc.record({
      title: name,
      // a name that is typed twice is one party
      parties: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
      money: fc.record({
        amount: fc.stringMatching(/^-?\d{1,15}(\.\d{1,6})?$/),
        currency: fc.constantFrom(...CURRENCY_CODES),
      }),
    });
    fc.assert(
      fc.property(stated, (some) => {
        const all = allFacts(some);
        for (const key of ['title', 'parties', 'money'] as const)
          expect(facts(key, factField(key, all, wordsFor('zh')))).toEqual(some[key]);
      }),
    );
  });
});
