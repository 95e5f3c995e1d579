/**
 * Facts from a table that people keep: a CSV or XLSX file with one row for each document, found by its file name.
 * A cell that cannot be used is an error of its own and never loses the others.
 */
import { NotaryError } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import type { FactEdits } from '../../ports.ts';
import { cleanFileName, type Money } from '../../records/facts.ts';
import { typedProfile } from '../../records/placing.ts';
import {
  type CurrencyContext,
  FACT_FORMS,
  TYPED_FACTS,
  type TypedFact,
  typedFact,
  typedMoney,
} from '../../records/typed-facts.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { readSmallFile } from '../system/small-file.ts';
import { isZip } from '../system/sniff.ts';
import type { CellTrouble, TableCell, TableLine } from './cells.ts';
import { isGuessed, otherEncoding, readCsv } from './csv.ts';
import { type Column, columnOf } from './heads.ts';
import { refuseOtherKinds } from './other-kinds.ts';
import { readXlsx } from './xlsx.ts';

/** Bounds of a table. */
export const TABLE_LIMITS = { bytes: 32 * 1024 * 1024, rows: 100_000, columns: 200 } as const;

/** The facts that one row states about one file. Empty cells are ignored. */
export interface TableRow {
  /** Row number in the file, counting from the head as 1. */
  readonly row: number;
  /** File name as stated in records. */
  readonly file: string;
  /** The folder before the name as in the table, ending in `/`; empty when there is none. */
  readonly folder: string;
  /** Key of the kind that its record is to have; absent where the table says nothing of it. */
  readonly profile?: string;
  readonly facts: FactEdits;
  /** The table does not say the currency of its amount: it is the one of the options. */
  readonly bare?: true;
}

/** Everything read from a table. */
export interface FactTable {
  readonly rows: readonly TableRow[];
  readonly errors: readonly RowError[];
  /** Heads of the columns that are no facts. */
  readonly unused: readonly string[];
}

/** What the person who gives a table says of it. */
export interface TableOptions {
  /** The currency of amounts that name none; null where none is said, and such amounts are refused. */
  readonly currency?: string | null | undefined;
}

/** Why a row, or one cell of it (`details.fact`), states nothing. */
export interface RowError {
  readonly row: number;
  readonly error: Fault;
}

/** Reads a table of at most 32 MiB. Throws a `file-…` error, `malformed`, `too-large` or `bad-input` (no file column). */
export function readTable(path: string, { currency = null }: TableOptions = {}): FactTable {
  const bytes = readSmallFile(path, TABLE_LIMITS.bytes);
  refuseOtherKinds(bytes);
  const lines = isZip(bytes) ? readXlsx(bytes, TABLE_LIMITS) : readCsv(bytes, TABLE_LIMITS);
  const [head, ...body] = lines;
  const found = columnsOf(head?.cells ?? [], () => noFileColumn(bytes, body));
  const columns: Columns = { ...found, currency: { ...found.currency, usual: currency } };
  const rows: TableRow[] = [];
  const errors: RowError[] = [...found.errors];
  for (const { row, cells } of body) {
    if (cells.every((cell) => typeof cell === 'string' && cell.trim() === '')) continue;
    try {
      const read = readRow(cells, columns, row);
      // a row of which nothing is left states nothing
      if (read.errors.length === 0 || Object.keys(read.facts).length > 0 || read.row.profile) rows.push(read.row);
      errors.push(...read.errors);
    } catch (error) {
      errors.push({ row, error: faultOf(error) });
    }
  }
  return refuseTwice({ rows, errors, unused: columns.unused });
}

/** Why the first row names no files: the heads stand further down, or the text is in another encoding. */
function noFileColumn(bytes: Uint8Array, body: readonly TableLine[]): NotaryError {
  const isHead = ({ cells }: TableLine) =>
    cells.some((cell) => typeof cell === 'string' && columnOf(cell.trim())?.column === 'file');
  const below = body.slice(0, TITLE_ROWS).find(isHead);
  if (below)
    return new NotaryError('bad-input', `the heads stand in row ${below.row}`, {
      reason: 'head-below',
      row: below.row,
    });
  if (!isZip(bytes) && isGuessed(bytes)) return otherEncoding();
  return new NotaryError('bad-input', 'the first row must name a column "file" (or 文件名)', {
    reason: 'no-file-column',
  });
}

