// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the ARIA grid pattern; a table cannot be drawn in parts, and the grid itself holds the focus and handles the keys
import { useTranslation } from 'react-i18next';
import type { Column, GridSelection, GridSort } from './columns.ts';
import { Tick } from './tick.tsx';

interface Props<T, K extends string> {
  readonly columns: readonly Column<T, K>[];
  readonly count: number;
  readonly sort?: GridSort<K> | undefined;
  readonly selection?: GridSelection<T> | undefined;
  readonly tracks: string;
}

function SortButton<K extends string>({
  title,
  sort,
  by,
}: {
  readonly title: string;
  readonly sort: GridSort<K>;
  readonly by: K;
}) {
  const { t } = useTranslation();
  const arrow = sort.key !== by ? '' : sort.descending ? ' ▾' : ' ▴';
  return (
    <button type="button" className="sort" title={t('common.sortBy', { name: title })} onClick={() => sort.change(by)}>
      {title}
      <span aria-hidden="true">{arrow}</span>
    </button>
  );
}

const sorted = <K extends string>(sort: GridSort<K> | undefined, key: K | undefined) => {
  if (sort === undefined || key === undefined || sort.key !== key) return undefined;
  return sort.descending ? 'descending' : 'ascending';
};

/** The head of a grid: sorting, and select all. */
export function GridHead<T, K extends string>({ columns, count, sort, selection, tracks }: Props<T, K>) {
  const { t } = useTranslation();
  return (
    <div role="row" aria-rowindex={1} className="grid-row grid-head" style={{ gridTemplateColumns: tracks }}>
      {selection && (
        <span role="columnheader" aria-colindex={1} className="grid-tick">
          <Tick
            label={t('common.selectAll')}
            checked={count > 0 && selection.count >= count}
            mixed={selection.count > 0 && selection.count < count}
            onChange={selection.toggleAll}
          />
        </span>
      )}
      {columns.map((column, i) => (
        <span
          key={column.key}
          role="columnheader"
          aria-colindex={i + (selection ? 2 : 1)}
          aria-sort={sorted(sort, column.sort)}
          className={column.align === 'end' ? 'end' : undefined}
        >
          {sort && column.sort ? <SortButton title={column.title} sort={sort} by={column.sort} /> : column.title}
        </span>
      ))}
    </div>
  );
}
