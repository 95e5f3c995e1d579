/**
 * The tables that the file of a pool must have, ready to be written: what the guides of the exchanges in Shanghai and Shenzhen ask for
 * as far as records state it, and beginnings of the European templates. The same assets give the same tables.
 */
import type { Language } from '../../words/types.ts';
import { type Asset, daysBetween, decimalOf } from './asset.ts';
import { ANNEX_9, ANNEX_11, annex9Rows, annex11Rows, type EsmaCell, type EsmaField, type EsmaOptions } from './esma.ts';
import { regionName } from './regions.ts';
import { POOL_RULES, type RuleAnswer, ruleAnswers } from './rules.ts';
import { sharesOf, shareText } from './shares.ts';
import {
  amountOf,
  BANDS,
  type Band,
  byCurrency,
  obligorsOf,
  type Priced,
  STRATA,
  type Stratification,
  type StratumBy,
  stratify,
} from './strata.ts';
import { type PoolWords, poolWords } from './words.ts';

/** A table of texts; its name is that of a sheet. */
export interface PoolTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Of the largest obligors that the guides want to see by name. */
const NAMED_OBLIGORS = 20;

/** Every table of a pool as of its cut-off day (`YYYY-MM-DD`), amounts with thousands left out so that programs read them. */
export function poolTables(assets: readonly Asset[], cutOff: string, language: Language): readonly PoolTable[] {
  const words = poolWords(language);
  const { groups, unpriced } = byCurrency(assets);
  const each = [...groups];
  const named = (name: string, currency: string) => (groups.size > 1 ? `${name} ${currency}` : name);
  const strata = each.flatMap(([currency, group]) =>
    STRATA.map((by) => {
      const table = strataTable(stratify(by, currency, group, cutOff), language);
      return { ...table, name: named(table.name, currency) };
    }),
  );
  return [
    { name: words.sheets.summary, columns: words.columns.summary, rows: summaryRows(assets, cutOff, words) },
    currencyTable(each, unpriced, words),
    ...strata,
    ...each.map(([currency, group]) => ({
      ...obligorTable(group, words),
      name: named(words.sheets.obligors, currency),
    })),
    { name: words.sheets.rules, columns: words.columns.rules, rows: ruleRows(ruleAnswers(assets, cutOff), words) },
    assetTable(assets, language),
  ];
}

/** Tables of the European templates; `needed` names the fields that want a value and have none. */
export function esmaTables(
  assets: readonly Asset[],
  options: EsmaOptions,
  language: Language,
): { readonly tables: readonly PoolTable[]; readonly needed: readonly string[] } {
  const words = poolWords(language);
  const annex9 = annex9Rows(assets, options);
  const annex11 = annex11Rows(assets, options);
  const table = (name: string, fields: readonly EsmaField[], rows: readonly (readonly EsmaCell[])[]): PoolTable => ({
    name,
    columns: fields.map(({ code }) => code),
    rows: [fields.map((one) => one.name), ...rows.map((row) => row.map(({ value }) => value))],
  });
  const missing = (fields: readonly EsmaField[], rows: readonly (readonly EsmaCell[])[]) =>
    fields.filter((_, i) => rows.some((row) => row[i]?.needed === true)).map(({ code }) => code);
  return {
    tables: [table(words.sheets.annex9, ANNEX_9, annex9), table(words.sheets.annex11, ANNEX_11, annex11)],
    needed: [...missing(ANNEX_9, annex9), ...missing(ANNEX_11, annex11)],
  };
}

/** A distribution as rows, with their sum last. */
export function strataTable(found: Stratification, language: Language): PoolTable {
  const words = poolWords(language);
  const rows = found.rows.map(({ band, count, countShare, amount, amountShare }) => [
    bandText(band, found.by, language),
    String(count),
    shareText(countShare),
    decimalOf(amount),
    shareText(amountShare),
  ]);
  const whole = (share: bigint | null | undefined) => (share == null ? '' : '100.00');
  const total = [
    words.total,
    String(found.count),
    whole(found.rows[0]?.countShare),
    decimalOf(found.amount),
    whole(found.rows[0]?.amountShare),
  ];
  return { name: words.sheets[found.by], columns: words.columns.strata, rows: [...rows, total] };
}

const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** What a band is called. */
export function bandText(band: Band, by: StratumBy, language: Language): string {
  const { bands, unknown } = poolWords(language);
  switch (band.is) {
    case 'unknown':
      return unknown;
    case 'region':
      return regionName(band.region, language);
    case 'rank':
      return bands.ranks(band.from, band.to);
    case 'range':
      return by === 'amount'
        ? bands.money(band.over === null ? null : grouped(band.over), band.upTo === null ? null : grouped(band.upTo))
        : daysText(band.over, band.upTo, by, bands);
  }
}

/** Days before a cut-off are an age, days after it a term; those below zero are late, or of a date that is yet to come. */
function daysText(over: number | null, upTo: number | null, by: StratumBy, bands: PoolWords['bands']): string {
  if (upTo === null) return bands.days(String(over ?? 0), null);
  if (upTo >= 0) return bands.days(String((over ?? -1) + 1), String(upTo));
  if (by === 'age') return bands.after;
  return over === null ? bands.overdue(String(-upTo - 1), null) : bands.overdue(String(-upTo), String(-over - 1));
}

