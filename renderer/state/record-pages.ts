import { useCallback, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { FactEdits } from '../../core/ports.ts';
import type { RecordQuery, RecordRow } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useNotaryEvent } from './events.ts';
import { type Pages, usePages } from './pages.ts';

/** The query without the visible range. */
export type RecordFilter = Omit<RecordQuery, 'offset' | 'limit'>;

export const EVERYTHING: RecordFilter = {
  search: '',
  states: [],
  kind: null,
  from: null,
  to: null,
  sort: 'seq',
  descending: true,
};

/** While thousands of records are added, the list is fetched again only this often (ms). */
const PAUSE = 400;

export interface RecordPages extends Omit<Pages<RecordRow>, 'change'> {
  /** Shows changed facts at once, before the list is fetched again. */
  patch(ids: ReadonlySet<string>, facts: FactEdits): void;
}

/** A page of the records that a filter finds. */
export const recordPage = (filter: RecordFilter, offset: number, limit: number) =>
  call(notary.records({ ...filter, offset, limit }));

/** A long list of records of which only the visible part is fetched. Rows that change meanwhile are fetched again. */
export function useRecordPages(filter: RecordFilter): RecordPages {
  const { total, error, rowAt, show, reload, change } = usePages(filter, recordPage);
  useNotaryEvent('records', useThrottled(reload));
  const patch = useCallback(
    (ids: ReadonlySet<string>, facts: FactEdits) =>
      change((row) => (ids.has(row.id) ? { ...row, facts: { ...row.facts, ...facts } } : row)),
    [change],
  );
  return useMemo(() => ({ total, error, rowAt, show, reload, patch }), [total, error, rowAt, show, reload, patch]);
}

/** Calls `run` immediately, and again after a pause if it was requested meanwhile. */
export function useThrottled(run: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const again = useRef(false);
  const latest = useEffectEvent(run);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return useCallback(() => {
    const go = () => {
      again.current = false;
      timer.current = setTimeout(() => {
        timer.current = null;
        if (again.current) go();
      }, PAUSE);
      latest();
    };
    if (timer.current === null) go();
    else again.current = true;
  }, []);
}

/** These records as they are now, in the order of intake. */
export const recordsOf = (ids: readonly string[]): Promise<readonly RecordRow[]> =>
  allRecords({ ...EVERYTHING, ids, descending: false });

/** Most that one call answers. */
const MOST = 500;

/** Every record that a filter finds, page by page. */
export async function allRecords(filter: RecordFilter): Promise<readonly RecordRow[]> {
  const rows: RecordRow[] = [];
  for (;;) {
    const page = await call(notary.records({ ...filter, offset: rows.length, limit: MOST }));
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}
