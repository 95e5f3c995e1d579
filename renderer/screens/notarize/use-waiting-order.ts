import { useMemo, useState } from 'react';
import type { SortKey } from '../../../electron/api.ts';
import type { GridSort } from '../../components/grid/columns.ts';
import { EVERYTHING, type RecordFilter } from '../../state/record-pages.ts';

/** As the files came in. */
const AT_FIRST: RecordFilter = { ...EVERYTHING, states: ['recorded'], descending: false };

export interface WaitingOrder {
  readonly filter: RecordFilter;
  readonly sort: GridSort;
}

/** The records that wait, and in which order they are shown. */
export function useWaitingOrder(): WaitingOrder {
  const [filter, setFilter] = useState(AT_FIRST);
  return useMemo(() => {
    const { sort: key, descending } = filter;
    const change = (sort: SortKey) =>
      setFilter((now) => {
        if (now.sort !== sort) return { ...now, sort, descending: false };
        // up, down, and as they came in
        return now.descending ? AT_FIRST : { ...now, descending: true };
      });
    return { filter, sort: { key, descending, change } };
  }, [filter]);
}
