/**
 * The one writer of XLSX workbooks. Every cell is text, so that a spreadsheet has nothing to compute and does not take
 * digests for numbers. The same sheets give the same bytes.
 */
import { unzipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';
import { writeZip } from '../system/zip-writer.ts';

/** A sheet; its cells are already escaped (core/documents/box/cells.ts). */
export interface Sheet {
  readonly name: string;
  /** Names of the columns, as a frozen first row; null for none. */
  readonly head: readonly string[] | null;
  readonly rows: Iterable<readonly string[]>;
  /** Column widths in characters. */
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
  // repacked with a fixed time
  return writeZip(unzipSync(await written.toBuffer()));
}
