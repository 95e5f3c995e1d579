import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { RecordRow } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useNotaryEvent } from './events.ts';
import { useNotices } from './notices.tsx';
import { allRecords, type RecordFilter, recordsOf } from './record-pages.ts';

export interface Selection {
  /** Rows by id. */
  readonly rows: ReadonlyMap<string, RecordRow>;
  toggle(row: RecordRow): void;
  add(rows: readonly RecordRow[]): void;
  remove(ids: Iterable<string>): void;
  clear(): void;
  /** Rows as they are now; those that do not belong here any more are left out, and are selected no more. */
  current(rows: readonly RecordRow[]): Promise<readonly RecordRow[]>;
}

const ALL = () => true;

/**
 * Which records are selected; the selection is kept while the list scrolls or is filtered. `belongs` says which records
 * can be selected; must be the same function every time.
 */
export function useSelection(belongs: (row: RecordRow) => boolean = ALL): Selection {
  const { fail } = useNotices();
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
  const current = useCallback(
    async (wanted: readonly RecordRow[]) => {
      const ids = wanted.map(({ id }) => id);
      const found = new Map((await recordsOf(ids)).filter(belongs).map((row) => [row.id, row]));
      const asked = new Set(ids);
      setRows((now) => {
        const next = [...now].flatMap(([id, row]) => {
          const fresh = asked.has(id) ? found.get(id) : row;
          return fresh === undefined ? [] : [[id, fresh] as const];
        });
        return new Map(next);
      });
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    [belongs],
  );
  const refresh = () => {
    if (rows.size > 0) current([...rows.values()]).catch(fail);
  };
  const shown = useEffectEvent(refresh);
  // also when the screen is shown again: what happened meanwhile was not heard
  useEffect(() => shown(), []);
  // what can be done with a record changes once it is sealed
  useNotaryEvent('sealed', refresh);
  return useMemo(() => ({ rows, toggle, add, remove, clear, current }), [rows, toggle, add, remove, clear, current]);
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
