/**
 * Finds the record of each row of a pool tape. Nothing is guessed: a row that names no record, or more than one, or one that states
 * something else, is named with the reason, and taken only once that is settled.
 */
import { millionths } from '../../documents/reading/values.ts';
import { NotaryError } from '../../errors.ts';
import type { RecordState } from '../../ports.ts';
import { typedMoney } from '../../records/typed-facts.ts';
import { decimalOf } from '../tables/asset.ts';
import { FINDING, TAPE_LIMITS, type TapeColumn } from './columns.ts';

/** Why the text of a cell cannot be used. */
export interface CellProblem {
  readonly column: TapeColumn;
  /** A reason of tables (core/node/table/cells.ts), or `too-long`. */
  readonly problem: string;
}

/** A row as read: what its columns say, without those that say nothing. */
export interface TapeRow {
  /** Row number in the file, from 1. */
  readonly row: number;
  readonly cells: Readonly<Partial<Record<TapeColumn, string>>>;
  readonly problem?: CellProblem;
}

/** A record that a row may mean. */
export interface TapeRecord {
  readonly record: string;
  readonly state: RecordState;
  /** Whether another record replaces it. */
  readonly replaced: boolean;
  readonly digest: string | null;
  readonly number: string | null;
  readonly code: string | null;
  /** Name and id of the seller. */
  readonly sellers: readonly string[];
  readonly certificates: readonly string[];
  /** Millionths. */
  readonly amount: bigint | null;
  readonly currency: string | null;
}

/** Why a row is not taken. */
export const TAPE_TROUBLES = [
  'cell', // a cell cannot be used as it is
  'no-key', // nothing by which a record is found
  'not-found',
  'several', // records have it, and nothing tells them apart
  'contradicts', // its columns name different records
  'withdrawn',
  'erased',
  'not-sealed', // still waits
  'replaced', // by a newer version
  'no-amount', // the record states none
  'other-amount',
  'other-currency',
  'twice', // another row names the same record
] as const;
/** One of them. */
export type TapeTroubleCode = (typeof TAPE_TROUBLES)[number];

/** A row that is not taken, and why. */
export interface TapeTrouble {
  readonly row: number;
  readonly why: TapeTroubleCode;
  /** The column that it is about, where it is about one. */
  readonly column: TapeColumn | null;
  /** What stands in the row. */
  readonly value: string;
  /** What stands in the record, or names the others. */
  readonly other: string;
}

/** The answer: rows in their order, each with its record or its trouble. */
export interface TapeMatch {
  readonly found: readonly { readonly row: number; readonly record: string }[];
  readonly troubles: readonly TapeTrouble[];
}

/** Compatibility forms made usual, capitals, no spaces, nothing that draws nothing. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '');
/** Letters and digits alone, without zeros before the digits of a number. */
const loosely = (text: string) =>
  plain(text)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');

type Index = ReadonlyMap<string, readonly TapeRecord[]>;

function indexOf(records: Iterable<TapeRecord>, keys: (record: TapeRecord) => readonly string[]): Index {
  const index = new Map<string, TapeRecord[]>();
  for (const record of records)
    for (const key of keys(record)) {
      const same = index.get(key);
      if (same) same.push(record);
      else index.set(key, [record]);
    }
  return index;
}

const one = (text: string | null, fold: (text: string) => string) => (text === null ? [] : [fold(text)]);
const KEYS: Readonly<
  Record<'record' | 'digest' | 'certificate' | 'number', (record: TapeRecord) => readonly string[]>
> = {
  record: ({ record }) => [plain(record)],
  digest: ({ digest }) => one(digest, plain),
  certificate: ({ certificates }) => certificates.map(loosely),
  number: ({ number }) => one(number, plain),
};
const foldOf = (column: TapeColumn) => (column === 'certificate' ? loosely : plain);

/** Matches rows to the records of a desk. */
export function matchTape(rows: readonly TapeRow[], records: readonly TapeRecord[]): TapeMatch {
  const indexes = new Map(Object.entries(KEYS).map(([column, keys]) => [column, indexOf(records, keys)]));
  const near = indexOf(records, ({ number }) => one(number, loosely));
  const found: { row: number; record: string }[] = [];
  const troubles: TapeTrouble[] = [];
  for (const row of rows) {
    const answer = meant(row, indexes, near);
    if ('why' in answer) troubles.push(answer);
    else found.push({ row: row.row, record: answer.record });
  }
  return withoutTwice(found, troubles);
}

/** Of rows that name the same record none is taken. */
function withoutTwice(found: TapeMatch['found'], troubles: readonly TapeTrouble[]): TapeMatch {
  const rows = new Map<string, number[]>();
  for (const { row, record } of found) rows.set(record, [...(rows.get(record) ?? []), row]);
  const isOnce = ({ record }: { readonly record: string }) => rows.get(record)?.length === 1;
  const twice = found
    .filter((one) => !isOnce(one))
    .map(({ row, record }): TapeTrouble => {
      const others = (rows.get(record) ?? []).filter((other) => other !== row).slice(0, NAMED);
      return { row, why: 'twice', column: null, value: record, other: others.join(', ') };
    });
  return {
    found: found.filter(isOnce),
    troubles: [...troubles, ...twice].sort((a, b) => a.row - b.row),
  };
}

