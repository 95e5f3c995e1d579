import { useCallback, useMemo, useState } from 'react';
import type { RecordRow } from '../../electron/api.ts';

export interface Selection {
  /** Rows by id. */
  readonly rows: ReadonlyMap<string, RecordRow>;
  toggle(row: RecordRow): void;
  replace(rows: readonly RecordRow[]): void;
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
  const replace = useCallback((all: readonly RecordRow[]) => setRows(new Map(all.map((row) => [row.id, row]))), []);
  const clear = useCallback(() => setRows(new Map()), []);
  return useMemo(() => ({ rows, toggle, replace, clear }), [rows, toggle, replace, clear]);
}
