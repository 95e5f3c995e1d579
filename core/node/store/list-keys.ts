/**
 * The columns that lists are filtered and sorted by, and that an invoice is found by, made from a record's facts: at intake, at
 * an edit, and by the migration that adds them. Each has an index, so that a page costs what its rows cost, however many records there are.
 */
import { invoiceIdentity } from '../../documents/reading/identity.ts';
import type { Json } from '../../formats/canonical.ts';
import { readOrNull } from '../../formats/decoder.ts';
import { factDecoders, type Money } from '../../records/facts.ts';
import { creditedIdentity } from '../../records/invoice-identity.ts';
import { type Disclosure, factsIn } from '../../records/record.ts';
import { unlessDamaged } from './damage.ts';
import { disclosuresOf } from './rows.ts';
import { sortKey } from './search.ts';

/** Columns of `records`, in the order of `listKeys`. */
export const LIST_KEYS = `kind, file_name_key, title_key, number_key, parties_key, date_key, money_key,
  invoice_key, loose_invoice_key, credited_key`;

type ListKeys = [
  kind: string | null,
  ...sortKeys: [string, string, string, string, string, string],
  ...invoice: [strict: string | null, loose: string | null, credited: string | null],
];

/** The values of `LIST_KEYS`. */
export function listKeys(disclosures: readonly Disclosure[]): ListKeys {
  const text = (name: 'kind' | 'fileName' | 'title' | 'number') => stated(disclosures, name) as string | null;
  return [
    text('kind'),
    sortKey(text('fileName')),
    sortKey(text('title')),
    sortKey(text('number')),
    factKey('parties', disclosures),
    factKey('date', disclosures),
    factKey('money', disclosures),
    ...invoiceColumns(disclosures),
  ];
}

/** What an invoice is found by; only invoices name a scheme. */
function invoiceColumns(disclosures: readonly Disclosure[]): [string | null, string | null, string | null] {
  if (stated(disclosures, 'scheme') === null) return [null, null, null];
  const facts = factsIn(disclosures);
  const { strict, loose } = invoiceIdentity(facts);
  return [strict, loose, creditedIdentity(facts)?.strict ?? null];
}

/** Facts whose sort key is more than the key of a text. */
export type FactSort = 'parties' | 'date' | 'money';

/** Sort keys of values as they are stored; empty for what is not stated, or damaged: it comes first. */
const KEYS: Readonly<Record<FactSort, (value: Json) => string>> = {
  parties: (value: Json) => sortKey(readOrNull(factDecoders.parties, value)?.join(' ') ?? null),
  date: (value: Json) => readOrNull(factDecoders.date, value) ?? '',
  money: (value: Json) => moneyKey(readOrNull(factDecoders.money, value)),
};

function factKey(name: FactSort, disclosures: readonly Disclosure[]): string {
  return KEYS[name](stated(disclosures, name));
}

const stated = (disclosures: readonly Disclosure[], name: string): Json =>
  disclosures.find(([, one]) => one === name)?.[2] ?? null;

/** The SQL function `fact_key(name, facts)` of migrations: `facts` as the table of disclosures has them. */
export function storedFactKey(name: FactSort, facts: string): string {
  return factKey(name, unlessDamaged(() => disclosuresOf({ id: '', state: 'recorded', facts })) ?? []);
}

/** Digits of an amount before and behind its point (`core/records/facts.ts`). */
const [WHOLE, FRACTION] = [15, 6];

/** Currency by currency, exact decimals in the order of their values, below zero too. */
function moneyKey(money: Money | null): string {
  if (money === null) return '';
  const isNegative = money.amount.startsWith('-');
  const [whole = '', fraction = ''] = money.amount.replace('-', '').split('.');
  const digits = whole.padStart(WHOLE, '0') + fraction.padEnd(FRACTION, '0');
  if (!isNegative || /^0*$/.test(digits)) return `${money.currency} 1${digits}`;
  return `${money.currency} 0${digits.replace(/\d/g, (digit) => String(9 - Number(digit)))}`;
}
