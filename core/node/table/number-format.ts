/**
 * What a number in a spreadsheet looks like to whoever sees the cell (ECMA-376 part 1, section 18.8.30): a fact on legal
 * paper is what the clerk saw. Only what can be told for certain is told.
 */
import type { TableCell } from './cells.ts';

/** Formats that are known by number (section 18.8.30), those that matter: others are General. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  48: '##0.0E+0',
  49: '@',
};
/** Days, and points of time on a day; 27 to 58 are those of East Asian editions. */
const DAYS = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
/** Times of day without a day. */
const TIMES = [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56];

/** The code of a format by its number; `own` are those that the workbook itself brings. */
export function formatCode(id: number, own: ReadonlyMap<number, string>): string {
  if (DAYS.includes(id)) return 'yyyy-mm-dd';
  if (TIMES.includes(id)) return 'h:mm';
  return own.get(id) ?? BUILT_IN[id] ?? 'General';
}

/** A spreadsheet keeps so many digits of a number; from here on the last ones are zeros or noise. */
const EXACT = 1e15;

/** The text of a number, as `code` shows it; `is1904` for workbooks that count days from 1904. */
export function shownNumber(raw: string, code: string, is1904: boolean): TableCell {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return { trouble: 'cell-error' };
  const format = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
  if (/[yd]/i.test(format) && !/general/i.test(format)) return dayText(value, is1904);
  if (Math.abs(value) >= EXACT) return { trouble: 'long-number' };
  if (/^(general|@)$/i.test(format.trim()) || format.trim() === '') return plainNumber(raw);
  return isPlain(code, format) ? asShown(plainNumber(raw), format) : { trouble: 'not-as-shown' };
}

/** A binary fraction as files keep it, 0.30000000000000004, means the 15 digits that people see. */
function plainNumber(raw: string): string {
  if (/^-?\d+$/.test(raw)) return raw;
  const number = Number(Number(raw).toPrecision(15));
  const plain = String(number);
  return plain.includes('e') ? number.toFixed(6).replace(/\.?0+$/, '') : plain;
}

/** Words that say that a number counts something larger than ones. */
const MAGNITUDE = /[万亿千百萬億兆kKmM]|thousand|million|bn/;

/** Digits, thousands and a currency, and nothing that divides, multiplies or names another unit. */
function isPlain(code: string, format: string): boolean {
  const words = (code.match(/"[^"]*"|\\./g) ?? []).join('');
  const isScaled = format.split(';').some((section) => /,(?=[^#0?]*(?:\.|$))/.test(section.trim()));
  return !MAGNITUDE.test(words) && !isScaled && /^[#0?,.;\s()+\-¥￥$€£元]*$/.test(format);
}

/** With the zeros before and behind that the format asks for; a number that has more decimals is shown as another one. */
function asShown(plain: string, format: string): TableCell {
  const [first = ''] = format.split(';');
  const [, digits = '', decimals = ''] = /^([^.]*)(?:\.(.*))?$/s.exec(first) ?? [];
  const shown = Number(plain).toFixed(Math.min(decimals.replace(/[^0#?]/g, '').length, 20));
  if (Number(shown) !== Number(plain)) return { trouble: 'not-as-shown' };
  const zeros = (text: string) => text.replace(/[^0]/g, '').length;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  const end = fraction.padEnd(zeros(decimals), '0');
  return `${sign}${whole.padStart(zeros(digits), '0')}${end === '' ? '' : `.${end}`}`;
}

const DAY = 86_400_000;

/** Days since the end of 1899, or since 1904 (section 18.17.4.1). The first days of 1900 are counted wrong by tradition. */
function dayText(value: number, is1904: boolean): TableCell {
  const days = Math.floor(value);
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  if (days < 1 || days > 2_958_465 || (!is1904 && days === 60)) return { trouble: 'not-as-shown' };
  return new Date(start + days * DAY).toISOString().slice(0, 10);
}
