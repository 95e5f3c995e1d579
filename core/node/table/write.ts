/**
 * Tables for people to keep, as CSV or XLSX. What is in a cell comes from files and from strangers: no spreadsheet is
 * given anything to run. The same rows give the same bytes.
 */
import { unzipSync, zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';
import { harmless } from '../../box/cells.ts';
import { csvLine } from '../../box/csv.ts';
import { utf8 } from '../../bytes.ts';
import { writeAtomic } from '../atomic-file.ts';

/** One table: a sheet of a workbook. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type TableFormat = 'csv' | 'xlsx';

/** Writes tables: of a CSV one after the other, with an empty line between them. Throws `write-failed`. */
export async function writeTable(path: string, format: TableFormat, tables: readonly Table[]): Promise<void> {
  writeAtomic(path, format === 'csv' ? csvOf(tables) : await xlsxOf(tables));
}

function csvOf(tables: readonly Table[]): Uint8Array {
  const lines = tables.map(({ columns, rows }) => [columns, ...rows].map((row) => csvLine(row.map(harmless))).join(''));
  return utf8(`\ufeff${lines.join('\r\n')}`);
}

/** The first moment that a ZIP can write; fflate writes local fields, so these are the same in every zone. */
const FIRST_MOMENT = new Date(1980, 0, 1, 0, 0, 0);
const cell = (value: string) => ({ value: harmless(value), type: String });

async function xlsxOf(tables: readonly Table[]): Promise<Uint8Array> {
  const sheets = tables.map(({ name, columns, rows }) => ({
    sheet: name,
    data: [columns.map((one) => ({ ...cell(one), fontWeight: 'bold' as const })), ...rows.map((row) => row.map(cell))],
    columns: columns.map(() => ({ width: 24 })),
    stickyRowsCount: 1,
  }));
  // packed anew without the time of day
  const files = unzipSync(await writeXlsxFile(sheets).toBuffer());
  return zipSync(files, { mtime: FIRST_MOMENT, os: 3, attrs: 0o644 << 16, level: 6 });
}
