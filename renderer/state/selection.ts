import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RecordRow } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { allRecords, type RecordFilter } from './record-pages.ts';

export interface Selection {
  /** Rows by id. */
  readonly rows: ReadonlyMap<string, RecordRow>;
  toggle(row: RecordRow): void;
  add(rows: readonly RecordRow[]): void;
  remove(ids: Iterable<string>): void;
  clear(): void;
}

/** Which records are selected; the selection is kept while the list scrolls or is filtered. */
export function useSelection(): Selection {
  const [rows, setRows] = useState<ReadonlyMap<string, RecordRow>>(new Map());
  const toggle = useCallback((row: RecordRow) => {
    setRows((now) => {
      const next = new Map(now);
      if (!next.delete(row.id)) next.set(row.id, row);
      return next;
    });
  }, []);
  const add = useCallback(
    (all: readonly RecordRow[]) => setRows((now) => new Map([...now, ...all.map((row) => [row.id, row] as const)])),
    [],
  );
  const remove = useCallback((ids: Iterable<string>) => {
    const gone = new Set(ids);
    setRows((now) => new Map([...now].filter(([id]) => !gone.has(id))));
  }, []);
  const clear = useCallback(() => setRows(new Map()), []);
  return useMemo(() => ({ rows, toggle, add, remove, clear }), [rows, toggle, add, remove, clear]);
}

/** The part of a selection that a list shows. */
export interface ShownSelection {
  /** How many of the selected the list has, also where it has to be scrolled to them. */
  readonly inside: number;
  /** How many it does not have, because of a search or a filter. */
  readonly outside: number;
  /** Selects all of the list besides what is selected, or takes all of it out again. */
  toggleAll(): Promise<void>;
}

/** How a selection and a list fit together; `total` is the length of the list. */
export function useShownSelection(selection: Selection, filter: RecordFilter, total: number): ShownSelection {
  const { rows, add, remove } = selection;
  const [inside, setInside] = useState(0);
  useEffect(() => {
    let wanted = true;
    const ids = [...rows.keys()].filter((id) => filter.ids?.includes(id) ?? true);
    if (ids.length === 0) setInside(0);
    else
      call(notary.records({ ...filter, ids, offset: 0, limit: 1 })).then(
        (page) => wanted && setInside(page.total),
        () => {}, // the list itself says what is wrong
      );
    return () => {
      wanted = false;
    };
  }, [rows, filter, total]);
  const toggleAll = useCallback(async () => {
    const all = await allRecords(filter);
    if (all.every(({ id }) => rows.has(id))) remove(all.map(({ id }) => id));
    else add(all);
  }, [filter, rows, add, remove]);
  return { inside, outside: Math.max(0, rows.size - inside), toggleAll };
}
