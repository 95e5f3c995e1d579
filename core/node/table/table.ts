/**
 * Facts from a table that people keep: a CSV or XLSX file with one row for each document, found by its file name. A row
 * that cannot be used is reported and does not affect the others.
 */
import { NotaryError } from '../../errors.ts';
import type { FactEdits } from '../../ports.ts';
import { cleanFileName } from '../../records/facts.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { readSmallFile } from '../system/small-file.ts';
import { isZip } from '../system/sniff.ts';
import type { TableCell } from './cells.ts';
import { readCsv } from './csv.ts';
import { cleanEdits, typedDate, typedMoney } from './typed-facts.ts';
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
}

/** Everything read from a table. */
export interface FactTable {
  readonly rows: readonly TableRow[];
  readonly errors: readonly RowError[];
}

/** Why a row cannot be used. */
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
export function readTable(path: string): FactTable {
  const bytes = readSmallFile(path, TABLE_LIMITS.bytes);
  if (isOldWorkbook(bytes))
    throw new NotaryError('bad-input', 'a workbook of Excel 97; save it as XLSX or CSV', { reason: 'old-workbook' });
  const lines = isZip(bytes) ? readXlsx(bytes, TABLE_LIMITS) : readCsv(bytes, TABLE_LIMITS);
  const [head, ...body] = lines;
  const columns = columnsOf(head?.cells ?? []);
  const rows: TableRow[] = [];
  const errors: RowError[] = [];
  for (const { row, cells } of body) {
    if (cells.every((cell) => typeof cell === 'string' && cell.trim() === '')) continue;
    try {
      rows.push(readRow(cells, columns, row));
    } catch (error) {
      errors.push({ row, error: faultOf(error) });
    }
  }
  return refuseTwice({ rows, errors });
}

/** The container of Office before 2007 (MS-CFB section 2.2). */
function isOldWorkbook(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte);
}

/** The error for rows that match the same file. */
export function fileTwice(same: readonly TableRow[]): readonly RowError[] {
  return same.map(({ row, file }) => {
    const others = same.filter((one) => one.row !== row).map((one) => one.row);
    const details = { reason: 'file-twice', file, rows: others.join(', '), row };
    return { row, error: faultOf(new NotaryError('bad-input', `row ${row}: another row names ${file}`, details)) };
  });
}

/** Rows that name the same file are all refused: the clerk must decide which is meant. */
function refuseTwice({ rows, errors }: FactTable): FactTable {
  const byFile = new Map<string, TableRow[]>();
  for (const row of rows) {
    const key = row.folder + row.file;
    byFile.set(key, [...(byFile.get(key) ?? []), row]);
  }
  const twice = [...byFile.values()].filter((same) => same.length > 1);
  if (twice.length === 0) return { rows, errors };
  const refused = twice.flatMap(fileTwice);
  const named = new Set(refused.map(({ row }) => row));
  return {
    rows: rows.filter(({ row }) => !named.has(row)),
    errors: [...errors, ...refused].sort((a, b) => a.row - b.row),
  };
}

/** Finds the columns by their heads. Columns with other heads are ignored, because tables often hold more. */
function columnsOf(head: readonly TableCell[]): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  head.forEach((name, i) => {
    const column = COLUMNS.get(
      (typeof name === 'string' ? name : '')
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s_-]/g, ''),
    );
    if (column === undefined) return;
    if (columns.has(column))
      throw new NotaryError('bad-input', `two columns for ${column}`, { fact: column, reason: 'twice', row: 1 });
    columns.set(column, i);
  });
  if (!columns.has('file'))
    throw new NotaryError('bad-input', 'the first row must name a column "file" (or 文件名)', {
      reason: 'no-file-column',
    });
  return columns;
}

function readRow(line: readonly TableCell[], columns: ReadonlyMap<Column, number>, row: number): TableRow {
  const cell = (column: Column) => cellText(line[columns.get(column) ?? -1] ?? '', column, row);
  const path = cell('file').split(/[\\/]/);
  const file = path.pop() ?? '';
  if (file === '') throw new NotaryError('bad-input', `row ${row}: no file name`, { reason: 'no-file', row });
  const parties = cell('parties').split(/[;；、|\n]/);
  const stated: FactEdits = { date: typedDate(cell('date')), money: typedMoney(cell('amount'), cell('currency')) };
  const texts = ['title', 'kind', 'number', 'obtained', 'note', 'operator'] as const;
  for (const name of texts) Object.assign(stated, { [name]: cell(name) });
  const edits = cleanEdits({ ...stated, parties });
  const facts = Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== null)) as FactEdits;
  const folder = path
    .filter((one) => one !== '' && one !== '.')
    .map((one) => `${cleanFileName(one)}/`)
    .join('');
  return { row, file: cleanFileName(file), folder, facts };
}

/** How Excel writes a long number when it saves a table as text. */
const ROUNDED = /^\d(?:\.\d+)?E\+\d{2,}$/i;

function cellText(cell: TableCell, column: Column, row: number): string {
  const trouble = typeof cell !== 'string' ? cell.trouble : ROUNDED.test(cell.trim()) ? 'long-number' : null;
  if (trouble === null) return (cell as string).trim();
  const fact = column === 'amount' || column === 'currency' ? 'money' : column === 'file' ? 'fileName' : column;
  throw new NotaryError('bad-input', `row ${row}, ${column}: ${trouble}`, { reason: trouble, fact, row });
}
