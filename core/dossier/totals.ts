/**
 * Totals of a list, one for each currency. Whoever has the items recomputes the sum of their commitments, and needs no
 * single amount. docs/certificate-format/dossiers.md, "Totals".
 */
import { checked, type Decoder, integer, list, literal, object, text } from '../formats/decoder.ts';
import { dossierAmount, readSum } from './amounts.ts';
import { type Item, MAX_ITEMS } from './items.ts';
import { blindText, CommitmentSum, type Opening, readBlind, sumOfBlinds } from './pedersen.ts';

/** The total of one currency: the sum of the amounts, written as `dossierAmount` does, and that of the scalars, in hex. */
export type Total = {
  readonly currency: string;
  /** Number of items with an amount in this currency. */
  readonly count: number;
  readonly amount: string;
  readonly blind: string;
};

/** The fact `totals`. */
export type Totals = { readonly v: 1; readonly items: readonly Total[]; readonly credits: readonly Total[] };

/** Reads a text and gives it back as it is. */
const as =
  (read: Decoder<unknown>): Decoder<string> =>
  (value, at) => {
    read(value, at);
    return value as string;
  };

const total = object<Total>({
  currency: text(3, /^[A-Z]{3}$/, 'an ISO 4217 code'),
  count: integer(1, MAX_ITEMS),
  amount: as(readSum),
  blind: as(readBlind),
});

/** Currencies of one list at most. */
const MAX_CURRENCIES = 200;

const totals = checked(
  list(total, MAX_CURRENCIES),
  (found) => found.every(({ currency }, i) => i === 0 || (found[i - 1] as Total).currency < currency),
  'totals in the order of their currencies, each once',
);

/** Reads the fact `totals`. Throws `malformed`. */
export const readTotals: Decoder<Totals> = object<Totals>({ v: literal(1), items: totals, credits: totals });

/** An amount with what hides it. */
export interface HiddenAmount extends Opening {
  readonly currency: string;
}

/** The totals of one list, in the order of their currencies. */
export function totalsOf(amounts: readonly HiddenAmount[]): readonly Total[] {
  const currencies = new Map<string, HiddenAmount[]>();
  for (const hidden of amounts) {
    const known = currencies.get(hidden.currency);
    if (known) known.push(hidden);
    else currencies.set(hidden.currency, [hidden]);
  }
  return [...currencies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, those]) => ({
      currency,
      count: those.length,
      amount: dossierAmount(those.reduce((sum, { amount }) => sum + amount, 0n)),
      blind: blindText(sumOfBlinds(those.map(({ blind }) => blind))),
    }));
}

/** The sums of the commitments of a list, by currency. */
export type CommitmentSums = ReadonlyMap<string, CommitmentSum>;

/** Items that are added up between two pauses: some twenty milliseconds. */
const STEP = 50;

/**
 * The sums of the commitments of a list, in steps: gives the number of items that are done, so that whoever has to draw and to react
 * meanwhile can pause. Throws `malformed` for a commitment that is none.
 */
export function* addingUp(items: readonly Item[]): Generator<number, CommitmentSums> {
  const sums = new Map<string, CommitmentSum>();
  for (const [i, [, committed, currency]] of items.entries()) {
    if (i % STEP === 0) yield i;
    if (committed === null || currency === null) continue;
    const sum = sums.get(currency) ?? new CommitmentSum();
    sums.set(currency, sum);
    sum.add(committed);
  }
  return sums;
}

/** The same without a pause. */
export function commitmentSums(items: readonly Item[]): CommitmentSums {
  const adding = addingUp(items);
  for (;;) {
    const { done, value } = adding.next();
    if (done) return value;
  }
}

/** What is wrong with stated totals in plain English; null when they are those of the items, whose commitments add up to `sums`. */
export function wrongTotals(stated: readonly Total[], sums: CommitmentSums): string | null {
  for (const { currency, count, amount, blind } of stated) {
    const sum = sums.get(currency);
    if (sum?.count !== count) return `${currency}: stated for ${count} items, there are ${sum?.count ?? 0}`;
    const opening = { amount: readSum(amount, currency), blind: readBlind(blind, currency) };
    if (!sum.opensTo(opening)) return `${currency}: the items do not add up to ${amount}`;
  }
  const missing = [...sums.keys()].filter((currency) => !stated.some((one) => one.currency === currency));
  return missing.length === 0 ? null : `no total for ${missing.join(', ')}`;
}
