import { useCallback, useMemo, useState } from 'react';
import type { Column } from './columns.ts';

/** What a person changed of the columns of a list. */
interface Kept {
  readonly hidden: readonly string[];
  /** Shown also where the window is too narrow for all; the list then scrolls sideways. */
  readonly pinned: readonly string[];
}

export interface ColumnsChoice {
  readonly all: readonly { readonly key: string; readonly title: string }[];
  /** Those that are on the screen now. */
  readonly shown: ReadonlySet<string>;
  /** The column by which a row is known, always shown. */
  readonly fixed: string;
  readonly changed: boolean;
  show(key: string, shown: boolean): void;
  reset(): void;
}

const NOTHING: Kept = { hidden: [], pinned: [] };

/** A comfort: where nothing can be kept, or what is there is not ours, the columns are as at first. */
function readKept(name: string): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    const isList = (value: unknown): value is string[] =>
      Array.isArray(value) && value.every((one) => typeof one === 'string');
    const { hidden, pinned } = (kept ?? {}) as Partial<Record<keyof Kept, unknown>>;
    return isList(hidden) && isList(pinned) ? { hidden, pinned } : NOTHING;
  } catch {
    return NOTHING;
  }
}

function writeKept(name: string, kept: Kept): void {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // the next start shows the columns as at first
  }
}

const without = (list: readonly string[], key: string) => list.filter((one) => one !== key);

/** The columns of a list as a person wants them; remembered on this machine. */
export function useColumnsChoice<T, K extends string>(list: string, fixed: string, all: readonly Column<T, K>[]) {
  const name = `columns.${list}`;
  const [kept, setKept] = useState(() => readKept(name));
  const [shownKeys, setShownKeys] = useState<readonly string[]>([]);
  const keep = useCallback(
    (next: Kept) => {
      setKept(next);
      writeKept(name, next);
    },
    [name],
  );
  const columns = useMemo(
    () =>
      all
        .filter(({ key }) => !kept.hidden.includes(key))
        .map((column): Column<T, K> => {
          if (!kept.pinned.includes(column.key)) return column;
          const { drop: _, ...stays } = column;
          return stays;
        }),
    [all, kept],
  );
  const choice = useMemo(
    (): ColumnsChoice => ({
      all,
      fixed,
      shown: new Set(shownKeys),
      changed: kept !== NOTHING && (kept.hidden.length > 0 || kept.pinned.length > 0),
      show: (key, shown) =>
        keep({
          hidden: shown ? without(kept.hidden, key) : [...without(kept.hidden, key), key],
          pinned: shown ? [...without(kept.pinned, key), key] : without(kept.pinned, key),
        }),
      reset: () => keep(NOTHING),
    }),
    [all, fixed, shownKeys, kept, keep],
  );
  return { columns, choice, onColumns: setShownKeys };
}
