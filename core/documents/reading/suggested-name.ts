/** What the name of a file suggests: people write kind, number, day and amount of a document into it. */
import type { Json } from '../../formats/canonical.ts';
import type { Money } from '../../records/facts.ts';
import { saysWhich } from './generic-words.ts';
import type { Suggestion } from './suggestion.ts';
import { dateValue, millionths, sumOf, textValue } from './values.ts';

/** Names that a device or a program has made up: nothing in them is about the document. */
const MADE_UP =
  /^(?:img|dsc|pxl|mvimg|vid|dji|scan|scanned|screenshot|mmexport|photo|image|wechatimg|微信图片|扫描|截图|截屏|屏幕截图|照片|新建|未命名|untitled|document)[\s_-]*[\d()_\s-]*$/iu;
/** What systems and people put behind a name that is taken already. */
const COPY = /(?:\s*[-_]?\s*(?:副本|复件|copy|kopie)(?:\s*\(?\d*\)?)?|\s*\(\d{1,3}\))+$/iu;

/** A word of Latin letters stands alone; others stand anywhere. */
const word = (latin: string, han: string) => new RegExp(`(?<![\\p{L}])(?:${latin})(?![\\p{L}])|${han}`, 'iu');
const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  ['contract', word('contracts?|agreement|vertrag|contrat', '合同|协议|協議|合约|合約')],
  ['invoice', word('invoices?|rechnung|facture|fattura|dzfp', '发票|發票|专票|普票')],
  ['receipt', word('receipts?|quittung', '收据|收據')],
  ['statement', word('statements?', '对账单|對賬單|对帐单|流水')],
  ['report', word('reports?|bericht', '报告|報告')],
];

const NUMBER = `[A-Za-z0-9](?:[A-Za-z0-9]|[-/.](?=[A-Za-z0-9])){2,38}`;
/** Behind a word that says so; with letters before digits, in groups; 20 digits, which are an invoice of China. */
const NUMBERS = [
  new RegExp(String.raw`(?:编号|編號|号码|號碼|合同号|订单号|單號|单号|协议号)[:_\s#-]*(${NUMBER})`, 'gu'),
  /(?<![\p{L}\p{N}])(?:nr|no|№)[.:_\s#]*(\d[A-Za-z0-9/-]{2,38})/giu,
  /(?<!\d)(\d{20})(?!\d)/gu,
  /(?<![A-Za-z0-9-])([A-Za-z]{1,6}[-_]?\d[A-Za-z0-9]*(?:[-_/]\d[A-Za-z0-9]*)*)(?![A-Za-z0-9])/gu,
] as const;
/** Fewer digits are a version, a format or the size of a sheet. */
const LEAST_DIGITS = 4;

const DAYS = [
  /(?<![\p{L}\p{N}])(\d{4})([-._])(\d{1,2})\2(\d{1,2})(?!\p{N})/gu,
  /(?<!\p{N})(\d{4})()年(\d{1,2})月(\d{1,2})日/gu,
  /(?<![A-Za-z0-9-])(\d{4})()(\d{2})(\d{2})(?:\d{6})?(?!\p{N})/gu,
] as const;
const [FIRST_YEAR, LAST_YEAR] = ['1990', '2100'];

/** Signs that mean one currency; `$` may be many. */
const CURRENCIES: Readonly<Record<string, string>> = {
  '¥': 'CNY',
  人民币: 'CNY',
  RMB: 'CNY',
  CNY: 'CNY',
  元: 'CNY',
  圆: 'CNY',
  USD: 'USD',
  US$: 'USD',
  美元: 'USD',
  EUR: 'EUR',
  '€': 'EUR',
  欧元: 'EUR',
  HKD: 'HKD',
  港币: 'HKD',
  港元: 'HKD',
};
const SIGN = Object.keys(CURRENCIES)
  .toSorted((a, b) => b.length - a.length)
  .map((sign) => sign.replace('$', '\\$'))
  .join('|');
const AMOUNT = String.raw`(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,4})?)`;
const AMOUNTS = [
  new RegExp(String.raw`(?<![A-Za-z])(?<sign>${SIGN})\s*${AMOUNT}\s*(?<unit>[万萬亿億])?(?![\p{N}.,])`, 'giu'),
  new RegExp(String.raw`(?<![\p{N}.,A-Za-z-])${AMOUNT}\s*(?<unit>[万萬亿億])?\s*(?<sign>${SIGN})(?![A-Za-z])`, 'giu'),
] as const;

/** Suggestions of a file's name; none of a name that says nothing, and no value where a name has two. */
export function suggestedByName(fileName: string): readonly Suggestion[] {
  const stem = fileName
    .normalize('NFKC')
    .replace(/(?:\.[A-Za-z][A-Za-z0-9]{0,4})+$/, '')
    .replace(COPY, '')
    .trim();
  if (stem === '' || MADE_UP.test(stem)) return [];
  const values: Readonly<Record<string, Json>> = {
    title: titleIn(stem),
    kind: only(KINDS.filter(([, words]) => words.test(stem)).map(([kind]) => kind)),
    number: numberIn(stem),
    date: only(DAYS.flatMap((form) => [...stem.matchAll(form)].flatMap((found) => dayOf(found) ?? []))),
    money: only(AMOUNTS.flatMap((form) => [...stem.matchAll(form)].flatMap((found) => moneyOf(found) ?? []))),
  };
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ name, place: 'file-name', value, doubtful: false } as const],
  );
}

