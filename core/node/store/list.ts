/**
 * Lists of records that stay quick with 100,000 of them: every order has an index that is walked only as far as the page
 * needs (the keys are made by list-keys.ts), and totals are counted once for as long as nothing is written.
 */
import { NotaryError } from '../../errors.ts';
import { RECORD_STATES, type RecordState } from '../../ports.ts';
import { isDate } from '../../records/facts.ts';
import type { RecordKind } from '../../records/index.ts';
import type { Db, SqlValue } from '../system/database.ts';
import type { RecordQuery, SortKey, StoredPage, StoredRow, WaitingSummary } from './query.ts';
import { checkedFacts, LISTED_COLUMNS, type ListedColumns } from './rows.ts';
import { searchQuery } from './search.ts';
import type { SearchIndex } from './search-index.ts';

const ORDERS: Readonly<Record<SortKey, { readonly column: string; readonly index: string | null }>> = {
  seq: { column: 'seq', index: null },
  time: { column: 'time', index: 'records_by_time' },
  fileName: { column: 'file_name_key', index: 'records_by_file_name' },
  title: { column: 'title_key', index: 'records_by_title' },
  number: { column: 'number_key', index: 'records_by_number' },
  state: { column: 'state_rank', index: 'records_by_state' },
  size: { column: 'size', index: 'records_by_size' },
  parties: { column: 'parties_key', index: 'records_by_parties' },
  date: { column: 'date_key', index: 'records_by_date' },
  money: { column: 'money_key', index: 'records_by_money' },
};

const MAX_ROWS = 500;
/** Up to this many hits of a search are sorted; of more, the order's index is walked instead. */
const FEW_HITS = 5000;
const CACHED_TOTALS = 64;

interface Filter {
  /** Conditions over `records`, joined by AND. */
  readonly where: string;
  readonly values: readonly SqlValue[];
  /** FTS5 expression and, as a JSON list, the matching records that are not in the index; or null. */
  readonly match: readonly [expression: string, unindexed: string] | null;
}

/** SQL for the numbers that a search finds; its parameters are those of `Filter.match`. */
const HITS = `SELECT rowid AS seq FROM search WHERE search MATCH ? UNION ALL SELECT value FROM json_each(?)`;

/** Pages of records; see the head of this file. */
export class RecordList {
  readonly #db: Db;
  readonly #index: SearchIndex;
  readonly #kinds: readonly RecordKind[] | undefined;
  readonly #totals = new Map<string, number>();
  #totalsOf = '';

  constructor(db: Db, index: SearchIndex, kinds?: readonly RecordKind[]) {
    this.#db = db;
    this.#kinds = kinds;
    this.#index = index;
  }

  query(query: RecordQuery): StoredPage {
    const { limit, offset } = query;
    if (!Number.isSafeInteger(offset) || offset < 0 || !Number.isSafeInteger(limit) || limit < 0 || limit > MAX_ROWS)
      throw new NotaryError('bad-input', `a page has at most ${MAX_ROWS} rows`);
    const expression = searchQuery(query.search);
    const match = expression === null ? null : ([expression, JSON.stringify(this.#index.prepare(expression))] as const);
    const filter = { ...filterOf(query), match };
    return this.#db.read(() => {
      const total = this.#total(filter);
      return { total, rows: offset < total ? this.#rows(this.#page(filter, query)) : [] };
    });
  }

  #total(filter: Filter): number {
    const { generation } = this.#db;
    if (this.#totalsOf !== generation || this.#totals.size > CACHED_TOTALS) this.#totals.clear();
    this.#totalsOf = generation;
    const key = JSON.stringify([filter.where, filter.values, filter.match]);
    const total = this.#totals.get(key) ?? this.#count(filter);
    this.#totals.set(key, total);
    return total;
  }

  #count({ where, values, match }: Filter): number {
    const count = (sql: string, ...all: SqlValue[]) => this.#db.get<{ n: number }>(sql, ...all)?.n ?? 0;
    if (match === null) return count(`SELECT count(*) AS n FROM records WHERE ${where}`, ...values);
    if (values.length === 0) return count(`SELECT count(*) AS n FROM (${HITS})`, ...match);
    const sql = `SELECT count(*) AS n FROM (${HITS}) hit CROSS JOIN records r ON r.seq = hit.seq WHERE ${where}`;
    return count(sql, ...match, ...values);
  }

  /** The numbers of the records on the page. */
  #page(filter: Filter, { sort, descending, limit, offset }: RecordQuery): number[] {
    const { column, index } = ORDERS[sort];
    const direction = descending ? 'DESC' : 'ASC';
    const order = `ORDER BY r.${column} ${direction}, r.seq ${direction} LIMIT ? OFFSET ?`;
    const { where, values, match } = filter;
    const seqs = (sql: string, ...all: SqlValue[]) => this.#db.all<{ seq: number }>(sql, ...all).map((row) => row.seq);
    const walk = `FROM records r ${index === null ? 'NOT INDEXED' : `INDEXED BY ${index}`} WHERE ${where}`;
    if (match === null) return seqs(`SELECT r.seq ${walk} ${order}`, ...values, limit, offset);
    if (this.#total({ where: 'TRUE', values: [], match }) > FEW_HITS)
      return seqs(`SELECT r.seq ${walk} AND +r.seq IN (${HITS}) ${order}`, ...values, ...match, limit, offset);
    const hits = `FROM (${HITS}) hit CROSS JOIN records r ON r.seq = hit.seq WHERE ${where}`;
    return seqs(`SELECT r.seq ${hits} ${order}`, ...match, ...values, limit, offset);
  }

  #rows(seqs: readonly number[]): StoredRow[] {
    const sql = `SELECT ${LISTED_COLUMNS} FROM json_each(?) page JOIN records r ON r.seq = page.value
      LEFT JOIN disclosures d ON d.seq = r.seq ORDER BY page.key`;
    return this.#db.all<ListedColumns>(sql, JSON.stringify(seqs)).map((row) => recordRow(row, this.#kinds));
  }

