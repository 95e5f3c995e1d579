/**
 * Fields of the templates for securitisations in the European Union, as far as facts of records fill them: annex IX (exposures of no
 * other class, to which trade receivables belong outside ABCP) by asset, and annex XI (asset-backed commercial paper) by kind of
 * asset. Delegated Regulation (EU) 2020/1224, Implementing Regulation (EU) 2020/1225. The files are a beginning for whoever
 * reports, not a report: fields that are not named here are not in them.
 */
import { NotaryError } from '../../errors.ts';
import { isDate } from '../../records/facts.ts';
import { type Asset, decimalOf } from './asset.ts';
import { countryOf } from './regions.ts';
import { amountOf, byCurrency, type Priced } from './strata.ts';

/**
 * Why a field has no data, by its meaning (Delegated Regulation (EU) 2020/1224, article 9): only whoever reports knows. `ND1` not collected
 * since it was not needed to decide; `ND2` collected, and not loaded into the reporting system; `ND3` in a system apart; `ND4` only
 * from a day on; `ND5` not applicable.
 */
export const NO_DATA = {
  notCollected: 'ND1',
  notLoaded: 'ND2',
  elsewhere: 'ND3',
  later: 'ND4',
  notApplicable: 'ND5',
} as const;
/** Name of a reason. */
export type NoDataReason = keyof typeof NO_DATA;

/** `ND1` … `ND5`; `ND4` with the day from which there will be data. */
export function noDataCode(reason: NoDataReason, from?: string): string {
  if (reason !== 'later') return NO_DATA[reason];
  if (from === undefined || !isDate(from))
    throw new NotaryError('bad-input', 'data that will come later needs the day from which it is there', {
      reason: 'not-a-date',
    });
  return `${NO_DATA.later}-${from}`;
}

/** What whoever reports says beside the facts. */
export interface EsmaOptions {
  /** `YYYY-MM-DD`. */
  readonly cutOff: string;
  /** Identifier of the securitisation (annex IX), or of programme and transaction (annex XI); empty where not known yet. */
  readonly programme: string;
  readonly transaction: string;
  /** The day on which the pool took its assets over; null where the desk does not know it. */
  readonly added: string | null;
  /** An identifier of an obligor that is none of its own outside: the same for the same key, and not to be turned back. */
  readonly pseudonym: (key: string) => string;
  /** The code for what records do not say, from `noDataCode`. */
  readonly noData: string;
}

/** A cell: its value, and whether a value is needed that is not there, and no code may stand for it. */
export interface EsmaCell {
  readonly value: string;
  readonly needed: boolean;
}

/** A field of a template. */
export interface EsmaField {
  readonly code: string;
  /** As the regulation calls it. */
  readonly name: string;
  /** Whether ND1 to ND4, and ND5, may stand in it. */
  readonly nd: boolean;
  readonly nd5: boolean;
}

const field = (code: string, name: string, nd: boolean, nd5: boolean): EsmaField => ({ code, name, nd, nd5 });

/** Annex IX, one row for each asset. */
export const ANNEX_9: readonly EsmaField[] = [
  field('ESTL1', 'Unique Identifier', false, false),
  field('ESTL2', 'Original Underlying Exposure Identifier', false, false),
  field('ESTL3', 'New Underlying Exposure Identifier', false, false),
  field('ESTL4', 'Original Obligor Identifier', false, false),
  field('ESTL5', 'New Obligor Identifier', false, false),
  field('ESTL6', 'Data Cut-Off Date', false, false),
  field('ESTL7', 'Pool Addition Date', false, true),
  field('ESTL8', 'Date Of Repurchase', false, true),
];

/** Annex XI, one row for each currency of the pool. */
export const ANNEX_11: readonly EsmaField[] = [
  field('IVAL1', 'Unique Identifier - ABCP Programme', false, false),
  field('IVAL2', 'Unique Identifier - ABCP Transaction', false, false),
  field('IVAL3', 'Original Underlying Exposure Identifier', false, false),
  field('IVAL4', 'New Underlying Exposure Identifier', false, false),
  field('IVAL5', 'Underlying Exposure Type', false, false),
  field('IVAL6', 'Data Cut-Off Date', false, false),
  field('IVAL7', 'Geographic Region - Largest Exposure Concentration 1', true, true),
  field('IVAL8', 'Geographic Region - Largest Exposure Concentration 2', true, true),
  field('IVAL11', 'Current Principal Balance', true, true),
  field('IVAL25', 'Financed Amount', true, true),
];

/** A value, or the code for its absence where that may stand there. */
function cellOf({ nd, nd5 }: EsmaField, value: string | null, code: string): EsmaCell {
  if (value !== null && value !== '') return { value, needed: false };
  const isAllowed = code === NO_DATA.notApplicable ? nd5 : nd;
  return isAllowed ? { value: code, needed: false } : { value: '', needed: true };
}

/** Rows of annex IX, in the order of the assets. */
export function annex9Rows(assets: readonly Asset[], options: EsmaOptions): readonly (readonly EsmaCell[])[] {
  return assets.map(({ record, obligor }) => {
    const who = obligor === null ? null : options.pseudonym(obligor.key);
    const values = [options.programme, record, record, who, who, options.cutOff, options.added, null];
    // nothing says that an asset was bought back
    return ANNEX_9.map((one, i) => cellOf(one, values[i] ?? null, i === 7 ? NO_DATA.notApplicable : options.noData));
  });
}

/** `CNZZZ`: a country without regions of NUTS. Of one with regions the record does not say which. */
function nutsOf(region: string | null): string | null {
  const country = region === null ? null : countryOf(region);
  return country === null || NUTS_COUNTRIES.includes(country) ? null : `${country}ZZZ`;
}

const NUTS_COUNTRIES =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK CH NO GB'.split(' ');

/** The two countries with most of the amount. */
function largestRegions(assets: readonly Priced[]): readonly (string | null)[] {
  const sums = new Map<string | null, bigint>();
  for (const { region, amount } of assets) {
    const country = region === null ? null : countryOf(region);
    sums.set(country, (sums.get(country) ?? 0n) + amount);
  }
  const order = [...sums].sort(([, a], [, b]) => (a === b ? 0 : a < b ? 1 : -1)).map(([country]) => country);
  return [order[0] ?? null, order[1] ?? null];
}

/** Rows of annex XI: trade receivables (`TREC`), one for each currency. */
export function annex11Rows(assets: readonly Asset[], options: EsmaOptions): readonly (readonly EsmaCell[])[] {
  return [...byCurrency(assets).groups].map(([currency, group]) => {
    const [first = null, second = null] = largestRegions(group).map(nutsOf);
    const type = `TREC-${currency}`;
    const balance = `${decimalOf(amountOf(group))} ${currency}`;
    const { programme, transaction, cutOff, noData } = options;
    const values = [programme, transaction, type, type, 'TREC', cutOff, first, second, balance, null];
    return ANNEX_11.map((one, i) => cellOf(one, values[i] ?? null, noData));
  });
}
