// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the ARIA grid pattern; a table cannot be drawn in parts, and the grid itself holds the focus and handles the keys
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import { RowMenu } from '../row-menu.tsx';
import type { EditorExit } from './cell-editor.tsx';
import { type CellPosition, type Column, fittingColumns, type GridProps } from './columns.ts';
import { GridHead } from './grid-head.tsx';
import { cellId, type Editing, GridRow } from './grid-row.tsx';
import { handleGridKey } from './use-grid-keys.ts';
import { useRowMenu } from './use-row-menu.ts';
import { ROW_HEIGHT, useWindow } from './use-window.ts';
import './grid.css';

/** A second click within this time, in ms, makes a double click: a field is opened only after it. */
const DOUBLE = 250;
const TICK_WIDTH = 40;

/** The second click of a double click falls on whatever the first has opened, and would close it again. */
function swallowSecondClick(): void {
  const swallow = (event: MouseEvent) => {
    if (event.detail < 2) return;
    event.preventDefault();
    event.stopPropagation();
  };
  for (const name of ['mousedown', 'mouseup', 'click'] as const) {
    window.addEventListener(name, swallow, true);
    setTimeout(() => window.removeEventListener(name, swallow, true), 2 * DOUBLE);
  }
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

type GridView = ReturnType<typeof useWindow>;

/** The next cell of the row that can be edited, in a direction. */
function neighbour<T, K extends string>(columns: readonly Column<T, K>[], at: number, step: 1 | -1): number | null {
  for (let i = at + step; i >= 0 && i < columns.length; i += step) if (columns[i]?.edit) return i;
  return null;
}

/** Where the focus is and what is being edited, and how keys and clicks change both. */
function useActiveCell<T, K extends string>(
  props: GridProps<T, K>,
  box: RefObject<HTMLDivElement | null>,
  view: GridView,
) {
  const { count, columns } = props;
  const [position, setActive] = useState<CellPosition>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const active = { ...position, row: Math.max(0, Math.min(position.row, count - 1)) };
  const keyAt = (index: number) => {
    const row = props.rowAt(index);
    return row === undefined ? null : props.keyOf(row);
  };
  const isGone = editing !== null && !range(view.from, view.to).some((index) => keyAt(index) === editing.key);

  // the row that was edited is not on the screen any more: its field has saved what was typed
  useEffect(() => {
    if (!isGone) return;
    setEditing(null);
    if (document.activeElement === document.body) box.current?.focus();
  }, [isGone, box]);

  // another query starts at the top
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
    setActive({ row: 0, column: 0 });
  }, [props.resetKey, box]);

  const move = (to: CellPosition) => {
    setActive(to);
    view.reveal(to.row);
  };
  const edit = (at: CellPosition, typed: string | null = null) => {
    const key = keyAt(at.row);
    if (columns[at.column]?.edit === undefined || key === null) return false;
    move(at);
    setEditing({ key, column: at.column, typed });
    return true;
  };
  const withRow = (index: number, run: (row: T) => void) => {
    const row = props.rowAt(index);
    if (row !== undefined) run(row);
  };
  const leave = (from: CellPosition, exit: EditorExit) => {
    setEditing(null);
    const step = exit === 'next' ? 1 : exit === 'previous' ? -1 : null;
    const beside = step === null ? null : neighbour(columns, from.column, step);
    if (beside !== null) edit({ row: from.row, column: beside });
    else {
      move(exit === 'down' && from.row + 1 < count ? { row: from.row + 1, column: from.column } : from);
      box.current?.focus();
    }
  };
  const open = (row: number) => {
    swallowSecondClick();
    withRow(row, props.onOpen);
  };
  const clicks = useCellClicks({ editing, keyAt, setActive, edit, open });
  return { active, editing, setActive, move, edit, withRow, leave, ...clicks };
}

interface Clicked {
  readonly editing: Editing | null;
  keyAt(row: number): string | null;
  setActive(at: CellPosition): void;
  edit(at: CellPosition): boolean;
  open(row: number): void;
}

/**
 * One click opens a record, or the field that it falls on; two open the record wherever they fall. A key that follows a
 * click at once finds the field open: `openNow` says whether one was about to be.
 */
