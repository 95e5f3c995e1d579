import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';
import type { IntakeItem, IntakeProgress } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useNotaryEvent } from './events.ts';

/** One file of one of the intakes that are shown. */
export interface IntakeFile extends IntakeItem {
  readonly key: string;
}

/** All intakes since the list was last closed, as one. */
export interface IntakeView {
  readonly running: boolean;
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
  /** Recorded files that are still looked into. */
  readonly partsLeft: number;
  readonly secondsLeft: number | null;
  readonly active: readonly IntakeFile[];
  readonly existing: readonly IntakeFile[];
  readonly failed: readonly IntakeFile[];
  /** Recorded, with warnings. */
  readonly warned: readonly IntakeFile[];
  readonly cancelled: readonly IntakeFile[];
  /** Left by systems and programs in a folder that was given. */
  readonly leftOut: readonly IntakeFile[];
}

export interface HowToTakeIn {
  /** Create a new record even for bytes that already have one. */
  readonly again?: boolean;
  /** The record that the one file replaces. */
  readonly supersedes?: string;
}

interface Intakes {
  /** Null when there is nothing to show. */
  readonly view: IntakeView | null;
  start(paths: readonly string[], how?: HowToTakeIn): Promise<void>;
  /** Leaves digests of parts out of what is started from now on. */
  readonly withoutParts: boolean;
  setWithoutParts(without: boolean): void;
  cancel(): Promise<void>;
  dismiss(): void;
  /** Removes handled files from the list. */
  forget(keys: readonly string[]): void;
}

const IntakeContext = createContext<Intakes | null>(null);

const sum = (all: readonly IntakeProgress[], pick: (progress: IntakeProgress) => number) =>
  all.reduce((total, progress) => total + pick(progress), 0);

function summarize(all: readonly IntakeProgress[], files: Iterable<IntakeFile>): IntakeView | null {
  if (all.length === 0) return null;
  const lists: Record<'active' | 'existing' | 'failed' | 'warned' | 'cancelled' | 'leftOut', IntakeFile[]> = {
    active: [],
    existing: [],
    failed: [],
    warned: [],
    cancelled: [],
    leftOut: [],
  };
  const waiting: IntakeFile[] = [];
  for (const file of files) {
    if (file.state === 'hashing') lists.active.push(file);
    else if (file.state === 'waiting') waiting.push(file);
    else lists[file.state === 'recorded' ? 'warned' : file.state].push(file);
  }
  return {
    ...lists,
    active: [...lists.active, ...waiting],
    running: all.some((progress) => progress.running),
    files: sum(all, (progress) => progress.files),
    filesDone: sum(all, (progress) => progress.filesDone),
    bytes: sum(all, (progress) => progress.bytes),
    bytesDone: sum(all, (progress) => progress.bytesDone),
    partsLeft: sum(all, (progress) => progress.partsLeft),
    secondsLeft: all.reduce<number | null>(
      (most, { running, secondsLeft }) => (running && secondsLeft !== null ? Math.max(most ?? 0, secondsLeft) : most),
      null,
    ),
  };
}

/** Follows the intakes, also while another screen is shown. */
export function IntakeProvider({ children }: { readonly children: ReactNode }) {
  const progress = useRef(new Map<number, IntakeProgress>());
  const files = useRef(new Map<string, IntakeFile>());
  const [view, setView] = useState<IntakeView | null>(null);
  const show = useCallback(() => setView(summarize([...progress.current.values()], files.current.values())), []);
  useNotaryEvent('intake', ({ progress: now }) => {
    progress.current.set(now.intake, now);
    for (const item of now.items) {
      const key = `${now.intake}:${item.index}`;
      if (item.state === 'recorded' && item.warnings.length === 0) files.current.delete(key);
      else files.current.set(key, { ...item, key });
    }
    show();
  });
  const dismiss = useCallback(() => {
    progress.current.clear();
    files.current.clear();
    show();
  }, [show]);
  const forget = useCallback(
    (keys: readonly string[]) => {
      for (const key of keys) files.current.delete(key);
      show();
    },
    [show],
  );
  const [withoutParts, setWithoutParts] = useState(false);
  const start = useCallback(
    async (paths: readonly string[], how: HowToTakeIn = {}) => {
      if (paths.length === 0) return;
      const parts = withoutParts ? { fingerprints: false } : {};
      await call(notary.intake({ paths, again: false, ...how, ...parts }));
    },
    [withoutParts],
  );
  const cancel = useCallback(async () => {
    await call(notary.cancel('intake'));
  }, []);
  const intakes = useMemo(
    () => ({ view, start, cancel, dismiss, forget, withoutParts, setWithoutParts }),
    [view, start, cancel, dismiss, forget, withoutParts],
  );
  return <IntakeContext value={intakes}>{children}</IntakeContext>;
}

export function useIntakes(): Intakes {
  const intakes = use(IntakeContext);
  if (intakes === null) throw new Error('useIntakes outside of IntakeProvider');
  return intakes;
}
