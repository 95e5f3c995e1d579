/**
 * How a spreadsheet displays a number (ECMA-376 part 1, section 18.8.30): a fact on legal paper must be what the clerk
 * saw. Formats that cannot be reproduced with certainty are refused.
 */
import { isCurrencyText } from '../../records/typed-facts.ts';
import type { TableCell } from './cells.ts';

/** The relevant built-in formats by number (section 18.8.30); others are General. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  // in the currency of whoever opens the workbook, which it does not say
  5: '"¤"#,##0',
  6: '"¤"#,##0',
  7: '"¤"#,##0.00',
  8: '"¤"#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  41: '#,##0',
  42: '"¤"#,##0',
  43: '#,##0.00',
  44: '"¤"#,##0.00',
  48: '##0.0E+0',
  49: '@',
};
/** Date formats, with or without time; 27 to 58 are those of East Asian editions. */
const DAYS = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
/** Times of day without a day. */
const TIMES = [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56];

/** The format code for a number; `own` are the workbook's custom formats. */
export function formatCode(id: number, own: ReadonlyMap<number, string>): string {
  if (DAYS.includes(id)) return 'yyyy-mm-dd';
  if (TIMES.includes(id)) return 'h:mm';
  return own.get(id) ?? BUILT_IN[id] ?? 'General';
}

/** Digits that a spreadsheet keeps of a number; further ones are zeros or noise. */
const EXACT = 1e15;

/** The text of a number, as `code` shows it; `is1904` for workbooks that count days from 1904. */
export function shownNumber(raw: string, code: string, is1904: boolean): TableCell {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return { trouble: 'cell-error' };
  const format = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
  const isGeneral = /^(general|@|)$/i.test(format.trim());
  if (/[yd]/i.test(format) && !isGeneral) return showsDay(format) ? dayText(value, is1904) : NOT_AS_SHOWN;
  if (Math.abs(value) >= EXACT) return { trouble: 'long-number' };
  const plain = plainNumber(raw);
  if (Number(plain) !== Number(value.toPrecision(15))) return NOT_AS_SHOWN;
  if (isGeneral) return literalsOf(code).trim() === '' ? plain : NOT_AS_SHOWN;
  const section = sectionFor(code, value);
  if (section?.trim() === '') return { trouble: 'hidden-cell' };
  const around = section === null ? null : wordsAround(section);
  if (section === null || around === null || !isPlain(section)) return NOT_AS_SHOWN;
  const shown = asShown(plain, bare(section));
  return typeof shown === 'string' ? withWords(shown, around) : shown;
}

const NOT_AS_SHOWN = { trouble: 'not-as-shown' } as const;

/** A binary fraction as files keep it, 0.30000000000000004, means the 15 digits that people see. */
function plainNumber(raw: string): string {
  if (/^-?\d+$/.test(raw)) return raw;
  const number = Number(Number(raw).toPrecision(15));
  const plain = String(number);
  return plain.includes('e') ? number.toFixed(6).replace(/\.?0+$/, '') : plain;
}

/** The format shows year, month and day of the month, so that the day is unambiguous. */
function showsDay(format: string): boolean {
  const parts = format.toLowerCase().match(/y+|m+|d+/g) ?? [];
  const has = (letter: string, most: number) => parts.some((part) => part[0] === letter && part.length <= most);
  return has('y', 4) && has('m', 4) && has('d', 2);
}

/** The sections of a format for positive numbers, negative ones, zero and text; an empty one shows nothing. */
function sectionsOf(code: string): readonly string[] {
  const sections = [''];
  for (const [piece] of code.matchAll(/"[^"]*"|\\.|\[[^\]]*\]|./gsu))
    if (piece === ';') sections.push('');
    else sections.push(sections.pop() + piece);
  return sections;
}

/** True for a format that shows nothing in place of a text. */
export function hidesText(code: string): boolean {
  return sectionsOf(code)[3]?.trim() === '';
}

const CONDITION = /^(?:"[^"]*"|\\.|\[[^\]<>=]*\]|[^"\\[])*\[([<>]=?|=|<>)(-?\d+(?:\.\d+)?(?:E[-+]?\d+)?)\]/iu;

/** Whether a section is for this value by its condition, as `[>=10000]` is; null without one. */
function meets(section: string, value: number): boolean | null {
  const [, sign, text] = CONDITION.exec(section) ?? [];
  if (sign === undefined) return null;
  const limit = Number(text);
  if (value === limit) return ['=', '>=', '<='].includes(sign);
  return sign === '<>' || sign.startsWith(value > limit ? '>' : '<');
}

