/**
 * Orders of the record list by facts that have no column of their own. The whole order is made once, and kept for as long
 * as nothing is written: pages are cut out of it.
 */
import type { Db } from '../system/database.ts';
import type { RowFacts, SortKey } from './query.ts';
import { type FactColumns, listedFacts } from './rows.ts';
import { sortKey } from './search.ts';

/** Facts that a list can be sorted by without an index. */
export type FactSort = Extract<SortKey, 'parties' | 'date' | 'money'>;

const KEYS: Readonly<Record<FactSort, (facts: RowFacts) => string>> = {
  parties: ({ parties }) => sortKey(parties?.join(' ') ?? null),
  date: ({ date }) => date ?? '',
  money: ({ money }) => (money === null ? '' : `${money.currency} ${amountKey(money.amount)}`),
};

/** Digits of an amount before and behind its point (`core/records/facts.ts`). */
const [WHOLE, FRACTION] = [15, 6];

/** Sort key of an amount: exact decimals in the order of their values, below zero too. */
export function amountKey(amount: string): string {
  const isNegative = amount.startsWith('-');
  const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
  const digits = whole.padStart(WHOLE, '0') + fraction.padEnd(FRACTION, '0');
  if (!isNegative || /^0*$/.test(digits)) return `1${digits}`;
  return `0${digits.replace(/\d/g, (digit) => String(9 - Number(digit)))}`;
}

export function isFactSort(sort: SortKey): sort is FactSort {
  return Object.hasOwn(KEYS, sort);
}

interface Row extends FactColumns {
  readonly seq: number;
}

export class FactOrders {
  readonly #db: Db;
  readonly #orders = new Map<FactSort, readonly number[]>();
  #of = '';

  constructor(db: Db) {
    this.#db = db;
  }

  /** The numbers of all records in this order, ascending, equal ones by number; records that state nothing come first. */
  all(sort: FactSort): readonly number[] {
    const { generation } = this.#db;
    if (this.#of !== generation) this.#orders.clear();
    this.#of = generation;
    const order = this.#orders.get(sort) ?? this.#make(sort);
    this.#orders.set(sort, order);
    return order;
  }

  #make(sort: FactSort): readonly number[] {
    const sql = `SELECT r.seq, r.id, r.state, r.record_kind, d.facts FROM records r NOT INDEXED
      LEFT JOIN disclosures d ON d.seq = r.seq ORDER BY r.seq`;
    const keyed = this.#db.all<Row>(sql).map((row) => ({ seq: row.seq, key: KEYS[sort](listedFacts(row).facts) }));
    // the sort is stable, so equal ones stay in the order of intake
    return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ seq }) => seq);
  }
}
