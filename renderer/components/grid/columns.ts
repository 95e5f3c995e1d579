import type { ReactNode } from 'react';
import type { SortKey } from '../../../electron/api.ts';
import type { MenuItem } from '../row-menu.tsx';

/** How a cell is edited in place: as one line of text. */
export interface CellEditing<T> {
  /** The present value as text. */
  text(row: T): string;
  readonly placeholder?: string;
  /** Values that are offered while typing. */
  readonly suggestions?: readonly string[];
  /** Applies the typed text; returns a sentence when it is not allowed, and the cell stays open. */
  save(row: T, typed: string): string | null;
}

export interface Column<T, K extends string = SortKey> {
  readonly key: string;
  readonly title: string;
  /** A CSS grid track: `90px`, `minmax(120px, 2fr)`. */
  readonly track: string;
  readonly align?: 'end';
  /** Where not all columns fit, those with the highest number go first; those without one stay. */
  readonly drop?: number;
  readonly sort?: K;
  render(row: T): ReactNode;
  readonly edit?: CellEditing<T>;
}

export interface GridSort<K extends string = SortKey> {
  readonly key: K;
  readonly descending: boolean;
  change(key: K): void;
}

export interface GridSelection<T> {
  has(row: T): boolean;
  readonly count: number;
  toggle(row: T): void;
  /** Selects all, also what is not on the screen, or nothing when all are selected. */
  toggleAll(): void;
}

export interface GridProps<T, K extends string = SortKey> {
  readonly label: string;
  /** Number of rows, also of those that are not loaded. */
  readonly count: number;
  rowAt(index: number): T | undefined;
  keyOf(row: T): string;
  /** Name of a row, for the label of its checkbox. */
  nameOf(row: T): string;
  readonly columns: readonly Column<T, K>[];
  readonly sort?: GridSort<K>;
  readonly selection?: GridSelection<T> | undefined;
  /** Rows on the screen, first and last. */
  onVisible(from: number, to: number): void;
  onOpen(row: T): void;
  /** What can be done with a row, besides opening it. */
  menu?(row: T): readonly MenuItem[];
  /** Hears which columns are on the screen. */
  onColumns?(keys: readonly string[]): void;
  /** When this changes the list goes back to its top. */
  readonly resetKey?: unknown;
}

/** The least width of a column, in px. */
const leastWidth = ({ track }: { readonly track: string }) => Number(/(\d+)px/.exec(track)?.[1] ?? 0);

/** The columns that fit into a width; those that are dropped first go first. */
export function fittingColumns<T, K extends string>(
  columns: readonly Column<T, K>[],
  width: number,
): readonly Column<T, K>[] {
  let shown = columns;
  const needed = () => shown.reduce((sum, column) => sum + leastWidth(column), 0);
  while (needed() > width) {
    const least = shown.reduce<Column<T, K> | null>(
      (found, column) => ((column.drop ?? 0) > (found?.drop ?? 0) ? column : found),
      null,
    );
    if (least === null) break;
    shown = shown.filter((column) => column !== least);
  }
  return shown;
}

/** A cell: the row's number and the column's, where the checkbox column is -1. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}
