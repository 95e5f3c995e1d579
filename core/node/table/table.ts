/**
 * Facts from a table that people keep: a CSV or XLSX file with one row for each document, found by its file name.
 * A cell that cannot be used is an error of its own and never loses the others.
 */
import { NotaryError } from '../../errors.ts';
import type { FactEdits } from '../../ports.ts';
import { LOOSE_UNITS } from '../../records/currency-signs.ts';
import { cleanFileName, cleanText, type Money } from '../../records/facts.ts';
import {
  type CurrencyContext,
  splitParties,
  typedCurrency,
  typedDate,
  typedKind,
  typedMoney,
  typedParties,
} from '../../records/typed-facts.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { readSmallFile } from '../system/small-file.ts';
import { isZip } from '../system/sniff.ts';
import type { CellTrouble, TableCell, TableLine } from './cells.ts';
import { isGuessed, otherEncoding, readCsv } from './csv.ts';
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

type Column = 'file' | 'title' | 'kind' | 'number' | 'parties' | 'date' | 'amount' | 'currency' | Free;
type Free = 'obtained' | 'note' | 'operator';

/** Accepted column heads, without spaces and in lower case. */
const HEADS: Readonly<Record<Column, readonly string[]>> = {
  file: ['file', 'filename', '文件', '文件名', '文件名称'],
  title: ['title', 'document', '标题', '名称', '文件标题', '题名'],
  kind: ['kind', 'type', '类型', '种类', '文件类型'],
  number: ['number', 'no', 'no.', 'documentnumber', '编号', '号码', '合同编号', '发票号码', '发票号'],
  parties: ['parties', 'party', '当事人', '当事方', '各方', '相关方'],
  date: ['date', 'documentdate', '日期', '文件日期', '签订日期', '开票日期'],
  amount: ['amount', 'money', 'total', '金额', '价税合计', '总金额'],
  currency: ['currency', '币种', '货币'],
  obtained: ['obtained', 'source', 'howobtained', '取得方式', '来源'],
  note: ['note', 'notes', 'remark', 'remarks', '备注'],
  operator: ['operator', '经办人'],
};

const COLUMNS = new Map(
  (Object.entries(HEADS) as [Column, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name) => [name, column] as const),
  ),
);

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
      if (read.errors.length === 0 || Object.keys(read.facts).length > 0) rows.push(read.row);
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
  readonly unused: readonly string[];
  readonly currency: CurrencyContext;
}

const folded = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');

/** The column of a head, and the currency behind an amount's; undefined for what is no fact. */
function columnOf(name: string): { readonly column: Column; readonly currency: CurrencyContext } | undefined {
  const column = COLUMNS.get(folded(name));
  if (column !== undefined) return { column, currency: {} };
  const [, amount = '', currency = ''] = /^(.+)\((.+)\)$/.exec(folded(name)) ?? [];
  if (COLUMNS.get(amount) !== 'amount') return undefined;
  try {
    if (currency === '¥') return { column: 'amount', currency: { sign: currency } };
    const code = typedCurrency(currency);
    return { column: 'amount', currency: LOOSE_UNITS.includes(currency) ? { unit: code } : { head: code } };
  } catch {
    return undefined; // a unit such as 万元: what its numbers mean is not guessed
  }
}

/** Columns with other heads are left alone, and named: people keep more in their tables. Throws `missing()` without files. */
function columnsOf(head: readonly TableCell[], missing: () => NotaryError): Columns & Pick<FactTable, 'errors'> {
  const places = new Map<Column, number>();
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
      if (column === 'amount') currency = found.currency;
    }
  });
  // a column that is shown holds, also beside a hidden one
  for (const column of places.keys()) hidden.delete(column);
  if (hidden.has('file')) throw troubleOf('hidden-column', 'file', 1);
  if (!places.has('file')) throw missing();
  return { places, unused, currency, errors: [...hidden.values()] };
}

function twoColumns(column: Column): NotaryError {
  return new NotaryError('bad-input', `two columns for ${column}`, { fact: factOf(column), reason: 'twice', row: 1 });
}

/** How each fact is read from its cells. */
const FACTS: {
  readonly [N in keyof FactEdits]?: (
    cell: (column: Column) => string,
    currency: CurrencyContext,
  ) => FactEdits[N] | null;
} = {
  title: (cell) => cleanText('title', cell('title')),
  kind: (cell) => typedKind(cell('kind')),
  number: (cell) => cleanText('number', cell('number')),
  parties: (cell) => typedParties(splitParties(cell('parties'))),
  date: (cell) => typedDate(cell('date')),
  money: (cell, currency) => typedMoney(cell('amount'), cell('currency'), currency),
  obtained: (cell) => cleanText('obtained', cell('obtained')),
  note: (cell) => cleanText('note', cell('note')),
  operator: (cell) => cleanText('operator', cell('operator')),
};

interface ReadRow {
  readonly row: TableRow;
  readonly facts: FactEdits;
  readonly errors: readonly RowError[];
}

/** A row with the facts whose cells are good, and an error for each that is not. Throws when it names no file. */
function readRow(line: readonly TableCell[], { places, currency }: Columns, row: number): ReadRow {
  const cell = (column: Column) => cellText(line[places.get(column) ?? -1] ?? '', column, row);
  const path = cell('file').split(/[\\/]/);
  const file = path.pop() ?? '';
  if (file === '') throw new NotaryError('bad-input', `row ${row}: no file name`, { reason: 'no-file', row });
  const facts: FactEdits = {};
  const errors: RowError[] = [];
  for (const [name, read] of Object.entries(FACTS))
    try {
      const value = read(cell, currency);
      if (value !== null) Object.assign(facts, { [name]: value });
    } catch (error) {
      const { details, ...fault } = faultOf(error);
      errors.push({ row, error: { ...fault, details: { ...details, row } } });
    }
  const bare = facts.money ? isBare(facts.money, cell, currency) : false;
  const folder = path
    .filter((one) => one !== '' && one !== '.')
    .map((one) => `${cleanFileName(one)}/`)
    .join('');
  return { row: { row, file: cleanFileName(file), folder, facts, ...(bare ? { bare } : {}) }, facts, errors };
}

/** Without the currency of the options the amount would have another one, or none. */
function isBare(money: Money, cell: (column: Column) => string, currency: CurrencyContext): boolean {
  try {
    return FACTS.money?.(cell, { ...currency, usual: null })?.currency !== money.currency;
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
  const trouble = typeof cell === 'string' ? textTrouble(cell.trim(), column === 'amount') : cell.trouble;
  if (trouble === null) return (cell as string).trim();
  throw troubleOf(trouble, column, row);
}

/** A number in the currency of whoever opens the workbook: what is shown beside it is not known. */
const OF_ANY_CURRENCY = /^-?¤[\d.]+$/;

/** Why a text in a cell is not what was meant to stand there; null when nothing says so. */
export function textTrouble(text: string, isAmount: boolean): CellTrouble | null {
  if (!isAmount && OF_ANY_CURRENCY.test(text)) return 'not-as-shown';
  if (ROUNDED.test(text)) return 'long-number';
  return ERROR.test(text) ? 'cell-error' : null;
}

function troubleOf(reason: CellTrouble, column: Column, row: number): NotaryError {
  return new NotaryError('bad-input', `row ${row}, ${column}: ${reason}`, { reason, fact: factOf(column), row });
}
