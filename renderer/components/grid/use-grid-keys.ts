import type { KeyboardEvent } from 'react';
import type { CellPosition } from './columns.ts';

export interface GridKeys {
  readonly active: CellPosition;
  readonly count: number;
  readonly columns: number;
  readonly firstColumn: number;
  readonly rowsPerPage: number;
  move(to: CellPosition): void;
  /** Edits the active cell, beginning with a typed character; false when it cannot be edited. */
  edit(typed?: string): boolean;
  open(): void;
  toggle(): void;
  toggleAll(): void;
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

function target(event: KeyboardEvent, keys: GridKeys): CellPosition | null {
  const { row, column } = keys.active;
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'PageDown':
      return { row: row + keys.rowsPerPage, column };
    case 'PageUp':
      return { row: row - keys.rowsPerPage, column };
    case 'Home':
      return far ? { row: 0, column: keys.firstColumn } : { row: 0, column };
    case 'End':
      return { row: keys.count - 1, column };
    default:
      return null;
  }
}

function act(event: KeyboardEvent, keys: GridKeys): boolean {
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && !mod) {
    if (!keys.edit()) keys.open();
    return true;
  }
  if (event.key === 'F2') return keys.edit();
  if (event.key === ' ' && !mod) {
    keys.toggle();
    return true;
  }
  if (event.key.toLowerCase() === 'a' && mod) {
    keys.toggleAll();
    return true;
  }
  const types = event.key.length === 1 && event.key !== '?' && !mod && !event.altKey;
  return types && keys.edit(event.key);
}

/** Keys of a grid, as the ARIA authoring practices give them. Returns true when the key was for the grid. */
export function handleGridKey(event: KeyboardEvent, keys: GridKeys): boolean {
  if (keys.count === 0) return false;
  const to = target(event, keys);
  if (to === null) return act(event, keys);
  keys.move({
    row: clamp(to.row, 0, keys.count - 1),
    column: clamp(to.column, keys.firstColumn, keys.columns - 1),
  });
  return true;
}