function currencyTable(
  groups: readonly (readonly [string, readonly Priced[]])[],
  unpriced: number,
  words: PoolWords,
): PoolTable {
  const counts = [...groups.map(([, group]) => group.length), ...(unpriced > 0 ? [unpriced] : [])];
  const shares = sharesOf(counts.map(BigInt)).map(shareText);
  const [, assets = '', share = '', amount = ''] = words.columns.strata;
  const rows = groups.map(([currency, group], i) => [
    currency,
    String(group.length),
    shares[i] ?? '',
    decimalOf(amountOf(group)),
  ]);
  const rest = unpriced > 0 ? [[words.unknown, String(unpriced), shares.at(-1) ?? '', '']] : [];
  return {
    name: words.sheets.currency,
    columns: [words.columns.assets[7] ?? '', assets, share, amount],
    rows: [...rows, ...rest],
  };
}

function obligorTable(assets: readonly Priced[], words: PoolWords): Omit<PoolTable, 'name'> {
  const all = obligorsOf(assets);
  const unnamed = assets.filter(({ obligor }) => obligor === null);
  const parts = [...all.map(({ amount }) => amount), amountOf(unnamed)];
  const shares = sharesOf(parts);
  let together = 0n;
  const rows = all.slice(0, NAMED_OBLIGORS).map(({ name, key, count, amount }, i) => {
    together += shares[i] ?? 0n;
    const share = shares[i] ?? null;
    return [
      String(i + 1),
      name ?? key.slice(key.indexOf(':') + 1),
      String(count),
      decimalOf(amount),
      shareText(share),
      share === null ? '' : shareText(together),
    ];
  });
  return { columns: words.columns.obligors, rows };
}

function ruleRows(answers: readonly RuleAnswer[], words: PoolWords): readonly (readonly string[])[] {
  return answers.map(({ code, currency, state, share, found, unknown }) => [
    words.rules[code].asks,
    currency ?? '',
    words.states[state],
    words.rules[code].found({
      least: shareText(share?.least ?? null),
      most: shareText(share?.most ?? null),
      found,
      unknown,
    }),
    POOL_RULES.rules[code].source,
  ]);
}

function assetTable(assets: readonly Asset[], language: Language): PoolTable {
  const words = poolWords(language);
  const nameOf = (party: Asset['obligor']) => party?.name ?? party?.key.slice(party.key.indexOf(':') + 1) ?? '';
  return {
    name: words.sheets.assets,
    columns: words.columns.assets,
    rows: assets.map(({ record, number, obligor, creditor, date, due, amount, currency, region }) => [
      record,
      number ?? '',
      nameOf(obligor),
      nameOf(creditor),
      date ?? '',
      due ?? '',
      amount === null ? '' : decimalOf(amount),
      currency ?? '',
      region === null ? '' : regionName(region, language),
    ]),
  };
}

function summaryRows(assets: readonly Asset[], cutOff: string, words: PoolWords): readonly (readonly string[])[] {
  const { groups, unpriced } = byCurrency(assets);
  const { summary } = words;
  return [
    [summary.cutOff, cutOff, summary.versions(BANDS.v, POOL_RULES.v)],
    [summary.count, String(assets.length), ''],
    ...(unpriced > 0 ? [[summary.unpriced, String(unpriced), '']] : []),
    ...[...groups].flatMap(([currency, group]) => summaryOf(currency, group, cutOff, words)),
    [summary.rate, '', summary.notInRecords],
    [summary.rating, '', summary.notInRecords],
  ];
}

function summaryOf(
  currency: string,
  assets: readonly Priced[],
  cutOff: string,
  { summary }: PoolWords,
): readonly (readonly string[])[] {
  const whole = amountOf(assets);
  const obligors = obligorsOf(assets);
  // `Math.max` takes no bigints
  const [largest = 0n] = assets.map(({ amount }) => amount).sort((a, b) => (a < b ? 1 : -1));
  const top = (n: number) => {
    const part = obligors.slice(0, n).reduce((sum, { amount }) => sum + amount, 0n);
    return shareText(sharesOf([part, whole - part])[0] ?? null);
  };
  return [
    [summary.amount(currency), decimalOf(whole), ''],
    [summary.average(currency), decimalOf(roundedCents(whole, BigInt(assets.length))), ''],
    [summary.largest(currency), decimalOf(largest), ''],
    [summary.term(currency), averageTerm(assets, cutOff), summary.termNote],
    [summary.obligors(currency), String(obligors.length), ''],
    ...BANDS.obligor.map((n) => [summary.top(n, currency), top(n), '']),
  ];
}

const CENT = 10_000n;

/** A quotient in millionths, rounded half up to hundredths. */
function roundedCents(sum: bigint, by: bigint): bigint {
  return ((2n * sum + by * CENT) / (2n * by * CENT)) * CENT;
}

/** Days to due weighted by amount, two digits behind the point; empty where no asset says when it is due. */
function averageTerm(assets: readonly Priced[], cutOff: string): string {
  const dated = assets.flatMap(({ due, amount }) => (due === null ? [] : [{ due, amount }]));
  const whole = dated.reduce((sum, { amount }) => sum + amount, 0n);
  if (whole <= 0n) return '';
  const days = (due: string) => BigInt(Math.max(0, daysBetween(cutOff, due)));
  const weighted = dated.reduce((sum, { due, amount }) => sum + days(due) * amount, 0n);
  return shareText((200n * weighted + whole) / (2n * whole));
}