  /** How many records there are in each state. */
  counts(): Readonly<Record<RecordState, number>> {
    const sql = 'SELECT state_rank AS rank, count(*) AS n FROM records GROUP BY state_rank';
    const found = new Map(this.#db.all<{ rank: number; n: number }>(sql).map((row) => [row.rank, row.n]));
    return Object.fromEntries(RECORD_STATES.map((state, rank) => [state, found.get(rank) ?? 0])) as Record<
      RecordState,
      number
    >;
  }

  waitingSummary(onlyConfirmed: boolean): WaitingSummary {
    const sql = `SELECT count(*) AS count, max(edited_at) AS lastEdit FROM records INDEXED BY records_waiting
      WHERE state = 'recorded' AND confirmed >= ? AND (confirmed = 1 OR held = 0)`;
    return this.#db.get<WaitingSummary>(sql, Number(onlyConfirmed)) ?? { count: 0, lastEdit: null };
  }

  heldBack(): string[] {
    const sql = `SELECT id FROM records INDEXED BY records_waiting
      WHERE state = 'recorded' AND confirmed = 0 AND held = 1 ORDER BY seq`;
    return this.#db.all<{ id: string }>(sql).map(({ id }) => id);
  }
}

/** A record as lists show it. */
export function recordRow(row: ListedColumns, kinds?: readonly RecordKind[]): StoredRow {
  const { id, seq, state, time } = row;
  return {
    id,
    seq,
    state,
    confirmed: row.confirmed === 1,
    held: row.held === 1,
    kind: row.record_kind,
    time,
    size: row.sha256 === null ? null : row.size,
    sha256: row.sha256 ?? '',
    ...checkedFacts(row, kinds),
    supersedes: row.supersedes,
    superseded: row.superseded === 1,
    certified: row.certified === 1,
    provisional: row.provisional === 1,
    proofSize: row.proof_size,
  };
}

function filterOf(query: RecordQuery): Omit<Filter, 'match'> {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  const add = (part: string, ...more: SqlValue[]) => {
    parts.push(part);
    values.push(...more);
  };
  const ranks = [...new Set(query.states.map((state) => RECORD_STATES.indexOf(state)))];
  if (ranks.length > 0 && ranks.length < RECORD_STATES.length)
    add(`state_rank IN (${ranks.map(() => '?').join(', ')})`, ...ranks);
  if (query.kind !== null) add('kind = ?', query.kind);
  if (query.from !== null) add('time >= ?', startOfDay(query.from, 0));
  if (query.to !== null) add('time < ?', startOfDay(query.to, 1));
  if (query.ids) add('id IN (SELECT value FROM json_each(?))', JSON.stringify(query.ids));
  return { where: parts.join(' AND ') || 'TRUE', values };
}

/** The instant at which a day, or the one `later` days after it, begins in the machine's time zone. */
function startOfDay(day: string, later: number): string {
  if (!isDate(day)) throw new NotaryError('bad-input', `${day} is not a day`);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, date + later).toISOString();
}
