/** The sheet as CSV (RFC 4180), UTF-8 with a byte order mark, because Excel takes a file without one for another encoding. */
import type { BoxWords } from '../../words/box-types.ts';
import { headCells, rowCells } from './cells.ts';
import type { BoxRow, BoxSheet } from './types.ts';

/** One line of the file. Every cell is quoted, so that no separator of any country begins a new one. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** The file in pieces: the head, an empty line, the column names and the rows. */
export function* csvSheet(sheet: BoxSheet, rows: Iterable<BoxRow>, words: BoxWords): Generator<string> {
  yield '\ufeff';
  for (const line of headCells(sheet, words)) yield csvLine(line);
  yield '\r\n';
  yield csvLine(words.columns);
  for (const row of rows) yield csvLine(rowCells(row, words));
}
