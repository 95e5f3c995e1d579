import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ApiError, DeskStatus } from '../../electron/api.ts';
import { asApiError, call, notary } from '../bridge.ts';
import { askAllAgain, useNotaryEvent } from './events.ts';

interface Desk {
  /** Null until the first answer. */
  readonly status: DeskStatus | null;
  /** Why there is no answer. */
  readonly error: ApiError | null;
  refresh(): Promise<void>;
  /** Applies a status that another call has returned. */
  set(status: DeskStatus): void;
}

const DeskContext = createContext<Desk | null>(null);

/** Keeps the desk's status up to date by its events. */
export function DeskProvider({ children }: { readonly children: ReactNode }) {
  const [status, set] = useState<DeskStatus | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const refresh = useCallback(async () => {
    try {
      set(await call(notary.status()));
      setError(null);
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  }, []);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  useNotaryEvent('status', (event) => set(event.status));
  const stands = status?.problem != null;
  const stood = useRef(false);
  useEffect(() => {
    // unlocked or repaired: what could not be answered meanwhile is asked for without a word of the person
    if (stood.current && !stands) askAllAgain();
    stood.current = stands;
  }, [stands]);
  const desk = useMemo(() => ({ status, error, refresh, set }), [status, error, refresh]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** The desk, even before it has answered. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('useDesk outside of DeskProvider');
  return desk;
}

/** The desk's status, in places that are only shown once it has answered. */
export function useStatus(): DeskStatus {
  const { status } = useDesk();
  if (status === null) throw new Error('useStatus before the desk answered');
  return status;
}