/** The one of these, however often; null where there are none or several. */
function only<T>(found: readonly T[]): T | null {
  const different = new Map(found.map((one) => [JSON.stringify(one), one]));
  return different.size === 1 ? (found[0] ?? null) : null;
}

/** A number behind a word that says so counts before one that only looks like it. */
function numberIn(stem: string): string | null {
  for (const form of NUMBERS) {
    const found = [...stem.matchAll(form)].map(([, number = '']) => number);
    const numbers = found.filter((number) => (number.match(/\d/g)?.length ?? 0) >= LEAST_DIGITS && !isDay(number));
    if (numbers.length > 0) return only(numbers);
  }
  return null;
}

const isDay = (number: string) => dateValue(number) !== null;

function dayOf([, year = '', , month = '', day = '']: RegExpExecArray | RegExpMatchArray): string | null {
  const date = dateValue(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date !== null && year >= FIRST_YEAR && year < LAST_YEAR ? date : null;
}

/** Zeros that a unit stands for. */
const UNITS: Readonly<Record<string, bigint>> = { 万: 10_000n, 萬: 10_000n, 亿: 100_000_000n, 億: 100_000_000n };

function moneyOf(found: RegExpMatchArray): Money | null {
  const { sign = '', unit = '' } = found.groups ?? {};
  const digits = found.slice(1).find((part) => part !== undefined && /^\d/.test(part));
  const currency = CURRENCIES[sign.toUpperCase()] ?? CURRENCIES[sign];
  if (digits === undefined || currency === undefined) return null;
  const plain = digits.replaceAll(',', '');
  const amount = unit === '' ? plain : multiplied(plain, UNITS[unit] ?? 1n);
  return amount === null ? null : { amount, currency };
}

/** Exactly; null for what an amount cannot hold. */
function multiplied(amount: string, by: bigint): string | null {
  const value = millionths(amount) * by;
  const [whole, rest] = [value / 1_000_000n, value % 1_000_000n];
  const decimals = String(rest).padStart(6, '0').replace(/0+$/, '');
  return sumOf([decimals === '' ? String(whole) : `${whole}.${decimals}`]);
}

/** The name as a title, where it says which document it is. */
function titleIn(stem: string): string | null {
  if (/^dzfp_/i.test(stem)) return null;
  const title = stem.replace(/[_\s]+/g, ' ').trim();
  return saysWhich(title) ? textValue(title) : null;
}
