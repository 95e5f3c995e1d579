/** A table as read, before columns are interpreted. */

/** Why a cell has no usable value: it is reported, and nothing is guessed. */
export type CellTrouble =
  | 'long-number' // more digits than a spreadsheet keeps: the last ones are lost already
  | 'not-as-shown' // the cell shows another number than it holds
  | 'cell-error' // an error such as #N/A, or a formula without a result
  | 'merged' // belongs to a merged cell above or beside it
  | 'open-quote' // in a row of CSV in which a cell is opened by a quotation mark and never closed
  | 'hidden-row'
  | 'hidden-column'
  | 'hidden-cell'; // its format shows nothing

/** The text of a cell as a reader of the table sees it; a hidden one keeps its text, so that a head can be named. */
export type TableCell = string | { readonly trouble: CellTrouble; readonly text?: string };

/** One row. */
export interface TableLine {
  /** Its number in the file, from 1. */
  readonly row: number;
  readonly cells: readonly TableCell[];
}

/** How many rows and columns are read at most. */
export interface TableBounds {
  readonly rows: number;
  readonly columns: number;
}
