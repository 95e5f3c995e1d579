/** The first visible sheet of an XLSX workbook, cell by cell as displayed (ECMA-376 part 1, section 18.3). */
import { NotaryError } from '../../errors.ts';
import { readXml } from '../system/xml.ts';
import type { TableBounds, TableCell, TableLine } from './cells.ts';
import { hidesText, shownNumber } from './number-format.ts';
import { openWorkbook, type Workbook } from './xlsx-parts.ts';

/** The rows that have cells. Throws `malformed` or `too-large`. */
export function readXlsx(bytes: Uint8Array, bounds: TableBounds): readonly TableLine[] {
  const workbook = openWorkbook(bytes);
  const sheet = new SheetReader(workbook, bounds);
  readXml(workbook.sheet, sheet);
  return sheet.lines();
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  value: string | null;
}

interface Row {
  readonly row: number;
  readonly isHidden: boolean;
  readonly cells: TableCell[];
}

/** Row and column, from 1. */
interface CellPosition {
  readonly column: number;
  readonly row: number;
}

/** Maximum length of a cell's text (section 18.3.1.96). */
const MAX_TEXT = 40_000;

const MERGED: TableCell = { trouble: 'merged' };
const isTrue = (attribute: string) => attribute === '1' || attribute === 'true';

class SheetReader {
  readonly #workbook: Workbook;
  readonly #bounds: TableBounds;
  readonly #rows = new Map<number, Row>();
  /** Numbers of the columns that are hidden. */
  readonly #hidden = new Set<number>();
  #row: Row | null = null;
  #cell: Cell | null = null;
  #isValue = false;
  #spoken = 0;
  #merged = 0;
  /** Of the widest row: behind it there is nothing to refuse. */
  #width = 0;
  #next: CellPosition = { column: 1, row: 1 };

  constructor(workbook: Workbook, bounds: TableBounds) {
    this.#workbook = workbook;
    this.#bounds = bounds;
  }

  lines(): readonly TableLine[] {
    return [...this.#rows.values()]
      .sort((a, b) => a.row - b.row)
      .map(({ row, isHidden, cells }) => ({
        row,
        cells: Array.from(cells, (cell = '', i) => {
          if (isHidden) return { trouble: 'hidden-row' } as const;
          const isShown = cell === '' || !this.#hidden.has(i + 1);
          return isShown ? cell : { trouble: 'hidden-column', text: typeof cell === 'string' ? cell : '' };
        }),
      }));
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'col') this.#hide(attributes);
    else if (name === 'mergeCell') this.#merge(attributes.ref ?? '');
    else if (name === 'rPh') this.#spoken++;
    else if (this.#cell && name === 'f') this.#cell.hasFormula = true;
    this.#isValue = this.#spoken === 0 && (name === 'v' || name === 't');
  }

  text(text: string): void {
    if (!this.#cell || !this.#isValue) return;
    this.#cell.value = (this.#cell.value ?? '') + text;
    if (this.#cell.value.length > MAX_TEXT) throw new NotaryError('too-large', 'a cell with too much text');
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false;
    if (name === 'rPh') this.#spoken--;
    if (name !== 'c' || !this.#cell || !this.#row) return;
    this.#row.cells[this.#cell.column - 1] = this.#shown(this.#cell);
    this.#cell = null;
  }

  /** Columns that are hidden, or have no width (section 18.3.1.13). */
  #hide({ min, max, hidden = '', width }: Readonly<Record<string, string>>): void {
    if (!isTrue(hidden) && Number(width ?? 1) !== 0) return;
    const last = Math.min(Number(max), this.#bounds.columns);
    for (let column = Number(min); column <= last; column++) this.#hidden.add(column);
  }

  #openRow({ r, hidden = '', ht }: Readonly<Record<string, string>>): void {
    const row = r === undefined ? this.#next.row : Number(r);
    if (!(Number.isInteger(row) && row >= 1)) throw new NotaryError('malformed', 'a row without a number');
    this.#check({ column: 1, row });
    this.#row = { row, isHidden: isTrue(hidden) || Number(ht ?? 1) === 0, cells: [] };
    this.#rows.set(row, this.#row);
    this.#next = { column: 1, row: row + 1 };
  }

  #openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.#next.column : positionOf(r).column;
    this.#check({ column, row: 1 });
    this.#width = Math.max(this.#width, column);
    this.#cell = { column, type: t, style: Number(s), hasFormula: false, value: null };
    this.#next = { column: column + 1, row: this.#next.row };
  }

  /** Bounds the columns: one far cell would make a reader build every empty cell before it. */
  #check({ column, row }: CellPosition): void {
    const { rows, columns } = this.#bounds;
    if (row > rows + 1 || column > columns)
      throw new NotaryError('too-large', `more than ${rows} rows or ${columns} columns`);
  }

  #shown({ type, value, style, hasFormula }: Cell): TableCell {
    if (type === 'e' || (value === null && hasFormula)) return { trouble: 'cell-error' };
    if (value === null || value === '') return '';
    const format = this.#workbook.formats[style] ?? 'General';
    if (type === 's' || type === 'str' || type === 'inlineStr') {
      if (hidesText(format)) return { trouble: 'hidden-cell' };
      return type === 's' ? (this.#workbook.texts[Number(value)] ?? { trouble: 'cell-error' }) : value;
    }
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'd') return value.slice(0, 10);
    return shownNumber(value, format, this.#workbook.is1904);
  }

  /** Only the first of merged cells has a value; the others are refused, not guessed. */
  #merge(ref: string): void {
    const [first = '', last = first] = ref.split(':');
    const [from, to] = [positionOf(first), positionOf(last)];
    const end = { row: Math.min(to.row, this.#bounds.rows + 1), column: Math.min(to.column, this.#bounds.columns) };
    this.#countMerged(Math.max(0, end.row - from.row + 1) * Math.max(0, end.column - from.column + 1));
    for (let row = from.row; row <= end.row; row++) {
      const cells = this.#rows.get(row)?.cells;
      if (!cells) continue;
      for (let column = from.column; column <= Math.min(end.column, this.#width); column++)
        if (row > from.row || column > from.column) cells[column - 1] = MERGED;
    }
  }

  /** Merged cells never lie over each other (section 18.3.1.55), so all of them together are no more than the sheet. */
  #countMerged(cells: number): void {
    this.#merged += cells;
    const { rows, columns } = this.#bounds;
    if (this.#merged > (rows + 1) * columns) throw new NotaryError('too-large', 'merged cells over each other');
  }
}

/** `B12`: column 2, row 12. Throws `malformed`. */
function positionOf(ref: string): CellPosition {
  const [, letters = '', row = ''] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(ref) ?? [];
  if (letters === '') throw new NotaryError('malformed', 'a cell without a position');
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { column, row: Number(row) };
}
