/**
 * Tables for people to keep, as CSV or XLSX. Cell contents are untrusted: nothing in them may run in a spreadsheet. The
 * same rows give the same bytes.
 */
import { harmless } from '../../documents/box/cells.ts';
import { csvLine } from '../../documents/box/csv.ts';
import { utf8 } from '../../formats/bytes.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { workbookOf } from './workbook.ts';

/** One table: a sheet of a workbook. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Formats of a written table. */
export type TableFormat = 'csv' | 'xlsx';

/** Writes tables; in CSV one after the other, separated by an empty line. Throws `write-failed`. */
export async function writeTable(path: string, format: TableFormat, tables: readonly Table[]): Promise<void> {
  writeAtomic(path, format === 'csv' ? csvOf(tables) : await xlsxOf(tables));
}

function csvOf(tables: readonly Table[]): Uint8Array {
  const lines = tables.map(({ columns, rows }) => [columns, ...rows].map((row) => csvLine(row.map(harmless))).join(''));
  return utf8(`\ufeff${lines.join('\r\n')}`);
}

const WIDTH = 24;

function xlsxOf(tables: readonly Table[]): Promise<Uint8Array> {
  return workbookOf(
    tables.map(({ name, columns, rows }) => ({
      name,
      head: columns.map(harmless),
      rows: rows.map((row) => row.map(harmless)),
      widths: columns.map(() => WIDTH),
    })),
  );
}
