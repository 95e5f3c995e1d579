import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { useNotaryEvent } from './events.ts';

/** What was sealed at once, by a person or by the desk itself. */
export interface SealedBatch {
  readonly time: string;
  readonly ids: readonly string[];
}

interface Sealed {
  /** The newest first. */
  readonly batches: readonly SealedBatch[];
  dismiss(batch: SealedBatch): void;
}

/** Older ones are found in the records. */
const MOST = 3;

const SealedContext = createContext<Sealed>({ batches: [], dismiss() {} });

/** Keeps what was sealed since the window was opened, until it is put away. */
export function SealedProvider({ children }: { readonly children: ReactNode }) {
  const [batches, setBatches] = useState<readonly SealedBatch[]>([]);
  useNotaryEvent('sealed', ({ time, ids }) => setBatches((now) => [{ time, ids }, ...now].slice(0, MOST)));
  const dismiss = useCallback((batch: SealedBatch) => setBatches((now) => now.filter((one) => one !== batch)), []);
  const sealed = useMemo(() => ({ batches, dismiss }), [batches, dismiss]);
  return <SealedContext value={sealed}>{children}</SealedContext>;
}

export function useSealed(): Sealed {
  return use(SealedContext);
}
