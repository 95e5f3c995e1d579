import { useDeferredValue, useMemo, useState } from 'react';
import type { SortKey } from '../../../electron/api.ts';
import type { GridSort } from '../../components/grid/columns.ts';
import { EVERYTHING, type RecordFilter } from '../../state/record-pages.ts';
import { useTypedSearch } from '../../state/typed-search.ts';

export interface FilterState {
  readonly filter: RecordFilter;
  /** Text in the search field, which the filter follows after a pause. */
  readonly typed: string;
  readonly narrowed: boolean;
  type(search: string): void;
  change(part: Partial<RecordFilter>): void;
  /** Shows these records only; all again with null. */
  only(ids: readonly string[] | null): void;
  clear(): void;
  readonly sort: GridSort;
}

const isNarrow = ({ search, states, kind, from, to, ids }: RecordFilter) =>
  search !== '' || states.length > 0 || kind !== null || from !== null || to !== null || ids !== undefined;

/** Text columns begin with A, numbers and times with the newest. */
const beginsDescending = (key: SortKey) => key === 'seq' || key === 'time' || key === 'size' || key === 'money';

/** Search, filters and order of the list of records. */
export function useFilter(): FilterState {
  const [filter, setFilter] = useState<RecordFilter>(EVERYTHING);
  const [typed, type] = useTypedSearch(setFilter);
  const deferred = useDeferredValue(filter);
  return useMemo(
    () => ({
      filter: deferred,
      typed,
      narrowed: isNarrow(filter) || typed !== '',
      type,
      change: (part) => setFilter((now) => ({ ...now, ...part })),
      only(ids) {
        type('');
        setFilter(({ sort, descending }) => ({ ...EVERYTHING, sort, descending, ...(ids === null ? {} : { ids }) }));
      },
      clear() {
        type('');
        setFilter(({ sort, descending }) => ({ ...EVERYTHING, sort, descending }));
      },
      sort: {
        key: filter.sort,
        descending: filter.descending,
        change: (sort) =>
          setFilter((now) => ({
            ...now,
            sort,
            descending: now.sort === sort ? !now.descending : beginsDescending(sort),
          })),
      },
    }),
    [filter, deferred, typed],
  );
}
