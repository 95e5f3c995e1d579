import { type MouseEvent, type RefObject, useState } from 'react';
import type { MenuItem, Point } from '../row-menu.tsx';
import type { CellPosition, GridProps } from './columns.ts';
import { cellId } from './grid-row.tsx';

interface OpenMenu {
  readonly label: string;
  readonly at: Point;
  readonly items: readonly MenuItem[];
}

interface Cell {
  readonly active: CellPosition;
  setActive(at: CellPosition): void;
}

/** Row and column that an element of a grid stands in, by the numbers that the grid gives them; null outside of its rows. */
function placeOf(element: Element, hasTicks: boolean): CellPosition | null {
  const row = Number(element.closest('.grid-data')?.getAttribute('aria-rowindex') ?? Number.NaN) - 2;
  const column = Number(element.closest('[role="gridcell"]')?.getAttribute('aria-colindex') ?? 1) - (hasTicks ? 2 : 1);
  return Number.isNaN(row) ? null : { row, column };
}

/** The menu of a row: by the right button where the mouse is, by the menu key or Shift+F10 at the active cell. */
export function useRowMenu<T, K extends string>(
  { menu, rowAt, nameOf, selection }: GridProps<T, K>,
  box: RefObject<HTMLDivElement | null>,
  gridId: string,
  { active, setActive }: Cell,
) {
  const [open, setOpen] = useState<OpenMenu | null>(null);
  const onContextMenu = (event: MouseEvent) => {
    const target = event.target as Element;
    // a field has the menu of fields, which the shell makes
    if (menu === undefined || target.closest('input:not([type="checkbox"])') !== null) return;
    const byKey = target === box.current;
    const at = byKey ? active : placeOf(target, selection !== undefined);
    const row = at === null ? undefined : rowAt(at.row);
    if (at === null || row === undefined) return;
    event.preventDefault();
    setActive(at);
    const cell = byKey ? document.getElementById(cellId(gridId, at))?.getBoundingClientRect() : undefined;
    const where = cell ? { x: cell.left + 12, y: cell.bottom } : { x: event.clientX, y: event.clientY };
    setOpen({ label: nameOf(row), at: where, items: menu(row) });
  };
  const close = (back: boolean) => {
    setOpen(null);
    if (back) box.current?.focus();
  };
  return { open, onContextMenu, close };
}
