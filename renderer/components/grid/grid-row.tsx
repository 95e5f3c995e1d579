// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the ARIA grid pattern; a table cannot be drawn in parts, and the grid itself holds the focus and handles the keys
import { useTranslation } from 'react-i18next';
import { CellEditor, type EditorExit } from './cell-editor.tsx';
import type { CellPosition, Column, GridProps } from './columns.ts';
import { Tick } from './tick.tsx';
import { ROW_HEIGHT } from './use-window.ts';

/**
 * A cell that is open for typing. It belongs to a row by its key: the row may stand elsewhere after its list was sorted
 * or another row went. `typed` is the character that opened it.
 */
export interface Editing {
  readonly key: string;
  readonly column: number;
  readonly typed: string | null;
}

interface Props<T, K extends string> extends Pick<GridProps<T, K>, 'columns' | 'selection' | 'nameOf'> {
  readonly gridId: string;
  readonly index: number;
  readonly row: T | undefined;
  readonly tracks: string;
  readonly active: CellPosition | null;
  readonly editing: Editing | null;
  /** `clicks`: 2 for the second of a double click. */
  onCell(place: CellPosition, column: Column<T, K>, clicks: number): void;
  leave(place: CellPosition, exit: EditorExit): void;
}

export const cellId = (gridId: string, position: CellPosition) => `${gridId}-${position.row}-${position.column}`;

function Cell<T, K extends string>(
  props: Props<T, K> & { readonly row: T; readonly column: Column<T, K>; readonly at: number },
) {
  const { t } = useTranslation();
  const { row, column, at, index, editing } = props;
  const position = { row: index, column: at };
  const isOpen = editing !== null && editing.column === at;
  const active = props.active?.column === at;
  const names = [
    'grid-cell',
    column.align === 'end' ? 'end' : '',
    column.edit ? 'editable' : '',
    active ? 'active' : '',
  ];
  return (
    <span
      role="gridcell"
      id={cellId(props.gridId, position)}
      aria-colindex={at + (props.selection ? 2 : 1)}
      className={names.join(' ')}
      onClick={(event) => props.onCell(position, column, event.detail)}
    >
      {isOpen && column.edit ? (
        <CellEditor
          label={t('notarize.editing', { name: column.title, file: props.nameOf(row) })}
          present={column.edit.text(row)}
          begun={editing.typed}
          placeholder={column.edit.placeholder}
          suggestions={column.edit.suggestions}
          save={(typed) => column.edit?.save(row, typed) ?? null}
          leave={(exit) => props.leave(position, exit)}
        />
      ) : (
        column.render(row)
      )}
    </span>
  );
}

/** One row of a grid; empty while it is being fetched. */
export function GridRow<T, K extends string>(props: Props<T, K>) {
  const { t } = useTranslation();
  const { row, index, selection } = props;
  const chosen = row !== undefined && selection?.has(row) === true;
  const style = { gridTemplateColumns: props.tracks, transform: `translateY(${index * ROW_HEIGHT}px)` };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selection ? chosen : undefined}
      aria-busy={row === undefined}
      className={`grid-row grid-data${chosen ? ' chosen' : ''}${props.active ? ' at' : ''}`}
      style={style}
    >
      {selection && (
        <span
          role="gridcell"
          aria-colindex={1}
          id={cellId(props.gridId, { row: index, column: -1 })}
          className={`grid-tick${props.active?.column === -1 ? ' active' : ''}`}
        >
          {row !== undefined && (
            <Tick
              label={t('common.selectRow', { name: props.nameOf(row) })}
              checked={chosen}
              tabIndex={-1}
              onChange={() => selection.toggle(row)}
            />
          )}
        </span>
      )}
      {props.columns.map((column, at) =>
        row === undefined ? (
          <span key={column.key} role="gridcell" aria-colindex={at + (selection ? 2 : 1)} className="grid-cell bone" />
        ) : (
          <Cell key={column.key} {...props} row={row} column={column} at={at} />
        ),
      )}
    </div>
  );
}
