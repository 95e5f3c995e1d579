/**
 * The one writer of XLSX workbooks. Every cell is a text: a spreadsheet is given nothing to compute, and no digest to take
 * for a number. The same sheets give the same bytes.
 */
import { unzipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';
import { writeZip } from '../system/zip-writer.ts';

/** A sheet; its cells are harmless already (core/documents/box/cells.ts). */
export interface Sheet {
  readonly name: string;
  /** Names of the columns, which stay in view; null for a sheet without. */
  readonly head: readonly string[] | null;
  readonly rows: Iterable<readonly string[]>;
  /** Of the columns, in characters. */
  readonly widths: readonly number[];
}

const cell = (value: string) => ({ value, type: String });
const bold = (value: string) => ({ ...cell(value), fontWeight: 'bold' as const });

/** The bytes of a workbook. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = writeXlsxFile(
    sheets.map(({ name, head, rows, widths }) => ({
      sheet: name,
      data: [...(head ? [head.map(bold)] : []), ...Array.from(rows, (row) => row.map(cell))],
      columns: widths.map((width) => ({ width })),
      ...(head ? { stickyRowsCount: 1 } : {}),
    })),
  );
  // packed anew without the time of day
  return writeZip(unzipSync(await written.toBuffer()));
}
