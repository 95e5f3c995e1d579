/** How currencies are written beside their ISO 4217 code: the one table for what is typed, read and searched for. */
import { CURRENCY_CODES } from './currency-codes.ts';

interface Writing {
  /** Names and signs that stand for this currency alone, in capitals. */
  readonly names: readonly string[];
  /** Signs that other currencies have too (CLDR, narrow symbols). */
  readonly shared: readonly string[];
}

const WRITINGS: Readonly<Record<string, Writing>> = {
  CNY: { names: ['RMB', '人民币', '人民币元', '元', '圆'], shared: ['¥'] },
  CNH: { names: [], shared: ['¥'] },
  EUR: { names: ['€', 'EURO', '欧元'], shared: [] },
  GBP: { names: ['£', '英镑'], shared: [] },
  HKD: { names: ['HK$', '港元', '港币'], shared: ['$'] },
  JPY: { names: ['円', '日元'], shared: ['¥'] },
  TWD: { names: ['NT$', '新台币'], shared: ['$'] },
  USD: { names: ['US$', '美元', '美金'], shared: ['$'] },
  ...Object.fromEntries(
    'AUD CAD SGD NZD ARS BBD BMD BND BSD BZD CLP COP CUP DOP FJD GYD JMD KYD LRD MXN NAD SBD SRD TTD UYU XCD'
      .split(' ')
      .map((code) => [code, { names: [], shared: ['$'] }]),
  ),
};

/** Units that people also write over and behind amounts of other currencies: `港币 500 元`. */
export const LOOSE_UNITS: readonly string[] = ['元', '圆', '¥'];

/** The code of each name, in capitals. */
export const CURRENCY_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(WRITINGS).flatMap(([code, { names }]) => names.map((name) => [name, code] as const)),
);

const SIGNS = [...new Set(Object.values(WRITINGS).flatMap(({ shared }) => shared))];

/**
 * Signs that several currencies share, with their codes: beside a currency that is named they only have to fit it. `¤`
 * stands for any currency (Unicode, U+00A4).
 */
export const SHARED_SIGNS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...SIGNS.map((sign) => {
    const codes = Object.entries(WRITINGS).filter(([, { shared }]) => shared.includes(sign));
    return [sign, new Set(codes.map(([code]) => code))] as const;
  }),
  ['¤', CURRENCY_CODES] as const,
]);

/** What a shared sign means where nothing else is said and no currency is the usual one. */
export const USUAL_MEANING: ReadonlyMap<string, string> = new Map([['¥', 'CNY']]);

/** Everything that may stand beside an amount of this currency. */
export function writingsOf(code: string): readonly string[] {
  const { names, shared } = WRITINGS[code] ?? { names: [], shared: [] };
  return [...new Set([code, ...names, ...shared, ...LOOSE_UNITS.filter((unit) => !SHARED_SIGNS.has(unit))])];
}
