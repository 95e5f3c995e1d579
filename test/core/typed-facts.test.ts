import { describe, expect, it } from 'vitest';
import { CURRENCY_CODES } from '../../core/records/currency-codes.ts';
import { CURRENCY_NAMES, SHARED_SIGNS, writingsOf } from '../../core/records/currency-signs.ts';
import {
  amountWithin,
  cleanEdits,
  currenciesBeside,
  typedDate,
  typedFact,
  typedKind,
  typedMoney,
  typedParties,
} from '../../core/records/typed-facts.ts';
import { amountPatterns } from '../../core/records/written-amounts.ts';

const refusal = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    return (error as { details: { reason: string } }).details.reason;
  }
};

describe('typed facts', () => {
  it.each<[string, string | null]>([
    ['2026-11-22', '2026-11-22'],
    [' 2026/1/2 ', '2026-01-02'],
    ['2026.1.2', '2026-01-02'],
    ['2026年1月2日', '2026-01-02'],
    ['２０２６－０１－０２', '2026-01-02'],
    ...[
      ...['2026-01-02 10:30:15.123', '2026/1/2 上午10:30', '2026-01-02 10:30 AM', '2026-01-02T10:30:00Z'],
      ...['2026-01-02T10:30:15+08:00', '2026年1月2日 10时30分', '2026年01月02日上午10点30分', '2026年1月2日10:30'],
      ...['20260102103015', '202601021030', '20260102T103015Z', '2026-01-02 10:30 p.m.', '20260102 10:30'],
    ].map((typed): [string, string] => [typed, '2026-01-02']),
    ['20260102993015', 'not-a-date'],
    ['2026-01-0210:30', 'not-a-date'],
    ['2026-01-02 to 2026-01-03', 'not-a-date'],
    ['2026年1月2日至3日', 'not-a-date'],
    ['', null],
    ['2026-02-29', 'not-a-date'],
    ['2026-1/2', 'not-a-date'],
    ['22.11.2026', 'not-a-date'],
  ])('reads the day %s', (typed, expected) => {
    expect(refusal(() => typedDate(typed))).toBe(expected);
  });

  it.each([
    ['128000.00', 'CNY', '128000.00'],
    ['-1,234.50', 'eur', '-1234.50'],
    ['１，２３４', 'CNY', '1234'],
    ['0.000001', 'CNY', '0.000001'],
    ['12,34', 'CNY', 'not-an-amount'],
    ['1234,567', 'CNY', 'not-an-amount'],
    ['1.2.3', 'CNY', 'not-an-amount'],
    ['1e5', 'CNY', 'not-an-amount'],
    ['1.0000001', 'CNY', 'not-an-amount'],
    ['5', 'yuan', 'not-a-currency'],
    ['5', 'MIO', 'not-a-currency'],
    ['5', 'MLN', 'not-a-currency'],
    ['5', 'TSD', 'not-a-currency'],
    ['5', '$', 'not-a-currency'],
    ['5', 'XXX', 'not-a-currency'],
    ['5', '', 'no-currency'],
    ['', 'CNY', 'no-amount'],
  ])('reads the amount %s %s', (amount, currency, expected) => {
    const money = refusal(() => typedMoney(amount, currency));
    expect(typeof money === 'string' ? money : (money as { amount: string }).amount).toBe(expected);
  });

  it.each('DEM FRF ITL HRK BGN SLL ZWL ANG CUC CNH'.split(' '))(
    'reads an amount in %s, which older papers and banks write',
    (code) => {
      expect(typedMoney(`${code} 5`, '')).toEqual({ amount: '5', currency: code });
      expect(typedMoney('5', code.toLowerCase())).toEqual({ amount: '5', currency: code });
    },
  );

  it.each([
    ['$5', 'USD', { amount: '5', currency: 'USD' }],
    ['$5', 'TWD', { amount: '5', currency: 'TWD' }],
    ['5 $', 'NZD', { amount: '5', currency: 'NZD' }],
    ['USD $5', '', { amount: '5', currency: 'USD' }],
    ['US $5', '', { amount: '5', currency: 'USD' }],
    ['¥5', '', { amount: '5', currency: 'CNY' }],
    ['¥5', 'JPY', { amount: '5', currency: 'JPY' }],
    ['RMB ¥5 元', 'CNY', { amount: '5', currency: 'CNY' }],
    ['$5', '', 'not-a-currency'],
    ['$5', 'EUR', 'two-currencies'],
    ['¥5', 'USD', 'two-currencies'],
    ['US$5', 'HKD', 'two-currencies'],
    ['$¥5', 'USD', 'not-a-currency'],
  ])('takes a shared sign for the currency beside it: %s with "%s"', (amount, currency, expected) => {
    expect(refusal(() => typedMoney(amount, currency))).toEqual(expected);
  });

  it.each([
    ['5', 'JPY', 'JPY'],
    ['¥5', 'JPY', 'JPY'],
    ['￥5', 'CNY', 'CNY'],
    ['$5', 'HKD', 'HKD'],
    ['€5', 'CNY', 'EUR'],
    ['EUR 5', 'CNY', 'EUR'],
    ['5', null, 'no-currency'],
    ['¥5', 'USD', 'two-currencies'],
    ['$5', 'CNY', 'two-currencies'],
    ['JPY €5', null, 'two-currencies'],
    ['CNY US$5', 'CNY', 'two-currencies'],
    ['CNY 5 元', 'JPY', 'CNY'],
    ['5 ¥', 'USD', 'two-currencies'],
    ['¥5', 'EUR', 'two-currencies'],
    ['¥5', null, 'CNY'],
    ['$5', null, 'not-a-currency'],
    ['¤5', 'USD', 'USD'],
  ])('gives %s with %s as the usual one', (typed, usual, expected) => {
    const read = refusal(() => typedFact('money', typed, usual));
    expect(typeof read === 'string' ? read : (read as { currency: string }).currency).toBe(expected);
  });

  it.each([
    ['5', []],
    ['€5', ['EUR']],
    ['5 港币', ['HKD']],
    ['¥5', ['CNY', 'JPY']],
    ['$5', ['USD', 'HKD']],
    ['JPY €5', ['JPY', 'EUR']],
    ['4.8万', []],
  ])('knows which currencies %s may mean', (typed, expected) => {
    expect(currenciesBeside(typed)).toEqual(expected);
  });

  it.each([
    ['1234．50€', '1234.50'],
    ['１２３４．５０€', '1234.50'],
    ['－５，０００ 円', '-5,000'],
    ['JPY €5', '5'],
    ['1.234,50 €', '1.234,50'],
  ])('finds the amount of %s without its currency', (typed, expected) => {
    expect(amountWithin(typed)).toBe(expected);
  });

  it('reads every way to write a currency, and finds it where an amount is repeated', () => {
    for (const [name, code] of CURRENCY_NAMES)
      expect([name, typedMoney(`${name} 5`, '')?.currency]).toEqual([name, code]);
    for (const [sign, codes] of SHARED_SIGNS)
      for (const code of codes) expect([sign, typedMoney(`${sign}5`, code)?.currency]).toEqual([sign, code]);
    for (const currency of CURRENCY_CODES)
      for (const writing of writingsOf(currency)) {
        const title = `${writing}5`;
        expect([title, amountPatterns({ amount: '5', currency }).some((pattern) => pattern.test(title))]).toEqual([
          title,
          true,
        ]);
      }
  });

  it('keeps each party once and knows kinds by their names', () => {
    expect(typedParties([' 甲 ', '', '甲', '乙'])).toEqual(['甲', '乙']);
    expect(typedParties(['', ' '])).toBe(null);
    expect(refusal(() => typedParties(Array.from({ length: 21 }, (_, i) => `p${i}`)))).toBe('too-many');
    expect(['合同', 'Contract', 'contract', '保单'].map(typedKind)).toEqual([
      'contract',
      'contract',
      'contract',
      '保单',
    ]);
  });

  it('cleans every fact that may be edited, clears with null and leaves out the rest', () => {
    expect(cleanEdits({ title: ' a ', note: '', date: null, money: { amount: '1,000', currency: '元' } })).toEqual({
      title: 'a',
      note: null,
      date: null,
      money: { amount: '1000', currency: 'CNY' },
    });
    expect(refusal(() => cleanEdits({ title: 'a\u202eb' }))).toBe('invisible');
    expect(refusal(() => cleanEdits({ operator: 'x'.repeat(201) }))).toBe('too-long');
  });
});
