/** A pool tape from a CSV or XLSX file: the same files as tables of facts, with more rows. */
import { columnsOf, mappingOf, TAPE_LIMITS, type TapeColumn, type TapeMapping } from '../../dossier/tape/columns.ts';
import { type TapeRow, tapeRow } from '../../dossier/tape/match.ts';
import { NotaryError } from '../../errors.ts';
import { readSmallFile } from '../system/small-file.ts';
import { isZip } from '../system/sniff.ts';
import type { TableCell } from './cells.ts';
import { readCsv } from './csv.ts';
import { refuseOtherKinds } from './other-kinds.ts';
import { textTrouble } from './table.ts';
import { readXlsx } from './xlsx.ts';

/** A tape as read. */
export interface Tape {
  /** The first row, as it is written. */
  readonly heads: readonly string[];
  /** What each column means; null for one that is left alone. */
  readonly columns: readonly (TapeColumn | null)[];
  /** The same as a mapping that can be remembered. */
  readonly mapping: TapeMapping;
  /** Rows in which something stands. */
  readonly rows: readonly TapeRow[];
}

/**
 * Reads a tape of at most 64 MiB and 200,000 rows; `chosen` says what heads mean that are not known, or mean something else here.
 * Throws a `file-…` error, `malformed`, `too-large` or `bad-input`.
 */
export function readTape(path: string, chosen: TapeMapping = {}): Tape {
  const bytes = readSmallFile(path, TAPE_LIMITS.bytes);
  refuseOtherKinds(bytes);
  const [head, ...body] = isZip(bytes) ? readXlsx(bytes, TAPE_LIMITS) : readCsv(bytes, TAPE_LIMITS);
  const heads = (head?.cells ?? []).map((cell) => (typeof cell === 'string' ? cell : (cell.text ?? '')).trim());
  if (heads.some((text) => text.length > TAPE_LIMITS.cell))
    throw new NotaryError('too-large', `a head of more than ${TAPE_LIMITS.cell} characters`);
  const columns = columnsOf(heads, chosen);
  const rows = body
    .filter(({ cells }) => cells.some((cell) => typeof cell !== 'string' || cell.trim() !== ''))
    .map(({ row, cells }) => tapeRow(row, cells.map(checkedCell(columns)), columns));
  return { heads, columns, mapping: mappingOf(heads, columns), rows };
}

/** A long number that a spreadsheet has rounded, or an error in place of a value, is no number of a document. */
const checkedCell =
  (columns: readonly (TapeColumn | null)[]) =>
  (cell: TableCell, i: number): TableCell => {
    const trouble = typeof cell === 'string' ? textTrouble(cell.trim(), columns[i] === 'amount') : null;
    return trouble === null ? cell : { trouble };
  };