/** The section of a format with conditions: the first that is met, or the last one. Null where programs disagree. */
function sectionByCondition(sections: readonly string[], value: number): string | null {
  const last = sections.length - 1;
  const found = sections.findIndex((section, i) => meets(section, value) ?? i === last);
  const isCertain = sections.slice(0, found).every((section) => meets(section, value) === false);
  return value >= 0 && isCertain ? (sections[found] ?? null) : null;
}

/** The section of a format for this value: the first one, or for a negative value one that shows the sign. */
function sectionFor(code: string, value: number): string | null {
  const sections = sectionsOf(code);
  if (sections.some((section) => meets(section, value) !== null)) return sectionByCondition(sections, value);
  const [first = '', negative, zero] = sections;
  if (value === 0 && zero?.trim() === '') return zero;
  if (value < 0 && negative?.trim() === '') return negative;
  if (value === 0 && zero !== undefined) return bare(zero).trim() === bare(first).trim() ? zero : null;
  if (value >= 0 || negative === undefined) return first;
  const showsSign = /^\s*-/.test(bare(negative)) || /\(.*\)/.test(bare(negative));
  return showsSign ? negative.replace(/("[^"]*"|\\.|\[[^\]]*\])|[-()]/g, (_, kept?: string) => kept ?? '') : null;
}

/** A section without decoration: literals, colours, conditions, padding. */
const bare = (section: string) => section.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');

/** Literal text in a format. */
function literalsOf(section: string): string {
  return [...section.matchAll(/"([^"]*)"|\\(.)|\[\$([^\]-]*)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '').join(' ');
}

/** What a format shows beside the digits. */
interface WordsAround {
  readonly before: string;
  readonly behind: string;
}

const PIECE = /"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-([^\]]*))?\]|\[[^\]]*\]|_.|\*.|([#0?.,])|([^-+])/gsu;
/** What symbols that several currencies share mean with a locale beside them (MS-LCID, BCP 47). */
const OF_LOCALE: Readonly<Record<string, string>> = {
  ...{ '$-409': 'US$', '$-EN-US': 'US$', '$-C04': 'HK$', '$-ZH-HK': 'HK$', '$-404': 'NT$', '$-ZH-TW': 'NT$' },
  ...{ '¥-411': 'JPY ', '¥-JA-JP': 'JPY ' },
};

/**
 * The currency that a section shows before and behind the digits, as it stands there. Null for any other word, which may
 * change what the digits mean. Which currency a shared sign such as `$` means is for the reader of money to say.
 */
function wordsAround(section: string): WordsAround | null {
  const around = { before: '', behind: '' };
  let side: keyof WordsAround = 'before';
  for (const [, quoted, escaped, symbol, locale = '', digit, plain] of section.matchAll(PIECE)) {
    if (digit !== undefined) side = 'behind';
    const name = symbol?.normalize('NFKC');
    const local = OF_LOCALE[`${name}-${locale.toUpperCase().replace(/^0+/, '')}`];
    around[side] += quoted ?? escaped ?? local ?? name ?? plain ?? '';
  }
  return isCurrencyText(around.before) && isCurrencyText(around.behind) ? around : null;
}

/** `-US$1200.00`, `1200.00 HKD`. */
function withWords(shown: string, { before, behind }: WordsAround): string {
  const [, sign = '', digits = ''] = /^(-?)(.*)$/s.exec(shown) ?? [];
  return `${sign}${before.trimStart()}${digits}${behind.trimEnd()}`;
}

/** Digits, thousands separators and a currency only: no scaling, percent, other separators or units. */
function isPlain(section: string): boolean {
  const format = bare(section).trim();
  const isScaled = /,(?=[^#0?]*(?:\.|$))/.test(format);
  return !isScaled && /^[¥￥$€£元\s]*[-+]?[#0?,]*(?:\.[#0?]*)?[¥￥$€£元\s]*$/.test(format);
}

/**
 * Pads with the leading and trailing zeros of the format; refuses a number with more decimals than the format shows.
 */
function asShown(plain: string, format: string): TableCell {
  const [, digits = '', decimals = ''] = /^([^.]*)(?:\.(.*))?$/s.exec(format) ?? [];
  const shown = Number(plain).toFixed(Math.min(decimals.replace(/[^0#?]/g, '').length, 20));
  if (Number(shown) !== Number(plain)) return NOT_AS_SHOWN;
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
  if (days < 1 || days > 2_958_465 || (!is1904 && days === 60)) return NOT_AS_SHOWN;
  return new Date(start + days * DAY).toISOString().slice(0, 10);
}
