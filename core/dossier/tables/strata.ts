/**
 * Stratification of a pool: how its assets are distributed by amount, age, days to due, obligor and region. Amounts of different
 * currencies are never added up, so there is a distribution for each currency; in each the rows are all of its assets, once.
 */
import { type Asset, daysBetween, namesOf } from './asset.ts';
import { sharesOf } from './shares.ts';

/** What a pool can be stratified by. */
export const STRATA = ['amount', 'age', 'due', 'obligor', 'region'] as const;
/** One of them. */
export type StratumBy = (typeof STRATA)[number];

/**
 * Which assets a row is of. `range`: more than `over` and at most `upTo`, in units of the currency, or in days; a bound that is
 * null is none. `rank`: the obligors of these ranks, the largest first. `region`: registered there. `unknown`: the records do not say.
 */
export type Band =
  | { readonly is: 'range'; readonly over: number | null; readonly upTo: number | null }
  | { readonly is: 'rank'; readonly from: number; readonly to: number | null }
  | { readonly is: 'region'; readonly region: string }
  | { readonly is: 'unknown' };

/** One row. */
export interface Stratum {
  readonly band: Band;
  readonly count: number;
  /** Hundredths of a per cent of the assets; those of a distribution are 100.00 % together. */
  readonly countShare: bigint | null;
  /** Millionths. */
  readonly amount: bigint;
  /** Hundredths of a per cent of the amount; null where the amount of all is nothing. */
  readonly amountShare: bigint | null;
}

/** One distribution. */
export interface Stratification {
  readonly by: StratumBy;
  readonly currency: string;
  /** Those with assets, in their order; `unknown` last. */
  readonly rows: readonly Stratum[];
  readonly count: number;
  /** Millionths. */
  readonly amount: bigint;
}

/** Upper bounds of bands: data with a version, because two files are compared only where their bands are the same. */
export const BANDS = {
  v: 1,
  amount: [10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000, 10_000_000],
  age: [-1, 30, 60, 90, 180, 365],
  due: [-91, -31, -1, 30, 60, 90, 180, 365],
  obligor: [1, 5, 10, 20],
} as const;

/** An asset whose amount is stated. */
export type Priced = Asset & { readonly amount: bigint; readonly currency: string };

/** Assets by their currency, in alphabetical order; those without an amount are left out and counted. */
export function byCurrency(assets: readonly Asset[]): {
  readonly groups: ReadonlyMap<string, readonly Priced[]>;
  readonly unpriced: number;
} {
  const groups = new Map<string, Priced[]>();
  let unpriced = 0;
  for (const asset of assets) {
    const { amount, currency } = asset;
    if (amount === null || currency === null) {
      unpriced++;
      continue;
    }
    const group = groups.get(currency);
    if (group) group.push(asset as Priced);
    else groups.set(currency, [asset as Priced]);
  }
  return { groups: new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1))), unpriced };
}

/** Millionths of all together. */
export const amountOf = (assets: readonly Priced[]): bigint => assets.reduce((sum, { amount }) => sum + amount, 0n);

/** One who owes. */
export interface Obligor {
  readonly key: string;
  /** As most of its records call it; null where none names it. */
  readonly name: string | null;
  readonly count: number;
  /** Millionths. */
  readonly amount: bigint;
}

/** Who owes, the largest amount first; of equal ones the key decides. Assets whose record names nobody are in none. */
export function obligorsOf(assets: readonly Priced[]): readonly Obligor[] {
  const names = namesOf(assets.map(({ obligor }) => obligor));
  const found = new Map<string, { count: number; amount: bigint }>();
  for (const { obligor, amount } of assets) {
    if (obligor === null) continue;
    const sum = found.get(obligor.key) ?? { count: 0, amount: 0n };
    found.set(obligor.key, { count: sum.count + 1, amount: sum.amount + amount });
  }
  const all = [...found].map(([key, sum]) => ({ key, name: names.get(key) ?? null, ...sum }));
  return all.sort((a, b) => (a.amount === b.amount ? (a.key < b.key ? -1 : 1) : a.amount < b.amount ? 1 : -1));
}