/** Records or rows that are named for one trouble. */
const NAMED = 5;
const namesOf = (records: readonly TapeRecord[]) =>
  records
    .slice(0, NAMED)
    .map(({ record }) => record)
    .join(', ');

/** The record that a row means, or why there is none. */
function meant(row: TapeRow, indexes: ReadonlyMap<string, Index>, near: Index): TapeRecord | TapeTrouble {
  const { cells } = row;
  const trouble = (why: TapeTroubleCode, column: TapeColumn | null = null, other = ''): TapeTrouble => {
    return { row: row.row, why, column, value: column === null ? '' : (cells[column] ?? ''), other };
  };
  if (row.problem) return trouble('cell', row.problem.column, row.problem.problem);
  const stated = FINDING.filter((column) => cells[column] !== undefined);
  if (stated.length === 0) return trouble('no-key');
  let possible: readonly TapeRecord[] | null = null;
  for (const column of stated) {
    const named = indexes.get(column)?.get(foldOf(column)(cells[column] ?? '')) ?? [];
    if (named.length === 0) {
      const like = column === 'number' ? (near.get(loosely(cells.number ?? '')) ?? []) : [];
      return trouble('not-found', column, like[0]?.number ?? '');
    }
    possible = possible === null ? named : possible.filter((record) => named.includes(record));
  }
  const told = (possible ?? []).filter((record) => isToldApart(record, cells));
  if (told.length === 0) return trouble('contradicts', stated[0] ?? null);
  return judged(told, row, trouble);
}

/** Whether a record has the code and the seller that a row names. */
function isToldApart({ code, sellers }: TapeRecord, cells: TapeRow['cells']): boolean {
  const isCode = cells.code === undefined || (code !== null && plain(code) === plain(cells.code));
  const seller = cells.seller === undefined ? null : plain(cells.seller);
  return isCode && (seller === null || sellers.some((one) => plain(one) === seller));
}

type Tell = (why: TapeTroubleCode, column?: TapeColumn | null, other?: string) => TapeTrouble;

/** Of records that a row names the one that counts, if it may be taken. */
function judged(named: readonly TapeRecord[], row: TapeRow, trouble: Tell): TapeRecord | TapeTrouble {
  const live = named.filter(({ state }) => state !== 'withdrawn' && state !== 'erased');
  if (live.length === 0) return trouble(named[0]?.state === 'erased' ? 'erased' : 'withdrawn', null, namesOf(named));
  const newest = live.filter(({ replaced }) => !replaced);
  const [record, ...others] = newest;
  if (record === undefined) return trouble('replaced', null, namesOf(live));
  if (others.length > 0) return trouble('several', null, namesOf(newest));
  if (record.state === 'recorded') return trouble('not-sealed', null, record.record);
  return otherMoney(record, row, trouble) ?? record;
}

/** Whether the amount of a row is another one than the record states; null where it is the same, or the row has none. */
function otherMoney(record: TapeRecord, { cells }: TapeRow, trouble: Tell): TapeTrouble | null {
  if (cells.amount === undefined && cells.currency === undefined) return null;
  if (record.amount === null || record.currency === null) return trouble('no-amount', 'amount', record.record);
  // a currency alone is compared alone
  const amount = cells.amount ?? '0';
  try {
    const money = typedMoney(amount, cells.currency ?? '', {
      usual: cells.currency === undefined ? record.currency : null,
    });
    if (money?.currency !== record.currency) return trouble('other-currency', 'currency', record.currency);
    if (cells.amount === undefined || millionths(money.amount) === record.amount) return null;
    return trouble('other-amount', 'amount', decimalOf(record.amount));
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return trouble('cell', 'amount', String(error.details.reason ?? 'not-an-amount'));
  }
}

/** A row of cells under the meanings of their columns. Cells longer than the bound cannot be used. */
export function tapeRow(
  row: number,
  cells: readonly (string | { readonly trouble: string })[],
  columns: readonly (TapeColumn | null)[],
): TapeRow {
  const said: Partial<Record<TapeColumn, string>> = {};
  let problem: CellProblem | undefined;
  columns.forEach((column, i) => {
    const cell = cells[i] ?? '';
    if (column === null) return;
    if (typeof cell !== 'string') problem ??= { column, problem: cell.trouble };
    else if (cell.length > TAPE_LIMITS.cell) problem ??= { column, problem: 'too-long' };
    else if (cell.trim() !== '') said[column] = cell.trim();
  });
  return { row, cells: said, ...(problem ? { problem } : {}) };
}