/** Rows above the heads, such as a title and who made the table, in which the heads are looked for. */
const TITLE_ROWS = 20;

/** The error for rows that match the same file. */
export function fileTwice(same: readonly TableRow[]): readonly RowError[] {
  return same.map(({ row, file }) => {
    const others = same.filter((one) => one.row !== row).map((one) => one.row);
    const details = { reason: 'file-twice', file, rows: others.join(', '), row };
    return { row, error: faultOf(new NotaryError('bad-input', `row ${row}: another row names ${file}`, details)) };
  });
}

/** Of rows that name the same file none is taken: which of them is meant is for the clerk to say. */
function refuseTwice({ rows, errors, unused }: FactTable): FactTable {
  const byFile = new Map<string, TableRow[]>();
  for (const row of rows) {
    const key = row.folder + row.file;
    byFile.set(key, [...(byFile.get(key) ?? []), row]);
  }
  const twice = [...byFile.values()].filter((same) => same.length > 1);
  if (twice.length === 0) return { rows, errors, unused };
  const refused = twice.flatMap(fileTwice);
  const named = new Set(refused.map(({ row }) => row));
  return {
    rows: rows.filter(({ row }) => !named.has(row)),
    errors: [...errors, ...refused].sort((a, b) => a.row - b.row),
    unused,
  };
}

/** Which column stands where, which are left alone, and the currency that a head names, as `金额（元）` does. */
interface Columns {
  readonly places: ReadonlyMap<Column, number>;
  /** What the head says behind an amount that has the currency of another column; empty where nothing. */
  readonly units: ReadonlyMap<Column, string>;
  readonly unused: readonly string[];
  readonly currency: CurrencyContext;
}

/** Columns with other heads are left alone, and named: people keep more in their tables. Throws `missing()` without files. */
function columnsOf(head: readonly TableCell[], missing: () => NotaryError): Columns & Pick<FactTable, 'errors'> {
  const places = new Map<Column, number>();
  const units = new Map<Column, string>();
  const hidden = new Map<Column, RowError>();
  const unused: string[] = [];
  let currency: CurrencyContext = {};
  head.forEach((cell, i) => {
    if (typeof cell !== 'string' && cell.trouble === 'open-quote') cellText(cell, 'file', 1);
    const name = (typeof cell === 'string' ? cell : (cell.text ?? '')).trim();
    const found = columnOf(name);
    if (found === undefined) {
      if (name !== '') unused.push(cleanFileName(name));
      return;
    }
    const { column } = found;
    if (typeof cell !== 'string') hidden.set(column, { row: 1, error: faultOf(troubleOf(cell.trouble, column, 1)) });
    else if (places.has(column)) throw twoColumns(column);
    else {
      places.set(column, i);
      units.set(column, found.unit);
      if (column === 'amount') currency = found.currency;
    }
  });
  // a column that is shown holds, also beside a hidden one
  for (const column of places.keys()) hidden.delete(column);
  if (hidden.has('file')) throw troubleOf('hidden-column', 'file', 1);
  if (!places.has('file')) throw missing();
  return { places, units, unused, currency, errors: [...hidden.values()] };
}

function twoColumns(column: Column): NotaryError {
  return new NotaryError('bad-input', `two columns for ${column}`, { fact: factOf(column), reason: 'twice', row: 1 });
}

/** What the cells of a row are read with. */
interface Cells {
  text(column: Column): string;
  readonly columns: Pick<Columns, 'units' | 'currency'>;
}

