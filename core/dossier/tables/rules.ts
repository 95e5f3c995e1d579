/**
 * What the guides for pools ask about concentration and eligibility, as warnings. Rules are data with a version and a source. An answer
 * looks at what the records say: where they do not say it, the answer is `not-known`, never `clear`.
 */
import { type Asset, daysBetween } from './asset.ts';
import { sharesOf, WHOLE_SHARE } from './shares.ts';
import { amountOf, byCurrency, obligorsOf, type Priced } from './strata.ts';

/** The rules, in the order in which they are shown. */
export const RULE_CODES = [
  'obligor-half',
  'few-obligors',
  'important-obligor',
  'top-twenty',
  'overdue',
  'invoice-twice',
  'several-currencies',
] as const;
/** One of them. */
export type RuleCode = (typeof RULE_CODES)[number];

/** Of each rule the bound that it compares with, and where it is written. */
export const POOL_RULES = {
  v: 1,
  /** The day on which the sources were read. */
  read: '2026-11-29',
  rules: {
    'obligor-half': { most: 5000n, source: '深证上〔2024〕1104号 第64条；上证发〔2022〕165号 3.2.3' },
    'few-obligors': { least: 10, source: '深证上〔2024〕1104号 第64条；上证发〔2022〕165号 3.2.3' },
    'important-obligor': { most: 1500n, source: '证监会资产证券化业务尽职调查工作指引 第11条' },
    'top-twenty': { most: 100n, source: '深证上〔2024〕1103号 第80条' },
    overdue: { source: '深证上〔2024〕1104号 第52条；上证发〔2022〕165号 3.1.2' },
    'invoice-twice': { source: '深证上〔2024〕1104号 第52条；上证发〔2022〕165号 3.1.2' },
    'several-currencies': { source: '' },
  },
} as const satisfies { v: number; read: string; rules: Readonly<Record<RuleCode, object>> };

/** The answer of a rule. */
export interface RuleAnswer {
  readonly code: RuleCode;
  /** Of the assets in this currency; null for all. */
  readonly currency: string | null;
  readonly state: 'warning' | 'clear' | 'not-known';
  /** Shares in hundredths of a per cent: of the largest obligor at least, and at most where it is also every unknown one. */
  readonly share?: { readonly least: bigint; readonly most: bigint };
  /** How many there are, of what the rule counts. */
  readonly found: number;
  /** Assets whose records do not say what the rule looks at. */
  readonly unknown: number;
}

/** Every rule over a pool as of its cut-off day (`YYYY-MM-DD`), for each currency where it compares amounts. */
export function ruleAnswers(assets: readonly Asset[], cutOff: string): readonly RuleAnswer[] {
  const { groups, unpriced } = byCurrency(assets);
  const each = [...groups].flatMap(([currency, group]) => concentration(currency, group, unpriced));
  const all = [overdue(assets, cutOff), invoiceTwice(assets), severalCurrencies(groups.size, unpriced)];
  return [...each, ...all].sort((a, b) => RULE_CODES.indexOf(a.code) - RULE_CODES.indexOf(b.code));
}

/** More than so many hundredths of a per cent, exactly. */
const isMore = (part: bigint, whole: bigint, most: bigint) => part * WHOLE_SHARE > most * whole;

function concentration(currency: string, assets: readonly Priced[], unpriced: number): readonly RuleAnswer[] {
  const { rules } = POOL_RULES;
  const obligors = obligorsOf(assets);
  const whole = amountOf(assets);
  const unnamed = assets.filter(({ obligor }) => obligor === null);
  const unknown = unnamed.length + unpriced;
  const least = obligors[0]?.amount ?? 0n;
  const most = least + amountOf(unnamed);
  const shareOf = (part: bigint) => sharesOf([part, whole - part])[0] ?? 0n;
  const share = { least: shareOf(least), most: shareOf(most) };
  const compared = (code: RuleCode, bound: bigint): RuleAnswer => {
    const isAbove = isMore(least, whole, bound);
    // an amount that is not stated would change every share
    const isKnown = unpriced === 0 && (isAbove || !isMore(most, whole, bound));
    const state = isKnown ? (isAbove ? 'warning' : 'clear') : 'not-known';
    return { code, currency, state, share, found: obligors.length, unknown };
  };
  const { least: fewest } = rules['few-obligors'];
  const enough = obligors.length >= fewest;
  const maybe = obligors.length + unknown >= fewest;
  return [
    compared('obligor-half', rules['obligor-half'].most),
    {
      code: 'few-obligors',
      currency,
      state: enough ? 'clear' : maybe ? 'not-known' : 'warning',
      found: obligors.length,
      unknown,
    },
    compared('important-obligor', rules['important-obligor'].most),
    compared('top-twenty', rules['top-twenty'].most),
  ];
}

const counted = (code: RuleCode, found: number, unknown: number): RuleAnswer => ({
  code,
  currency: null,
  state: found > 0 ? 'warning' : unknown > 0 ? 'not-known' : 'clear',
  found,
  unknown,
});

function overdue(assets: readonly Asset[], cutOff: string): RuleAnswer {
  const late = assets.filter(({ due }) => due !== null && daysBetween(due, cutOff) > 0);
  return counted('overdue', late.length, assets.filter(({ due }) => due === null).length);
}

/** Assets whose invoice another asset has too, beside the first of each. */
function invoiceTwice(assets: readonly Asset[]): RuleAnswer {
  const keys = assets.flatMap(({ invoice }) => invoice ?? []);
  return counted('invoice-twice', keys.length - new Set(keys).size, assets.length - keys.length);
}

function severalCurrencies(currencies: number, unpriced: number): RuleAnswer {
  return { ...counted('several-currencies', 0, unpriced), found: currencies, ...(currencies > 1 ? WARNS : {}) };
}

const WARNS = { state: 'warning' } as const;
