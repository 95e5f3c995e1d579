import { useMemo, useState } from 'react';
import type { BoxQuery, BoxSort, BoxState } from '../../../../electron/api.ts';
import type { GridSort } from '../../../components/grid/columns.ts';
import { useTypedSearch } from '../../../state/typed-search.ts';

/** The query without the visible range. */
export type BoxFilter = Omit<BoxQuery, 'offset' | 'limit'>;

/** Rows that need attention come first. */
const WORST_FIRST: BoxFilter = { search: '', states: [], sort: 'state', descending: false };

export interface BoxFilterState {
  readonly filter: BoxFilter;
  /** Text in the search field, which the filter follows after a pause. */
  readonly typed: string;
  type(search: string): void;
  /** Toggles a state in the filter. */
  toggle(state: BoxState): void;
  /** Shows every state. */
  all(): void;
  clear(): void;
  readonly sort: GridSort<BoxSort>;
}

/** Search, states and order of the sheet. */
export function useBoxFilter(): BoxFilterState {
  const [filter, setFilter] = useState(WORST_FIRST);
  const [typed, type] = useTypedSearch(setFilter);
  return useMemo(
    () => ({
      filter,
      typed,
      type,
      toggle: (state) =>
        setFilter((now) => ({
          ...now,
          states: now.states.includes(state) ? now.states.filter((one) => one !== state) : [...now.states, state],
        })),
      all: () => setFilter((now) => ({ ...now, states: [] })),
      clear() {
        type('');
        setFilter((now) => ({ ...now, search: '', states: [] }));
      },
      sort: {
        key: filter.sort,
        descending: filter.descending,
        change: (sort) =>
          setFilter((now) => ({ ...now, sort, descending: now.sort === sort ? !now.descending : false })),
      },
    }),
    [filter, typed],
  );
}
