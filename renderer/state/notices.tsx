import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ApiError } from '../../electron/api.ts';
import { asApiError } from '../bridge.ts';
import { useDesk } from './desk.tsx';
import { isSameProblem } from './same-problem.ts';
import { useWords } from './words.ts';

export interface NoticeAction {
  readonly text: string;
  run(): void;
}

/** What is said in the strip at the bottom of the window. */
export interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'fail';
  readonly title: string;
  /** Null where the title says all. */
  readonly more: string | null;
  readonly actions: readonly NoticeAction[];
  /** What went wrong; null for what was done. */
  readonly error: ApiError | null;
  /** No press has caused it. */
  readonly told: boolean;
}

export interface Notices {
  /** Shows an error in its three parts. */
  fail(thrown: unknown): void;
  /** The same for an error that no press has caused: nothing is said when it stands above every screen already. */
  tell(error: ApiError): void;
  /** Reports that something is done; `actions` are offered with it. */
  done(text: string, ...actions: readonly NoticeAction[]): void;
}

interface Shown {
  readonly notices: readonly Notice[];
  close(id: number): void;
  /** Where a place wants them, so that its own bar stays where it is; null for the bottom of the window. */
  readonly slot: HTMLElement | null;
  setSlot(slot: HTMLElement | null): void;
}

/** More than this at once nobody reads. */
const MOST = 3;

const NoticesContext = createContext<Notices | null>(null);
const ShownContext = createContext<Shown | null>(null);

/** Keeps what is to be said; the newest comes last, and what is said again is said once. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const { words } = useWords();
  const standing = useDesk().status?.problem ?? null;
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const close = useCallback((id: number) => setNotices((now) => now.filter((one) => one.id !== id)), []);
  const stood = useRef(standing);
  useEffect(() => {
    const before = stood.current;
    stood.current = standing;
    const isOver = (error: ApiError) =>
      before !== null && isSameProblem(error, before) && !isSameProblem(error, standing);
    // told before the desk had answered: now it stands above every screen
    const isAbove = (error: ApiError) => standing !== null && isSameProblem(error, standing);
    setNotices((now) =>
      now.filter(({ error, told }) => error === null || !(isOver(error) || (told && isAbove(error)))),
    );
  }, [standing]);
  const say = useMemo((): Notices => {
    const add = (notice: Omit<Notice, 'id'>) =>
      setNotices((now) => {
        const others = now.filter(({ title, more }) => title !== notice.title || more !== notice.more);
        const id = Math.max(0, ...now.map((one) => one.id)) + 1;
        return [...others, { ...notice, id }].slice(-MOST);
      });
    const show = (error: ApiError, told: boolean) => {
      const parts = words.error(error.code, error.details);
      add({ kind: 'fail', title: parts.happened, more: `${parts.safe} ${parts.next}`, actions: [], error, told });
    };
    return {
      fail: (thrown) => show(asApiError(thrown), false),
      tell(error) {
        if (!isSameProblem(error, standing)) show(error, true);
      },
      done: (title, ...actions) => add({ kind: 'done', title, more: null, actions, error: null, told: false }),
    };
  }, [words, standing]);
  const shown = useMemo(() => ({ notices, close, slot, setSlot }), [notices, close, slot]);
  return (
    <NoticesContext value={say}>
      <ShownContext value={shown}>{children}</ShownContext>
    </NoticesContext>
  );
}

/** Short notes at the bottom of the window; both kinds are read out. */
export function useNotices(): Notices {
  const notices = use(NoticesContext);
  if (notices === null) throw new Error('useNotices outside of NoticesProvider');
  return notices;
}

/** What is said now, for who shows it. */
export function useShownNotices(): Shown {
  const shown = use(ShownContext);
  if (shown === null) throw new Error('useShownNotices outside of NoticesProvider');
  return shown;
}
