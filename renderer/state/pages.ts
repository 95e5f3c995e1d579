import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { ApiError } from '../../electron/api.ts';
import { asApiError } from '../bridge.ts';

const PAGE = 100;

/** The visible part of an answer, and its total number of rows. */
export interface FetchedPage<T> {
  readonly rows: readonly T[];
  readonly total: number;
}

export interface Pages<T> {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly error: ApiError | null;
  rowAt(index: number): T | undefined;
  /** Sets which rows are on the screen, so that they are fetched. */
  show(from: number, to: number): void;
  reload(): void;
  /** Shows changed rows at once, before the list is fetched again. */
  change(changed: (row: T) => T): void;
}

interface Cache<T> {
  /** Incremented when the query changes: late answers to an older one are dropped. */
  readonly generation: number;
  readonly pages: Map<number, readonly T[]>;
  readonly asked: Set<number>;
}

function empty<T>(generation: number): Cache<T> {
  return { generation, pages: new Map(), asked: new Set() };
}

interface Shown {
  readonly total: number | null;
  readonly error: ApiError | null;
  /** Incremented whenever rows changed, so that the list is drawn again. */
  readonly version: number;
}

type Fetch<Q, T> = (question: Q, offset: number, limit: number) => Promise<FetchedPage<T>>;

/** The fetched pages, and fetching of missing ones on the screen. */
function useCache<Q, T>(question: Q, fetch: Fetch<Q, T>) {
  const cache = useRef<Cache<T>>(empty(0));
  const visible = useRef({ from: 0, to: 0 });
  const [shown, setShown] = useState<Shown>({ total: null, error: null, version: 0 });
  const fetchPage = useEffectEvent(async (page: number) => {
    const { generation, pages, asked } = cache.current;
    asked.add(page);
    try {
      const found = await fetch(question, page * PAGE, PAGE);
      if (cache.current.generation !== generation) return;
      pages.set(page, found.rows);
      setShown((now) => ({ total: found.total, error: null, version: now.version + 1 }));
    } catch (thrown) {
      if (cache.current.generation !== generation) return;
      asked.delete(page);
      setShown((now) => ({ ...now, error: asApiError(thrown) }));
    }
  });
  const ask = useCallback(() => {
    const { from, to } = visible.current;
    for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++)
      if (!cache.current.asked.has(page)) void fetchPage(page);
  }, []);
  return { cache, visible, shown, setShown, ask };
}

/** A list of any length of which only the visible part is fetched; fetched again when `question` changes. */
export function usePages<Q, T>(question: Q, fetch: Fetch<Q, T>): Pages<T> {
  const { cache, visible, shown, setShown, ask } = useCache(question, fetch);
  const reload = useCallback(() => {
    const { generation, pages } = cache.current;
    // the old rows stay on the screen until the new ones arrive
    cache.current = { generation: generation + 1, pages: new Map(pages), asked: new Set() };
    ask();
  }, [ask, cache]);

  useEffect(() => {
    cache.current = empty(cache.current.generation + 1);
    ask();
  }, [question, ask, cache]);

  const show = useCallback(
    (from: number, to: number) => {
      visible.current = { from, to };
      ask();
    },
    [ask, visible],
  );
  const change = useCallback(
    (changed: (row: T) => T) => {
      for (const [page, rows] of cache.current.pages) cache.current.pages.set(page, rows.map(changed));
      setShown((now) => ({ ...now, version: now.version + 1 }));
    },
    [cache, setShown],
  );
  // a new function for every version, so that the list is drawn again
  const rowAt = useCallback(
    (index: number) => cache.current.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    [shown.version, cache],
  );
  return useMemo(
    () => ({ total: shown.total, error: shown.error, rowAt, show, reload, change }),
    [shown.total, shown.error, rowAt, show, reload, change],
  );
}