const UNKNOWN: Band = { is: 'unknown' };
const SCALE = 1_000_000n;

function ranges(bounds: readonly number[]): readonly Band[] {
  const ends = [...bounds, null];
  return ends.map((upTo, i) => ({ is: 'range', over: bounds[i - 1] ?? null, upTo }));
}

/** The band of a whole number of days. */
const daysIn = (bands: readonly Band[], days: number) =>
  bands.find((band) => band.is === 'range' && (band.upTo === null || days <= band.upTo)) ?? UNKNOWN;

type Sorting = (assets: readonly Priced[], cutOff: string) => { bands: readonly Band[]; of: (asset: Priced) => Band };

function byDays(bounds: readonly number[], days: (asset: Priced, cutOff: string) => number | null): Sorting {
  const bands = ranges(bounds);
  return (_, cutOff) => ({
    bands,
    of: (asset) => {
      const found = days(asset, cutOff);
      return found === null ? UNKNOWN : daysIn(bands, found);
    },
  });
}

const SORTINGS: Readonly<Record<StratumBy, Sorting>> = {
  amount: () => {
    const bands = ranges(BANDS.amount);
    const within = (amount: bigint) => (band: Band) =>
      band.is === 'range' && (band.upTo === null || amount <= BigInt(band.upTo) * SCALE);
    return { bands, of: ({ amount }) => bands.find(within(amount)) ?? UNKNOWN };
  },
  age: byDays(BANDS.age, ({ date }, cutOff) => (date === null ? null : daysBetween(date, cutOff))),
  due: byDays(BANDS.due, ({ due }, cutOff) => (due === null ? null : daysBetween(cutOff, due))),
  obligor: (assets) => {
    const bands = [...BANDS.obligor, null].map((to, i): Band => {
      return { is: 'rank', from: (BANDS.obligor[i - 1] ?? 0) + 1, to };
    });
    const ranks = new Map(obligorsOf(assets).map(({ key }, i) => [key, i + 1]));
    const holds = (rank: number) => (band: Band) => band.is === 'rank' && (band.to === null || rank <= band.to);
    return {
      bands,
      of: ({ obligor }) => (obligor === null ? UNKNOWN : (bands.find(holds(ranks.get(obligor.key) ?? 0)) ?? UNKNOWN)),
    };
  },
  region: (assets) => {
    const regions = new Set(assets.flatMap(({ region }) => region ?? []));
    const bands = new Map([...regions].sort().map((region): [string, Band] => [region, { is: 'region', region }]));
    return { bands: [...bands.values()], of: ({ region }) => bands.get(region ?? '') ?? UNKNOWN };
  },
};

/** The distribution of assets of one currency as of the cut-off day (`YYYY-MM-DD`). */
export function stratify(by: StratumBy, currency: string, assets: readonly Priced[], cutOff: string): Stratification {
  const { bands, of } = SORTINGS[by](assets, cutOff);
  const sums = new Map([...bands, UNKNOWN].map((band) => [band, { count: 0, amount: 0n }]));
  for (const asset of assets) {
    const sum = sums.get(of(asset));
    if (!sum) continue;
    sum.count++;
    sum.amount += asset.amount;
  }
  const found = [...sums].filter(([, { count }]) => count > 0);
  const counts = sharesOf(found.map(([, { count }]) => BigInt(count)));
  const amounts = sharesOf(found.map(([, { amount }]) => amount));
  const rows = found.map(([band, sum], i) => ({
    band,
    ...sum,
    countShare: counts[i] ?? null,
    amountShare: amounts[i] ?? null,
  }));
  return { by, currency, rows, count: assets.length, amount: amountOf(assets) };
}
