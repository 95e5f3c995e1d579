/** An amount of money as it is written in titles and file names: `48,000`, `4.8万元`, `EUR 100`. */
import { writingsOf } from './currency-signs.ts';

/** From this many digits on, an amount is recognised without its currency: below that it may be any number. */
const TELLING_DIGITS = 4;
const GROUP = String.raw`[,.'’\s_]?`;
/** What makes a number part of a longer one. */
const NOT_BEFORE = String.raw`(?<!\p{N}[.,'’]?)`;
const NOT_AFTER = String.raw`(?!\p{N}|[.,'’]\p{N}{1,3}(?!\p{N}))`;
/** Three digits after a sign are another group (`48,000,000`), no decimals, in a number that is written in groups. */
const NO_GROUP = String.raw`(?!\p{N}{3}(?!\p{N}))`;
/** Units of ten thousand and of a hundred million, by the number of their zeros. */
const UNITS = [
  { zeros: 4, sign: '[万萬]' },
  { zeros: 8, sign: '[亿億]' },
] as const;

/**
 * A pattern for each way in which an amount may be written, for texts in NFKC: with or without grouping and decimals, in 万 and 亿,
 * and with its currency where it has fewer than four digits. `amount` is a decimal number as in `Money`.
 */
export function amountPatterns({ amount, currency }: { readonly amount: string; readonly currency: string }): RegExp[] {
  const [whole = '', decimals = ''] = amount.replace(/^-?0*(?=\d)/, '').split('.');
  const isLong = whole.length >= TELLING_DIGITS;
  const inGroups = grouped(whole) + optional(decimals, NO_GROUP);
  const plain = isLong ? `(?:${whole}${optional(decimals)}|${inGroups})` : inGroups;
  const patterns = isLong ? [`${NOT_BEFORE}${plain}${NOT_AFTER}`] : withCurrency(plain, currency);
  return [...patterns, ...inUnits(whole, decimals)].map((pattern) => new RegExp(pattern, 'iu'));
}

/** The digits of a whole number, with or without signs between groups of three. */
const grouped = (digits: string) => digits.replace(/\B(?=(?:\d{3})+$)/g, GROUP);

/** Decimals, which may be left out; zeros at the end count for nothing. `unless` is what must not follow their point. */
function optional(decimals: string, unless = ''): string {
  const digits = decimals.replace(/0+$/, '');
  return `(?:[.,_-]${unless}${digits}0${digits === '' ? '+' : '*'})?`;
}

function withCurrency(plain: string, currency: string): readonly string[] {
  const signs = writingsOf(currency).map((sign) => sign.replace('$', String.raw`\$`));
  const sign = `(?:${signs.join('|')})`;
  return [
    String.raw`(?<![A-Za-z])${sign}[\s_-]*${plain}${NOT_AFTER}`,
    String.raw`${NOT_BEFORE}${plain}[\s_-]*${sign}(?![A-Za-z])`,
  ];
}

/** `500万` of 5000000: to the last digit, since what is rounded may be another amount. */
function inUnits(whole: string, decimals: string): readonly string[] {
  // from a hundredth of the unit on: `0.05亿`
  return UNITS.filter(({ zeros }) => whole.length >= zeros - 1).map(({ zeros, sign }) => {
    const padded = whole.padStart(zeros + 1, '0');
    const digits = padded.slice(0, -zeros);
    const rest = (padded.slice(-zeros) + decimals).replace(/0+$/, '');
    const point = rest === '' ? '(?:[.]0+)?' : `[.]${rest}0*`;
    return String.raw`${NOT_BEFORE}${grouped(digits)}${point}\s*${sign}`;
  });
}
