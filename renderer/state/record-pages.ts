import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Facts } from '../../core/facts.ts';
import type { ApiError, RecordQuery, RecordRow } from '../../electron/api.ts';
import { asApiError, call, notary } from '../bridge.ts';
import { useNotaryEvent } from './events.ts';

/** What is asked for, without the part that is on the screen. */
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

const PAGE = 100;
/** While records come in by thousands the list is asked anew only so often (ms). */
const PAUSE = 400;

export interface RecordPages {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly error: ApiError | null;
  rowAt(index: number): RecordRow | undefined;
  /** Says which rows are on the screen, so that they are fetched. */
  show(from: number, to: number): void;
  reload(): void;
  /** Shows changed facts at once, before the list is fetched again. */
  patch(ids: ReadonlySet<string>, facts: Partial<Facts>): void;
}

interface Cache {
  /** Counts up when the question changes: late answers to an older one are dropped. */
  readonly generation: number;
  readonly pages: Map<number, readonly RecordRow[]>;
  readonly asked: Set<number>;
}

const empty = (generation: number): Cache => ({ generation, pages: new Map(), asked: new Set() });

/** A long list of records of which only what is on the screen is fetched. Rows that change meanwhile are fetched again. */
export function useRecordPages(filter: RecordFilter): RecordPages {
  const cache = useRef<Cache>(empty(0));
  const visible = useRef({ from: 0, to: 0 });
  const [state, setState] = useState<{ total: number | null; error: ApiError | null; version: number }>({
    total: null,
    error: null,
    version: 0,
  });

  const fetchPage = useEffectEvent(async (page: number) => {
    const { generation, pages, asked } = cache.current;
    asked.add(page);
    try {
      const found = await call(notary.records({ ...filter, offset: page * PAGE, limit: PAGE }));
      if (cache.current.generation !== generation) return;
      pages.set(page, found.rows);
      setState((now) => ({ total: found.total, error: null, version: now.version + 1 }));
    } catch (thrown) {
      if (cache.current.generation !== generation) return;
      asked.delete(page);
      setState((now) => ({ ...now, error: asApiError(thrown) }));
    }
  });

  const ask = useCallback(() => {
    const { from, to } = visible.current;
    for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++)
      if (!cache.current.asked.has(page)) void fetchPage(page);
  }, []);

  const reload = useCallback(() => {
    const { generation, pages } = cache.current;
    // the old rows stay on the screen until the new ones are there
    cache.current = { generation: generation + 1, pages: new Map(pages), asked: new Set() };
    ask();
  }, [ask]);

  useEffect(() => {
    cache.current = empty(cache.current.generation + 1);
    ask();
  }, [filter, ask]);

  useNotaryEvent('records', useThrottled(reload));

  const show = useCallback(
    (from: number, to: number) => {
      visible.current = { from, to };
      ask();
    },
    [ask],
  );
  const patch = useCallback((ids: ReadonlySet<string>, facts: Partial<Facts>) => {
    const changed = (row: RecordRow) => (ids.has(row.id) ? { ...row, facts: { ...row.facts, ...facts } } : row);
    for (const [page, rows] of cache.current.pages) cache.current.pages.set(page, rows.map(changed));
    setState((now) => ({ ...now, version: now.version + 1 }));
  }, []);
  // a new function for every version, so that the list draws anew
  const rowAt = useCallback(
    (index: number) => cache.current.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    [state.version],
  );
  return useMemo(
    () => ({ total: state.total, error: state.error, rowAt, show, reload, patch }),
    [state.total, state.error, rowAt, show, reload, patch],
  );
}

/** `run` at once, and again after a pause when it was asked for meanwhile. */
function useThrottled(run: () => void): () => void {
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