function useCellClicks<T, K extends string>({ editing, keyAt, setActive, edit, open }: Clicked) {
  const waiting = useRef<{
    readonly at: CellPosition;
    readonly key: string | null;
    readonly timer: ReturnType<typeof setTimeout>;
  } | null>(null);
  const stop = () => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    waiting.current = null;
  };
  useEffect(() => stop, []);
  const openNow = () => {
    const clicked = waiting.current;
    stop();
    // the rows may have moved since the click
    return clicked !== null && keyAt(clicked.at.row) === clicked.key && edit(clicked.at);
  };
  const later = useEffectEvent(openNow);
  const onCell = (at: CellPosition, column: Column<T, K>, clicks: number) => {
    const key = keyAt(at.row);
    if (editing !== null && editing.key === key && editing.column === at.column) return;
    stop();
    setActive(at);
    if (column.edit === undefined || clicks > 1) open(at.row);
    else waiting.current = { at, key, timer: setTimeout(() => later(), DOUBLE) };
  };
  return { onCell, openNow };
}

/** The keys of the grid itself; an editor in a cell has its own. */
function onGridKey<T, K extends string>(
  event: KeyboardEvent,
  { count, columns, selection, onOpen }: GridProps<T, K>,
  { active, move, edit, withRow, openNow }: ReturnType<typeof useActiveCell<T, K>>,
  rowsPerPage: number,
): void {
  // the key itself goes on to the field
  if (openNow()) return;
  const taken = handleGridKey(event, {
    active,
    count,
    columns: columns.length,
    firstColumn: selection ? -1 : 0,
    rowsPerPage,
    move,
    edit: (typed) => edit(active, typed),
    open: () => withRow(active.row, onOpen),
    toggle: () => withRow(active.row, (row) => selection?.toggle(row)),
    toggleAll: () => selection?.toggleAll(),
  });
  if (taken) event.preventDefault();
}

/**
 * A list of any length that draws only what is on the screen: sorting, selecting, editing in place, all by mouse and by
 * keyboard. The grid holds the focus and names its active cell (ARIA grid pattern).
 */
export function Grid<T, K extends string>(all: GridProps<T, K>) {
  const { count, selection } = all;
  const gridId = useId();
  const box = useRef<HTMLDivElement>(null);
  const view = useWindow(box, count, all.onVisible);
  const width = view.width - (selection ? TICK_WIDTH : 0);
  const columns = useMemo(() => fittingColumns(all.columns, width), [all.columns, width]);
  const tell = useEffectEvent((keys: readonly string[]) => all.onColumns?.(keys));
  useEffect(() => tell(columns.map(({ key }) => key)), [columns]);
  const props = { ...all, columns };
  const cell = useActiveCell(props, box, view);
  const { active, editing } = cell;
  const menu = useRowMenu(props, box, gridId, cell);
  const tracks = [...(selection ? [`${TICK_WIDTH}px`] : []), ...columns.map((column) => column.track)].join(' ');
  const shown = count === 0 ? [] : range(view.from, view.to);
  // a row that is still being fetched has no cells to name
  const activeShown = shown.includes(active.row) && props.rowAt(active.row) !== undefined;
  return (
    <div
      ref={box}
      role="grid"
      tabIndex={0}
      className="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + (selection ? 1 : 0)}
      aria-multiselectable={selection ? true : undefined}
      aria-activedescendant={activeShown && editing === null ? cellId(gridId, active) : undefined}
      onKeyDown={(event) => {
        if (event.target === box.current) onGridKey(event, props, cell, view.rowsPerPage);
      }}
      onScroll={view.onScroll}
      onContextMenu={menu.onContextMenu}
    >
      <GridHead columns={columns} count={count} sort={props.sort} selection={selection} tracks={tracks} />
      <div role="rowgroup" className="grid-body" style={{ height: count * ROW_HEIGHT }}>
        {shown.map((index) => {
          const row = props.rowAt(index);
          const key = row === undefined ? `empty-${index}` : props.keyOf(row);
          return (
            <GridRow
              key={key}
              gridId={gridId}
              index={index}
              row={row}
              columns={columns}
              selection={selection}
              nameOf={props.nameOf}
              tracks={tracks}
              active={active.row === index ? active : null}
              editing={editing?.key === key ? editing : null}
              onCell={cell.onCell}
              leave={cell.leave}
            />
          );
        })}
      </div>
      {menu.open && <RowMenu {...menu.open} onClose={menu.close} />}
    </div>
  );
}
