import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountValue,
  currencyValue,
  dateValue,
  millionths,
  sumOf,
  textValue,
} from '../../../core/documents/reading/values.ts';
import { factDecoders } from '../../../core/records/facts.ts';

describe('an amount', () => {
  it.each([
    ['119.00', '119.00'],
    ['+119.5', '119.5'],
    ['-119', '-119'],
    [' 0119.00\n', '119.00'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0.00', '0.00'],
    ['1.2345670', '1.234567'],
    ['999999999999999.999999', '999999999999999.999999'],
  ])('%j is %s', (written, value) => expect(amountValue(written)).toBe(value));

  it.each(['', '.', '-', '1,190.00', '1e3', '1 190', '*', '¥5', '1.2345678', '1000000000000000', '0x5', 'NaN', '１'])(
    '%j is none',
    (written) => expect(amountValue(written)).toBeNull(),
  );

  it('is one that money can hold', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?\d{0,17}\.?\d{0,8}$/), (written) => {
        const amount = amountValue(written);
        if (amount !== null) factDecoders.money({ amount, currency: 'EUR' }, 'money');
      }),
    );
  });
});

describe('a sum', () => {
  it.each([
    [['1.10', '2.2'], '3.30'],
    [['0.1', '0.2'], '0.3'],
    [['-5.00', '2'], '-3.00'],
    [['-0.05', '0.05'], '0.00'],
    [['7'], '7'],
    [['999999999999999', '1'], null],
  ])('of %j is %s', (amounts, sum) => expect(sumOf(amounts)).toBe(sum));

  it('is exact', () => {
    const cents = fc.integer({ min: -1e12, max: 1e12 });
    const written = (value: number) =>
      amountValue(`${value < 0 ? '-' : ''}${(Math.abs(value) / 100).toFixed(2)}`) ?? '';
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), (values) => {
        const total = values.reduce((sum, value) => sum + BigInt(value), 0n);
        expect(millionths(sumOf(values.map(written)) ?? '')).toBe(total * 10_000n);
      }),
    );
  });
});

describe('a day', () => {
  it.each([
    ['2026-11-02', '2026-11-02'],
    ['2026-11-02Z', '2026-11-02'],
    ['2026-11-02+01:00', '2026-11-02'],
    ['2026-11-02T23:59:59.999Z', '2026-11-02'],
    ['2026-11-02 08:15:00', '2026-11-02'],
    ['2026/11/02', '2026-11-02'],
    ['20261102', '2026-11-02'],
    ['20261102081500', '2026-11-02'],
    ['2026年11月2日', '2026-11-02'],
    ['2026年01月02日', '2026-01-02'],
  ])('%s is %s', (written, value) => expect(dateValue(written)).toBe(value));

  it.each([
    '',
    '2026-02-30',
    '02.11.2026',
    '2026-11',
    '26-11-02',
    '2026-11/02',
    '2026-11-02 soon',
    '2026110',
    '20261302',
  ])('%j is none', (written) => expect(dateValue(written)).toBeNull());
});

describe('a text and a currency', () => {
  it('is plain text or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (written) => {
        const value = textValue(written);
        if (value === null) return;
        expect(factDecoders.title(value, 'title')).toBe(value);
        expect(textValue(value)).toBe(value);
      }),
    );
  });

  it('is three capitals or none', () => {
    expect([' EUR ', 'eur', 'EURO', '', '978'].map(currencyValue)).toEqual(['EUR', null, null, null, null]);
  });
});
