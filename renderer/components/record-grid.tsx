import type { ReactNode } from 'react';
import type { RecordRow } from '../../electron/api.ts';
import { useNotices } from '../state/notices.tsx';
import type { RecordFilter, RecordPages } from '../state/record-pages.ts';
import type { Selection, ShownSelection } from '../state/selection.ts';
import type { GridProps, GridSort } from './grid/columns.ts';
import { Grid } from './grid/grid.tsx';

interface Props extends Pick<GridProps<RecordRow>, 'label' | 'columns' | 'onColumns' | 'menu' | 'onOpen'> {
  readonly pages: RecordPages;
  /** Which records the list has, and in which order. */
  readonly list: { readonly filter: RecordFilter; readonly sort: GridSort };
  readonly selection: Selection;
  readonly shown: ShownSelection;
}

/** A list of records that can be selected. */
export function RecordGrid({ pages, list, selection, shown, ...props }: Props): ReactNode {
  const { fail } = useNotices();
  return (
    <Grid
      {...props}
      count={pages.total ?? 0}
      rowAt={pages.rowAt}
      keyOf={(row) => row.id}
      nameOf={(row) => row.facts.fileName ?? row.id}
      sort={list.sort}
      selection={{
        has: (row) => selection.rows.has(row.id),
        count: shown.inside,
        toggle: selection.toggle,
        toggleAll: () => void shown.toggleAll().catch(fail),
      }}
      onVisible={pages.show}
      resetKey={list.filter}
    />
  );
}
