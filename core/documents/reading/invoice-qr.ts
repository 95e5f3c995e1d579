/**
 * The text of the QR code on Chinese invoices: `01,type,code,number,amount,date,check code,CRC` with or without a comma
 * at the end. No public standard describes it: the meaning of its fields and the checksum were measured on real invoices.
 * The polynomial is public, so a checksum that holds proves nothing; one that does not hold says that digits were altered
 * or misread.
 */
import { utf8 } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { chineseScheme } from './chinese-scheme.ts';
import type { Suggestion } from './suggestion.ts';
import { amountValue, dateValue } from './values.ts';

/** A QR text taken apart; fields as they stand there. */
export interface InvoiceQr {
  /** `10` and `04` ordinary, `01` special VAT invoice with a code; `31` special, `32` ordinary without. */
  readonly type: string;
  /** Empty on invoices whose number stands alone. */
  readonly code: string;
  readonly number: string;
  /** A decimal number: without tax when there is a code, with tax when there is none. */
  readonly amount: string;
  /** yyyyMMdd. */
  readonly date: string;
  readonly checkCode: string;
  /** Whether the checksum is the one over all that stands before it. */
  readonly holds: boolean;
}

const FORM =
  /^(01,(\d{2}),(\d{10}|\d{12}|),(\d{8}|\d{20}),(-?\d{1,15}(?:\.\d{1,6})?),(\d{8}),(\d{20}|),)([0-9A-Fa-f]{4}),?$/;

/** Takes a QR text apart; null for any other text. */
export function readInvoiceQr(text: string): InvoiceQr | null {
  const found = FORM.exec(text.trim());
  if (!found) return null;
  const [, covered = '', type = '', code = '', number = '', amount = '', date = '', checkCode = '', crc = ''] = found;
  return { type, code, number, amount, date, checkCode, holds: crcOf(covered) === crc.toUpperCase() };
}

/** What a QR text suggests; nothing for any other text. Invoices of the tax authority are in yuan, which it does not say. */
export function suggestedByQr(text: string): readonly Suggestion[] {
  const qr = readInvoiceQr(text);
  if (!qr) return [];
  const amount = amountValue(qr.amount);
  const gross = amount === null || qr.code !== '' ? null : { amount, currency: 'CNY' };
  const values: Readonly<Record<string, Json>> = {
    kind: 'invoice',
    scheme: chineseScheme(qr.code, qr.number),
    code: qr.code === '' ? null : qr.code,
    number: qr.number,
    date: dateValue(qr.date),
    money: gross,
    net: gross === null ? amount : null,
  };
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ name, place: 'qr', value, doubtful: !qr.holds } as const],
  );
}

/** CRC-16 over ASCII: polynomial 0x8005, initial value 0, not reflected, no final exclusive or; upper-case hex. */
export function crcOf(text: string): string {
  let crc = 0;
  for (const byte of utf8(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x8005 : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
