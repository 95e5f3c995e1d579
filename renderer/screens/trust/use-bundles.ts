import { useCallback, useEffect, useState } from 'react';
import type { ApiError, TrustEntry } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { useNotaryEvent } from '../../state/events.ts';

/** The accepted bundles, the desk's own first. */
export function useBundles() {
  const [entries, setEntries] = useState<readonly TrustEntry[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = useCallback(async () => {
    try {
      const found = await call(notary.trust());
      setEntries([...found].sort((a, b) => Number(b.own) - Number(a.own)));
      setError(null);
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  useNotaryEvent('trust', () => void load());
  return { entries, error, load };
}