/** Reads a fact from its cells; `stated` are those of the row that were read before. Null when they are empty. */
function readFact(name: TypedFact, { text, columns }: Cells, stated: FactEdits): Json {
  if (name === 'money') return typedMoney(text('amount'), text('currency'), columns.currency);
  const typed = text(name);
  const unit = typed === '' ? '' : (columns.units.get(name) ?? '');
  return typedFact(name, `${typed} ${unit}`.trim(), stated.money?.currency ?? null);
}

interface ReadRow {
  readonly row: TableRow;
  readonly facts: FactEdits;
  readonly errors: readonly RowError[];
}

/** A row with the facts whose cells are good, and an error for each that is not. Throws when it names no file. */
function readRow(line: readonly TableCell[], columns: Columns, row: number): ReadRow {
  const { places, currency } = columns;
  const cell = (column: Column) => cellText(line[places.get(column) ?? -1] ?? '', column, row);
  const path = cell('file').split(/[\\/]/);
  const file = path.pop() ?? '';
  if (file === '') throw new NotaryError('bad-input', `row ${row}: no file name`, { reason: 'no-file', row });
  const facts: FactEdits = {};
  const errors: RowError[] = [];
  let profile: string | null = null;
  const take = (read: () => void) => {
    try {
      read();
    } catch (error) {
      const { details, ...fault } = faultOf(error);
      errors.push({ row, error: { ...fault, details: { ...details, row } } });
    }
  };
  take(() => {
    profile = typedProfile(cell('profile'));
  });
  for (const name of TYPED_FACTS)
    take(() => {
      const value = readFact(name, { text: cell, columns }, facts);
      if (value !== null) Object.assign(facts, { [name]: value });
    });
  const bare = facts.money ? isBare(facts.money, cell, currency) : false;
  const folder = path
    .filter((one) => one !== '' && one !== '.')
    .map((one) => `${cleanFileName(one)}/`)
    .join('');
  const said = { ...(profile === null ? {} : { profile }), ...(bare ? { bare } : {}) };
  return { row: { row, file: cleanFileName(file), folder, facts, ...said }, facts, errors };
}

/** Without the currency of the options the amount would have another one, or none. */
function isBare(money: Money, cell: (column: Column) => string, currency: CurrencyContext): boolean {
  try {
    return typedMoney(cell('amount'), cell('currency'), { ...currency, usual: null })?.currency !== money.currency;
  } catch {
    return true;
  }
}

/** The fact that a column speaks of. */
function factOf(column: Column): string {
  if (column === 'amount' || column === 'currency') return 'money';
  return column === 'file' ? 'fileName' : column;
}

/**
 * How Excel writes a long number when it saves a table as text. Small ones, `1E-05`, are no long numbers and may be names.
 */
const ROUNDED = /^[-+]?\d(?:[.,]\d+E[-+]?\d{2,}|E\+\d{2,})$/i;
/** How spreadsheets write an error when they save it as text. */
const ERROR = /^(?:#(?:N\/A|REF!|DIV\/0!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BUSY!|GETTING_DATA)|Err:\d{3})$/i;

function cellText(cell: TableCell, column: Column, row: number): string {
  const trouble = typeof cell === 'string' ? textTrouble(cell.trim(), isAmount(column)) : cell.trouble;
  if (trouble === null) return (cell as string).trim();
  throw troubleOf(trouble, column, row);
}

/** A number in the currency of whoever opens the workbook: what is shown beside it is not known. */
const OF_ANY_CURRENCY = /^-?¤[\d.]+$/;

const isAmount = (column: Column) => column === 'amount' || FACT_FORMS[column as TypedFact] === 'amount';

/** Why a text in a cell is not what was meant to stand there; null when nothing says so. */
export function textTrouble(text: string, ofAmount: boolean): CellTrouble | null {
  if (!ofAmount && OF_ANY_CURRENCY.test(text)) return 'not-as-shown';
  if (ROUNDED.test(text)) return 'long-number';
  return ERROR.test(text) ? 'cell-error' : null;
}

function troubleOf(reason: CellTrouble, column: Column, row: number): NotaryError {
  return new NotaryError('bad-input', `row ${row}, ${column}: ${reason}`, { reason, fact: factOf(column), row });
}
