/** The text of the QR code on Chinese invoices. */
import { describe, expect, it } from 'vitest';
import { crcOf, readInvoiceQr } from '../../../core/documents/reading/invoice-qr.ts';

/** Texts that the tax administration's own test system made; real invoices are read in ofdrw.long.ts. */
const FROM_TAX_SOFTWARE = [
  '01,10,050001700111,12235358,10000.00,20200805,16630282980991510014,7257',
  '01,10,050001700111,99999951,300.00,20201010,14754822929856772523,E400,',
] as const;

describe('the checksum', () => {
  it('is CRC-16 with 0x8005 from 0, not reflected', () => {
    expect(crcOf('123456789')).toBe('FEE8');
    expect(crcOf('')).toBe('0000');
  });

  it.each(FROM_TAX_SOFTWARE)('holds for %s', (text) => {
    expect(readInvoiceQr(text)?.holds).toBe(true);
  });

  it('does not hold when any digit is another', () => {
    const text = FROM_TAX_SOFTWARE[0];
    for (let at = 0; at < text.lastIndexOf(','); at++) {
      if (!/\d/.test(text[at] ?? '')) continue;
      const other = `${text.slice(0, at)}${(Number(text[at]) + 1) % 10}${text.slice(at + 1)}`;
      expect(readInvoiceQr(other)?.holds ?? false, other).toBe(false);
    }
  });
});

it('gives the fields of an invoice with a code', () => {
  expect(readInvoiceQr(FROM_TAX_SOFTWARE[1])).toEqual({
    type: '10',
    code: '050001700111',
    number: '99999951',
    amount: '300.00',
    date: '20201010',
    checkCode: '14754822929856772523',
    holds: true,
  });
});

it('gives those of an invoice whose number stands alone, and of a red one', () => {
  const covered = '01,31,,26112000000000000019,-4449.00,20260304,,';
  expect(readInvoiceQr(`${covered}${crcOf(covered).toLowerCase()}`)).toMatchObject({
    code: '',
    amount: '-4449.00',
    holds: true,
  });
});

it.each([
  '',
  'https://example.com',
  '01,10,1,2,3',
  '02,10,050001700111,12235358,10000.00,20200805,16630282980991510014,7257',
])('takes "%s" for something else', (text) => {
  expect(readInvoiceQr(text)).toBeNull();
});
