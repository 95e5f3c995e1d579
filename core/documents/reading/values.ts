/** Values as documents write them, in the form that facts have; null for what a fact cannot hold. Nothing is guessed. */
import { classOf, isPlainText } from '../../formats/plain-text.ts';
import { ASSIGNED_14 } from '../../formats/unicode-14.ts';
import { isDate } from '../../records/facts.ts';

/** Characters with a meaning in every engine: what a later Unicode assigns may be normalised by one and not by another. */
const SETTLED = new RegExp(`^[${classOf(ASSIGNED_14)}]*$`, 'u');

/** A text on one line: white space of XML is one space (as `xs:token` has it), none at the ends; NFC. */
export function textValue(written: string): string | null {
  const text = written
    .replace(/[\t\n\r ]+/g, ' ')
    .trim()
    .normalize('NFC');
  return SETTLED.test(text) && isPlainText(text) ? text : null;
}

const TIME = String.raw`(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?`;
const ZONE = String.raw`(?:Z|[-+]\d\d:?\d\d)?`;
/** A day with hyphens or slashes, in one run of digits, or in Chinese; a time and a zone behind it are not looked at. */
const DAYS = [
  new RegExp(String.raw`^(\d{4})([-/])(\d\d)\2(\d\d)${TIME}${ZONE}$`),
  /^(\d{4})()(\d\d)(\d\d)(?:\d{4}(?:\d\d(?:\d{3})?)?)?$/,
  /^(\d{4})()年(\d{1,2})月(\d{1,2})日$/,
];

/**
 * The day as it is written, `YYYY-MM-DD`, of `2026-11-02`, `2026/11/02`, `20261102`, `2026年11月2日`, also with a time
 * of day behind it.
 */
export function dateValue(written: string): string | null {
  const text = written.trim();
  const [, year = '', , month = '', day = ''] = DAYS.map((form) => form.exec(text)).find((found) => found) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

const DECIMALS = 6;

/**
 * A decimal number in the form of `money.amount`: `xs:decimal` without `+`, without zeros before its digits; the digits
 * after the point stay as they are written, except zeros beyond the sixth.
 */
export function amountValue(written: string): string | null {
  const [, sign = '', digits = '', fraction = ''] = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(written.trim()) ?? [];
  if (digits === '' && fraction === '') return null;
  const whole = digits.replace(/^0+(?=\d)/, '') || '0';
  const decimals = fraction.slice(0, DECIMALS);
  if (whole.length > 15 || /[^0]/.test(fraction.slice(DECIMALS))) return null;
  const isZero = !/[1-9]/.test(whole + decimals);
  return `${sign === '-' && !isZero ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

/** An amount as pages show it. Digits of other forms are none: a superscript is no further digit. */
const SHOWN_AMOUNT = /^[¥￥]?(-?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?$/;

/**
 * An amount in yuan as pages show it, without its sign of the currency and the commas between its digits; null for anything
 * else. White space was taken off before.
 */
export function shownAmount(text: string): string | null {
  const [, sign = '', whole, decimals = ''] = SHOWN_AMOUNT.exec(text) ?? [];
  return whole === undefined ? null : `${sign}${whole.replaceAll(',', '')}${decimals}`;
}

/** An ISO 4217 code. */
export function currencyValue(written: string): string | null {
  const text = written.trim();
  return /^[A-Z]{3}$/.test(text) ? text : null;
}

/** An amount of `amountValue` in millionths. */
export function millionths(amount: string): bigint {
  const [whole = '', decimals = ''] = amount.replace('-', '').split('.');
  const value = BigInt(whole + decimals.padEnd(DECIMALS, '0'));
  return amount.startsWith('-') ? -value : value;
}

/** The exact sum of amounts, with as many decimals as the one with most; null when it is more than a fact can hold. */
export function sumOf(amounts: readonly string[]): string | null {
  const places = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  const sum = amounts.reduce((total, amount) => total + millionths(amount), 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(DECIMALS + 1, '0');
  const whole = digits.slice(0, -DECIMALS);
  const decimals = digits.slice(-DECIMALS, digits.length - DECIMALS + places);
  return amountValue(`${sum < 0n ? '-' : ''}${whole}${places > 0 ? `.${decimals}` : ''}`);
}
